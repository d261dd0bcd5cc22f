"""What parties need and can give, of which kind, and two of them put together."""

from datetime import date

from django.db import models

from favn.associations.choices import LANGUAGES, Audience, Target
from favn.associations.choices.needs import REPLY_LOOKS, STANDING_LOOKS, Reply, Standing, Times, Way
from favn.associations.models.places import District
from favn.associations.models.sides import Sided
from favn.associations.rules import needs as rules
from favn.kit import clock
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Matter(OwnedRecord):
    """A kind of help, as the house names it: a room, volunteers, advice. Retired, never deleted."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    rank = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="matter_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "rank", "retired_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class Wish(Sided):
    """A need or an offer of one party, until a day. What it does not say fits everything."""

    way = models.CharField(max_length=5, choices=Way.choices)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="wishes")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    languages = models.JSONField(default=list, blank=True)
    times = models.JSONField(default=list, blank=True)
    targets = models.JSONField(default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(default=1)
    """How many an offer can be given to at once; a need is met once."""
    shown = models.CharField(max_length=10, choices=Audience.choices, default=Audience.NETWORK)
    expires_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)

    class Meta(Sided.Meta):
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["organisation", "closed_on", "expires_on"]),
            models.Index(fields=["organisation", "entry"]),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "unit", "way", "matter", "title", "text", "district",
            "languages", "times", "targets", "capacity", "shown", "expires_on", "closed_on",
            "closed_why", "created_at", "version",
        )  # fmt: skip
        identifying = ("created_by",)
        kept = "2 years after it expired, and as long as a suggestion rests on it"
        ends = Ends("expires_on", months=24)

    def __str__(self) -> str:
        return self.title

    def standing_on(self, today: date) -> Standing:
        """Where it stands on a day."""
        return rules.standing_of(self.closed_on, self.expires_on, today)

    @property
    def standing(self) -> Standing:
        """Where it stands today."""
        return self.standing_on(clock.today())

    @property
    def look(self) -> str:
        """How that is marked."""
        return STANDING_LOOKS[self.standing]

    @property
    def language_words(self) -> list[str]:
        """Languages by name."""
        names = {str(key): str(name) for key, name in LANGUAGES}
        return [names[key] for key in self.languages if key in names]

    @property
    def time_words(self) -> list[str]:
        """Times by name."""
        return [str(Times(key).label) for key in self.times if key in Times]

    @property
    def target_words(self) -> list[str]:
        """Those it is for, by name."""
        return [str(Target(key).label) for key in self.targets if key in Target]


class Match(OwnedRecord):
    """A need and an offer put before both parties, with the reasons as they were that day.

    A pair the house decided against is kept too, so that it is not suggested again.
    """

    need = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="as_need")
    offer = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="as_offer")
    reasons = models.JSONField(default=list)
    """[criterion, points, [shared]] of each reason."""
    points = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120)
    need_says = models.CharField(max_length=8, choices=Reply.choices, default=Reply.WAITING)
    need_why = models.CharField(max_length=300, blank=True)
    offer_says = models.CharField(max_length=8, choices=Reply.choices, default=Reply.WAITING)
    offer_why = models.CharField(max_length=300, blank=True)
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-proposed_at"]
        constraints = [models.UniqueConstraint(fields=["need", "offer"], name="match_once")]
        indexes = [models.Index(fields=["organisation", "proposed_at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "need", "offer", "reasons", "points", "proposed_at", "need_says",
            "need_why", "offer_says", "offer_why", "set_aside_on",
            "set_aside_why", "version",
        )  # fmt: skip
        identifying = ("proposed_by",)
        kept = "5 years after it was laid before both"
        ends = Ends("proposed_at", months=60)

    def __str__(self) -> str:
        return f"{self.need} – {self.offer}"

    @property
    def is_yes(self) -> bool:
        """Whether both want to talk."""
        return self.need_says == self.offer_says == Reply.YES

    @property
    def is_over(self) -> bool:
        """Whether one of them said no, or the house set it aside."""
        return Reply.NO in (self.need_says, self.offer_says) or self.set_aside_on is not None

    @property
    def answers(self) -> list[tuple[Wish, str, str, str]]:
        """(wish, what its party says in words, how that is marked, why) of both."""
        pairs = (
            (self.need, self.need_says, self.need_why),
            (self.offer, self.offer_says, self.offer_why),
        )
        return [(w, str(Reply(s).label), REPLY_LOOKS[Reply(s)], why) for w, s, why in pairs]
