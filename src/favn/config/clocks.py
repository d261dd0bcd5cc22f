"""Every kind of row that goes by itself when its time is over, in the order in which it goes."""

from django.utils.translation import gettext_lazy as _

from favn.centre.actions.hours import let_go as let_volunteers_go
from favn.centre.actions.letting_go import let_go
from favn.centre.queries.health import old_duties
from favn.centre.queries.hours import old_absences
from favn.centre.queries.letting_go import cards_of_nothing, old_participations, old_visits
from favn.centre.queries.volunteers import old_volunteers
from favn.people.register.due import OWN, Clock

CLOCKS = (
    *OWN,
    Clock(
        "volunteers",
        _("frivillige, der stoppede for et år siden"),
        old_volunteers,
        let_volunteers_go,
    ),
    Clock("absences", _("vagter, nogen ikke kom til"), old_absences),
    Clock("duties", _("vagter"), old_duties),
    Clock("visits", _("koblinger mellem besøg og kort"), old_visits, let_go),
    Clock("participations", _("koblinger mellem deltagelser og kort"), old_participations, let_go),
    Clock("cards", _("kort uden besøg i 13 måneder"), cards_of_nothing),
)
