"""The organisation's own log: who did what, when, in words. Rooms' verbs are named in one list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import VERBS as ENTRY_VERBS
from favn.kit.models import History
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

VERBS: dict[str, str | Promise] = {
    **ENTRY_VERBS,
    "accepted": _("Godkendt"),
    "add": _("Oprettet"),
    "ask": _("Bedt om optælling"),
    "asked_back": _("Spurgt tilbage"),
    "draft": _("Bemærkning gemt"),
    "end": _("Afsluttet"),
    "enrol": _("Tilmeldt"),
    "freeze": _("Frosset"),
    "invite": _("Inviteret"),
    "issue": _("Nyt kort"),
    "lock": _("Låst"),
    "lock-out": _("Spærret efter fem forsøg"),
    "move": _("Flyttet"),
    "new-pin": _("Ny vagtkode"),
    "open": _("Åbnet"),
    "remove": _("Taget ud"),
    "restore": _("Hentet tilbage"),
    "retire": _("Taget ud af brug"),
    "remind": _("Påmindelse sendt"),
    "reuse": _("Taget i brug igen"),
    "send": _("Sendt"),
    "status": _("Status givet"),
    "stop": _("Stoppet"),
    "take-back": _("Fil taget tilbage"),
    "unlock": _("Låst op"),
    "withdraw": _("Trukket tilbage"),
    "write": _("Skrevet"),
}
"""What history calls each verb of the house, on screen."""
THINGS: dict[str, str | Promise] = {
    "accounts.membership": _("adgang"),
    "centre.activity": _("aktivitet"),
    "centre.guidance": _("vejledning"),
    "centre.importbatch": _("fil"),
    "centre.participation": _("deltagelse"),
    "centre.session": _("hold"),
    "centre.slot": _("ugeplan"),
    "centre.tablet": _("tavle"),
    "centre.topic": _("emne"),
    "centre.visit": _("besøg"),
    "organisations.unit": _("forvaltning"),
    "persons.card": _("kort"),
    "policy.count": _("optælling"),
    "policy.countanswer": _("optælling"),
    "policy.countduty": _("optælling"),
    "policy.countreminder": _("optælling"),
    "policy.initiative": _("indsats"),
    "policy.plan": _("plan"),
    "policy.statustext": _("status"),
    "publishing.chapter": _("kapitel"),
    "publishing.frozenedition": _("udgave"),
    "publishing.report": _("rapport"),
}
"""What each table of history is called, on screen."""


@requires(Area.LOG, Level.READ)
def log(request: Request) -> HttpResponse:
    """Everything that was done in the present organisation, newest first."""
    page = Paginator(History.objects.owned(), 50).get_page(request.GET.get("side"))
    lines = [(line, VERBS.get(line.verb, line.verb), THINGS.get(line.table, "")) for line in page]
    return render(request, "log.html", {"page": page, "lines": lines})
