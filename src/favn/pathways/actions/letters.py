"""Deciding that a mentor or mentee must be written to; the letter leaves after the transaction."""

from datetime import datetime

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Letter, Link, Network, Outcome, OutcomeLink, Pair, Participant
from favn.pathways.queries.letters import UNREACHED, state_of_closing
from favn.pathways.queries.links import live_link, live_outcome_link
from favn.pathways.queries.pool import text_now
from favn.pathways.rules import mentoring as rules
from favn.people.accounts import links
from favn.people.accounts.choices import Ended, Post


def write_to(who: Participant, pair: Pair, why: Why, at: datetime, *, once: str = "") -> Letter:
    """One letter to one of a pair, once; they have a link of their own from now on.

    To somebody who has left, or was erased, nothing goes and no link is made; that is kept.
    """
    key = f"{why}/{pair.pk.hex}/{who.side}/{once}"[:80]
    return _by_own_link(Letter(participant=who, pair=pair, why=why, once=key), at)


def ask_again(who: Participant, at: datetime) -> Letter:
    """Ask whoever said yes to an earlier text about today's, once for each text."""
    key = f"{Why.CONSENT}/{who.pk.hex}/{text_now()}"
    return _by_own_link(Letter(participant=who, why=Why.CONSENT, once=key), at)


def tell_of_closing(who: Participant, network: Network, at: datetime) -> Letter:
    """That their network closed, once: while they are here, or they would have no letter.

    Who is handed over reads which one takes over, and keeps a page of their own. Whom it cannot
    reach is known at once, so that they stand on the list of those who are called.
    """
    is_handed = who.network_id != network.pk
    why = Why.HEIR if is_handed else Why.CLOSED
    row = Letter(participant=who, why=why, once=f"{why}/{network.pk.hex}/{who.pk.hex}")
    row.state = state_of_closing(who, clock.local_day(at))
    if is_handed and row.state == Post.WAITING:
        return _by_own_link(row, at)
    return _written(row, at)


@transaction.atomic
def told_otherwise(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """A coordinator has told somebody whom no letter reached; twice is once."""
    row = Letter.objects.owned().select_for_update().get(pk=letter.pk)
    if row.state in UNREACHED:
        row.state = Post.DROPPED
        row.save(update_fields=["state"])
        history.note("called", row.participant, by=by, at=at)
    return row


def ask_whom(who: Participant, list_id: str, at: datetime) -> Letter:
    """Ask somebody whom of those suggested they would rather have, once for each list."""
    return _by_own_link(Letter(participant=who, why=Why.WISH, once=f"{Why.WISH}/{list_id}"), at)


def _by_own_link(row: Letter, at: datetime) -> Letter:
    """A letter that leads to somebody's own page; only a new one lengthens their link."""
    if stands := _standing(row):
        return stands
    who = row.participant
    is_here = not who.is_left and who.person_id is not None
    if is_here:
        link_of(who, at)
    return _decided(row, at, is_here=is_here)


def ask_how(outcome: Outcome, why: Why, at: datetime) -> Letter:
    """Ask one side how it goes, or remind them, once each for the day it is about; the link opens
    that alone.

    Who has left the network is asked as well; nobody writes to somebody who was erased.
    """
    who = outcome.participant
    is_here = who.person_id is not None
    if is_here:
        outcome_link_of(outcome, at)
    key = f"{why}/{outcome.pk.hex}/{outcome.due_on}"
    row = Letter(participant=who, pair_id=outcome.pair_id, outcome=outcome, why=why, once=key)
    return _decided(row, at, is_here=is_here)


def _standing(row: Letter) -> Letter | None:
    """The same letter, where it was decided before."""
    return Letter.objects.owned().filter(once=row.once).first()


def _decided(row: Letter, at: datetime, *, is_here: bool) -> Letter:
    row.state = Post.WAITING if is_here else Post.NO_ADDRESS
    return _written(row, at)


def _written(row: Letter, at: datetime) -> Letter:
    if stands := _standing(row):
        return stands
    row.organisation_id, row.decided_at = current(), at
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


def outcome_link_of(outcome: Outcome, at: datetime) -> OutcomeLink:
    """The link to one evaluation, living exactly as long as it can be answered."""
    if link := live_outcome_link(outcome, at):
        return link
    until = clock.end_of(outcome.closes_on)
    link = OutcomeLink(
        organisation_id=current(), outcome=outcome, made_at=at, expires_at=until
    )  # fmt: skip
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
