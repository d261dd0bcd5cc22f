"""Reports and their editions: who sees which.

Drafts and chapters belong to the house alone. A frozen public edition is for everybody; a frozen
internal or funder edition stays with the house, which hands it over itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet

from favn.kit.models import EditionName
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Scope
from favn.people.organisations.models import Organisation, Unit
from favn.people.organisations.queries import committees, offices
from favn.publishing import drawn
from favn.publishing.choices import LOOKS, Written
from favn.publishing.models import Chapter, ClaimAnswer, Comparison, FrozenEdition, Report
from favn.publishing.queries import stories
from favn.publishing.rules import how_far, why_not_write


@dataclass(frozen=True, slots=True)
class Shelf:
    """A report with its frozen editions, newest first."""

    report: Report
    editions: tuple[FrozenEdition, ...]
    missing: tuple[str, ...] = ()
    """The offices and committees that have not written their chapter."""
    is_own: bool = False
    """Whether a chapter of it belongs to the reader's own office."""


def reports(membership: Membership) -> list[Shelf]:
    """The house's own reports, the latest year first, and who still owes a chapter."""
    editions: dict[UUID, list[FrozenEdition]] = {}
    for row in FrozenEdition.objects.owned().defer("chapters", "values"):
        editions.setdefault(row.report_id, []).append(row)
    given: dict[UUID, list[Chapter]] = {}
    for chapter in Chapter.objects.owned().filter(removed_at=None).exclude(unit=None):
        given.setdefault(chapter.report_id, []).append(chapter)
    rows = Report.objects.owned()
    return [
        Shelf(report, tuple(editions.get(report.pk, ())),
              _missing(given.get(report.pk, [])),
              any(c.unit_id == membership.unit_id for c in given.get(report.pk, [])))
        for report in rows
    ]  # fmt: skip


def _missing(chapters: list[Chapter]) -> tuple[str, ...]:
    return tuple(p.chapter.title for p in progress_of(chapters) if p.state != Written.DONE)


def report_with(key: UUID) -> Report | None:
    """One of the house's own reports, or None."""
    return Report.objects.owned().filter(pk=key).first()


def chapters_of(report: Report) -> list[Chapter]:
    """The chapters that stand, in order; a story only while everybody in it says yes."""
    rows = Chapter.objects.owned().filter(report=report, removed_at=None)
    every = [_with_answer(row) for row in rows.select_related("unit", "answer", "story")]
    return stories.with_words(every, report)


def _with_answer(chapter: Chapter) -> Chapter:
    """A chapter whose words are an answer to several says what the answer says now."""
    if (answer := chapter.answer) is not None:
        chapter.text = answer.text
        chapter.written_by, chapter.written_at = answer.written_by, answer.written_at
    return chapter


def mark_of(chapter: Chapter) -> str:
    """One chapter as it stands: which, and its version; with the version of what it shows."""
    own = f"{chapter.pk.hex}-{chapter.version}"
    if chapter.story is not None:
        shown = chapter.shown
        picture = f"-{drawn.mark(shown.jpeg, shown.says)}" if shown else ""
        return f"{own}-{chapter.story.version}{picture}"
    return f"{own}-{chapter.answer.version}" if chapter.answer else own


def stand_of(report: Report, chapters: Sequence[Chapter]) -> str:
    """A report as it stands, in one line: its own version, then each chapter's in order."""
    return " ".join([f"{report.pk.hex}-{report.version}", *map(mark_of, chapters)])


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one chapter is, for the editor."""

    chapter: Chapter
    state: Written

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.state.label)

    @property
    def look(self) -> str:
        """How it is marked beside its word."""
        return LOOKS[self.state]


def progress_of(chapters: Iterable[Chapter]) -> list[Progress]:
    """The chapters that are given to an office or a committee, and how far each is."""
    return [Progress(c, how_far(c.text, c.written_at is not None)) for c in chapters if c.unit_id]


def own_chapters(chapters: Iterable[Chapter], membership: Membership) -> list[Chapter]:
    """Those of the chapters that a membership may write in."""
    only = membership.kind.scope(Area.CHAPTERS) == Scope.UNIT
    return [c for c in chapters if not why_not_write(only, c.unit_id, membership.unit_id)]


def units_of(organisation: Organisation) -> list[Unit]:
    """The offices, then the committees, that a chapter may be given to."""
    return [*offices(), *committees()] if organisation.is_municipality else []


def removed_from(report: Report) -> list[Chapter]:
    """The chapters that were taken out and may be brought back."""
    return list(Chapter.objects.owned().filter(report=report).exclude(removed_at=None))


def chapter_with(report: Report, key: UUID) -> Chapter | None:
    """A chapter of a report, standing or taken out, or None."""
    rows = Chapter.objects.owned().filter(report=report, pk=key)
    row = rows.select_related("unit", "report", "answer").first()
    return _with_answer(row) if row else None


def answers_of(report: Report) -> dict[str, ClaimAnswer]:
    """Why what the check warned about is right, by the key of the warning."""
    rows = ClaimAnswer.objects.owned().filter(report=report)
    return {row.key: row for row in rows}


def next_place(report: Report) -> int:
    """Where a new chapter stands: last."""
    rows = Chapter.objects.owned().filter(report=report)
    return (rows.aggregate(last=Max("place"))["last"] or 0) + 1


def next_number(report: Report) -> int:
    """The number of the next edition."""
    rows = FrozenEdition.objects.owned().filter(report=report)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def editions_of(report: Report) -> list[FrozenEdition]:
    """A report's frozen editions, newest first."""
    return list(FrozenEdition.objects.owned().filter(report=report).select_related("report"))


def edition_with(key: UUID) -> FrozenEdition | None:
    """One of the house's own frozen editions, or None."""
    rows = FrozenEdition.objects.owned().select_related("report", "organisation")
    return rows.filter(pk=key).first()


def comparison_of(edition: FrozenEdition) -> Comparison | None:
    """What the edition was last held against; as open as the edition itself."""
    with acting_for(edition.organisation_id):
        return Comparison.objects.owned().filter(edition=edition).first()


def compared_beside(edition: FrozenEdition) -> FrozenEdition | None:
    """The report's newest edition for the same readers that is held against something printed."""
    with acting_for(edition.organisation_id):
        rows = FrozenEdition.objects.owned().filter(report=edition.report_id)
        rows = rows.filter(edition=edition.edition).exclude(comparisons=None)
        return rows.defer("chapters", "values").order_by("-number").first()


def compared_editions() -> list[FrozenEdition]:
    """Every public edition, of whichever house, that is held against something printed."""
    found: list[FrozenEdition] = []
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            rows = editions_for_all().exclude(comparisons=None).distinct()
            found += rows.defer("chapters", "values").order_by("-year", "-number")
    return found


def public_editions(organisation: Organisation) -> list[FrozenEdition]:
    """What a house has published, for everybody; the newest first."""
    with acting_for(organisation.pk):
        return list(editions_for_all().defer("chapters", "values").order_by("-frozen_at"))


def editions_for_all() -> QuerySet[FrozenEdition]:
    """What the present tenant has published."""
    rows = FrozenEdition.objects.owned().filter(edition=EditionName.PUBLIC)
    return rows.select_related("report", "organisation")


def public_edition(organisation: str, slug: str, number: int) -> FrozenEdition | None:
    """A frozen public edition by its address, for everybody; None where there is no such."""
    house = Organisation.objects.filter(slug=organisation).first()
    if house is None:
        return None
    with acting_for(house.pk):
        return editions_for_all().filter(report__slug=slug, number=number).first()
