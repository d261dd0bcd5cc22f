"""Who sees what, what associations do and for whom, seats of a board, words of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.people.persons.choices import LANGUAGES

RESERVED = frozenset(
    (
        "ny", "omraader", "lister", "dubletter", "henvendelser", "henvendelse", "kender", "kontakt",
        "bekraeft", "standard", "raad", "behov", "aftaler", "tjek", "link", "netvaerk", "venter",
    )
)  # fmt: skip
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
    EMPLOYEE = "employee", _("Medarbejderrepræsentant")


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


class Claimed(TextChoices):
    """What somebody with a link says instead of “yes, it is right”."""

    NOT_ME = "not_me", _("Det er ikke mig")
    CLOSED = "closed", _("Foreningen er lukket")
    OTHER = "other", _("En anden er kontakt nu")


class ErrandKind(TextChoices):
    """What an association asks for."""

    SUPPORT = "support", _("Støtte (penge)")
    ROOM = "room", _("Et lokale")
    ADVICE = "advice", _("Råd og vejledning")


class AdviceSubject(TextChoices):
    """What an association was advised about."""

    PROJECT = "project", _("At lave et projekt")
    MONEY = "money", _("At søge penge")
    START = "start", _("At begynde en forening")
    BOARD = "board", _("Vedtægter og bestyrelse")
    ROOM = "room", _("Lokaler")
    TOGETHER = "together", _("Samarbejde med kommunen")
    OTHER = "other", _("Andet")


class ErrandState(TextChoices):
    """Where an errand is on its way."""

    DRAFT = "draft", _("Kladde")
    SENT = "sent", _("Venter på svar")
    TAKEN = "taken", _("I gang")
    DECIDED = "decided", _("Besvaret")
    CLOSED = "closed", _("Afsluttet")


ERRAND_LOOKS = {
    ErrandState.DRAFT: "neutral",
    ErrandState.SENT: "warning",
    ErrandState.TAKEN: "info",
    ErrandState.DECIDED: "success",
    ErrandState.CLOSED: "neutral",
}
ERRAND_MOVES = {
    ErrandState.DRAFT: (ErrandState.SENT,),
    ErrandState.SENT: (ErrandState.TAKEN, ErrandState.DECIDED),
    ErrandState.TAKEN: (ErrandState.DECIDED,),
    ErrandState.DECIDED: (ErrandState.CLOSED, ErrandState.DECIDED),
    ErrandState.CLOSED: (ErrandState.DECIDED,),
}
"""From where to where. What was closed can be decided anew."""


class ErrandMail(TextChoices):
    """What a letter about an errand is."""

    ANSWER = "answer", _("Svaret")
    FOLLOW = "follow", _("Påmindelse om at følge op")


class Decision(TextChoices):
    """What came of an errand."""

    GRANTED = "granted", _("Ja")
    PARTLY = "partly", _("Delvist")
    REFUSED = "refused", _("Nej")
    ADVISED = "advised", _("Vejledt")


class LineChoice(TextChoices):
    """What is done with a line of a list."""

    ADD = "add", _("Ny forening")
    SAME = "same", _("Samme forening")
    SKIP = "skip", _("Tag ikke med")


__all__ = ["LANGUAGES", "Activity", "Audience", "Freshness", "Seat", "Target"]
