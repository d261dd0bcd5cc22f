"""Reports and their editions: who sees which.

Drafts and chapters belong to the house alone. A frozen public edition is for everybody; a frozen
internal or funder edition stays with the house, which hands it over itself.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet

from favn.kit.models import EditionName
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.publishing.models import Chapter, FrozenEdition, Report


@dataclass(frozen=True, slots=True)
class Shelf:
    """A report with its frozen editions, newest first."""

    report: Report
    editions: tuple[FrozenEdition, ...]


def reports() -> list[Shelf]:
    """The house's own reports, the latest year first."""
    editions: dict[UUID, list[FrozenEdition]] = {}
    for row in FrozenEdition.objects.owned().defer("chapters", "values"):
        editions.setdefault(row.report_id, []).append(row)
    rows = Report.objects.owned()
    return [Shelf(report, tuple(editions.get(report.pk, ()))) for report in rows]


def report_with(key: UUID) -> Report | None:
    """One of the house's own reports, or None."""
    return Report.objects.owned().filter(pk=key).first()


def chapters_of(report: Report) -> list[Chapter]:
    """The chapters that stand, in order."""
    return list(Chapter.objects.owned().filter(report=report, removed_at=None))


def removed_from(report: Report) -> list[Chapter]:
    """The chapters that were taken out and may be brought back."""
    return list(Chapter.objects.owned().filter(report=report).exclude(removed_at=None))


def chapter_with(report: Report, key: UUID) -> Chapter | None:
    """A chapter of a report, standing or taken out, or None."""
    return Chapter.objects.owned().filter(report=report, pk=key).first()


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


def public_editions(organisation: Organisation) -> list[FrozenEdition]:
    """What a house has published, for everybody; the newest first."""
    with acting_for(organisation.pk):
        return list(_published().defer("chapters", "values").order_by("-frozen_at"))


def shows_reports(organisation: Organisation) -> bool:
    """Whether an organisation has published anything."""
    with acting_for(organisation.pk):
        return _published().exists()


def _published() -> QuerySet[FrozenEdition]:
    rows = FrozenEdition.objects.owned().filter(edition=EditionName.PUBLIC)
    return rows.select_related("report", "organisation")


def public_edition(organisation: str, slug: str, number: int) -> FrozenEdition | None:
    """A frozen public edition by its address, for everybody; None where there is no such."""
    house = Organisation.objects.filter(slug=organisation).first()
    if house is None:
        return None
    with acting_for(house.pk):
        return _published().filter(report__slug=slug, number=number).first()
