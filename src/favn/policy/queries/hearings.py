"""When a committee was heard about another committee's case. All with the plan read it."""

from uuid import UUID

from favn.policy.models import Hearing, StatusRound


def hearings_of(row: StatusRound) -> dict[UUID, list[Hearing]]:
    """Committee → the cases it was heard about in a round's year, oldest first."""
    found: dict[UUID, list[Hearing]] = {}
    for hearing in Hearing.objects.owned().filter(round=row).select_related("case_of", "unit"):
        found.setdefault(hearing.unit_id, []).append(hearing)
    return found


def hearing_with(pk: UUID) -> Hearing | None:
    """A hearing by its id, or None."""
    rows = Hearing.objects.owned().filter(pk=pk)
    return rows.select_related("round__plan", "unit", "case_of").first()
