"""The links of participants: which one a token is, and which one somebody has. Never writes."""

import hmac
from datetime import datetime

from django.urls import reverse

from favn.kit.tokens import fingerprint
from favn.pathways.models import Link, Participant
from favn.pathways.rules.links import token_for


def link_with(token: str) -> Link | None:
    """The link of a token in the present tenant, also where it has run out, or None."""
    wanted = fingerprint(token)
    rows = Link.objects.owned().filter(token_hash=wanted)
    link = rows.select_related("participant__person", "participant__network").first()
    return link if link and hmac.compare_digest(link.token_hash, wanted) else None


def live_link(who: Participant, at: datetime) -> Link | None:
    """The link somebody has now, or None."""
    rows = Link.objects.owned().filter(participant=who, closed_at=None, expires_at__gt=at)
    return rows.first()


def own_address(link: Link, house: str) -> str:
    """The path a link opens."""
    return reverse("pathways:own", args=[house, token_for(link.pk)])
