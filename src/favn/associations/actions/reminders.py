"""On the day of a review each side that has not answered is reminded by mail, once, by itself.

One letter to each party, however many reviews wait; what no server takes is tried again the next
time, for as long as a reminder is of use.
"""

import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from favn.associations.actions.seats import send_seat_link
from favn.associations.models import Entry, ReviewLetter, Side
from favn.associations.queries import agreements
from favn.associations.queries.seats import mails_of
from favn.kit import history
from favn.kit.clock import local_day
from favn.kit.history import Actor
from favn.kit.refusals import Refused
from favn.kit.tenancy import current
from favn.people.accounts.choices import Reached
from favn.people.organisations.models import Unit

WORTH_WHILE = timedelta(days=30)
"""How long after the day a reminder is still sent; an older one is the office's to raise."""
Owed = list[tuple[agreements.Account, Side]]
LinkOf = Callable[[Entry, str], str]
"""(association, token) → the whole address of its own pages."""
PageOf = Callable[[Any], str]
"""Review → the whole address of its page in the house."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """What one round did: sides reminded, not reached, and without anybody to write to."""

    sent: int
    failed: int
    unknown: int


def remind_of_reviews(*, link_of: LinkOf, page_of: PageOf, by: Actor, at: datetime) -> Reminded:
    """Write to everybody who owes an answer and has not been reminded of it."""
    told = {Reached.SENT: 0, Reached.FAILED: 0, Reached.NO_ADDRESS: 0}
    for owed in _by_party(local_day(at)).values():
        letters = [_letter(account, side, at) for account, side in owed]
        party = owed[0][1].party
        reached = (
            _to_association(party, owed, link_of, by, at)
            if isinstance(party, Entry)
            else _to_office(party, owed, page_of)
        )
        for letter in letters:
            letter.reached = reached
            letter.save(update_fields=["reached", "at"])
            history.note("remind", letter.review, by=by, at=at, changes={"reached": ["", reached]})
        told[reached] += len(letters)
    return Reminded(told[Reached.SENT], told[Reached.FAILED], told[Reached.NO_ADDRESS])


def _by_party(today: Any) -> dict[Any, Owed]:
    """Party → what it owes; an association that was joined with another is the other."""
    found: dict[Any, Owed] = {}
    for account in agreements.due_reviews(today, since=today - WORTH_WHILE):
        for side in account.owing:
            letter = account.letter_to(side)
            if letter is None or not letter.is_sent:
                found.setdefault(_stands(side).pk, []).append((account, side))
    return found


def _stands(side: Side) -> Entry | Unit:
    party = side.party
    return party.merged_into or party if isinstance(party, Entry) else party


def _letter(account: agreements.Account, side: Side, at: datetime) -> ReviewLetter:
    """The row before the letter, outside any transaction: a crash in between is tried again
    rather than forgotten, and no slow mail server holds anything.
    """
    letter = account.letter_to(side)
    if letter is None:
        letter = ReviewLetter(organisation_id=current(), review=account.review, side=side)
        letter.at, letter.reached = at, Reached.FAILED
        letter.save(force_insert=True)
    letter.at = at
    return letter


def _to_association(party: Entry, owed: Owed, link_of: LinkOf, by: Actor, at: datetime) -> Reached:
    """By the link to its own pages, as the office sends it."""
    entry = party.merged_into or party
    if not entry.email:
        return Reached.NO_ADDRESS
    why = _("Skete det, I aftalte om %(titles)s? Svar for jer selv.") % {"titles": _titles(owed)}
    try:
        send_seat_link(
            id=uuid4(), entry=entry, sent_to=entry.email, why=why,
            address_of=lambda token: link_of(entry, token), by=by, at=at,
        )  # fmt: skip
    except Refused:
        return Reached.FAILED
    return Reached.SENT


def _to_office(unit: Unit, owed: Owed, page_of: PageOf) -> Reached:
    """To those who may answer for the office, by the page they sign in to."""
    mails = mails_of(unit)
    if not mails:
        return Reached.NO_ADDRESS
    lines = [(account.review.cooperation.title, page_of(account.review)) for account, _s in owed]
    try:
        with translation.override("da"):
            words = {"unit": unit, "lines": lines, "house": unit.organisation}
            text = render_to_string("associations/review_due.txt", words)
            send_mail(f"Skete det? {unit.name} mangler at svare", text, None, mails)
    except (OSError, smtplib.SMTPException):
        return Reached.FAILED
    return Reached.SENT


def _titles(owed: Iterable[tuple[agreements.Account, Side]]) -> str:
    titles = [f"“{account.review.cooperation.title}”" for account, _side in owed]
    if len(titles) == 1:
        return titles[0]
    return _("%(some)s og %(last)s") % {"some": ", ".join(titles[:-1]), "last": titles[-1]}
