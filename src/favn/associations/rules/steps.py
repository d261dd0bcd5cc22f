"""May a check be started, and a next step be proposed, agreed, moved? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.associations.choices.steps import OPEN_STEPS, STEP_MOVES, Side, StepState


def why_not_start(*, is_made: bool, theirs: int, ours: int) -> str | None:
    """Both sides are asked, or there is no mirror."""
    if not is_made:
        return _("Opret ressourcetjekket først. Så er spørgsmålene der.")
    if not theirs:
        return _("Vælg mindst én forening.")
    if not ours:
        return _("Vælg mindst én forvaltning. Kommunen skal også svare.")
    return None


def why_not_hand(*, has_begun: bool) -> str | None:
    """A link shows what stands behind it, so nobody on the other side gets one after that."""
    if has_begun:
        return _(
            "De er begyndt at svare, og et link ville vise dig det. Send dem en påmindelse i"
            " stedet."
        )
    return None


def why_not_step(*, is_open: bool, what: str, due_on: date, today: date) -> str | None:
    """A next step says what and by when, and comes out of a mirror that both have seen."""
    if not is_open:
        return _("Vent, til begge har svaret. Så kan I aftale ud fra det samme.")
    if not what.strip():
        return _("Skriv, hvad der skal gøres.")
    if due_on < today:
        return _("Dagen er gået. Vælg en dag, der kommer.")
    return None


def why_not_moved(before: str, after: str, *, by: str, proposed_by: str, said: str) -> str | None:
    """One side proposes, the other agrees; an end says what came of it."""
    if after not in STEP_MOVES[StepState(before)]:
        return _("Skridtet er %(now)s og kan ikke blive %(then)s.") % {
            "now": str(StepState(before).label).lower(),
            "then": str(StepState(after).label).lower(),
        }
    if before == StepState.PROPOSED and after == StepState.AGREED and by == proposed_by:
        other = Side.OURS if proposed_by == Side.THEIRS else Side.THEIRS
        return _("%(who)s skal sige ja, før det er aftalt.") % {"who": str(other.label)}
    if after in (StepState.DONE, StepState.DROPPED) and not said.strip():
        return _("Skriv med få ord, hvad der kom ud af det.")
    return None


def why_not_met(met_on: date, today: date) -> str | None:
    """Nothing was agreed at a meeting that is still to come."""
    return _("Mødet er ikke holdt endnu. Lad dagen stå tom.") if met_on > today else None


def why_not_postponed(state: str, due_on: date, today: date) -> str | None:
    """Only what is still to be done gets another day, and one that comes."""
    if state not in OPEN_STEPS:
        return _("Skridtet er slut. Tag det op igen først.")
    return _("Dagen er gået. Vælg en dag, der kommer.") if due_on < today else None
