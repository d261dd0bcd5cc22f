"""Who sees what, what associations do and for whom, seats of a board, words of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.people.persons.choices import LANGUAGES

RESERVED = frozenset(
    (
        "ny",
        "omraader",
        "filer",
        "dubletter",
        "henvendelser",
        "kender",
        "bekraeft",
        "standard",
        "raad",
        "behov",
    )
)
"""Words of the house's own addresses under `foreninger/`; no association is given one."""


class Audience(TextChoices):
    """Who may see a piece of an entry, from the widest to the narrowest."""

    PUBLIC = "public", _("Alle")
    NETWORK = "network", _("Andre foreninger i oversigten")
    OFFICE = "office", _("Kun kommunen")


WIDTH = (Audience.PUBLIC, Audience.NETWORK, Audience.OFFICE)
"""Each sees what is meant for itself and for those before it."""


class Activity(TextChoices):
    """What an association does; it may do several things."""

    CULTURE = "culture", _("Kultur, musik og fest")
    SPORT = "sport", _("Idræt og bevægelse")
    LANGUAGE = "language", _("Dansk og modersmål")
    HOMEWORK = "homework", _("Lektiehjælp")
    ADVICE = "advice", _("Rådgivning")
    FAITH = "faith", _("Tro og livssyn")
    FOOD = "food", _("Madlavning og fællesspisning")
    CRAFTS = "crafts", _("Håndarbejde og værksted")
    WORK = "work", _("Vej til job")
    HEALTH = "health", _("Sundhed og trivsel")
    DEBATE = "debate", _("Debat og demokrati")
    NATURE = "nature", _("Natur og haver")
    RELIEF = "relief", _("Hjælp i hjemlandet")
    MEETING = "meeting", _("Mødested og samvær")


class Target(TextChoices):
    """Whom an association is for."""

    ALL = "all", _("Alle")
    CHILDREN = "children", _("Børn")
    YOUNG = "young", _("Unge")
    WOMEN = "women", _("Kvinder")
    MEN = "men", _("Mænd")
    FAMILIES = "families", _("Familier")
    OLDER = "older", _("Ældre")
    NEWCOMERS = "newcomers", _("Nyankomne")
    STUDENTS = "students", _("Studerende")


class Seat(TextChoices):
    """A place in the board, by function."""

    CHAIR = "chair", _("Forperson")
    DEPUTY = "deputy", _("Næstforperson")
    TREASURER = "treasurer", _("Kasserer")
    SECRETARY = "secretary", _("Sekretær")
    MEMBER = "member", _("Bestyrelsesmedlem")
    SUBSTITUTE = "substitute", _("Suppleant")


class Freshness(TextChoices):
    """How far one may trust an entry today."""

    FRESH = "fresh", _("Bekræftet")
    AGEING = "ageing", _("Bør bekræftes")
    FADED = "faded", _("Ikke bekræftet længe")
    NEVER = "never", _("Aldrig bekræftet")


LOOKS = {
    Freshness.FRESH: "success",
    Freshness.AGEING: "warning",
    Freshness.FADED: "neutral",
    Freshness.NEVER: "neutral",
}
"""How each is marked beside its word."""


__all__ = ["LANGUAGES", "Activity", "Audience", "Freshness", "Seat", "Target"]
