"""States, answers and ways of the room, with the words they have on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class State(TextChoices):
    """Where a gathering is in its life."""

    DRAFT = "draft", _("Kladde")
    ANNOUNCED = "announced", _("Annonceret")
    CANCELLED = "cancelled", _("Aflyst")
    HELD = "held", _("Holdt")


LOOKS = {
    State.DRAFT: "neutral",
    State.ANNOUNCED: "info",
    State.CANCELLED: "error",
    State.HELD: "success",
}
"""How a state is marked beside its word."""


class Audience(TextChoices):
    """For whom it is, and so who can find and join it."""

    PUBLIC = "public", _("Alle")
    NETWORK = "network", _("Foreninger i netværket")
    INVITED = "invited", _("Kun inviterede")


class Seat(TextChoices):
    """Where a sign-up stands."""

    SEATED = "seated", _("Har plads")
    WAITING = "waiting", _("På venteliste")
    OFFERED = "offered", _("Har fået tilbudt en plads")
    CANCELLED = "cancelled", _("Meldt fra")
    LAPSED = "lapsed", _("Svarede ikke i tide")


HOLDS = (Seat.SEATED, Seat.OFFERED)
"""The states that take seats."""
LIVE = (Seat.SEATED, Seat.OFFERED, Seat.WAITING)
SEAT_LOOKS = {
    Seat.SEATED: "success",
    Seat.WAITING: "warning",
    Seat.OFFERED: "info",
    Seat.CANCELLED: "neutral",
    Seat.LAPSED: "neutral",
}


class Way(TextChoices):
    """The one contact way somebody gives."""

    MAIL = "mail", _("Mail")
    PHONE = "phone", _("Telefon")


class Answer(TextChoices):
    """What an invited party says."""

    YES = "yes", _("Ja, vi kommer")
    MAYBE = "maybe", _("Måske")
    NO = "no", _("Nej tak")


class Letter(TextChoices):
    """Why somebody is written to."""

    CONFIRM = "confirm", _("Bekræftelse")
    OFFER = "offer", _("Tilbud om plads")
    LAPSE = "lapse", _("Tilbud udløbet")
    MOVED = "moved", _("Ændret tid eller sted")
    CANCEL = "cancel", _("Aflysning")
    REMIND = "remind", _("Påmindelse")
    INVITE = "invite", _("Invitation")
    NUDGE = "nudge", _("Påmindelse om at svare")


class Reached(TextChoices):
    """How a call went."""

    TALKED = "talked", _("Talte sammen")
    MESSAGE = "message", _("Lagde en besked")
    NO_ANSWER = "no_answer", _("Ingen svarede")


class Help(TextChoices):
    """What was offered, so that it is easier to come next time."""

    NONE = "none", _("Ingen hjælp aftalt")
    BENEFIT = "benefit", _("Sætte ord på, hvad man får ud af det")
    LANGUAGE = "language", _("Tolk eller et andet sprog")
    TIME = "time", _("Et andet tidspunkt eller sted")
    ALONG = "along", _("Følges med nogen")
    OTHER = "other", _("Noget andet")


FIRST_KINDS = (
    ("netvaerksmoede", _("Netværksmøde")),
    ("samarbejdsdag", _("Samarbejdsdag")),
    ("netvaerksdag", _("Netværksdag")),
    ("kursus", _("Kursus")),
    ("seminar", _("Seminar eller workshop")),
    ("moede", _("Møde")),
    ("webinar", _("Webinar")),
    ("samtalesalon", _("Samtalesalon")),
    ("fest", _("Fest og jubilæum")),
    ("foredrag", _("Foredrag")),
    ("udflugt", _("Udflugt")),
    ("ferieaktivitet", _("Ferieaktivitet for børn")),
)
"""The kinds a new organisation begins with; they are rows, and can be renamed and retired."""


LOG = Words(
    "gatherings",
    verbs={
        "accepted": _("Tilbudt plads taget"),
        "answer": _("Svar på invitation"),
        "call": _("Ringet op"),
        "complete": _("Gennemført"),
        "count": _("Talt"),
        "erase-words": _("Navn og kontakt slettet"),
        "held": _("Holdt"),
        "join": _("Kom med"),
        "lapse": _("Tilbud udløbet"),
        "leave": _("Meldt fra"),
        "offer-seat": _("Plads tilbudt"),
        "promise-call": _("Opkald lovet"),
        "sign-up": _("Tilmeldt"),
    },
    things={
        "completed": _("kursusemne"),
        "course": _("kursus"),
        "followup": _("opkald"),
        "gathering": _("arrangement"),
        "invitation": _("invitation"),
        "kind": _("slags arrangement"),
        "meeting": _("mødegang"),
        "run": _("hold på kursus"),
        "signup": _("tilmelding"),
        "subject": _("emne"),
        "taking": _("forening på hold"),
    },
)
"""What the log calls what is done here."""
