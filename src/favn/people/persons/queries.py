"""The present tenant's persons and what stands about them. Never writes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from favn.kit import clock
from favn.people.persons import finding, walk
from favn.people.persons.choices import PURPOSES, Act, Purpose, Tier
from favn.people.persons.models import (
    Card,
    Consent,
    Erasure,
    Merge,
    OwnPageCode,
    OwnPageTry,
    Person,
    Relation,
    RetentionRun,
)
from favn.statistics.agreement import Described
from favn.statistics.linkage import Candidate


def person_with(pk: UUID) -> Person | None:
    """One of the present tenant's persons; a merged one too. Foreign and unknown are None.

    Of whom only a law keeps something is not here; see `record_with`.
    """
    rows = Person.objects.owned().select_related("merged_into")
    return rows.filter(pk=pk, held_until=None).first()


def record_with(pk: UUID) -> Person | None:
    """A person, also where only a law keeps their record; for those who keep such records."""
    return Person.objects.owned().select_related("merged_into").filter(pk=pk).first()


def who_stands(person: Person) -> Person:
    """The one a person was merged into, and that one in turn; themselves where nobody did so."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def ids_of(person: Person) -> tuple[UUID, ...]:
    """The person's key and those of the records merged into them, however deep."""
    found, news = [person.pk], [person.pk]
    while news:
        news = list(
            Person.objects.owned().filter(merged_into__in=news).values_list("pk", flat=True)
        )
        found += news
    return tuple(found)


def hidden_address(person: Person) -> str:
    """Every address a person's records hold, one under the other, where one of them is protected.

    Nothing where none is: those may be said.
    """
    rows = list(Person.objects.owned().filter(pk__in=ids_of(person)))
    if not any(row.address_is_protected for row in rows):
        return ""
    return "\n".join(row.address for row in rows if row.address)


def number_by_tier() -> dict[str, int]:
    """How many present persons stand on each step."""
    rows = Person.objects.present().order_by().values_list("tier").annotate(n=Count("pk"))
    counted = dict(rows)
    return {tier: counted.get(tier, 0) for tier in Tier.values}


@dataclass(frozen=True, slots=True)
class Found:
    """A person of a search or a list of candidates, with why they are in it."""

    person: Person
    candidate: Candidate[UUID]


def found(text: str) -> list[Found]:
    """Whom the words may name, the best first."""
    return _with_records(finding.search(text))


def look_alikes(person: Person) -> list[Found]:
    """At most five others who may be the same person."""
    return _with_records(finding.candidates(finding.described(person), without=ids_of(person)))


def known_as(described: Described) -> list[Found]:
    """At most five who may already be here, before somebody is written down."""
    return _with_records(finding.candidates(described))


def _with_records(candidates: list[Candidate[UUID]]) -> list[Found]:
    rows = Person.objects.present().in_bulk([c.key for c in candidates])
    return [Found(rows[c.key], c) for c in candidates if c.key in rows]


def latest(number: int = 20) -> list[Person]:
    """Those touched last."""
    return list(Person.objects.present().order_by("-touched_at")[:number])


def around(person: Person) -> list[Relation]:
    """The household and helpers of now."""
    rows = Relation.objects.owned().filter(person=person, ended_on=None)
    return list(rows.select_related("other").order_by("-lives_along", "kind"))


def relation_with(pk: UUID, person: Person) -> Relation | None:
    """One of a person's own relations."""
    return Relation.objects.owned().filter(pk=pk, person=person).first()


def cards_of(person: Person) -> list[Card]:
    """The cards that lead to a person, the newest first."""
    return list(Card.objects.owned().filter(person=person).order_by("-issued_at"))


def merges_of(person: Person) -> list[Merge]:
    """What was merged into a person, the newest first; that one can be taken apart."""
    rows = Merge.objects.owned().filter(survivor=person, undone_at=None)
    return list(rows.select_related("loser").order_by("-version"))


def merge_with(pk: UUID) -> Merge | None:
    """One merge of the present tenant."""
    rows = Merge.objects.owned().select_related("loser", "survivor")
    return rows.filter(pk=pk).first()


