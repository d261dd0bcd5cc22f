"""What a local network does together, and how far it has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VentureKind(TextChoices):
    """What is made together."""

    COURSE = "course", _("Kursus eller forløb")
    FESTIVAL = "festival", _("Fest eller festival")
    FUNDING = "funding", _("Ansøgning til en fond")
    OTHER = "other", _("Noget andet")


class VentureState(TextChoices):
    """How far it has come; it follows from what is written, and is never chosen."""

    IDEA = "idea", _("Mangler en plan")
    PLANNED = "planned", _("Planlagt")
    APPLIED = "applied", _("Ansøgt, venter på svar")
    GRANTED = "granted", _("Fik penge")
    REFUSED = "refused", _("Fik afslag")
    HELD = "held", _("Holdt")
    SHARED = "shared", _("Holdt, og fortalt om")


VENTURE_LOOKS = {
    VentureState.IDEA: "warning",
    VentureState.PLANNED: "info",
    VentureState.APPLIED: "info",
    VentureState.GRANTED: "success",
    VentureState.REFUSED: "neutral",
    VentureState.HELD: "success",
    VentureState.SHARED: "success",
}
"""How each is marked beside its word."""
