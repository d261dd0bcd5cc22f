"""Opening a person one's role does not reach: with a reason, for four hours, and told at once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.refusals import Refused, insert
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.actions import write_to
from favn.people.accounts.models import Account, Opening
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import Person

LASTS = timedelta(hours=4)
SHORTEST = 10
"""Characters of a reason; less says nothing to whoever reads it later."""


def refusal(reason: str) -> str | None:
    """Why nothing is opened, in a sentence; None where it may be."""
    if len(" ".join(reason.split())) < SHORTEST:
        return _("Skriv, hvorfor du skal se personen nu. Lederen og personen selv kan læse det.")
    return None


def open_beyond(
    *, id: UUID, account: Account, person: Person, reason: str, at: datetime
) -> Opening:
    """Open a person for four hours; the same id again gives the one that stands.

    Raises Refused without a reason and where that one has ended, and Taken where the id is
    somebody else's. The leader is told by mail, without names; it leaves when a mail server takes
    it, and nothing is undone.
    """
    if sentence := refusal(reason):
        raise Refused(sentence)
    opening = Opening(
        id=id, organisation_id=current(), account=account, person_id=person.pk,
        reason=" ".join(reason.split())[:300], at=at, ends_at=at + LASTS,
    )  # fmt: skip
    stands = insert(opening, then=lambda row: history.note("open-beyond", row, by=account, at=at))
    if stands and (stands.ends_at <= at or stands.person_id != person.pk):
        raise Refused(_("Siden er for gammel. Den åbner intet mere. Hent den igen, og skriv."))
    if stands:
        return stands
    _tell(opening)
    return opening


def _tell(opening: Opening) -> None:
    """Mail whoever looks after the look-ups; how many were told stays on the row.

    Nobody is their own control: where the only leader opens, the chair of the board is told.
    """
    with transaction.atomic():
        opening.told = _written(opening, Level.WRITE) or _written(opening, Level.COUNT)
        opening.save(update_fields=["told"])
    mail.leave(at=opening.at)


def _written(opening: Opening, level: Level) -> int:
    words: dict[str, object] = {"who": opening.account.name, "hour": f"{opening.at:%H.%M}"}
    words |= {"to_the_board": level == Level.COUNT}
    return write_to(
        opening.organisation, Area.LOOKUPS, level, without=opening.account, at=opening.at,
        subject="Nogen har åbnet en person uden for sin adgang",
        template="accounts/letters/beyond.txt", words=words,
    )  # fmt: skip
