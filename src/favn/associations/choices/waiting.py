"""What somebody owes the house, and so may be reminded of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Owes(TextChoices):
    """What is waited for."""

    CONFIRM = "confirm", _("At sige, om oplysningerne passer")
    CHECK = "check", _("Svar på et ressourcetjek")
