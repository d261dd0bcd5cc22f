"""What two sides agree upon before they begin, and what each says became of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """A line of the sheet that each side fills in by itself."""

    AIM = "aim", _("Hvad skal der komme ud af det?")
    ROLES = "roles", _("Hvem bestemmer hvad, og hvem holder trådene?")
    OURS = "ours", _("Det gør vi selv, og hvornår")
    THEIRS = "theirs", _("Det regner vi med, at I gør, og hvornår")
    MONEY = "money", _("Hvad koster det, og hvem betaler?")
    CONTACT = "contact", _("Hvem taler med hvem, og hvor tit?")
    FAILS = "fails", _("Hvad gør vi, hvis det ikke går som aftalt?")


HINTS = {
    Subject.AIM: _("Skriv, hvad der er anderledes om et år, så en anden kan se det."),
    Subject.ROLES: _("Skriv, hvad I selv kan bestemme, og hvad I skal spørge om."),
    Subject.OURS: _("Én opgave på hver linje: hvad, og inden hvornår."),
    Subject.THEIRS: _("Én opgave på hver linje: hvad, og inden hvornår."),
    Subject.MONEY: _("Skriv beløb, også hvis det er nul. Husk transport, mad, lokale og løn."),
    Subject.CONTACT: _("Skriv opgaver og roller, ikke private numre."),
    Subject.FAILS: _("For eksempel: for få kommer, en af os mangler tid, vi bliver uenige."),
}

WORDS = ("frivillig", "støtte", "samarbejde", "ansvar", "medborgerskab")
"""Words that two sides often use of different things; a sheet begins with them."""
WORD = "word:"
"""How the subject of a word begins; what follows is the word itself."""


class Apart(TextChoices):
    """How two texts about the same thing stand to each other."""

    EMPTY = "empty", _("Ingen har skrevet")
    ONE = "one", _("Kun den ene har skrevet")
    NUMBERS = "numbers", _("Tallene er forskellige")
    DIFFERENT = "different", _("Tal om det")
    ALIKE = "alike", _("Ligner hinanden")


APART_LOOKS = {
    Apart.EMPTY: "neutral",
    Apart.ONE: "warning",
    Apart.NUMBERS: "error",
    Apart.DIFFERENT: "warning",
    Apart.ALIKE: "success",
}


class Stage(TextChoices):
    """How far a cooperation has come."""

    ALIGNING = "aligning", _("Afstemmer forventninger")
    ALIGNED = "aligned", _("Afstemt, mangler aftale")
    PROPOSED = "proposed", _("Aftale venter på ja")
    AGREED = "agreed", _("Aftale gælder")
    ENDED = "ended", _("Afsluttet")
    DROPPED = "dropped", _("Blev ikke til noget")


STAGE_LOOKS = {
    Stage.ALIGNING: "info",
    Stage.ALIGNED: "info",
    Stage.PROPOSED: "warning",
    Stage.AGREED: "success",
    Stage.ENDED: "neutral",
    Stage.DROPPED: "neutral",
}


class Doer(TextChoices):
    """Who does a task."""

    FIRST = "first", _("Den første part")
    SECOND = "second", _("Den anden part")
    BOTH = "both", _("Begge")


class Said(TextChoices):
    """One side's answer to an agreement."""

    YES = "yes", _("Ja, det er vores aftale")
    NO = "no", _("Nej, den skal rettes")


class Occasion(TextChoices):
    """Why both sides are asked what happened."""

    REVIEW = "review", _("Opfølgning")
    YEAR = "year", _("Et år efter")


class Happened(TextChoices):
    """What one side says became of what was agreed."""

    YES = "yes", _("Ja, som aftalt")
    PARTLY = "partly", _("Noget af det")
    NO = "no", _("Nej")


HAPPENED_LOOKS = {Happened.YES: "success", Happened.PARTLY: "warning", Happened.NO: "error"}
DID = (Happened.YES, Happened.PARTLY)
"""Answers that say something happened."""


class Again(TextChoices):
    """Whether one side would do it again."""

    YES = "yes", _("Ja")
    CHANGED = "changed", _("Ja, men anderledes")
    NO = "no", _("Nej")


class Rhythm(TextChoices):
    """How often both sides look at the agreement."""

    THREE = "3", _("Hver tredje måned")
    SIX = "6", _("Hvert halve år")
    TWELVE = "12", _("Én gang om året")
