"""Resource checks: made once from the house's own words, asked of both sides, followed, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction

from favn.associations.models import CheckRound, Entry
from favn.associations.queries import checks as queries
from favn.associations.queries.freshness import wrong_addresses
from favn.associations.rules import steps as rules
from favn.associations.rules.check_sheets import CITIZENSHIP, OURS, THEIRS, Kit, kits
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.surveys import actions as surveys
from favn.surveys import queries as asking
from favn.surveys.actions import Addressee, AddressOf
from favn.surveys.choices import Asks, Errand, Ref
from favn.surveys.models import Asked, Letter, Version, Wave

ROOM = "associations.check"
MOST = 120
"""Letters in the title of a wave; the house may have given its questionnaire a long name."""


@transaction.atomic
def set_up(*, by: Actor, at: datetime) -> list[str]:
    """Make and publish those of the three questionnaires that are not there; says which.

    What is there stays as it is, also where the house has changed it.
    """
    there = queries.made()
    return [_made(kit, by=by, at=at) for kit in kits() if there[kit.key].questionnaire is None]


def _made(kit: Kit, *, by: Actor, at: datetime) -> str:
    row = surveys.make_questionnaire(
        id=uuid4(), key=kit.key, title=str(kit.title), purpose=str(kit.purpose), asks=Asks.BODIES,
        by=by, at=at,
    )  # fmt: skip
    draft = surveys.begin_version(questionnaire=row, by=by, at=at)
    draft = surveys.write_whole(
        version=draft, revision=draft.revision, sheet=kit.sheet, by=by, at=at
    )
    surveys.publish(version=draft, revision=draft.revision, by=by, at=at)
    return str(kit.title)


@dataclass(frozen=True, slots=True)
class Start:
    """What a round asks, of whom, until when."""

    title: str
    last_day: date
    entries: Sequence[Entry]
    units: Sequence[Unit]
    with_citizenship: bool = False


@transaction.atomic
def start(*, id: UUID, of: Start, by: Actor, at: datetime) -> CheckRound:
    """Ask both sides about the same subjects, once per `id`. Nobody is written to yet.

    Raises Refused, Taken.
    """
    row = CheckRound(id=id, organisation_id=current(), title=of.title, opened_at=at)
    if stands := standing(row):
        return stands
    known = queries.made()
    theirs, ours, more = (known[key].version for key in (THEIRS, OURS, CITIZENSHIP))
    is_made = theirs is not None and ours is not None
    must(rules.why_not_start(is_made=is_made, theirs=len(of.entries), ours=len(of.units)))
    assert theirs
    assert ours
    row.theirs = _wave(row, theirs, of, _associations(of.entries), by=by, at=at)
    row.ours = _wave(row, ours, of, _offices(of.units), by=by, at=at)
    if of.with_citizenship and more:
        row.citizenship = _wave(row, more, of, _associations(of.entries), by=by, at=at)
    if stands := insert(row):
        return stands
    history.note("start", row, by=by, at=at, changes={"title": ["", of.title]})
    return row


def _wave(
    row: CheckRound, version: Version, of: Start, whom: Sequence[Addressee], *, by: Actor,
    at: datetime,
) -> Wave:  # fmt: skip
    """The round's wave of one questionnaire; the same round never opens a second."""
    key = version.questionnaire.key
    name = str(version.questionnaire.title)
    return surveys.open_wave(
        id=uuid5(NAMESPACE_URL, f"{row.pk}/{key}"), version=version,
        title=f"{of.title}: {name}"[:MOST], last_day=of.last_day, addressees=whom, room=ROOM,
        by=by, at=at,
    )  # fmt: skip


def _associations(entries: Sequence[Entry]) -> list[Addressee]:
    """Those who said that it is not them are asked by hand, without an address."""
    wrong = wrong_addresses()
    return [
        Addressee(
            row.name[:120], "" if (row.pk, row.email.casefold()) in wrong else row.email,
            Ref.PARTY, row.pk,
        )
        for row in entries
    ]  # fmt: skip


def _offices(units: Sequence[Unit]) -> list[Addressee]:
    return [Addressee(row.name, queries.mail_of(row), Ref.UNIT, row.pk) for row in units]


@transaction.atomic
def ask_more(
    *, round: CheckRound, entries: Sequence[Entry], units: Sequence[Unit], by: Actor, at: datetime
) -> int:
    """Ask more of either side; how many are new. Raises Refused where it is closed."""
    new = surveys.ask_also(
        wave=round.theirs, addressees=_associations(entries), by=by, at=at
    ) + surveys.ask_also(wave=round.ours, addressees=_offices(units), by=by, at=at)
    if round.citizenship:
        surveys.ask_also(wave=round.citizenship, addressees=_associations(entries), by=by, at=at)
    return new


@transaction.atomic
def extend(*, round: CheckRound, revision: int, last_day: date, by: Actor, at: datetime) -> None:
    """Give both sides until a later day; `revision` is that of the associations' wave as shown.

    Raises Refused, Conflict.
    """
    for wave in round.waves:
        shown = revision if wave.pk == round.theirs_id else wave.revision
        surveys.extend(wave=wave, revision=shown, last_day=last_day, by=by, at=at)


@transaction.atomic
def close(*, round: CheckRound, by: Actor, at: datetime) -> None:
    """Lock what was sent on both sides; closed twice is closed."""
    for wave in round.waves:
        surveys.close_wave(wave=wave, by=by, at=at)
    if not round.is_closed:
        history.note("close", round, by=by, at=at)


def write(
    *, round: CheckRound, errand: Errand, press: UUID, address_of: AddressOf, by: Actor,
    at: datetime,
) -> list[Letter]:  # fmt: skip
    """Write to those of both sides who have sent nothing, once per `press`. Raises Refused."""
    letters: list[Letter] = []
    for wave in round.waves:
        letters += surveys.write_letters(
            wave=wave, to=queries.mails_waiting(wave, errand, press), errand=errand, press=press,
            address_of=address_of, by=by, at=at,
        )  # fmt: skip
    return letters


def hand(*, id: UUID, asked: Asked, is_own: bool, by: Actor, at: datetime) -> str:
    """The token of an answer link to give by hand. Raises Refused.

    `is_own`: whoever asks for it is on the side that answers, and may see what stands there.
    """
    if not is_own:
        must(rules.why_not_hand(has_begun=asking.reply_of(asked) is not None))
    _letter, token = surveys.hand_link(id=id, asked=asked, by=by, at=at)
    return token
