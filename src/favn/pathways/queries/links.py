"""The links somebody has now, and the addresses they open. Never writes."""

from datetime import datetime

from django.urls import reverse

from favn.pathways.models import Link, Outcome, OutcomeLink, Participant


def live_link(who: Participant, at: datetime) -> Link | None:
    """The link somebody has now, or None."""
    return Link.living().filter(participant=who, expires_at__gt=at).first()


def live_outcome_link(outcome: Outcome, at: datetime) -> OutcomeLink | None:
    """The link to one evaluation now, or None."""
    return OutcomeLink.living().filter(outcome=outcome, expires_at__gt=at).first()


def own_address(link: Link, house: str) -> str:
    """The path a link opens."""
    return reverse("pathways:own", args=[house, link.code])


def outcome_address(link: OutcomeLink, house: str) -> str:
    """The path of the evaluation a link opens."""
    return reverse("pathways:evaluation", args=[house, link.code])
