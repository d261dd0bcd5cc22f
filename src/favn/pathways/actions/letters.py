"""Deciding that a mentor or mentee must be written to; the letter leaves after the transaction."""

from datetime import datetime

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Letter, Link, Pair, Participant
from favn.pathways.queries.links import live_link
from favn.pathways.rules import mentoring as rules
from favn.people.accounts import links
from favn.people.accounts.choices import Ended, Post


def write_to(who: Participant, pair: Pair, why: Why, at: datetime, *, once: str = "") -> Letter:
    """One letter to one of a pair, once; they have a link of their own from now on.

    To somebody who has left, or was erased, nothing goes and no link is made; that is kept.
    """
    is_here = not who.is_left and who.person_id is not None
    if is_here:
        link_of(who, at)
    key = f"{why}/{pair.pk.hex}/{who.side}/{once}"[:80]
    if stands := Letter.objects.owned().filter(once=key).first():
        return stands
    row = Letter(organisation_id=current(), participant=who, pair=pair, why=why, once=key)
    row.decided_at, row.state = at, Post.WAITING if is_here else Post.NO_ADDRESS
    row.save(force_insert=True)
    return row


def link_of(who: Participant, at: datetime) -> Link:
    """The link somebody has, working for half a year from today; a new one where it has ended."""
    until = clock.end_of(clock.local_day(at) + Link.lives)
    if link := live_link(who, at):
        if link.expires_at < until:
            link.expires_at = until
            link.save(update_fields=["expires_at"])
        return link
    link = Link(organisation_id=current(), participant=who, made_at=at, expires_at=until)
    links.lock(link, link.code)
    link.save(force_insert=True)
    return link


@transaction.atomic
def new_link(*, who: Participant, by: Actor, at: datetime) -> Link:
    """A new link for somebody; the one they had opens nothing any more. Raises Refused."""
    must(rules.why_not_link(is_left=who.is_left))
    links.end(Link.living().filter(participant=who), Ended.NEWER, at=at)
    link = link_of(who, at)
    history.note("new-link", link, by=by, at=at)
    return link
