"""A plan for the whole pool of a network: its weights, what it suggests, and what people decided.

A run is kept as it was computed, so that two coordinators look at the same plan; what has changed
since (somebody left, somebody came) is said beside it, and it is run again.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import EncryptedTextField
from favn.pathways.choices.pairs import PlanState, PlanWay, Stage
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models.mentoring import Network, Participant
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord

RUN_LASTS = timedelta(minutes=5)
"""A run that has not answered by then has broken off; another may begin."""


class Weighting(OwnedRecord):
    """What counts in a match, and how much: one numbered version, never changed."""

    number = models.PositiveSmallIntegerField()
    points = models.JSONField(default=dict)
    """Criterion → points; 0 is left out."""
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="weighting_number_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "number", "points", "why", "made_at")
        identifying = ("made_by",)
        kept = "as long as the plans that use it"

    def __str__(self) -> str:
        return str(self.number)


class Plan(OwnedRecord):
    """Who goes with whom in one network, as it was last run."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, choices=PlanState.choices, default=PlanState.DRAFT)
    way = models.CharField(max_length=6, choices=PlanWay.choices, default=PlanWay.MOST)
    weighting = models.ForeignKey(Weighting, on_delete=models.PROTECT, related_name="plans")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    run_at = models.DateTimeField(null=True, blank=True)
    mentees = models.PositiveIntegerField(default=0)
    mentors = models.PositiveIntegerField(default=0)
    """How many of each were in the pool at the run."""
    total = models.PositiveIntegerField(default=0)
    in_order = models.PositiveIntegerField(default=0)
    """Points if each mentee in turn had taken the best free mentor."""
    left = models.JSONField(default=list)
    """[mentee, {rule: mentors it rules out}, possible mentors, [[kind, mentor, rule], …]]."""
    said = models.JSONField(default=list)
    """What happened during the run: [what, mentee or "", mentor or ""]."""
    compared = models.JSONField(default=dict)
    """Way → points, pairs, blocking, firsts, wishers; empty where nobody had wished for anybody."""
    running_since = models.DateTimeField(null=True, blank=True)
    """Somebody's run is being computed since then; the rest of the row is the run before it."""
    running_by = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=6, choices=Stage.choices, blank=True)
    stopped = models.CharField(max_length=300, blank=True)
    """Why the last run found nothing, in a sentence; empty where it did."""
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="mentor_plan_number_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "network", "number", "state", "way", "weighting", "made_at",
            "run_at", "mentees", "mentors", "total", "in_order", "compared", "running_since",
            "stage", "stopped", "version",
        )  # fmt: skip
        identifying = ("made_by", "left", "said", "running_by")
        kept = "2 years after it was made"
        ends = Ends("made_at", months=24)

    def __str__(self) -> str:
        return f"{self.network} {self.number}"

    @property
    def gain(self) -> int:
        """How many points more than by turn; none where the plan follows the wishes."""
        return self.total - self.in_order if self.way == PlanWay.MOST else 0

    @property
    def lost(self) -> int:
        """How many points the stable plan costs against the one with the most."""
        most = self.compared.get(PlanWay.MOST, {}).get("points", self.total)
        return int(most) - self.total

    def is_running(self, at: datetime) -> bool:
        """Whether somebody's run is being computed; one that broke off is forgotten in time."""
        return self.running_since is not None and at < self.running_since + RUN_LASTS

    @property
    def is_draft(self) -> bool:
        """Whether one works on it."""
        return self.state == PlanState.DRAFT


class PlanPair(OwnedRecord):
    """Two that the last run put together, with points and reasons as they were then."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pairs")
    mentee = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    """[criterion, points, [shared]]."""
    broken = models.JSONField(default=list)
    """Rules that a locked pair breaks all the same."""
    is_locked = models.BooleanField(default=False)
    others = models.PositiveSmallIntegerField(default=0)
    """How many other mentors the mentee could have."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-points", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "mentee"], name="planned_once")]
        indexes = [models.Index(fields=["organisation", "plan", "points"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "plan", "points", "is_locked", "broken", "others")
        identifying = ("mentee", "mentor", "reasons")
        kept = "2 years after the plan was made"
        ends = Ends("plan__made_at", months=24)

    def __str__(self) -> str:
        return f"{self.mentee_id} {self.mentor_id}"


class Ruling(OwnedRecord):
    """A person's decision about two: in one plan they go together, or they never do."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="locks"
    )
    """The plan of a lock; what is forbidden holds for every plan."""
    kind = models.CharField(max_length=6, choices=Kind.choices)
    mentee = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    why = EncryptedTextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "network", "lifted_at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "network", "plan", "kind", "at", "lifted_at")
        identifying = ("mentee", "mentor", "by")
        sensitive = ("why",)
        person = ("mentee__person", "mentor__person")
        closed = ("why",)
        writers: tuple[str, ...] = ()  # An extract is about one of two: nobody reads them there.
        rows = _("Bestemmelse om to")
        captions: ClassVar[dict[str, Any]] = {
            "kind": _("hvad der er bestemt"), "why": _("hvorfor"), "at": _("skrevet"),
        }  # fmt: skip
        unsaid = ("lifted_at", "by")
        kept = _("så længe begge er her")

    def __str__(self) -> str:
        return f"{self.kind} {self.mentee_id} {self.mentor_id}"

    @property
    def about_persons(self) -> tuple[UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return tuple(p for p in (self.mentee.person_id, self.mentor.person_id) if p)
