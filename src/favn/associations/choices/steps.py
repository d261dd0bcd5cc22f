"""Sides of a resource check, who does a next step, and where it is on its way."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who looks at a check, or speaks in it."""

    THEIRS = "theirs", _("Foreningen")
    OURS = "ours", _("Kommunen")


class Hand(TextChoices):
    """Who does a next step."""

    THEIRS = "theirs", _("Foreningen")
    OURS = "ours", _("Kommunen")
    BOTH = "both", _("Begge sammen")


class StepState(TextChoices):
    """Where a next step is on its way."""

    PROPOSED = "proposed", _("Foreslået")
    AGREED = "agreed", _("Aftalt")
    BEGUN = "begun", _("I gang")
    DONE = "done", _("Gjort")
    DROPPED = "dropped", _("Opgivet")


STEP_LOOKS = {
    StepState.PROPOSED: "warning",
    StepState.AGREED: "info",
    StepState.BEGUN: "info",
    StepState.DONE: "success",
    StepState.DROPPED: "neutral",
}
"""How each is marked beside its word."""
STEP_MOVES = {
    StepState.PROPOSED: (StepState.AGREED, StepState.DROPPED),
    StepState.AGREED: (StepState.BEGUN, StepState.DONE, StepState.DROPPED),
    StepState.BEGUN: (StepState.DONE, StepState.DROPPED),
    StepState.DONE: (StepState.BEGUN,),
    StepState.DROPPED: (StepState.AGREED,),
}
"""From where to where. What was done can turn out not to be; what was given up can be taken up."""
OPEN_STEPS = (StepState.PROPOSED, StepState.AGREED, StepState.BEGUN)
OWED_STEPS = (StepState.AGREED, StepState.BEGUN)
"""Those that both sides stand by; only they can be late."""
