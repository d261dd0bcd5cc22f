"""Every reason of the statistics as a sentence in the reader's language, with what would help."""

from django.utils.translation import gettext_lazy as _

from favn.statistics.reasons import Reason

EVIDENCE = {
    Reason.NO_BASE: _(
        "Der står ikke, hvor mange tallet er en andel af. Uden det kan ingen vide, om ændringen er"
        " andet end tilfældig."
    ),
    Reason.NO_POINTS: _("Der er ingen måling."),
    Reason.ONE_POINT: _("Der er kun én måling, så der er ingen ændring at bedømme."),
    Reason.TWO_POINTS: _(
        "Der er kun to målinger. De giver en forskel, men siger ikke, hvor meget tallet svinger af"
        " sig selv."
    ),
    Reason.BREAK: _("Definitionen er ændret siden sidst, og efter bruddet er der kun én måling."),
    Reason.UNITS_DIFFER: _("Målingerne er ikke i samme enhed."),
    Reason.DIFFERENT_DATES: _("Grupperne er ikke målt på de samme dage."),
    Reason.INTERVAL_HOLDS_ZERO: _(
        "Intervallet går gennem nul: ændringen kan være i den ene, i den anden eller i ingen"
        " retning."
    ),
    Reason.BELOW_MINIMUM_CHANGE: _(
        "Der er en ændring, men det kan ikke siges, om den er stor nok til at tælle."
    ),
    Reason.NO_DIRECTION: _("Ingen har sagt, om målet vil have tallet op eller ned."),
    Reason.SIDES_CHANGED: _("De to grupper har byttet plads, så forskellen er ikke den samme."),
    Reason.TWO_VALUES: _("Der er to tal for samme dag."),
}
PACE = {
    Reason.GAP_WIDENS: _("Afstanden vokser. Så er der ingen år at regne ud."),
    Reason.NO_CHANGE: _("Afstanden er uændret. Så er der ingen år at regne ud."),
    Reason.NO_GAP: _("Der er ingen afstand."),
    Reason.BREAK: _("Definitionen er ændret undervejs, så tempoet kan ikke regnes ud."),
    Reason.ONE_POINT: _("Der er kun én måling, og den har intet tempo."),
    Reason.NO_POINTS: _("Der er ingen måling, og derfor intet tempo."),
    Reason.TWO_POINTS: _("Bevis for et årstal kræver mindst tre målinger. Her er to."),
    Reason.INTERVAL_HOLDS_ZERO: _(
        "Hældningens interval går gennem nul, så beviset giver intet årstal."
    ),
    Reason.TWO_VALUES: _("Der er to tal for samme dag."),
}


def why_undecided(reason: Reason) -> str:
    """Why no word can be given."""
    return str(EVIDENCE.get(reason, reason))


def why_no_years(reason: Reason) -> str:
    """Why no years can be given."""
    return str(PACE.get(reason, EVIDENCE.get(reason, reason)))
