"""One duty in one quarter as both sides see it: the stage, the numbers, and how late it is.

This is the one place where the association's row and the municipality's answers are read together.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from favn.kit.figures import figure_with
from favn.policy import rules
from favn.policy.choices import LOOKS, Stage, State, Verdict, stage_of
from favn.policy.models import Count, CountAnswer, CountDuty, CountLine
from favn.statistics.figures import Address, Figure, Period


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was sent or accepted, with the address of its living figure."""

    figure: Figure
    address: str
    value: int | None
    snapshot: str
    as_of: datetime
    through: date


def address(figure_id: str, organisation_slug: str, period: Period) -> str:
    """Where the living figure of a number stands."""
    return str(Address(figure_id, organisation_slug, period))


def quarter_name(period: Period) -> str:
    """4. kvartal 2026."""
    return _("%(number)s. kvartal %(year)s") % {"number": period.number, "year": period.year}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one quarter of one duty stands on a day. Lines and answers newest version first."""

    duty: CountDuty
    period: Period
    today: date
    count: Count | None
    lines: tuple[CountLine, ...]
    answers: tuple[CountAnswer, ...]

    @property
    def quarter(self) -> str:
        """As in addresses: 2026-Q4."""
        return str(self.period)

    @property
    def name(self) -> str:
        """As people say it."""
        return quarter_name(self.period)

    @property
    def version(self) -> int:
        """What a form must carry; 0 before anything was kept."""
        return self.count.version if self.count else 0

    @property
    def answer(self) -> CountAnswer | None:
        """The answer to the version that stands."""
        return next((a for a in self.answers if a.count_version == self.version), None)

    @property
    def question(self) -> str:
        """What the municipality asked about the version that stands, or nothing."""
        answer = self.answer
        return answer.question if answer and self.stage == Stage.ASKED_BACK else ""

    @property
    def stage(self) -> Stage:
        """Where it is between the two sides."""
        answer = self.answer
        state = self.count.state if self.count else None
        return stage_of(state, answer.verdict if answer else None)

    @property
    def look(self) -> str:
        """How the stage is marked."""
        return LOOKS.get(self.stage, "neutral")

    @property
    def accepted(self) -> CountAnswer | None:
        """The last acceptance that still holds: not of a version that was withdrawn."""
        count = self.count
        if count is None or count.state == State.WITHDRAWN:
            return None
        held = (a for a in self.answers if a.count_version > count.withdrawn_version)
        return next((a for a in held if a.verdict == Verdict.ACCEPTED), None)

    @property
    def due_on(self) -> date:
        """The last day on time."""
        return rules.due_on(self.period, self.duty.deadline_days)

    @property
    def ends_on(self) -> date:
        """The quarter's last day."""
        return rules.last_day(self.period)

    @property
    def is_open(self) -> bool:
        """Whether the quarter still runs after today, so that a count would be preliminary."""
        return self.today < self.ends_on

    @property
    def is_sent(self) -> bool:
        """Whether numbers stand with the municipality."""
        return self.count is not None and self.count.state == State.SENT

    @property
    def is_preliminary(self) -> bool:
        """Whether what was sent stops before the quarter did."""
        return self.is_sent and self.count is not None and not self.count.is_final

    @property
    def is_owed(self) -> bool:
        """Whether a whole quarter's count is still to come."""
        whole = self.is_sent and not self.is_preliminary
        return not whole and self.duty.stopped_at is None

    @property
    def days_late(self) -> int:
        """Days since the deadline where it is still owed, else 0."""
        return max((self.today - self.due_on).days, 0) if self.is_owed else 0

    @property
    def sent(self) -> list[Number]:
        """The numbers of the version that stands with the municipality."""
        if not self.is_sent:
            return []
        lines = (line for line in self.lines if line.version == self.version)
        return sorted(map(self._number, lines), key=self._place)

    @property
    def accepted_numbers(self) -> list[Number]:
        """The numbers the municipality accepted, from its own copy."""
        answer = self.accepted
        kept = answer.values.items() if answer else ()
        return sorted((self._kept(figure, facts) for figure, facts in kept), key=self._place)

    @property
    def accepted_through(self) -> date | None:
        """How far the accepted numbers reach, where that is short of the quarter's end."""
        reached = [number.through for number in self.accepted_numbers]
        return min(reached) if reached and min(reached) < self.ends_on else None

    def _place(self, number: Number) -> int:
        """In the order the duty asks."""
        asked: list[str] = self.duty.figures
        return asked.index(number.figure.id) if number.figure.id in asked else len(asked)

    def _number(self, line: CountLine) -> Number:
        where = address(line.figure, self.duty.addressed_to.slug, self.period)
        figure = figure_with(line.figure)
        return Number(figure, where, line.value, line.snapshot, line.as_of, line.through)

    def _kept(self, figure_id: str, facts: dict[str, str]) -> Number:
        where = address(figure_id, self.duty.addressed_to.slug, self.period)
        value = None if facts["value"] is None else int(facts["value"])
        as_of = datetime.fromisoformat(facts["as_of"])
        through = date.fromisoformat(facts["through"])
        return Number(figure_with(figure_id), where, value, facts["snapshot"], as_of, through)
