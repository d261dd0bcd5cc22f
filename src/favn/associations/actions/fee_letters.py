"""What a member is written about a fee: welcome, reminder and receipt, each once a press.

Plain text, in Danish whatever the sender reads in. What became of each letter is kept, its address
and its words are not.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from favn.associations.choices.membership import FeeLetterKind
from favn.associations.models import Fee, FeeLetter
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.choices import Reached

SUBJECTS = {
    FeeLetterKind.WELCOME: "Velkommen som medlem af %(house)s",
    FeeLetterKind.REMINDER: "Kontingent %(year)s til %(house)s mangler",
    FeeLetterKind.RECEIPT: "Kvittering for kontingent %(year)s til %(house)s",
}


def write_to(
    *, fees: Iterable[Fee], kind: FeeLetterKind, press: UUID, house: str, by: Actor, at: datetime
) -> list[FeeLetter]:
    """A letter to each, and what became of it. The same `press` again writes to nobody twice,
    and nobody gets the same kind twice a day.
    """
    done = []
    for fee in fees:
        today = FeeLetter.objects.owned().filter(fee=fee, kind=kind, at__date=at.date())
        if not today.filter(reached=Reached.SENT).exists():
            done.append(_one(fee, kind, press, house, by, at))
    return [letter for letter in done if letter is not None]


def _one(
    fee: Fee, kind: FeeLetterKind, press: UUID, house: str, by: Actor, at: datetime
) -> FeeLetter | None:
    """The row before the letter, outside any transaction: a crash in between loses a letter and
    says so, rather than sending it twice; and no slow mail server holds the accounts.
    """
    letter = FeeLetter(organisation_id=current(), fee=fee, kind=kind, press=press)
    letter.at, letter.by, letter.reached = at, by.actor_label, Reached.FAILED
    if FeeLetter.objects.owned().filter(fee=fee, press=press).exists():
        return None
    letter.save(force_insert=True)
    letter.reached = _reach(fee, kind, house)
    letter.save(update_fields=["reached"])
    return letter


def _reach(fee: Fee, kind: FeeLetterKind, house: str) -> Reached:
    words: dict[str, Any] = {"fee": fee, "member": fee.member, "year": fee.year, "house": house}
    subject = SUBJECTS[kind] % {"house": house, "year": fee.year.year}
    return mail.write(fee.member.mail, subject, f"associations/letters/{kind}.txt", words)
