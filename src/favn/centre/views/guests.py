"""How many different guests came: cards counted, and the rest from the fewest to the most."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from favn.centre.queries.guests import at_the_door
from favn.centre.views.guest_drawing import spans
from favn.centre.views.periods import asked_period, month_tabs, period_name, year_tabs
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Address
from favn.statistics.reasons import Reason, Refused
from favn.statistics.visitors import (
    FEWEST_CARDS,
    Door,
    Estimate,
    Supposed,
    bounds,
    if_forgotten,
    if_others,
)

FIGURE = "centre.guests"
PHONE, DESK = 300, 880
TITLES: dict[str, str | Promise] = {
    Supposed.NOTHING: gettext_lazy("Uden antagelser om dem uden kort"),
    Supposed.HOUR: gettext_lazy("Ingen er talt to gange i samme time"),
    Supposed.SHOWN: gettext_lazy("Hvem der har kort, viser det hver gang"),
    Supposed.DAY: gettext_lazy("Ingen er talt to gange samme dag"),
    "forgotten": gettext_lazy("Skøn: Kortet bliver glemt tilfældigt"),
    "others": gettext_lazy("Skøn: Andre mennesker, der kommer lige så ofte"),
}
ESTIMATES: dict[str, Callable[[Door], Estimate]] = {"forgotten": if_forgotten, "others": if_others}
REFUSED: dict[Reason, str | Promise] = {
    Reason.FEW_CARDS: gettext_lazy(
        "Kort vist i perioden: %(cards)s. Der skal mindst %(fewest)s til et skøn."
    ),
    Reason.FEW_WITH_CARD: gettext_lazy(
        "Under hvert tredje besøg er med kort. De siger for lidt om resten."
    ),
    Reason.NO_TWICE: gettext_lazy(
        "Ingen kort er vist netop to gange. Uden dem kan metoden ikke regne."
    ),
    Reason.BEYOND_DOUBLE: gettext_lazy(
        "Flere besøg er uden kort end med. Metoden rækker kun til det dobbelte."
    ),
    Reason.CONTRADICTED: gettext_lazy(
        "Skønnet er lavere end de %(in_an_hour)s, der kom på én time. Så holder det ikke."
    ),
    Reason.REPEATED: gettext_lazy(
        "For mange kort er vist to gange: %(repeats)s af %(with_card)s besøg. Så kan gæster uden"
        " kort også være talt to gange."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """From the fewest to the most under one supposition, or why there is no answer."""

    title: str
    words: str
    low: int | None = None
    high: int | None = None
    value: int | None = None
    refused: str = ""


@requires(Area.FIGURES, Level.CODED)
def guests(request: Request) -> HttpResponse:
    """Any month or year: visits, cards, and how many different guests may stand behind them."""
    period = asked_period(request)
    door = at_the_door(request.organisation.pk, period)
    lines = _lines(door)
    context = {
        "door": door,
        "name": period_name(period),
        "numbers": _numbers(door, str(Address(FIGURE, request.organisation.slug, period))),
        "lines": lines,
        "how": [(line.title, line.words) for line in lines],
        "finding": _finding(door),
        "two_cards": _two_cards(door),
        "narrow": spans(door.cards, lines, PHONE),
        "wide": spans(door.cards, lines, DESK),
        "years": year_tabs(period),
        "months": month_tabs(period),
        "may_issue": request.membership.may(Area.DESK, Level.WRITE),
    }
    return render(request, "centre/guests.html", context)


def _finding(door: Door) -> str:
    sure = bounds(door)
    return _("Mindst %(low)s og højst %(high)s forskellige gæster") % {
        "low": _said(sure.low), "high": _said(sure.high),
    }  # fmt: skip


def _numbers(door: Door, address: str) -> list[dict[str, Any]]:
    """What is counted, and so exact."""
    share = None if door.share is None else floor(100 * door.share + 0.5)
    with_card = _("%(share)s %% af alle besøg") % {"share": share} if share is not None else ""
    return [
        {"value": door.visits, "unit": _("besøg")},
        {"value": door.with_card, "unit": _("besøg med kort"), "base": with_card},
        {
            "value": door.cards,
            "unit": _("forskellige kort"),
            "base": _("Talt præcist, uden at vide hvem"),
            "address": address,
        },
        {"value": door.without, "unit": _("besøg uden kort")},
    ]


def _lines(door: Door) -> list[Line]:
    """The bounds, the surest first, then the estimates."""
    return [_bounded(door, one) for one in Supposed] + [_estimated(door, one) for one in ESTIMATES]


def _bounded(door: Door, supposed: Supposed) -> Line:
    title, words = str(TITLES[supposed]), _bounded_words(door, supposed)
    try:
        found = bounds(door, supposed)
    except Refused as refused:
        return Line(title, words, refused=_because(refused, door, supposed))
    return Line(title, words, int(found.low), int(found.high))


def _estimated(door: Door, kind: str) -> Line:
    title, words = str(TITLES[kind]), _estimate_words(kind)
    try:
        found = ESTIMATES[kind](door)
    except Refused as refused:
        return Line(title, words, refused=_because(refused, door))
    low, high = floor(found.interval.low), ceil(found.interval.high)
    return Line(title, words, low, high, floor(found.value + 0.5))


def _because(refused: Refused, door: Door, supposed: Supposed = Supposed.NOTHING) -> str:
    return str(REFUSED[refused.reason]) % {
        "cards": _said(door.cards),
        "fewest": FEWEST_CARDS,
        "in_an_hour": _said(door.in_an_hour),
        "repeats": _said(door.repeats(supposed)),
        "with_card": _said(door.with_card),
    }


def _bounded_words(door: Door, supposed: Supposed) -> str:
    """What is taken for granted, and what follows from it."""
    if supposed is Supposed.NOTHING:
        return _two_cards(door) + _(
            "Hvert besøg er én gæst. Måske er alle besøg uden kort gæster,"
            " der havde glemt deres kort. Måske er hvert af dem et nyt menneske."
        )
    if supposed is Supposed.HOUR:
        most = _("I den travleste time kom %(most)s forskellige.") % {"most": door.in_an_hour}
        return f"{most} {_again(door, supposed)}"
    if supposed is Supposed.DAY:
        most = _("Den travleste dag kom %(most)s forskellige.") % {"most": door.in_a_day}
        return f"{most} {_again(door, supposed)}"
    return _(
        "Så er gæster uden kort ikke de samme som gæster med kort. I den time, flest kom uden"
        " kort, var de %(most)s. De lægges til kortene. Igen er ingen talt to gange i samme time."
    ) % {"most": _said(door.without_in_an_hour)}


def _two_cards(door: Door) -> str:
    """Whether the house's own cards say that somebody may have two."""
    if not door.replaced:
        return _("Ingen har to kort.") + " "
    return (
        ngettext(
            "%(n)s kort kan være en gæsts andet, fordi et andet er spærret eller hører til samme"
            " person. Det er trukket fra de færreste.",
            "%(n)s kort kan være en gæsts andet, fordi et andet er spærret eller hører til samme"
            " person. De er trukket fra de færreste.",
            door.replaced,
        ) % {"n": _said(door.replaced)}
        + " "
    )  # fmt: skip


def _again(door: Door, supposed: Supposed) -> str:
    """How often a card came a second time: what speaks for or against the supposition."""
    if not door.with_card:
        return ""
    return _("Af %(of)s besøg med kort var %(again)s nummer to.") % {
        "of": _said(door.with_card), "again": _said(door.repeats(supposed)),
    }  # fmt: skip


def _estimate_words(kind: str) -> str:
    """What is taken for granted, the method by its name, and what the span is."""
    if kind == "forgotten":
        return _(
            "Alle besøg har samme chance for at være uden kort. Så er besøg med kort en stikprøve"
            " af alle. Metode: Chao1 (Chao 1984) og fremskrivning (Colwell m.fl. 2012). Holder"
            " antagelsen, rammer spændet i 95 af 100 tilfælde. Har nogle gæster aldrig kort, er"
            " der flere."
        )
    return _(
        "Gæster uden kort er andre end dem med kort. Metode: forholdstal (Cochran 1977). Spændet"
        " siger, hvad der sker, hvis de kommer dobbelt så ofte eller halvt så ofte. Det er en"
        " antagelse og ikke en måling."
    )


def _said(number: float) -> str:
    return str(number_format(int(number), force_grouping=True))
