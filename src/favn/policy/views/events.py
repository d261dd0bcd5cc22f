"""A decision as a line of a timeline, with links to the initiatives it touched."""

from typing import Any

from favn.policy.models import Initiative
from favn.policy.queries import Ruled
from favn.policy.views.doors import at


def event(ruled: Ruled, slug: str, seen_from: Initiative | None = None) -> dict[str, Any]:
    """When, who, what and why; `seen_from` is the initiative of the page and not linked."""
    links = [
        {"how": how, "title": str(other), "url": at("initiative", slug, other.number)}
        for how, other in ruled.others(seen_from)
    ]
    said = {name: getattr(ruled, name) for name in ("at", "verb", "actor_label", "reason")}
    return said | {"links": links}
