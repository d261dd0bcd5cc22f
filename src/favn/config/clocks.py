"""Every kind of row that goes by itself when its time is over, in the order in which it goes."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from favn.associations.actions.members import let_go as let_members_go
from favn.associations.queries import members
from favn.centre.actions.hours import let_go as let_volunteers_go
from favn.centre.actions.letting_go import let_go
from favn.centre.queries import daybook, ideas
from favn.centre.queries.health import old_duties
from favn.centre.queries.hours import old_absences
from favn.centre.queries.letting_go import cards_of_nothing, old_participations, old_visits
from favn.centre.queries.volunteers import old_volunteers
from favn.people.accounts.actions.leaving import let_go as let_accounts_go
from favn.people.accounts.queries import left_long_ago
from favn.people.organisations.keeping import ending
from favn.people.register.due import OWN, Clock
from favn.publishing.actions.stories import let_go as let_stories_go
from favn.publishing.queries import stories

NAMES = {
    "accounts.invitation": _("invitationer til kolleger"),
    "accounts.newaddress": _("nye mailadresser, der er bedt om"),
    "accounts.mail": _("mails, der er sendt"),
    "associations.advice": _("råd til foreninger, der nu kun er et tal"),
    "associations.agreement": _("aftaler om samarbejde"),
    "associations.asklink": _("links til foreninger om deres side"),
    "associations.boardmember": _("bestyrelsesposter i foreninger"),
    "associations.boardterm": _("poster i bestyrelsen"),
    "associations.claim": _("ting, nogen har sagt imod"),
    "associations.contact": _("kontakter til foreninger"),
    "associations.cooperation": _("samarbejder, der nu kun er et tal"),
    "associations.entry": _("kontakter til foreninger, der er lukket"),
    "associations.errand": _("henvendelser"),
    "associations.finding": _("undersøgelser af foreninger"),
    "associations.formtry": _("forsøg med formularer"),
    "associations.match": _("forslag om, hvem der passer sammen"),
    "associations.member": _("medlemmer, der gik ud for fem år siden"),
    "associations.networklink": _("links til medlemsforeninger"),
    "associations.networkmember": _("kontakter til foreninger, der gik ud af netværket"),
    "associations.nextstep": _("næste skridt"),
    "associations.notice": _("indkaldelser"),
    "associations.nudge": _("påmindelser til foreninger"),
    "associations.readlist": _("læste lister"),
    "associations.review": _("opfølgninger på samarbejder"),
    "associations.seatlink": _("links til foreningers egne sider"),
    "associations.venture": _("ting, et lokalt netværk har lavet"),
    "associations.voter": _("linjer på stemmelister"),
    "associations.wish": _("behov og tilbud"),
    "associations.writing": _("tekster om samarbejder"),
    "barometer.upload": _("navne på, hvem der læste filer med tal"),
    "centre.shiftletter": _("breve om vagter"),
    "centre.tablet": _("tablets, der ikke bruges mere"),
    "centre.volunteerlink": _("links til frivilliges egen side"),
    "gatherings.letter": _("breve om arrangementer"),
    "pathways.letter": _("breve om makkerskab"),
    "pathways.link": _("links til egen side i makkerskab"),
    "pathways.outcomelink": _("links til spørgsmål om udbytte"),
    "pathways.plan": _("planer for makkerskab"),
    "pathways.planpair": _("par i planer for makkerskab"),
    "policy.answerlink": _("svarlinks til forvaltninger"),
    "policy.count": _("optællinger (navne og noter)"),
    "policy.countanswer": _("svar på optællinger (navne)"),
    "policy.countline": _("linjer i optællinger (navne)"),
    "policy.countreminder": _("påmindelser om optællinger (navne)"),
    "policy.countsending": _("afsendte optællinger (navne og noter)"),
    "policy.officereminder": _("påmindelser til forvaltninger"),
    "policy.statement": _("udtalelser (navne)"),
    "policy.statusquestion": _("spørgsmål til forvaltninger"),
    "policy.statusround": _("statusrunder (navne)"),
    "policy.statustext": _("statustekster (navne)"),
    "policy.uploadedpaper": _("navne på, hvem der læste papirer"),
    "publishing.consent": _("samtykker til historier"),
    "publishing.consentlink": _("links til samtykke i historier"),
    "publishing.newsletter": _("breve om nyhedsbrevet"),
    "publishing.newsreader": _("læsere af nyhedsbrevet"),
    "surveys.answer": _("svar på spørgsmål"),
    "surveys.asked": _("navne på spurgte"),
    "surveys.letter": _("breve om spørgeskemaer"),
    "surveys.readform": _("læste spørgeskemaer"),
    "surveys.reply": _("påbegyndte svar"),
    "surveys.submission": _("sendte besvarelser"),
    "surveys.version": _("spørgeskemaer (navne)"),
    "surveys.wave": _("spørgerunder (navne)"),
}
"""What the rows are called whose models say themselves when they end (`organisations.keeping`)."""
CLOCKS = (
    *OWN,
    Clock(
        "volunteers",
        _("frivillige, der stoppede for et år siden"),
        old_volunteers,
        let_volunteers_go,
    ),
    Clock(
        "accounts",
        _("mailadresser på medarbejdere, der rejste for et år siden"),
        left_long_ago,
        let_accounts_go,
    ),
    Clock("absences", _("vagter, nogen ikke kom til"), old_absences),
    Clock("duties", _("vagter"), old_duties),
    Clock("visits", _("koblinger mellem besøg og kort"), old_visits, let_go),
    Clock("participations", _("koblinger mellem deltagelser og kort"), old_participations, let_go),
    Clock("in-house", _("navne på listen over, hvem der er i huset"), daybook.left_over),
    Clock("day-pages", _("sider i dagbogen"), daybook.old_pages),
    Clock("stories", _("historier, hvor et ja er løbet ud"), stories.run_out, let_stories_go),
    Clock(
        "members",
        _("navne på medlemmer, der gik ud for et år siden"),
        members.left_long_ago,
        let_members_go,
    ),
    Clock("ideas", _("idéer"), ideas.old),
    Clock("cards", _("kort uden besøg i 13 måneder"), cards_of_nothing),
    *(
        Clock(
            model._meta.label_lower,
            NAMES[model._meta.label_lower],
            partial(ends.rows, model),
            ends.let_go,
        )
        for model, ends in ending()
    ),
)
