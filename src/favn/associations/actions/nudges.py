"""One press reminds everybody who owes an answer; what became of each letter is kept by itself.

Each is a piece of work of its own: one that cannot be reached holds up no other (decision 18).
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from favn.associations.actions.freshness import ask
from favn.associations.choices.waiting import Owes
from favn.associations.models import Entry, Nudge
from favn.associations.queries import checks, waiting
from favn.kit.history import Actor
from favn.kit.refusals import insert
from favn.kit.tenancy import current
from favn.people.accounts.links import AddressOf
from favn.surveys import actions as surveys
from favn.surveys.choices import Errand, Ref
from favn.surveys.models import Letter

AT_ONCE = 50
"""Letters of each sort in one press: a page must answer before the browser gives up."""


def nudge(
    *, press: UUID, entries_at: AddressOf, answers_at: AddressOf, by: Actor, at: datetime
) -> list[Nudge]:
    """Write to those who can be written to now, once per `press`; it leaves with `mail.leave`.

    Nobody gets two letters a day, whatever they owe: a check has a deadline and comes first.
    Whoever was asked to confirm these three weeks is left in peace.
    """
    if done := list(Nudge.objects.owned().filter(press=press)):
        return done
    told: list[Nudge] = []
    for _round, wave in waiting.open_waves(at):
        letters = surveys.write_letters(
            wave=wave, to=waiting.to_answer(wave, at)[:AT_ONCE], errand=Errand.REMINDED,
            press=press, address_of=answers_at, by=by, at=at,
        )  # fmt: skip
        told += [_answer(letter, press, by, at) for letter in letters]
    due = list(waiting.to_confirm(at)[:AT_ONCE])
    return told + [_confirm(entry, press, entries_at, by, at) for entry in due]


@transaction.atomic
def _confirm(entry: Entry, press: UUID, entries_at: AddressOf, by: Actor, at: datetime) -> Nudge:
    row = _row(press, Owes.CONFIRM, entry.pk, entry.name, by, at)
    row.entry, row.sent_to = entry, entry.email
    pk = uuid5(press, str(entry.pk))
    row.carry(ask(id=pk, entry=entry, address_of=entries_at, by=by, at=at).mail)
    return insert(row) or row


@transaction.atomic
def _answer(letter: Letter, press: UUID, by: Actor, at: datetime) -> Nudge:
    asked = letter.asked
    row = _row(press, Owes.CHECK, asked.pk, asked.name, by, at)
    row.sent_to, row.mail, row.reached = letter.sent_to, letter.mail, letter.reached
    if asked.ref == Ref.PARTY and asked.ref_id:
        row.entry = next(iter(checks.entries_with([asked.ref_id])), None)
    return insert(row) or row


def _row(press: UUID, owes: Owes, about: UUID, name: str, by: Actor, at: datetime) -> Nudge:
    row = Nudge(id=uuid5(press, f"{owes}/{about}"), organisation_id=current(), press=press)
    row.owes, row.about, row.name, row.at, row.by = owes, about, name, at, by.actor_label
    return row