# Consent


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one purpose and recipient: the newest line, or none."""

    purpose: Purpose
    recipient: str
    line: Consent | None

    @property
    def is_given(self) -> bool:
        """Whether the person allows it now."""
        return self.line is not None and self.line.act == Act.GIVEN

    def holds_on(self, day: date, *, least: int = 0) -> bool:
        """Whether it is given and has not run out; with `least`, to that text or a newer one."""
        if self.line is None or not self.is_given or self.line.wording_version < least:
            return False
        return self.line.until is None or day <= self.line.until


def ledger(person: Person) -> list[Consent]:
    """Every line, the newest first."""
    rows = Consent.objects.owned().filter(person=person).select_related("merge")
    return list(rows.order_by("-position", "-at"))


def _counting(person: Person) -> QuerySet[Consent]:
    """The lines that say what stands, the oldest first; what an undone merge wrote is not among
    them.
    """
    rows = Consent.objects.owned().filter(person=person, merge__undone_at=None)
    return rows.order_by("position", "at")


def standings(person: Person) -> list[Standing]:
    """What stands for every purpose, each recipient by itself."""
    newest: dict[tuple[str, str], Consent] = {}
    for line in _counting(person):
        newest[line.purpose, line.recipient] = line
    found = []
    for purpose in PURPOSES:
        lines = [(to, line) for (key, to), line in newest.items() if key == purpose.key]
        found += [Standing(purpose, to, line) for to, line in lines]
        if not lines:
            found.append(Standing(purpose, "", None))
    return found


def consent_stands(
    person: Person, purpose: str, *, on: date, recipient: str = "", least: int = 0
) -> bool:
    """Whether a person allows one purpose on a day; whoever uses their data asks here first.

    With `least` a yes counts where it was said to that text of the purpose or a newer one.
    """
    return any(
        one.purpose.key == purpose and one.recipient == recipient
        and one.holds_on(on, least=least)
        for one in standings(person)
    )  # fmt: skip


def who_allow(purpose: str, *, on: date, least: int = 0) -> set[UUID]:
    """Keys of all who allow one purpose on a day: for whole lists, without asking for each.

    `least` as in `consent_stands`.
    """
    rows = Consent.objects.owned().filter(purpose=purpose, merge__undone_at=None)
    newest: dict[UUID, tuple[str, date | None, int]] = {}
    said = rows.order_by("position", "at")
    lines = said.values_list("person_id", "act", "until", "wording_version")
    for person, act, until, version in lines:
        newest[person] = (act, until, version)
    return {
        person
        for person, (act, until, version) in newest.items()
        if act == Act.GIVEN and version >= least and (until is None or on <= until)
    }


def allowed_recipients(person: Person, purpose: str, *, on: date) -> list[str]:
    """To whom a person allows one purpose on a day, in the order they said so."""
    lines = [one for one in standings(person) if one.purpose.key == purpose]
    return [one.recipient for one in lines if one.recipient and one.holds_on(on)]


def refused_since(person: Person, position: int) -> list[tuple[str, str]]:
    """Purpose and recipient of what a person themselves refused last, after that line."""
    since = _counting(person).filter(position__gt=position, merge=None)
    newest = {(line.purpose, line.recipient): line.act for line in since}
    return [key for key, act in newest.items() if act != Act.GIVEN]


def may_contact(person: Person, *, on: date) -> bool:
    """Whether one may reach them at all on a day: whoever was not asked, or said yes until then.

    Nobody who said no to being contacted is shown a phone.
    """
    newest = _counting(person).filter(purpose="contact").last()
    if newest is None:
        return True
    return newest.act == Act.GIVEN and (newest.until is None or on <= newest.until)


def consent_with(pk: UUID, person: Person) -> Consent | None:
    """One line of a person's ledger."""
    return Consent.objects.owned().filter(pk=pk, person=person).first()


# The own page, and what is due


def code_with(code_hash: str) -> OwnPageCode | None:
    """A code for an own page, used or not."""
    rows = OwnPageCode.objects.owned().select_related("person__merged_into")
    return rows.filter(code_hash=code_hash).first()


def codes_of(person: Person) -> list[OwnPageCode]:
    """The codes a person was given for their own page, used or not, the newest first."""
    return list(
        OwnPageCode.objects.owned().filter(person__in=ids_of(person)).order_by("-issued_at")
    )


SOON = timedelta(days=30)
CODES_KEPT = timedelta(days=30)
TRIES_KEPT = timedelta(hours=1)
ERASURES_KEPT_YEARS = 5


@dataclass(frozen=True, slots=True)
class Due:
    """Persons whose time is over: nobody has been in contact with them for so long.

    Whoever somebody works with now is not among them (`busy` in the rooms' Privacy).
    """

    months: int
    before: date
    persons: list[Person]


def due(today: date) -> Due:
    """Persons to be erased, those who have waited longest first."""
    _field, months = Person.Privacy.clock
    before = clock.months_before(today, months)
    rows = Person.objects.present().filter(last_contact_on__lt=before)
    for keys in walk.busy():
        rows = rows.exclude(pk__in=keys)
    return Due(months, before, list(rows.order_by("last_contact_on", "pk")))


def due_soon(today: date) -> list[Person]:
    """Whose time is over within a month, unless somebody has contact with them."""
    over = {person.pk for person in due(today).persons}
    return [person for person in due(today + SOON).persons if person.pk not in over]


def held() -> list[Person]:
    """Persons of whom only a law keeps a record, the one that ends first on top."""
    rows = Person.objects.owned().exclude(held_until=None)
    return list(rows.order_by("held_until", "pk"))


def held_over(today: date) -> list[Person]:
    """Those of them whom the law keeps no longer."""
    return [person for person in held() if person.held_until and person.held_until <= today]


def is_erased(pk: UUID) -> bool:
    """Whether a line says that the person with this key was erased."""
    return Erasure.objects.owned().filter(person_id=pk).exists()


def erasures() -> list[Erasure]:
    """That persons were erased, and why; not whom."""
    return list(Erasure.objects.owned())


def old_codes(at: datetime) -> QuerySet[OwnPageCode]:
    """Codes to own pages that were given more than 30 days ago."""
    return OwnPageCode.objects.owned().filter(issued_at__lt=at - CODES_KEPT)


def old_tries(at: datetime) -> QuerySet[OwnPageTry]:
    """Wrong codes of more than an hour ago."""
    return OwnPageTry.objects.owned().filter(at__lt=at - TRIES_KEPT)


def old_erasures(at: datetime) -> QuerySet[Erasure]:
    """Lines about erasures older than any backup and any complaint."""
    return Erasure.objects.owned().filter(at__lt=erasures_kept_since(at), held_until=None)


def erasures_kept_since(at: datetime) -> datetime:
    """The moment before which a line about an erasure has served."""
    return at - timedelta(days=366 * ERASURES_KEPT_YEARS)


def old_runs(at: datetime) -> QuerySet[RetentionRun]:
    """What the clocks did more than 24 months ago."""
    return RetentionRun.objects.owned().filter(on__lt=clock.months_before(at.date(), 24))


def last_run() -> RetentionRun | None:
    """What the clocks did last."""
    return RetentionRun.objects.owned().order_by("-on").first()


def about(person: Person) -> list[tuple[str, int]]:
    """What stands about a person besides their own record, by name and number."""
    return [(path.name, number) for path, number in walk.tally(*ids_of(person))]
