"""The employment programme's words: how far a turn is, what is done in it, what came of it.

Three things that are never mixed: the state of a turn, its activities, and its outcome. One line of
the year is derived from the three by a rule (`rules.programme.line_of`), so that lines sum.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a turn is."""

    REFERRED = "referred", _("Henvist, ikke begyndt")
    GOING = "going", _("I gang")
    ENDED = "ended", _("Slut")


class Doing(TextChoices):
    """What is done in a turn, from a day to a day, from the nearest to the farthest."""

    COURSE = "course", _("Kursus eller opkvalificering")
    KITCHEN = "kitchen", _("Praktik i køkkenet")
    SEWING = "sewing", _("Praktik i systuen")
    HOUSE = "house", _("Anden praktik i huset")
    COMPANY = "company", _("Praktik i en virksomhed")


INSIDE = (Doing.KITCHEN, Doing.SEWING, Doing.HOUSE)


class Farthest(TextChoices):
    """How far out of the house somebody came; each turn has one."""

    NONE = "none", _("Ingen aktivitet skrevet")
    COURSE = "course", _("Kursus")
    INSIDE = "inside", _("Praktik i huset")
    COMPANY = "company", _("Ekstern praktik")


class Outcome(TextChoices):
    """What was decided or begun: one for a turn, or none yet."""

    JOB = "job", _("Ordinært job")
    FLEXJOB = "flexjob", _("Tilkendt fleksjob")
    SMALL_JOB = "small_job", _("Ansat i småjob")
    EDUCATION = "education", _("Begyndt på en uddannelse")
    PENSION = "pension", _("Tilkendt førtidspension")
    RESOURCE = "resource", _("Bevilget ressourceforløb")
    REHAB = "rehab", _("Indstillet til rehabiliteringsteam")
    MEASURE = "measure", _("Anden indsats i jobcentret")
    ELSEWHERE = "elsewhere", _("Flyttet, eller får hjælp et andet sted")
    STOPPED = "stopped", _("Stoppede, før forløbet var slut")
    NOT_STARTED = "not_started", _("Kom ikke i gang")


WITHOUT_CONSENT = (Outcome.STOPPED, Outcome.NOT_STARTED, Outcome.ELSEWHERE)
"""What may be written of somebody who says yes no longer: that they left, as a number."""


class Line(TextChoices):
    """The one line of the year a turn stands on."""

    JOB = "job", Outcome.JOB.label
    FLEXJOB = "flexjob", Outcome.FLEXJOB.label
    SMALL_JOB = "small_job", Outcome.SMALL_JOB.label
    EDUCATION = "education", Outcome.EDUCATION.label
    PENSION = "pension", Outcome.PENSION.label
    RESOURCE = "resource", Outcome.RESOURCE.label
    REHAB = "rehab", Outcome.REHAB.label
    MEASURE = "measure", Outcome.MEASURE.label
    ELSEWHERE = "elsewhere", Outcome.ELSEWHERE.label
    STOPPED = "stopped", Outcome.STOPPED.label
    NOT_STARTED = "not_started", Outcome.NOT_STARTED.label
    PLACED = "placed", _("Har været i ekstern praktik")
    CONTINUED = "continued", _("Genhenvist eller fortsat i et nyt forløb")
    GOING = "going", _("Ikke slut endnu")
    """Also who is referred and has not begun, so it is not called under way."""
    MISSING = "missing", _("Slut, men uden udfald")


class Sort(TextChoices):
    """What kind of thing a line says."""

    OUTCOME = "outcome", _("udfald")
    ACTIVITY = "activity", _("aktivitet")
    STATUS = "status", _("status")
    OPEN = "open", _("mangler")


class Benefit(TextChoices):
    """Whether cash benefit has ended: by what the line says, and by nothing else."""

    OFF = "off", _("ikke længere på kontanthjælp")
    ON = "on", _("stadig på ydelsen")
    UNKNOWN = "unknown", _("det ved vi ikke")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line says: its sort, and whether cash benefit has ended."""

    sort: Sort
    benefit: Benefit


MEANS: dict[Line, Meaning] = {
    Line.JOB: Meaning(Sort.OUTCOME, Benefit.OFF),
    Line.FLEXJOB: Meaning(Sort.OUTCOME, Benefit.OFF),
    Line.SMALL_JOB: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.EDUCATION: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.PENSION: Meaning(Sort.OUTCOME, Benefit.OFF),
    Line.RESOURCE: Meaning(Sort.OUTCOME, Benefit.OFF),
    Line.REHAB: Meaning(Sort.OUTCOME, Benefit.ON),
    Line.MEASURE: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.ELSEWHERE: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.STOPPED: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.NOT_STARTED: Meaning(Sort.OUTCOME, Benefit.UNKNOWN),
    Line.PLACED: Meaning(Sort.ACTIVITY, Benefit.UNKNOWN),
    Line.CONTINUED: Meaning(Sort.STATUS, Benefit.ON),
    Line.GOING: Meaning(Sort.STATUS, Benefit.ON),
    Line.MISSING: Meaning(Sort.OPEN, Benefit.UNKNOWN),
}

SHARED: dict[str, str | Promise] = {
    "name": _("Navn"),
    "since": _("Begyndt"),
    "doing": _("Kurser og praktik"),
    "hours": _("Timer om ugen"),
    "next": _("Det næste, I er enige om"),
}
"""What a status may tell a caseworker. Nothing of health, of family or of money is among it."""


class Talk(TextChoices):
    """How far a status meeting is."""

    PLANNED = "planned", _("Aftalt")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Aflyst")
