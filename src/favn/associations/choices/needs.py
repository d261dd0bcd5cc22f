"""What a party asks for or gives, when it can, and what it says to a suggestion."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """Which way help goes."""

    NEED = "need", _("Vi har brug for")
    OFFER = "offer", _("Vi kan give")


class Times(TextChoices):
    """When a party can."""

    MORNING = "morning", _("Hverdage om formiddagen")
    AFTERNOON = "afternoon", _("Hverdage om eftermiddagen")
    EVENING = "evening", _("Hverdage om aftenen")
    WEEKEND = "weekend", _("Lørdag og søndag i dagtimerne")
    NIGHT = "night", _("Fredag og lørdag aften")


class Reply(TextChoices):
    """What one side answered to a suggestion."""

    WAITING = "waiting", _("Har ikke svaret")
    YES = "yes", _("Vil gerne tale om det")
    NO = "no", _("Siger nej tak")


REPLY_LOOKS = {Reply.WAITING: "warning", Reply.YES: "success", Reply.NO: "neutral"}


class Standing(TextChoices):
    """Where a wish stands today."""

    OPEN = "open", _("Åben")
    SOON = "soon", _("Udløber snart")
    FADED = "faded", _("Udløbet")
    CLOSED = "closed", _("Taget ned")


STANDING_LOOKS = {
    Standing.OPEN: "success",
    Standing.SOON: "warning",
    Standing.FADED: "neutral",
    Standing.CLOSED: "neutral",
}

FIRST_KINDS = (
    ("lokale", "Lokale"),
    ("frivillige", "Frivillige"),
    ("sprog-og-kultur", "Viden om sprog og kultur"),
    ("kontakt-til-maalgruppe", "Kontakt til en målgruppe"),
    ("raad", "Råd og sparring"),
    ("praktisk-hjaelp", "Praktisk hjælp uden penge"),
    ("undervisning", "Undervisning og oplæg"),
    ("partner-til-arrangement", "Partner til et arrangement"),
    ("udstyr", "Udstyr og materialer"),
    ("deltagere", "Deltagere"),
    ("skrive-og-soege", "Hjælp til at skrive og søge"),
    ("synlighed", "At blive set og hørt"),
)
"""The kinds a register begins with, as (slug, name); each house changes its own afterwards."""
