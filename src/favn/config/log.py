"""The organisation's own log: who did what, when, in words. Rooms' verbs are named in one list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import VERBS as ENTRY_VERBS
from favn.config.named import named
from favn.kit.models import History
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

VERBS: dict[str, str | Promise] = {
    **ENTRY_VERBS,
    "accepted": _("Godkendt"),
    "add": _("Oprettet"),
    "consent-declined": _("Nej til et formål"),
    "consent-given": _("Ja til et formål"),
    "consent-withdrawn": _("Ja trukket tilbage"),
    "answer": _("Anbefaling besvaret"),
    "ask": _("Bedt om optælling"),
    "asked_back": _("Spurgt tilbage"),
    "close": _("Lukket og frosset"),
    "decide": _("Beslutning noteret"),
    "deliver": _("Leveret"),
    "discard": _("Papir fjernet"),
    "draft": _("Bemærkning gemt"),
    "end": _("Afsluttet"),
    "enrol": _("Tilmeldt"),
    "erase": _("Slettet for altid"),
    "follow": _("Følger en optælling"),
    "freeze": _("Frosset"),
    "give-code": _("Kode til egen side"),
    "hear": _("Høring skrevet"),
    "invite": _("Inviteret"),
    "issue": _("Nyt kort"),
    "join": _("Part skrevet på"),
    "leave": _("Part fjernet"),
    "link": _("Kort fik et navn"),
    "lock": _("Låst"),
    "lower": _("Sag lukket ned"),
    "lock-out": _("Spærret efter fem forsøg"),
    "meet": _("Møde skrevet"),
    "merge": _("Lagt ind i en anden"),
    "move": _("Flyttet"),
    "new-pin": _("Ny vagtkode"),
    "not-reached": _("Påmindelse ikke sendt"),
    "open": _("Åbnet"),
    "open-beyond": _("Åbnet uden for egen adgang"),
    "promise": _("Løfte skrevet"),
    "publish": _("Gjort offentlig"),
    "raise": _("Fik en sag"),
    "question": _("Spurgt forvaltningen"),
    "read": _("Papir læst"),
    "recommend": _("Anbefaling skrevet"),
    "remind": _("Påmindelse sendt"),
    "remove": _("Taget ud"),
    "renumber": _("Nyt nummer"),
    "restore": _("Hentet tilbage"),
    "retire": _("Taget ud af brug"),
    "review": _("Set igennem"),
    "reuse": _("Taget i brug igen"),
    "revise": _("Rettet"),
    "send": _("Sendt"),
    "send-link": _("Svarlink sendt"),
    "split": _("Skilt ud"),
    "status": _("Status givet"),
    "stop": _("Stoppet"),
    "strike": _("Streget"),
    "take-apart": _("Skilt ad igen"),
    "take back": _("Papir taget tilbage"),
    "take": _("Papir taget med"),
    "take-back": _("Fil taget tilbage"),
    "take_over": _("Overtaget"),
    "text": _("Tekst læst ind"),
    "treat": _("Behandling noteret"),
    "unlink": _("Kort løsnet"),
    "unlock": _("Låst op"),
    "unpublish": _("Taget tilbage fra offentligheden"),
    "withdraw": _("Trukket tilbage"),
    "answer-across": _("Svaret en anden forening"),
    "close-case": _("Sag sluttet"),
    "count-talk": _("Samtale talt med"),
    "done": _("Gjort"),
    "drop": _("Kladde slettet"),
    "give": _("Givet videre"),
    "hand-over": _("Overdraget"),
    "hold": _("Sundhedstjek holdt"),
    "offer": _("Henvist"),
    "reopen": _("Åbnet igen"),
    "revoke": _("Overdragelse trukket tilbage"),
    "step": _("Flyttet et trin"),
    "write": _("Skrevet"),
}
"""What history calls each verb of the house, on screen."""
THINGS: dict[str, str | Promise] = {
    "accounts.membership": _("adgang"),
    "accounts.lookupreview": _("opslag"),
    "accounts.opening": _("person"),
    "centre.appointment": _("aftale"),
    "centre.case": _("sag"),
    "centre.conversation": _("samtale"),
    "centre.duty": _("vagt"),
    "centre.healthcheck": _("sundhedstjek"),
    "centre.task": _("opgave"),
    "referrals.referral": _("henvisning"),
    "referrals.handover": _("overdragelse"),
    "referrals.handoveranswer": _("svar på overdragelse"),
    "centre.activity": _("aktivitet"),
    "centre.guidance": _("vejledning"),
    "centre.importbatch": _("fil"),
    "centre.participation": _("deltagelse"),
    "centre.session": _("hold"),
    "centre.slot": _("ugeplan"),
    "centre.tablet": _("tavle"),
    "centre.topic": _("emne"),
    "centre.visit": _("besøg"),
    "organisations.organisation": _("part"),
    "organisations.unit": _("forvaltning"),
    "persons.card": _("kort"),
    "persons.consent": _("samtykke"),
    "persons.erasure": _("person"),
    "persons.ownpagecode": _("egen side"),
    "persons.person": _("person"),
    "persons.relation": _("familie og hjælpere"),
    "policy.amount": _("beløb"),
    "policy.answerlink": _("svarlink"),
    "policy.count": _("optælling"),
    "policy.countanswer": _("optælling"),
    "policy.countduty": _("optælling"),
    "policy.countreminder": _("optælling"),
    "policy.decision": _("beslutning"),
    "policy.followgroup": _("følgegruppe"),
    "policy.goal": _("mål"),
    "policy.hearing": _("høring"),
    "policy.initiative": _("indsats"),
    "policy.meeting": _("møde"),
    "policy.officereminder": _("forvaltning"),
    "policy.output": _("løfte"),
    "policy.plan": _("plan"),
    "policy.recommendation": _("anbefaling"),
    "policy.seat": _("plads"),
    "policy.statement": _("udtalelse"),
    "policy.statusround": _("statusrunde"),
    "policy.statustext": _("status"),
    "policy.uploadedpaper": _("papir"),
    "publishing.chapter": _("kapitel"),
    "publishing.frozenedition": _("udgave"),
    "publishing.report": _("rapport"),
}
"""What each table of history is called, on screen."""


@requires(Area.LOG, Level.READ)
def log(request: Request) -> HttpResponse:
    """Everything that was done in the present organisation, newest first."""
    page = Paginator(History.objects.owned(), 50).get_page(request.GET.get("side"))
    names = named(page)
    lines = [
        {
            "row": line,
            "verb": VERBS.get(line.verb, line.verb),
            "thing": THINGS.get(line.table, ""),
            "named": names.get(line.record_id),
        }
        for line in page
    ]
    may_see_lookups = request.membership.may(Area.LOOKUPS, Level.READ)
    context = {"page": page, "lines": lines, "may_see_lookups": may_see_lookups}
    return render(request, "log.html", context)
