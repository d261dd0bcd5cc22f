"""Kinds of entries, where they came from, how they leave the count, and what is done to them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """How the entry reached the books."""

    DESK = "desk", _("Skranken")
    TABLET = "tablet", _("Tavlen")
    LATE = "late", _("Efterregistreret")
    IMPORT = "import", _("Indlæst fra fil")


class PutRight(TextChoices):
    """Why what stands about a person is put right; never in free words, which history shows all."""

    WRONG = "wrong", _("Skrevet forkert")
    PERSON = "person", _("Den forkerte person")
    NEWS = "news", _("Noget kom frem bagefter")
    OTHER = "other", _("Anden grund")


class Void(TextChoices):
    """Why an entry no longer counts."""

    UNDONE = "undone", _("Fortrudt med det samme")
    BATCH = "batch", _("Filen blev taget tilbage")
    WRONG = "wrong", _("Talt forkert")
    TWICE = "twice", _("Talt to gange")
    OTHER = "other", _("Anden grund")


KINDS = {
    "visit": _("Besøg"),
    "participation": _("Deltagelse"),
    "guidance": _("Vejledning"),
}
"""The logbooks as a list calls them."""

FIELDS = {"on": _("Dag"), "hour": _("Tidspunkt"), "session": _("Hold"), "topic": _("Emne")}
"""What a correction may move, by the label of its field."""


def slot_text(hour: int) -> str:
    """An hour slot: 14–15."""
    return f"{hour:02}–{hour + 1:02}"


# Counselling


class CaseKind(TextChoices):
    """What sort of help a case is about."""

    SOCIAL = "social", _("Social rådgivning")
    LEGAL = "legal", _("Juridisk rådgivning")
    ECONOMY = "economy", _("Økonomi og gæld")
    JOB = "job", _("Jobrådgivning")


class Origin(TextChoices):
    """How a case came to the house."""

    SELF = "self", _("Personen kom selv")
    COLLEAGUE = "colleague", _("En kollega i huset")
    MUNICIPALITY = "municipality", _("Kommunen")
    HOSPITAL = "hospital", _("Hospital eller psykiatrisk skadestue")
    ASSOCIATION = "association", _("En anden forening")
    OTHER = "other", _("Andre")


class Ending(TextChoices):
    """How a case ended."""

    HELPED = "helped", _("Hjulpet")
    REFERRED = "referred", _("Hjælpes nu et andet sted")
    STOPPED = "stopped", _("Personen ønskede at stoppe")
    LOST = "lost", _("Kontakten gik tabt")


class Setting(TextChoices):
    """With whom one talked."""

    PERSON = "person", _("Personen selv")
    CASEWORKER = "caseworker", _("En sagsbehandler, der bad om råd")


class Subject(TextChoices):
    """What a conversation was about; one conversation may have several."""

    ECONOMY = "economy", _("Økonomi og gæld")
    WORK = "work", _("Beskæftigelse")
    FAMILY = "family", _("Familieret")
    HOUSING = "housing", _("Bolig")
    HEALTH = "health", _("Helbred")
    RESIDENCE = "residence", _("Ophold og udlændingeret")
    COMPLAINT = "complaint", _("Klager")
    EDUCATION = "education", _("Uddannelse")
    VIOLENCE = "violence", _("Vold")
    OTHER = "other", _("Andet")


class Profession(TextChoices):
    """Whose notes they are; each is closed to the others."""

    SOCIAL = "social", _("Social")
    LEGAL = "legal", _("Jura")
    HEALTH = "health", _("Sundhed")


class Work(TextChoices):
    """What is to be done for somebody."""

    TASK = "task", _("Opgave")
    DEADLINE = "deadline", _("Frist")
    DOCTOR = "doctor", _("Kontakt lægen")
    ALONG = "along", _("Gå med til aftalen")
    LETTER = "letter", _("Forklar brevet")


BANDS: tuple[tuple[int, int | None], ...] = ((1, 2), (3, 3), (4, None))
"""Numbers of areas of law that are read together. They never overlap, and only the number is
stored: other bands need no new registration."""


def band_of(areas: int) -> str:
    """The band a number of areas of law falls into: “1–2”, “3”, “4 eller flere”."""
    low, high = next((low, high) for low, high in BANDS if high is None or areas <= high)
    if high is None:
        return str(_("%(low)s eller flere") % {"low": low})
    return str(low) if low == high else f"{low}–{high}"


# Health checks


class Complaint(TextChoices):
    """What a health check was about; one check may have several."""

    CONTACT = "contact", _("Kontakt til læge eller hospital")
    WEIGHT = "weight", _("Vægt og diabetes")
    MEDICINE = "medicine", _("Medicin")
    PAIN = "pain", _("Smerter")
    MIND = "mind", _("Psykisk helbred")
    PREGNANCY = "pregnancy", _("Graviditet og børn")
    OTHER = "other", _("Andet")


class Booking(TextChoices):
    """What became of an appointment."""

    BOOKED = "booked", _("Aftalt")
    CAME = "came", _("Kom")
    NO_SHOW = "no_show", _("Kom ikke")
    CANCELLED = "cancelled", _("Aflyst")


HALF_HOUR = 30
"""Minutes of one health check."""
EVENING = 17
"""From this hour on it is an evening."""


class Side(TextChoices):
    """Which way the money went."""

    IN = "in", _("Indtægt")
    OUT = "out", _("Udgift")


class MoneyKind(TextChoices):
    """What money came from, or went to."""

    PUBLIC = "public", _("Offentlige midler")
    FUNDS = "funds", _("Fonde")
    CAFE = "cafe", _("Caféerne")
    LUNCH = "lunch", _("Frokostordninger")
    CATERING = "catering", _("Mad ud af huset")
    FEES = "fees", _("Kontingent")
    GIFTS = "gifts", _("Gaver og andet")
    COST_CENTRE = "cost-centre", _("Centret")
    COST_NETWORK = "cost-network", _("Netværket")
    COST_CAFES = "cost-cafes", _("Caféer og mad")
    COST_OTHER = "cost-other", _("Andre udgifter")


TAKINGS = (MoneyKind.CAFE, MoneyKind.LUNCH, MoneyKind.CATERING)
"""What guests and customers pay over the counter; written down every month."""


def side_of(kind: str) -> Side:
    """Which way money of a kind goes."""
    return Side.OUT if kind.startswith("cost-") else Side.IN


class IdeaState(TextChoices):
    """What became of an idea."""

    NEW = "new", _("Ikke svaret endnu")
    WEIGHED = "weighed", _("Vi overvejer det")
    COMING = "coming", _("Det kommer")
    DONE = "done", _("Det er gjort")
    NOT = "not", _("Det gør vi ikke")


IDEA_LOOKS: dict[str, str] = {
    IdeaState.NEW: "warning", IdeaState.WEIGHED: "info", IdeaState.COMING: "info",
    IdeaState.DONE: "success", IdeaState.NOT: "neutral",
}  # fmt: skip


# Volunteers


class Item(TextChoices):
    """What may have to be in place before somebody begins; which, stands on the role."""

    CERTIFICATE = "certificate", _("Børneattest set")
    SECRECY = "secrecy", _("Tavshedserklæring skrevet under")
    INTRODUCTION = "introduction", _("Introduktion holdt")


CERTIFICATE_HOLDS = 731
"""Days for which a certificate that was seen counts; the certificate itself is never kept."""


class Came(TextChoices):
    """How a volunteer came to the house."""

    SELF = "self", _("Skrev til huset")
    GUEST = "guest", _("Var gæst i huset")


class Stage(TextChoices):
    """How far somebody is on the way to a role, and out of it again."""

    TALK = "talk", _("Venter på en samtale")
    READY = "ready", _("Talt med, uden rolle")
    ACTIVE = "active", _("Frivillig")
    LEFT = "left", _("Stoppet")


STAGE_LOOKS: dict[str, str] = {
    Stage.TALK: "warning", Stage.READY: "info", Stage.ACTIVE: "success", Stage.LEFT: "neutral",
}  # fmt: skip


class StopWhy(TextChoices):
    """Why a volunteer stopped."""

    TIME = "time", _("Har ikke tid mere")
    WORK = "work", _("Har fået job eller uddannelse")
    MOVED = "moved", _("Er flyttet")
    OTHER = "other", _("Andet")


class Holds(TextChoices):
    """Whether somebody stands on a shift."""

    HAS = "has", _("Har vagten")
    GAVE = "gave", _("Givet videre")
    NO = "no", _("Meldt fra")


class Asking(TextChoices):
    """What became of asking others to take a shift."""

    OPEN = "open", _("Spurgt")
    TAKEN = "taken", _("Taget")
    STOPPED = "stopped", _("Trukket tilbage")


class Uncounted(TextChoices):
    """Why hours do not count."""

    ABSENT = "absent", _("Kom ikke")
    WRONG = "wrong", _("Skrevet forkert")


class Written(TextChoices):
    """Why a volunteer is written to."""

    WELCOME = "welcome", _("Velkommen")
    GIVEN = "given", _("Fik en vagt")
    SWAP = "swap", _("Nogen vil bytte")
    CALL = "call", _("En vagt mangler")
    YOURS = "yours", _("Vagten er din")
    HANDED = "handed", _("Vagten er taget")
    TOMORROW = "tomorrow", _("Vagt i morgen")
    OFF = "off", _("Vagten er aflyst")
    BACK = "back", _("Vagten holdes alligevel")
    MOVED = "moved", _("Vagten er flyttet")
    OFFERED = "offered", _("Tilbud om at bytte")
    TRADED = "traded", _("Vagter byttet")
    PASSED = "passed", _("En anden tog vagten")


class OnTheWay(TextChoices):
    """What a guest of the house became."""

    VOLUNTEER = "volunteer", _("Gæst, der blev frivillig")
    ROLE_MODEL = "role_model", _("Frivillig, der blev rollemodel for nye gæster")
