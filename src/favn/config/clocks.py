"""Every kind of row that goes by itself when its time is over, in the order in which it goes."""

from django.utils.translation import gettext_lazy as _

from favn.centre.queries.health import old_duties
from favn.people.register.due import OWN, Clock

CLOCKS = (*OWN, Clock("duties", _("vagter"), old_duties))
