"""Where a form may lead afterwards: only to a page of this site."""

from django.utils.http import url_has_allowed_host_and_scheme


def own_path(wanted: str | None) -> str:
    """The path, where it is one of ours; empty where it is not, or where nothing was asked for."""
    path = wanted or ""
    is_own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_own else ""
