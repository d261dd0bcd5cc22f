"""Rounds of resource checks: what is asked, who is asked, who is missing by name.

Seen by whoever keeps the directory; an association sees its own part through `queries.mirror`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from favn.associations.models import CheckRound, Entry
from favn.associations.queries.sameness import family
from favn.associations.rules.check_sheets import CITIZENSHIP, OURS, THEIRS
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices
from favn.surveys import queries as surveys
from favn.surveys.choices import Errand, Kind, Progress, Ref
from favn.surveys.models import Asked, Questionnaire, Version, Wave

KEYS = (THEIRS, OURS, CITIZENSHIP)
NEEDS = ("theirs__version__questionnaire", "ours__version__questionnaire",
         "citizenship__version__questionnaire")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """One of the room's questionnaires, as far as it is: None where it is not made, or asked."""

    key: str
    questionnaire: Questionnaire | None
    version: Version | None

    @property
    def subjects(self) -> int:
        """How many subjects it asks about now: the house may change them."""
        every = self.version.sheet.sections if self.version else ()
        return sum(any(item.kind == Kind.SCALE for item in one.items) for one in every)


def made() -> dict[str, Made]:
    """The three questionnaires of the present tenant, by key."""
    found = {key: surveys.questionnaire_named(key) for key in KEYS}
    return {
        key: Made(key, row, surveys.last_published(row) if row else None)
        for key, row in found.items()
    }


def is_made() -> bool:
    """Whether both sides can be asked."""
    known = made()
    return bool(known[THEIRS].version and known[OURS].version)


def rounds() -> QuerySet[CheckRound]:
    """Every round, the newest first."""
    return CheckRound.objects.owned().select_related(*NEEDS)


def round_with(pk: UUID) -> CheckRound | None:
    """One round by its key."""
    return rounds().filter(pk=pk).first()


def rounds_of(entry: Entry) -> list[CheckRound]:
    """The rounds in which an association is asked, under every name it had; the newest first."""
    keys = family(entry)
    asked = Asked.objects.owned().filter(ref=Ref.PARTY, ref_id__in=keys)
    waves = set(asked.values_list("wave", flat=True))
    return list(rounds().filter(Q(theirs__in=waves) | Q(citizenship__in=waves)))


def asked_of(wave: Wave | None, entry: Entry) -> Asked | None:
    """An association among those asked in a wave, under whichever name; None where it is not.

    Where it was asked under several, the one under which it has sent.
    """
    if wave is None:
        return None
    found = [row for key in family(entry) if (row := surveys.asked_with(wave, key))]
    sent = [row for row in found if surveys.standing_of(row)] if len(found) > 1 else found
    return next(iter(sent or found), None)


def mails_waiting(wave: Wave, errand: Errand, press: UUID | None) -> QuerySet[Any]:
    """Who a press still has to write to; one association under one of its names alone."""
    return surveys.mails_waiting(wave, errand, press).exclude(pk__in=spoken_for(wave))


def spoken_for(wave: Wave) -> list[UUID]:
    """Those asked under one of two names that were joined since, who stand under the other."""
    asked = Asked.objects.owned().filter(wave=wave, ref=Ref.PARTY)
    joined = Entry.objects.owned().exclude(merged_into=None)
    if not joined.filter(pk__in=asked.values("ref_id")).exists():
        return []
    stand = {row.pk for row in each_once(wave)}
    return [pk for pk in asked.values_list("pk", flat=True) if pk not in stand]


def may_be_asked() -> list[Entry]:
    """Living associations by name."""
    return list(Entry.objects.present().living().defer("contact_name"))


def mail_of(unit: Unit) -> str:
    """The address of somebody in an office, the first by address; empty where nobody is."""
    rows = Membership.objects.owned().filter(unit=unit, account__is_active=True)
    first = rows.select_related("account").order_by("account__email").first()
    return first.account.email if first else ""


def entries_with(keys: Iterable[UUID]) -> list[Entry]:
    """Those of the tenant's living associations that have these keys."""
    return list(Entry.objects.present().living().filter(pk__in=list(keys)))


def units_with(keys: Iterable[UUID]) -> list[Unit]:
    """Those of the tenant's offices that have these keys."""
    wanted = set(keys)
    return [unit for unit in offices() if unit.pk in wanted]


@dataclass(frozen=True, slots=True)
class Owing:
    """One who is asked in a round: how far they are, and their page where they are in the list."""

    asked: Asked
    progress: Progress
    look: str
    entry: Entry | None
    reached: str
    """How the last letter went, in words; empty where none was sent."""

    @property
    def owes(self) -> bool:
        """Whether nothing has been sent."""
        return self.progress != Progress.SENT

    @property
    def may_hand(self) -> bool:
        """Whether a link shows nothing that may not be seen: one's own side, or nothing yet."""
        return self.asked.ref == Ref.UNIT or self.progress == Progress.MISSING

    @property
    def press(self) -> UUID:
        """A fresh id for the button that makes a link."""
        return uuid4()


def entries_today(keys: Iterable[UUID | None]) -> dict[UUID | None, Entry]:
    """What associations are today, by the key they were asked under."""
    rows = Entry.objects.owned().filter(pk__in=[key for key in keys if key])
    known = rows.select_related("merged_into").defer("contact_name")
    return {row.pk: row.stands for row in known}


def each_once(wave: Wave) -> list[Any]:
    """Everybody who is asked in a wave, in no order.

    One that was asked under two names before they were joined is one association: it stands under
    the name it sent something under. Where both or neither did, it stands under one that can be
    written to, and of those under the name that stands.
    """
    rows = list(surveys.asked_in(wave))
    known = entries_today(row.ref_id for row in rows)

    def whose(row: Any) -> UUID:
        return known[row.ref_id].pk if row.ref_id in known else row.pk

    rows.sort(key=lambda row: (row.is_sent, bool(row.mail), whose(row) == row.ref_id))
    return list({whose(row): row for row in rows}.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """A wave in numbers, each association once."""

    asked: int
    sent: int


def heard(wave: Wave) -> Heard:
    """How many are asked in a wave, and how many have sent."""
    rows = each_once(wave)
    return Heard(len(rows), sum(row.is_sent for row in rows))


def owing(wave: Wave) -> list[Any]:
    """Everybody who is asked in a wave, each once, to be cut into pages; those that are missing
    first, each part by name. `told` says more of a page.

    Names are sealed, so they are put in order here and not in the database.
    """
    return sorted(each_once(wave), key=lambda row: (row.is_sent, row.name.casefold(), row.pk))


def told(rows: Iterable[Asked]) -> list[Owing]:
    """How far each is, with its last letter and its page in the directory; four queries."""
    standings = surveys.with_letters(list(rows))
    known = entries_today(one.asked.ref_id for one in standings if one.asked.ref == Ref.PARTY)
    return [
        Owing(
            one.asked, one.progress, one.look, known.get(one.asked.ref_id),
            str(one.letter.get_reached_display()) if one.letter else "",
        )
        for one in standings
    ]  # fmt: skip


def missing(wave: Wave) -> list[str]:
    """The names of those who have sent nothing."""
    rows = surveys.standings(wave, "missing")
    return [str(row.name) for row in rows]
