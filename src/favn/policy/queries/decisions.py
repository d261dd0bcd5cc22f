"""What committees decided about a plan and its initiatives, and what a panel recommended.

Everybody with the plan in their role sees all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.policy.choices import Outcome, Ruling, Touch
from favn.policy.models import Decision, Initiative, Plan, Recommendation, Touched


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision with the initiatives it is about, and those that came out of it."""

    decision: Decision
    about: tuple[Initiative, ...]
    born: tuple[Initiative, ...]

    @property
    def at(self) -> date:
        """The day as a timeline shows it."""
        return self.decision.on

    @property
    def verb(self) -> str:
        """What the committee did."""
        return self.decision.get_ruling_display()

    @property
    def actor_label(self) -> str:
        """Who decided."""
        return self.decision.body.name

    @property
    def reason(self) -> str:
        """What it was, and what is not known of its day."""
        return ". ".join(w.rstrip(".") for w in (self.decision.title, self.decision.day_words) if w)

    def others(self, initiative: Initiative | None) -> list[tuple[str, Initiative]]:
        """What hangs on it besides `initiative`, each with how."""
        found = [(_("Om"), i) for i in self.about] + [(_("Førte til"), i) for i in self.born]
        return [(how, other) for how, other in found if other != initiative]


def decisions_of(plan: Plan) -> list[Ruled]:
    """A plan's decisions, newest first."""
    return _ruled(Decision.objects.owned().filter(plan=plan, struck_on=None))


def decisions_about(initiative: Initiative) -> list[Ruled]:
    """An initiative's decisions, newest first: those about it, and the one it came out of."""
    rows = Decision.objects.owned().filter(touched__initiative=initiative, struck_on=None)
    return _ruled(rows)


def decision_with(pk: UUID) -> Ruled | None:
    """A decision by its id with what it touched, or None."""
    return next(iter(_ruled(Decision.objects.owned().filter(pk=pk, struck_on=None))), None)


def by_year(found: Iterable[Ruled]) -> list[tuple[int, list[Ruled]]]:
    """Decisions that stand newest first, year by year."""
    return [(year, list(group)) for year, group in groupby(found, key=lambda one: one.at.year)]


def not_followed_up(found: Iterable[Ruled]) -> list[tuple[Initiative, date]]:
    """What was taken to information and has no follow-up adopted since, with the day; by number."""
    noted: dict[Initiative, date] = {}
    for one in sorted(found, key=lambda ruled: ruled.at):
        for initiative in one.about:
            if one.decision.ruling == Ruling.NOTED:
                noted[initiative] = one.at
            elif one.decision.ruling == Ruling.FOLLOW_UP:
                noted.pop(initiative, None)
    return sorted(noted.items(), key=lambda pair: pair[0].number)


def _ruled(rows: QuerySet[Decision]) -> list[Ruled]:
    found = list(rows.select_related("body", "plan").order_by("-on", "title"))
    touched = Touched.objects.owned().filter(decision__in=found)
    sides: dict[tuple[UUID, str], list[Initiative]] = {}
    for row in touched.select_related("initiative").order_by("initiative__number"):
        sides.setdefault((row.decision_id, row.touch), []).append(row.initiative)
    return [
        Ruled(
            decision,
            tuple(sides.get((decision.pk, Touch.ABOUT), ())),
            tuple(sides.get((decision.pk, Touch.BORN), ())),
        )
        for decision in found
    ]


@dataclass(frozen=True, slots=True)
class AdviceYear:
    """What was recommended in one year, and what became of it."""

    year: int
    rows: tuple[Recommendation, ...]

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many of each outcome, only those there are."""
        many = [(str(o.label), sum(row.outcome == o for row in self.rows)) for o in Outcome]
        return [(label, n) for label, n in many if n]


def recommendations_of(plan: Plan) -> list[Recommendation]:
    """What was recommended, newest year first, with addressee and what became of it."""
    rows = Recommendation.objects.owned().filter(plan=plan, struck_on=None)
    return list(rows.select_related("addressee", "initiative"))


def advice_years(plan: Plan) -> list[AdviceYear]:
    """The same year by year."""
    grouped = groupby(recommendations_of(plan), key=lambda row: row.year)
    return [AdviceYear(year, tuple(rows)) for year, rows in grouped]


def recommendation_with(pk: UUID) -> Recommendation | None:
    """A recommendation by its id, or None."""
    rows = Recommendation.objects.owned().filter(pk=pk, struck_on=None)
    return rows.select_related("plan", "addressee", "initiative").first()
