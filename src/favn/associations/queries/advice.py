"""Advice to associations: of one, and of a year. Seen by whoever answers errands."""

from uuid import UUID

from django.db.models import QuerySet

from favn.associations.models import Advice, Entry
from favn.associations.queries.sameness import family


def advice_of(entry: Entry) -> QuerySet[Advice]:
    """Every session with one association, under each name it had, the newest first."""
    return Advice.objects.owned().filter(entry__in=family(entry))


def advice_in(year: int) -> QuerySet[Advice]:
    """Every session of a year that counts, the newest first."""
    rows = Advice.objects.owned().filter(year=year, struck_at=None)
    return rows.select_related("entry__merged_into")


def advice_with(entry: Entry, pk: UUID) -> Advice | None:
    """One session with an association."""
    return advice_of(entry).filter(pk=pk).first()


def years_of_advice() -> list[int]:
    """Years with sessions that count, the newest first."""
    rows = Advice.objects.owned().filter(struck_at=None).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())
