"""An answer is mailed to whoever asked, and a colleague is reminded of the day to look again.

What became of each letter is kept and said on the errand; the errand's answer stands all the same.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import translation

from favn.associations.choices import ErrandMail
from favn.associations.models import Errand, ErrandLetter
from favn.associations.queries import errands as queries
from favn.associations.rules import errands as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.choices import Reached
from favn.people.accounts.models import Account


@transaction.atomic
def mail_answer(
    *, errand: Errand, press: UUID, to: str, asks_at: str, by: Account, at: datetime
) -> ErrandLetter:
    """Write what was answered and what comes next, once per `press`; replies go to the sender.

    `to` is where, and stands on the errand from now on; `asks_at` is where one may write again.
    It leaves with `mail.leave`. Raises Refused before it is answered.
    """
    must(rules.why_not_mailed(bool(errand.decision)))
    if to != errand.email:
        _readdress(errand, to, by, at)
    with translation.override("da"):
        after = rules.what_next(errand.decision, errand.follow_up_on, clock.day_of(at))
    letter = Letter(
        ErrandMail.ANSWER, press, to, f"Svar på jeres henvendelse: {errand.subject}",
        {"errand": errand, "next": after, "asks_at": asks_at, "by": by}, by.email,
    )  # fmt: skip
    return _written(errand, letter, by, at)


def _readdress(errand: Errand, to: str, by: Actor, at: datetime) -> None:
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    row.email = errand.email = to
    row.save(update_fields=["email"])
    history.note("readdress", row, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says, to whom, and what makes it the same letter."""

    kind: ErrandMail
    press: UUID
    to: str
    subject: str
    words: dict[str, Any]
    reply_to: str = ""


def _written(errand: Errand, letter: Letter, by: Actor, at: datetime) -> ErrandLetter:
    """The row and its letter; the row that stands where the same press came before."""
    row = ErrandLetter(organisation_id=current(), errand=errand, press=letter.press)
    row.id, row.kind = uuid5(errand.pk, str(letter.press)), letter.kind
    row.sent_to, row.at, row.by = letter.to, at, by.actor_label
    if stands := standing(row):
        return stands
    template = f"associations/letters/errand_{letter.kind}.txt"
    row.carry(
        mail.write(
            letter.to, letter.subject, template, letter.words, at=at, reply_to=letter.reply_to
        )
    )
    if stands := insert(row):
        mail.drop([row], at=at)
        return stands
    history.note("mail", errand, by=by, at=at, changes={"kind": ["", str(letter.kind)]})
    return row


def came_back(*, errand: Errand, by: Actor, at: datetime) -> bool:
    """The answer came back; said by whoever got the bounce. Whether that changed anything."""
    last = queries.answer_letter(errand)
    if last is None or not last.is_sent:
        return False
    last.reached = Reached.RETURNED
    last.save(update_fields=["reached"])
    history.note("returned", errand, by=by, at=at)
    return True


def remind_owners(*, site: str, by: Actor, at: datetime) -> list[ErrandLetter]:
    """Write each colleague what was to be looked at again by today; once for each day that was set.

    What nobody owns stands in the inbox alone. The letters leave with `mail.leave`.
    """
    due = queries.to_follow(at.date()).exclude(owner=None).select_related("owner")
    letters = [_remind(errand, site, by, at) for errand in due]
    return [letter for letter in letters if letter]


@transaction.atomic
def _remind(errand: Errand, site: str, by: Actor, at: datetime) -> ErrandLetter | None:
    owner = errand.owner
    assert owner is not None  # asked for so
    press = uuid5(errand.pk, f"follow/{errand.follow_up_on}")
    if ErrandLetter.objects.owned().filter(errand=errand, press=press).exists():
        return None
    letter = Letter(
        ErrandMail.FOLLOW, press, owner.email, f"Følg op i dag: {errand.subject}",
        {"errand": errand, "owner": owner, "site": site},
    )  # fmt: skip
    return _written(errand, letter, by, at)
