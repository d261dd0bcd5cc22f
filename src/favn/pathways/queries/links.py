"""The link somebody has now, and the address it opens. Never writes."""

from datetime import datetime

from django.urls import reverse

from favn.pathways.models import Link, Participant


def live_link(who: Participant, at: datetime) -> Link | None:
    """The link somebody has now, or None."""
    return Link.living().filter(participant=who, expires_at__gt=at).first()


def own_address(link: Link, house: str) -> str:
    """The path a link opens."""
    return reverse("pathways:own", args=[house, link.code])
