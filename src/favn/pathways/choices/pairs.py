"""A pair from the day both are asked until it has ended, and what a person may decide about two."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ruling(TextChoices):
    """What a coordinator decides about two, whatever the points say."""

    LOCK = "lock", _("De to")
    FORBID = "forbid", _("Ikke de to")


class PlanState(TextChoices):
    """A plan is worked on, or put away."""

    DRAFT = "draft", _("Kladde")
    DONE = "done", _("Lagt væk")


class PlanWay(TextChoices):
    """What a plan puts first: the points of all together, or that no two would rather swap."""

    MOST = "most", _("Mest samlet")
    STABLE = "stable", _("Stabil")


class Stage(TextChoices):
    """How far a run of a plan is, in the order it goes."""

    POOL = "pool", _("Læser, hvem der er i puljen")
    BEST = "best", _("Finder den plan, der giver flest point")
    STABLE = "stable", _("Lægger planen efter ønskerne")
    LEFT = "left", _("Prøver, hvad der ville hjælpe dem, der mangler")
    KEEP = "keep", _("Ser efter, at alle stadig er her, og gemmer")


class State(TextChoices):
    """Where two are."""

    ASKED = "asked", _("Spurgt")
    AGREED = "agreed", _("Begge har sagt ja")
    DECLINED = "declined", _("Blev ikke til noget")
    STARTED = "started", _("I gang")
    PAUSED = "paused", _("Holder pause")
    BROKEN = "broken", _("Afbrudt")
    ENDED = "ended", _("Afsluttet")


LOOKS = {
    State.ASKED: "info",
    State.AGREED: "success",
    State.DECLINED: "neutral",
    State.STARTED: "success",
    State.PAUSED: "warning",
    State.BROKEN: "neutral",
    State.ENDED: "neutral",
}
MOVES: dict[str, tuple[State, ...]] = {
    State.ASKED: (State.AGREED, State.DECLINED),
    State.AGREED: (State.STARTED, State.DECLINED),
    State.STARTED: (State.PAUSED, State.BROKEN, State.ENDED),
    State.PAUSED: (State.STARTED, State.BROKEN, State.ENDED),
    State.DECLINED: (),
    State.BROKEN: (),
    State.ENDED: (),
}
LIVE = (State.ASKED, State.AGREED, State.STARTED, State.PAUSED)
"""States in which a mentor's place is taken."""
RUNNING = (State.STARTED, State.PAUSED)
OVER = (State.DECLINED, State.BROKEN, State.ENDED)


class Says(TextChoices):
    """What one side answers to a suggestion."""

    WAITING = "waiting", _("Har ikke svaret")
    YES = "yes", _("Ja")
    NO = "no", _("Nej")


SAYS_LOOKS = {Says.WAITING: "warning", Says.YES: "success", Says.NO: "error"}


class NoWhy(TextChoices):
    """Why somebody says no; free words may be added."""

    TIME = "time", _("Tiden passer ikke")
    FIT = "fit", _("Jeg tror ikke, vi passer sammen")
    KNOWN = "known", _("Vi kender hinanden")
    CHANGED = "changed", _("Jeg har ombestemt mig")
    OTHER = "other", _("Noget andet")


class Ending(TextChoices):
    """Why a pair ended or was broken; outcomes are asked about, and stand elsewhere."""

    AGREED = "agreed", _("Forløbet er slut som aftalt")
    EARLY = "early", _("De nåede det, de ville, før tid")
    TIME = "time", _("Tiden slog ikke til")
    FIT = "fit", _("De passede ikke sammen")
    MOVED = "moved", _("En af dem er flyttet")
    SILENT = "silent", _("En af dem svarer ikke")
    UNSAFE = "unsafe", _("En af dem følte sig ikke tryg")
    LEFT = "left", _("En af dem er gået ud")
    CLOSED = "closed", _("Netværket lukkede")


WHEN_ENDED = (Ending.AGREED, Ending.EARLY)
WHEN_BROKEN = tuple(e for e in Ending if e not in WHEN_ENDED)


class Way(TextChoices):
    """How two met."""

    TOGETHER = "together", _("Sammen")
    CALL = "call", _("På telefon eller video")


class Milestone(TextChoices):
    """What is counted of a pair: that it began, ended as agreed, or broke."""

    STARTED = "started", _("Begyndt")
    ENDED = "ended", _("Afsluttet")
    BROKEN = "broken", _("Afbrudt")


class Wait(TextChoices):
    """How long a mentee had waited when they were asked; the days stand on the pair."""

    MONTH = "month", _("Under en måned")
    QUARTER = "quarter", _("En til tre måneder")
    HALF = "half", _("Tre til seks måneder")
    MORE = "more", _("Mere end seks måneder")


class Letter(TextChoices):
    """Why somebody is written to."""

    ASK = "ask", _("Forslag")
    BOTH = "both", _("Begge har sagt ja")
    NOT_NOW = "not-now", _("Blev ikke til noget")
    BEGUN = "begun", _("I gang")
    SILENT = "silent", _("Har I mødtes?")
    NUDGE = "nudge", _("Påmindelse om at svare")
    ENDED = "ended", _("Slut")
    EVALUATE = "evaluate", _("Spørgsmål om, hvordan det går")
    REMIND = "remind", _("Påmindelse om, hvordan det går")
    CONSENT = "consent", _("Ny tekst at svare på")
    WISH = "wish", _("Hvem vil du helst?")
    CLOSED = "closed", _("Netværket lukker")
    HEIR = "heir", _("Et andet netværk tager over")
