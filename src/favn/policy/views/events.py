"""A decision as a line of a timeline, with links to the initiatives it touched."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from favn.policy.models import Initiative
from favn.policy.queries import Ruled
from favn.policy.views.doors import at


def event(
    ruled: Ruled, slug: str, seen_from: Initiative | None = None, *, may_write: bool = False
) -> dict[str, Any]:
    """When, who, what and why; `seen_from` is the initiative of the page and not linked.

    Whoever may write is led to where the decision is corrected.
    """
    links = [
        {"how": how, "title": str(other), "url": at("initiative", slug, other.number)}
        for how, other in ruled.others(seen_from)
    ]
    if may_write:
        title = _("Ret “%(title)s”") % {"title": ruled.decision.title}
        address = reverse("policy:decision", args=[ruled.decision.pk])
        links.append({"how": "", "title": title, "url": address})
    said = {name: getattr(ruled, name) for name in ("at", "verb", "actor_label", "reason")}
    return said | {"links": links}
