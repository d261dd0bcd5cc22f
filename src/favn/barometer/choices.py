"""Typed units, kinds of groups and of data, and the words an indicator can be given."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Unit(TextChoices):
    """What a value is counted in. Values of two units are never set beside each other."""

    PERCENT = "percent", _("Procent af en helhed")
    RATIO = "ratio", _("Procent af en anden gruppes tal")
    POINTS = "points", _("Procentpoint (en forskel)")
    INDEX = "index", _("Indekspoint (0–100)")
    COUNT = "count", _("Antal")
    DKK = "dkk", _("Kroner")
    LEVEL = "level", _("Niveau 1–5")
    RANK = "rank", _("Plads i en rækkefølge")


DIFFERENCE = {
    Unit.PERCENT: Unit.POINTS,
    Unit.RATIO: Unit.POINTS,
    Unit.POINTS: Unit.POINTS,
    Unit.INDEX: Unit.INDEX,
    Unit.COUNT: Unit.COUNT,
    Unit.DKK: Unit.DKK,
    Unit.LEVEL: Unit.LEVEL,
    Unit.RANK: Unit.RANK,
}
"""What the difference of two values is counted in: never percent."""
HIGHEST = {Unit.PERCENT: 100, Unit.INDEX: 100, Unit.LEVEL: 5}
WHOLE = {Unit.COUNT, Unit.LEVEL, Unit.RANK}
"""Units that know no fractions."""
LEAST_CHANGE = {Unit.PERCENT: 1, Unit.RATIO: 1, Unit.POINTS: 1, Unit.INDEX: 2}
"""The smallest change that may be called one, where a definition says nothing else."""


class Measure(TextChoices):
    """What an indicator follows: one value, a difference between two groups, or areas."""

    VALUE = "value", _("Tallet selv")
    GAP = "gap", _("Forskellen mellem to grupper")
    AREAS = "areas", _("Områder på fem niveauer")


class Wish(TextChoices):
    """Which way the goal wants the number to move."""

    UP = "up", _("Højere er bedre")
    DOWN = "down", _("Lavere er bedre")
    NONE = "none", _("Målet siger det ikke")


class Part(TextChoices):
    """A group's part in a comparison. Nobody is the normal one."""

    FOCUS = "focus", _("Den gruppe, målet handler om")
    BESIDE = "beside", _("Den gruppe, der sammenlignes med")
    WHOLE = "whole", _("Alle")
    ONE = "one", _("En del af flere")


class Data(TextChoices):
    """How the numbers came about; decides which test may be made."""

    REGISTER = "register", _("Fuldt register")
    SURVEY = "survey", _("Stikprøve")
    COUNTED = "counted", _("Talt op")
    COMPUTED = "computed", _("Regnet ud af andre tal")
    UNKNOWN = "unknown", _("Ikke oplyst")


class Precision(TextChoices):
    """How exactly the time of an observation is known."""

    DAY = "day", _("Dag")
    MONTH = "month", _("Måned")
    QUARTER = "quarter", _("Kvartal")
    YEAR = "year", _("År")


class Word(TextChoices):
    """What the evidence lets one say. A goal is never given one of them."""

    PROGRESS = "progress", _("Fremgang")
    UNCHANGED = "unchanged", _("Uændret")
    SETBACK = "setback", _("Tilbagegang")
    UNDECIDED = "undecided", _("Kan ikke afgøres")


class Stance(TextChoices):
    """What a committee says about an indicator."""

    NOT_US = "not_us", _("Måler ikke vores arbejde")
    NOT_RECORDED = "not_recorded", _("Registreres ikke, efter beslutning")
    PROPOSAL = "proposal", _("Forslag")
    REMARK = "remark", _("Bemærkning")


class Claim(TextChoices):
    """What was printed about an indicator elsewhere."""

    YEARS = "years", _("År til lighed")
    STATUS = "status", _("Statusord")


LEVELS = (
    (1, _("Markant behov")),
    (2, _("Skærpet behov")),
    (3, _("Almindeligt behov")),
    (4, _("Nedsat behov")),
    (5, _("Minimalt behov")),
)
"""The five levels of the safety index, the gravest first."""


LOG = Words(
    "barometer",
    verbs={
        "claim": _("Trykt tal skrevet"),
        "define": _("Definition skrevet"),
        "observe": _("Måling skrevet"),
        "say": _("Udvalgets ord skrevet"),
        "set-target": _("Mål sat"),
    },
    things={
        "committeeword": _("udvalgets ord"),
        "definition": _("definition"),
        "group": _("gruppe"),
        "indicator": _("indikator"),
        "observation": _("måling"),
        "printedclaim": _("trykt tal"),
        "scheme": _("inddeling"),
        "target": _("måltal"),
        "upload": _("fil"),
    },
)
"""What the log calls what is done here."""
