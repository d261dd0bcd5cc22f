"""A plan's follow-up group as a page shows it. All with the plan in their role read it."""

from dataclasses import dataclass
from uuid import UUID

from favn.policy.models import FollowGroup, Meeting, Plan, Seat


@dataclass(frozen=True, slots=True)
class Group:
    """The group with its seats by organisation and its meetings, newest first."""

    row: FollowGroup
    seats: tuple[Seat, ...]
    former: tuple[Seat, ...]
    meetings: tuple[Meeting, ...]

    @property
    def waiting(self) -> int:
        """Meetings that decided something which nobody has followed up in words."""
        return sum(bool(m.decided) and not m.followed for m in self.meetings)


def group_of(plan: Plan) -> Group | None:
    """The plan's group, or None."""
    row = FollowGroup.objects.owned().filter(plan=plan).first()
    if row is None:
        return None
    seats = list(Seat.objects.owned().filter(group=row))
    return Group(
        row,
        tuple(seat for seat in seats if seat.left_on is None),
        tuple(seat for seat in seats if seat.left_on is not None),
        tuple(Meeting.objects.owned().filter(group=row)),
    )


def meeting_with(pk: UUID) -> Meeting | None:
    """A meeting by its id, or None."""
    return Meeting.objects.owned().filter(pk=pk).select_related("group__plan").first()
