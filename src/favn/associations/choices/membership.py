"""Words of members, fees, the board, assemblies and the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MemberKind(TextChoices):
    """How somebody is a member."""

    ACTIVE = "active", _("Aktivt medlem")
    SUPPORTING = "supporting", _("Støttemedlem")


class Origin(TextChoices):
    """How somebody came into the register of members."""

    FORM = "form", _("Meldte sig ind på nettet")
    OFFICE = "office", _("Skrevet ind af foreningen")


class LeftBecause(TextChoices):
    """Why somebody is a member no more."""

    ASKED = "asked", _("Meldte sig ud")
    UNPAID = "unpaid", _("Betalte ikke kontingent")
    MOVED = "moved", _("Flyttede")
    DIED = "died", _("Død")
    EXCLUDED = "excluded", _("Udelukket efter vedtægterne")
    TWICE = "twice", _("Stod der to gange")


class Means(TextChoices):
    """How money came in."""

    FILE = "file", _("Fil fra betalingstjenesten")
    BANK = "bank", _("Bankoverførsel")
    CASH = "cash", _("Kontant")


class FeeState(TextChoices):
    """How far a fee is paid."""

    PAID = "paid", _("Betalt")
    PART = "part", _("Betalt for lidt")
    OVER = "over", _("Betalt for meget")
    OPEN = "open", _("Mangler")
    WAIVED = "waived", _("Eftergivet")


FEE_LOOKS = {
    FeeState.PAID: "success", FeeState.PART: "warning", FeeState.OVER: "warning",
    FeeState.OPEN: "warning", FeeState.WAIVED: "neutral",
}  # fmt: skip
SETTLED = (FeeState.PAID, FeeState.OVER, FeeState.WAIVED)
"""Nothing is owed any more, and a vote is not lost."""


class Doubt(TextChoices):
    """Why a line of a payment file is not taken before somebody has looked."""

    UNKNOWN_REFERENCE = "unknown", _("Referencen findes ikke")
    MISTYPED = "mistyped", _("Referencen er tastet forkert")
    SEVERAL = "several", _("To referencer i samme besked")
    WRONG_AMOUNT = "amount", _("Beløbet passer ikke")
    TWICE = "twice", _("Er betalt i forvejen")
    NAME_ONLY = "name", _("Der står kun et navn")
    NOBODY = "nobody", _("Ingen kender navnet")
    LEFT = "left", _("Medlemmet har meldt sig ud")


class FeeLetterKind(TextChoices):
    """What a member is written about a fee."""

    WELCOME = "welcome", _("Velkomst")
    REMINDER = "reminder", _("Påmindelse")
    RECEIPT = "receipt", _("Kvittering")


class Reached(TextChoices):
    """What became of a letter."""

    SENT = "sent", _("Sendt")
    NO_ADDRESS = "none", _("Har ingen mail")
    FAILED = "failed", _("Mailen kunne ikke sendes")


class Way(TextChoices):
    """Which way a competence goes."""

    TEACH = "teach", _("Det kan vi lære fra os")
    LEARN = "learn", _("Det vil vi gerne lære")


class Standing(TextChoices):
    """How a member association stands in a year."""

    NEW = "new", _("Ny i året")
    STAYED = "stayed", _("Var med før")


class Stage(TextChoices):
    """How far a general assembly is."""

    PLANNED = "planned", _("Under forberedelse")
    CALLED = "called", _("Indkaldt")
    OPEN = "open", _("I gang")
    CLOSED = "closed", _("Holdt")
    APPROVED = "approved", _("Referat godkendt")


STAGE_LOOKS = {
    Stage.PLANNED: "neutral", Stage.CALLED: "info", Stage.OPEN: "info", Stage.CLOSED: "warning",
    Stage.APPROVED: "success",
}  # fmt: skip
MOVES = {
    Stage.PLANNED: (Stage.CALLED,),
    Stage.CALLED: (Stage.OPEN,),
    Stage.OPEN: (Stage.CLOSED,),
    Stage.CLOSED: (Stage.APPROVED,),
    Stage.APPROVED: (),
}
"""Which stage follows which; there is no way back."""


class ItemKind(TextChoices):
    """What an item of the agenda asks for."""

    TALK = "talk", _("Beretning eller orientering")
    VOTE = "vote", _("Afstemning")
    STATUTES = "statutes", _("Ændring af vedtægter")
    ELECTION = "election", _("Valg")


class Outcome(TextChoices):
    """What a vote came to."""

    ADOPTED = "adopted", _("Vedtaget")
    REJECTED = "rejected", _("Forkastet")
