"""Where somebody may put one of those who were suggested to them."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Nth(IntegerChoices):
    """The dearest first; whoever has no place is no wish."""

    FIRST = 1, _("1. ønske")
    SECOND = 2, _("2. ønske")
    THIRD = 3, _("3. ønske")
    FOURTH = 4, _("4. ønske")
    FIFTH = 5, _("5. ønske")
