"""What committees decided about a plan and its initiatives, and what a panel recommended.

Everybody with the plan in their role sees all of it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.policy.choices import Touch
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
    return _ruled(Decision.objects.owned().filter(plan=plan))


def decisions_about(initiative: Initiative) -> list[Ruled]:
    """An initiative's decisions, newest first: those about it, and the one it came out of."""
    return _ruled(Decision.objects.owned().filter(touched__initiative=initiative))


def _ruled(rows: QuerySet[Decision]) -> list[Ruled]:
    found = list(rows.select_related("body").order_by("-on", "title"))
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


def recommendations_of(plan: Plan) -> list[Recommendation]:
    """What was recommended, newest year first, with addressee and what became of it."""
    rows = Recommendation.objects.owned().filter(plan=plan)
    return list(rows.select_related("addressee", "initiative"))


def recommendation_with(pk: UUID) -> Recommendation | None:
    """A recommendation by its id, or None."""
    rows = Recommendation.objects.owned().filter(pk=pk)
    return rows.select_related("plan", "addressee", "initiative").first()
