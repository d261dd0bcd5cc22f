"""On the day of a review each side that has not answered is reminded by mail, once, by itself.

One letter to each party, however many reviews wait; what no server takes is tried again the next
time, for as long as a reminder is of use.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.seats import send_seat_link
from favn.associations.models import Entry, ReviewLetter, Side
from favn.associations.queries import agreements
from favn.associations.queries.freshness import is_wrong
from favn.associations.queries.seats import mails_of
from favn.kit import history
from favn.kit.clock import local_day
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.mail import Mail
from favn.people.organisations.models import Unit

WORTH_WHILE = timedelta(days=30)
"""How long after the day a reminder is still sent; an older one is the office's to raise."""
Owed = list[tuple[agreements.Account, Side]]
LinkOf = Callable[[Entry, str], str]
"""(association, token) → the whole address of its own pages."""
PageOf = Callable[[Any], str]
"""Review → the whole address of its page in the house."""


def remind_of_reviews(
    *, link_of: LinkOf, page_of: PageOf, by: Actor, at: datetime
) -> list[ReviewLetter]:
    """Write to everybody who owes an answer and has not been reminded of it.

    The letters leave with `mail.leave`.
    """
    owing = _by_party(local_day(at)).values()
    return [letter for owed in owing for letter in _remind(owed, link_of, page_of, by, at)]


@transaction.atomic
def _remind(
    owed: Owed, link_of: LinkOf, page_of: PageOf, by: Actor, at: datetime
) -> list[ReviewLetter]:
    """One letter to a party, and a row for each of its sides that it reminds."""
    party = owed[0][1].party
    letter = (
        _to_association(party, owed, link_of, by, at)
        if isinstance(party, Entry)
        else _to_office(party, owed, page_of, at)
    )
    rows = [_row(account, side) for account, side in owed]
    for row in rows:
        row.at = at
        row.carry(letter)
        row.save()
        changes = {"reached": ["", row.reached]}
        history.note("remind", row.review, by=by, at=at, changes=changes)
    return rows


def _by_party(today: Any) -> dict[Any, Owed]:
    """Party → what it owes; an association that was joined with another is the other."""
    found: dict[Any, Owed] = {}
    for account in agreements.due_reviews(today, since=today - WORTH_WHILE):
        for side in account.owing:
            letter = account.letter_to(side)
            if letter is None or not letter.is_on_its_way:
                found.setdefault(_stands(side).pk, []).append((account, side))
    return found


def _stands(side: Side) -> Entry | Unit:
    party = side.party
    return party.stands if isinstance(party, Entry) else party


def _row(account: agreements.Account, side: Side) -> ReviewLetter:
    """Whoever was not reached the last time has a row already."""
    new = ReviewLetter(organisation_id=current(), review=account.review, side=side)
    return account.letter_to(side) or new


def _to_association(
    party: Entry, owed: Owed, link_of: LinkOf, by: Actor, at: datetime
) -> Mail | None:
    """By the link to its own pages, as the office sends it."""
    entry = party.stands
    if not entry.email or is_wrong(entry, entry.email):
        return None
    why = _("Skete det, I aftalte om %(titles)s? Svar for jer selv.") % {"titles": _titles(owed)}
    return send_seat_link(
        id=uuid4(), entry=entry, sent_to=entry.email, why=why,
        address_of=lambda token: link_of(entry, token), by=by, at=at,
    ).mail  # fmt: skip


def _to_office(unit: Unit, owed: Owed, page_of: PageOf, at: datetime) -> Mail | None:
    """To those who may answer for the office, by the page they sign in to."""
    lines = [(account.review.cooperation.title, page_of(account.review)) for account, _s in owed]
    words = {"unit": unit, "lines": lines, "house": unit.organisation}
    subject = f"Skete det? {unit.name} mangler at svare"
    return mail.write(mails_of(unit), subject, "associations/review_due.txt", words, at=at)


def _titles(owed: Iterable[tuple[agreements.Account, Side]]) -> str:
    titles = [f"“{account.review.cooperation.title}”" for account, _side in owed]
    if len(titles) == 1:
        return titles[0]
    return _("%(some)s og %(last)s") % {"some": ", ".join(titles[:-1]), "last": titles[-1]}
