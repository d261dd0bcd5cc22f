"""Every reason of the statistics in the reader's language: whole, in short, and what would help."""

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
    Reason.SIDES_CHANGED: _(
        "Afstanden har skiftet side undervejs. Så er der ingen år at regne ud."
    ),
    Reason.ONE_POINT: _("Der er kun én måling, og den har intet tempo."),
    Reason.NO_POINTS: _("Der er ingen måling, og derfor intet tempo."),
    Reason.DIFFERENT_DATES: _("Grupperne er ikke målt samtidig, så der er intet tempo."),
    Reason.TWO_POINTS: _("Bevis for et årstal kræver mindst tre målinger. Her er to."),
    Reason.INTERVAL_HOLDS_ZERO: _(
        "Hældningens interval går gennem nul, så beviset giver intet årstal."
    ),
    Reason.TWO_VALUES: _("Der er to tal for samme dag."),
}

SHORT = {
    Reason.NO_BASE: _("Basis mangler"),
    Reason.NO_POINTS: _("Ingen måling"),
    Reason.ONE_POINT: _("Kun én måling"),
    Reason.TWO_POINTS: _("Kun to målinger"),
    Reason.BREAK: _("Kun én måling siden bruddet"),
    Reason.UNITS_DIFFER: _("To enheder"),
    Reason.DIFFERENT_DATES: _("Ikke målt på samme dage"),
    Reason.INTERVAL_HOLDS_ZERO: _("Ændringen er usikker"),
    Reason.BELOW_MINIMUM_CHANGE: _("Måske for lille ændring"),
    Reason.NO_DIRECTION: _("Ingen retning er valgt"),
    Reason.SIDES_CHANGED: _("Grupperne har byttet plads"),
    Reason.TWO_VALUES: _("To tal for samme dag"),
}
"""The reason beside the word on a card; the page of the indicator says the rest."""
NEEDED = {
    Reason.NO_BASE: _("Det kræver, at kilden oplyser basis for den første og den seneste måling."),
    Reason.ONE_POINT: _("Det kræver en måling mere."),
    Reason.TWO_POINTS: _("Det kræver mindst én måling mere."),
    Reason.BREAK: _("Det kræver en måling mere med den nye definition."),
    Reason.DIFFERENT_DATES: _("Det kræver, at begge grupper måles på de samme dage."),
    Reason.INTERVAL_HOLDS_ZERO: _("Flere målinger eller en større ændring kan afgøre det."),
    Reason.BELOW_MINIMUM_CHANGE: _("Flere målinger eller en større ændring kan afgøre det."),
    Reason.NO_DIRECTION: _("Det kræver, at nogen vælger, om tallet skal op eller ned."),
}
"""What would let the rule give a word."""


def why_undecided(reason: Reason) -> str:
    """Why no word can be given."""
    return str(EVIDENCE.get(reason, reason))


def in_short(reason: Reason) -> str:
    """The same in two or three words."""
    return str(SHORT.get(reason, ""))


def what_is_needed(reason: Reason) -> str:
    """What would let a word be given; nothing where nothing would."""
    return str(NEEDED.get(reason, ""))


def why_no_years(reason: Reason) -> str:
    """Why no years can be given."""
    return str(PACE.get(reason, EVIDENCE.get(reason, reason)))
