"""What a member is written about a fee: welcome, reminder and receipt, each once a press.

Plain text, in Danish whatever the sender reads in. What became of each letter is kept, its address
and its words are not.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from favn.associations.choices.membership import FeeLetterKind
from favn.associations.models import Fee, FeeLetter
from favn.kit.history import Actor
from favn.kit.refusals import insert
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.choices import ON_ITS_WAY

SUBJECTS = {
    FeeLetterKind.WELCOME: "Velkommen som medlem af %(house)s",
    FeeLetterKind.REMINDER: "Kontingent %(year)s til %(house)s mangler",
    FeeLetterKind.RECEIPT: "Kvittering for kontingent %(year)s til %(house)s",
}


@transaction.atomic
def write_to(
    *, fees: Iterable[Fee], kind: FeeLetterKind, press: UUID, house: str, by: Actor, at: datetime
) -> list[FeeLetter]:
    """A letter to each, that leaves with `mail.leave`. The same `press` again writes to nobody
    twice, and nobody gets the same kind twice a day.
    """
    done = []
    for fee in fees:
        same = FeeLetter.objects.owned().filter(fee=fee)
        today = same.filter(kind=kind, at__date=at.date(), reached__in=ON_ITS_WAY)
        if not today.exists() and not same.filter(press=press).exists():
            done.append(_one(fee, kind, press, house, by, at))
    return done


def _one(
    fee: Fee, kind: FeeLetterKind, press: UUID, house: str, by: Actor, at: datetime
) -> FeeLetter:
    row = FeeLetter(organisation_id=current(), fee=fee, kind=kind, press=press)
    row.id = uuid5(fee.pk, str(press))
    row.at, row.by = at, by.actor_label
    words: dict[str, Any] = {"fee": fee, "member": fee.member, "year": fee.year, "house": house}
    subject = SUBJECTS[kind] % {"house": house, "year": fee.year.year}
    row.carry(
        mail.write(fee.member.mail, subject, f"associations/letters/{kind}.txt", words, at=at)
    )
    stands = insert(row)
    if stands:
        mail.drop([row], at=at)
    return stands or row
