"""What the log calls what is done in the room."""

from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words

LOG = Words(
    "pathways",
    verbs={
        "agree": _("Aftalt"),
        "ask": _("Begge spurgt"),
        "ask-call": _("Bad om at blive ringet op"),
        "called": _("Ringet op"),
        "close": _("Lukket"),
        "contact": _("Kontaktet"),
        "enter": _("Skrevet ind"),
        "follow-up": _("Fulgt op"),
        "hold": _("Holdt"),
        "lift": _("Ophævet"),
        "met": _("Møde skrevet"),
        "new-link": _("Nyt link givet"),
        "outcome": _("Udfald skrevet"),
        "plan": _("Møde aftalt"),
        "put-away": _("Lagt væk"),
        "refer": _("Henvist"),
        "run": _("Foreslået par"),
        "forbid": _("Ikke de to"),
        "lock": _("Låst"),
        "sign-up": _("Meldte sig til"),
        "start": _("Begyndt"),
        "take-in": _("Taget ind"),
        "void": _("Taget ud af optællingen"),
        "weigh": _("Vægte valgt"),
        "work": _("Første arbejdsdag skrevet"),
        "write-down": _("Samtale skrevet ned"),
    },
    things={
        "application": _("tilmelding"),
        "following": _("kontakt"),
        "followup": _("opfølgning"),
        "guidescheme": _("ordning"),
        "link": _("eget link"),
        "meeting": _("møde"),
        "network": _("netværk"),
        "outcome": _("udbytte"),
        "pair": _("makkerskab"),
        "participant": _("deltager"),
        "partner": _("partner"),
        "plan": _("plan"),
        "ruling": _("bestemmelse om to"),
        "spell": _("kursus eller praktik"),
        "statusmeeting": _("statusmøde"),
        "turn": _("forløb"),
        "weighting": _("vægte"),
    },
)
"""What the log calls what is done here."""
