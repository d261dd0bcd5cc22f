"""How full a gathering is, and who stands where in the line."""

from dataclasses import dataclass
from uuid import UUID

from favn.gatherings.choices import HOLDS, Seat
from favn.gatherings.models import Gathering, SignUp
from favn.gatherings.rules import seats as rule


@dataclass(frozen=True, slots=True)
class House:
    """Seats, who has them, who waits, and who has no room after the seats were lowered."""

    seats: int | None
    holding: list[SignUp]
    waiting: list[SignUp]

    @property
    def taken(self) -> int:
        """How many seats are taken, offered ones too."""
        return sum(one.persons for one in self.holding)

    @property
    def free(self) -> int | None:
        """How many are left; None where there is room for all."""
        return rule.free(self.seats, self.taken)

    @property
    def in_line(self) -> int:
        """How many persons wait."""
        return sum(one.persons for one in self.waiting)

    @property
    def over(self) -> list[SignUp]:
        """Who has no room any more: the last who came."""
        return rule.over(self.seats, self.holding)

    def place_of(self, signup: SignUp) -> int:
        """Its place in the line, from 1; 0 where it does not wait."""
        return next((n for n, w in enumerate(self.waiting, 1) if w.pk == signup.pk), 0)


def house_of(gathering: Gathering) -> House:
    """How full it is now."""
    rows = list(SignUp.objects.owned().filter(gathering=gathering, state__in=(*HOLDS, "waiting")))
    return House(
        gathering.seats,
        [row for row in rows if row.state in HOLDS],
        [row for row in rows if row.state == Seat.WAITING],
    )


def signups_of(gathering: Gathering) -> list[SignUp]:
    """Every sign-up of a gathering in order, also those that left. For its organisation's staff."""
    rows = SignUp.objects.owned().filter(gathering=gathering)
    return list(rows.select_related("party"))


def signup_with(pk: UUID) -> SignUp | None:
    """One sign-up, for its organisation's staff."""
    rows = SignUp.objects.owned().select_related("gathering__host", "gathering__kind", "party")
    return rows.filter(pk=pk).first()
