"""Every kind of row that goes by itself when its time is over, in the order in which it goes."""

from django.utils.translation import gettext_lazy as _

from favn.centre.actions.letting_go import let_go
from favn.centre.queries import daybook, ideas
from favn.centre.queries.health import old_duties
from favn.centre.queries.letting_go import cards_of_nothing, old_participations, old_visits
from favn.people.register.due import OWN, Clock

CLOCKS = (
    *OWN,
    Clock("duties", _("vagter"), old_duties),
    Clock("visits", _("koblinger mellem besøg og kort"), old_visits, let_go),
    Clock("participations", _("koblinger mellem deltagelser og kort"), old_participations, let_go),
    Clock("in-house", _("navne på listen over, hvem der er i huset"), daybook.left_over),
    Clock("day-pages", _("sider i dagbogen"), daybook.old_pages),
    Clock("ideas", _("idéer"), ideas.old),
    Clock("cards", _("kort uden besøg i 13 måneder"), cards_of_nothing),
)
