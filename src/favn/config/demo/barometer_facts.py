"""The barometer of the closed policy as data: indicators, definitions, values, targets, words.

Values, dates and bases are those a city printed in 2013 and 2025 (an inclusion status and an
action plan's status); the words are our own. Where the paper leaves something out (bases, years
before the first, which areas stand on the lower levels) it is left out here too. What is invented
says so in its own title and source.
"""

from dataclasses import dataclass
from typing import Any

STATUS_2013 = "Kommunens status for inklusion, 2013"
PLAN_2025 = "Kommunens status på handleplanen, 2025"
INVENTED = "Opdigtet til demoen"
YOUTH, CHILDREN, CITIZENS, MEASURED = "unge", "boern", "borgere", "foranstaltning"
NAMED, DISTRICTS, PLACES, LEVELS = "naevnte", "bydele", "steder", "niveauer"

SCHEMES = {
    YOUTH: (
        "Oprindelse i ungdomstabellen",
        ("Indikatoren taler om etnisk minoritet, tabellen om ikke-vestlige lande. Det er to"
        " forskellige grupper."),
        (("Unge fra ikke-vestlige lande", "focus"), ("Unge med dansk oprindelse", "beside")),
    ),
    CHILDREN: (
        "Minoritet og majoritet i børnenes tilbud",
        "Hvordan de to grupper er afgrænset, er ikke trykt.",
        (("Minoriteten", "focus"), ("Majoriteten", "beside"), ("Alle børn", "whole")),
    ),
    CITIZENS: (
        "Minoritet og majoritet i borgerundersøgelsen",
        "Ikke-vestlige borgere og borgere med dansk baggrund.",
        (("Minoriteten", "focus"), ("Majoriteten", "beside"), ("Alle", "whole")),
    ),
    MEASURED: (
        "Børn med en social foranstaltning",
        "Udvalget siger, at det ikke registrerer herkomst. Hvor delingen kommer fra, er uklart.",
        (("Minoriteten", "focus"), ("Majoriteten", "beside")),
    ),
    LEVELS: (
        "Ledere og byens arbejdsstyrke",
        "Medarbejdernes andel er kun omtalt som lidt højere end byens. Tallet er ikke trykt.",
        (("Kommunens ledere", "focus"), ("Byens arbejdsstyrke", "beside")),
    ),
    NAMED: (
        "Områder, som kilden nævner",
        "Kun områderne på højeste niveau er nævnt. De andres niveau er ikke trykt.",
        (("Sydvestlige indre by", "one"), ("Omkring hovedbanegården", "one"),
         ("Indre Nørrebro, vestlige del", "one")),
    ),
    DISTRICTS: (
        "Sundhavns bydele",
        "Opdigtede bydele.",
        tuple((name, "one") for name in (
            "Havnen", "Indre by", "Banekvarteret", "Nordbyen", "Engen", "Møllevang", "Søkvarteret",
            "Vesterbakken", "Strandby", "Kirkehøj",
        )),
    ),
    PLACES: (
        "Kommuner og hele landet",
        "Danmarks Statistiks kommuner. Steder på to niveauer overlapper og lægges aldrig sammen.",
        (("København", "focus"), ("Hele landet", "whole")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator. `cells` are (group, time, value, base); `aims` (time, value)."""

    slug: str
    title: str
    goal: int | None
    unit: str
    says: str
    cells: tuple[tuple[str, str, str, int | None], ...]
    measure: str = "value"
    wish: str = "none"
    scheme: str = ""
    parity: str = ""
    source: str = STATUS_2013
    base: str = ""
    method: str = ""
    caveats: str = ""
    data: str = "unknown"
    aims: tuple[tuple[str, str], ...] = ()
    is_each_period: bool = False
    derived: frozenset[tuple[str, str]] = frozenset()
    claims: tuple[tuple[str, str, str, str, str], ...] = ()
    """(kind, words, years, place, doubt)."""
    words: tuple[tuple[str, str, str], ...] = ()
    """(committee, stance, text)."""


def _pair(times: tuple[str, ...], *groups: tuple[str, tuple[str, ...]], base: bool = False) -> (
    tuple[tuple[str, str, str, int | None], ...]
):  # fmt: skip
    """Cells of several groups at the same times; with `base` values are “84,8 af 11610”."""
    found = []
    for name, values in groups:
        for time, text in zip(times, values, strict=True):
            value, _of, whole = text.partition(" af ")
            found.append((name, time, value, int(whole) if base else None))
    return tuple(found)


OCTOBERS = ("2010-10", "2011-10", "2012-10")
MINORITY, MAJORITY, EVERY = "Minoriteten", "Majoriteten", "Alle børn"
OFFERS = ("2011-02", "2011-11", "2012-11")
OFFER: dict[str, Any] = {
    "measure": "gap", "wish": "up", "scheme": CHILDREN,
    "caveats": "Fra hele tal til én decimal i november 2012. Tre målinger med 9 og 12 måneder"
    " imellem.",
    "claims": (("status", "Fremgang", "", "Børneudvalgets tabel", ""),),
}  # fmt: skip
YOUNG: dict[str, Any] = {
    "goal": 0, "unit": "percent", "measure": "gap", "wish": "up", "scheme": YOUTH,
    "base": "Alle unge på 15–19 år i gruppen", "data": "register",
    "method": "Alle i registret den 1. oktober.",
    "caveats": "Fire af fem årgange er de samme unge i to målinger efter hinanden.",
}  # fmt: skip
DANISH, NON_WESTERN = "Unge med dansk oprindelse", "Unge fra ikke-vestlige lande"
ALL_INDICATORS = (
    Shown(
        "unge-i-uddannelse", "Unge i eller igennem en ungdomsuddannelse",
        says="Andelen af 15–19-årige, der er i gang med eller har fuldført en ungdomsuddannelse.",
        cells=_pair(
            OCTOBERS, (NON_WESTERN, ("83,3 af 3679", "79,6 af 3820", "77,2 af 3962")),
            (DANISH, ("84,8 af 11610", "83,7 af 11978", "83,3 af 12329")), base=True,
        ),
        claims=(("status", "Tilbagegang", "", "Børneudvalgets tabel",
                 ("Papiret forklarer det med færre praktikpladser. I personer faldt antallet i gang"
                 " ikke fra 2011 til 2012.")),),
        words=(("Økonomiudvalget", "remark", "Der er ingen indikator for kommunens lærepladser."),),
        **YOUNG,
    ),
    Shown(
        "unge-i-gang", "Unge i gang med en ungdomsuddannelse",
        says="Andelen af 15–19-årige, der er i gang med en ungdomsuddannelse.",
        cells=_pair(
            OCTOBERS, (NON_WESTERN, ("70,3 af 3679", "65,3 af 3820", "62,9 af 3962")),
            (DANISH, ("65,9 af 11610", "64,8 af 11978", "64,5 af 12329")), base=True,
        ),
        **YOUNG,
    ),
    Shown(
        "unge-der-har-fuldfoert", "Unge, der har fuldført en ungdomsuddannelse",
        says="Andelen af 15–19-årige, der har fuldført en ungdomsuddannelse.",
        cells=_pair(
            OCTOBERS, (NON_WESTERN, ("13,0 af 3679", "14,3 af 3820", "14,3 af 3962")),
            (DANISH, ("18,9 af 11610", "18,9 af 11978", "18,8 af 12329")), base=True,
        ),
        **YOUNG,
    ),
    Shown(
        "karakterer", "Tosprogedes afgangskarakterer", 0, "ratio",
        "Tosprogedes gennemsnit ved afgangsprøven i procent af etsprogedes. 100 er det samme.",
        (("", "2010", "92,7", None), ("", "2011", "92,8", None), ("", "2012", "93,1", None)),
        wish="up", parity="100",
        method="Kapitel 2 siger, at tallet er renset for forældrenes baggrund.",
        caveats="Renset og urenset er to forskellige serier. Hvilken der er trykt, er uklart.",
        claims=(
            ("years", "ca. 17 år til lighed", "17", "kapitel 2",
             ("Det er også i tvivl, om den trykte serie er den rensede: tabellen i kapitel 4 siger"
             " det ikke.")),
            ("status", "Fremgang", "", "Børneudvalgets tabel", ""),
        ),
    ),
    Shown(
        "skoler", "Skoler, der afviger over 10 % fra kvarterets sammensætning", 0, "percent",
        "Andelen af skoler, hvor blandingen af elever afviger over 10 % fra kvarteret.",
        (("", "2011-11", "50", None), ("", "2012-11", "49", None)), wish="down",
        caveats="Antallet af skoler er ikke trykt. Om 10 % er procent eller procentpoint, er"
        " uklart.",
        claims=(("status", "Fremgang", "", "Børneudvalgets tabel",
                 "Har byen under 100 skoler, er ét procentpoint mindre end én skole."),),
    ),
    Shown(
        "institutioner", "Institutioner, der afviger over 10 % fra kvarteret", 0, "percent",
        "Andelen af institutioner, hvor blandingen af børn afviger over 10 % fra kvarteret.",
        (("", "2011-11", "39", None), ("", "2012-11", "38", None)), wish="down",
        caveats="Antallet af institutioner er ikke trykt.",
        claims=(("status", "Fremgang", "", "Børneudvalgets tabel", ""),),
    ),
    Shown(
        "niende-klasse", "Børn med en foranstaltning, der gennemfører 9. klasse", 0, "percent",
        "Andelen af børn med en social foranstaltning, der gennemfører 9. klasse.",
        ((MINORITY, "2011-12", "86", None), (MINORITY, "2012-12", "84", None),
         (MAJORITY, "2012-12", "85", None)), measure="gap", wish="up", scheme=MEASURED,
        caveats="Tredje måling af tre; den første er ikke trykt, og antallet af børn heller ikke.",
        claims=(("status", "Målet er fastholdt", "", "Socialudvalgets redegørelse", ""),),
        words=(
            ("Socialudvalget", "not_recorded", "Udvalget registrerer ikke herkomst."),
            ("Socialudvalget", "proposal", "Indikatoren er ikke længere nødvendig."),
        ),
    ),
    Shown(
        "merledighed", "Merledighed blandt ikke-vestlige borgere", 1, "points",
        "Ikke-vestlige borgeres ledighed minus gennemsnittets.",
        (("", "2005-09", "13,1", None), ("", "2012-09", "10,8", None)), wish="down", parity="0",
        caveats="Gennemsnittet indeholder gruppen selv. Forskellen til resten er derfor større, end"
        " tallet viser. Papiret trykker den med %.",
        claims=(("years", "ca. 30 år til lighed", "30", "kapitel 2",
                 "Papiret lover lighed med danskere, men måler mod gennemsnittet."),),
    ),
    Shown(
        "ledere", "Ledere med ikke-vestlig baggrund i kommunen", 2, "percent",
        "Andelen, der har ikke-vestlig baggrund.",
        (("Kommunens ledere", "2010", "1,5", None), ("Byens arbejdsstyrke", "2013", "11", None)),
        measure="gap", wish="up", scheme=LEVELS,
        caveats="Papiret er fra 2013, tallet fra 2010. Antallet af ledere er ikke trykt.",
    ),
    Shown(
        "stillinger", "Integrations- og oplæringsstillinger", 2, "count",
        "Antal stillinger, der er oprettet i året.",
        (("", "2010", "30", None), ("", "2011", "24", None), ("", "2012", "7", None)), wish="up",
        data="counted", aims=(("2010", "30"), ("2011", "30"), ("2012", "30")),
        is_each_period=True,
    ),
    Shown(
        "boernehave", "Børn i børnehave", 3, "percent", "Andelen af børn, der går i børnehave.",
        _pair(OFFERS, (MINORITY, ("82", "84", "86,1")), (MAJORITY, ("97", "96", "97,2")),
              (EVERY, ("94", "94", "95"))),
        words=(
            ("Kulturudvalget", "not_us", "Ingen af indikatorerne måler udvalgets arbejde."),
            ("Sundhedsudvalget", "not_us", "Sundhed for udsatte grupper måles ikke under målet."),
        ), **OFFER,
    ),
    Shown(
        "fritidshjem", "Børn i fritidshjem", 3, "percent",
        "Andelen af skolebørn, der går i fritidshjem eller KKFO.",
        _pair(OFFERS, (MINORITY, ("57", "56", "59,2")), (MAJORITY, ("77", "77", "77,3")),
              (EVERY, ("71", "71", "72,8"))), **OFFER,
    ),
    Shown(
        "klub", "Børn og unge i fritidsklub", 3, "percent",
        "Andelen af børn og unge, der går i fritidsklub.",
        _pair(OFFERS, (MINORITY, ("36", "36", "39")), (MAJORITY, ("64", "65", "65,5")),
              (EVERY, ("56", "56", "57,4"))), **OFFER,
    ),
    Shown(
        "omraader-markant", "Områder med markant behov for tryghed", 4, "count",
        "Antal områder på det højeste af fem niveauer.",
        (("", "2012", "5", None), ("", "2013", "3", None)), wish="down", data="counted",
        caveats="Ét udvalg kalder indikatoren en andel, de andre et antal.",
        words=(("Teknik- og Miljøudvalget", "proposal",
                "Tryghed bør også måles på byens rum, ikke kun på kriminalitet."),),
    ),
    Shown(
        "omraader-markant-skaerpet", "Områder med markant eller skærpet behov", 4, "count",
        "Antal områder på de to højeste af fem niveauer.",
        (("", "2010", "12", None), ("", "2012", "7", None)), wish="down", data="counted",
        aims=(("2014", "6"),),
        caveats="En anden tærskel end “markant behov”. De to tal hører ikke sammen i én serie.",
    ),
    Shown(
        "tryghed-omraader", "Tryghedsindeks efter område", 4, "level",
        "Områdets niveau i tryghedsindekset.",
        tuple((name, "2013", "1", None) for name, _part in SCHEMES[NAMED][2]),
        measure="areas", scheme=NAMED,
        caveats="Kilden nævner kun de tre områder med markant behov.",
    ),
    Shown(
        "tryghed-bydele", "Tryghed i Sundhavns bydele (opdigtet til demoen)", 4, "level",
        "Bydelens niveau i tryghedsindekset.",
        tuple(
            (name, time, level, None)
            for (name, _part), levels in zip(
                SCHEMES[DISTRICTS][2], ("11", "22", "12", "23", "34", "33", "54", "45", "55", "43"),
                strict=True,
            )
            for time, level in zip(("2024", "2026"), levels, strict=True)
        ), measure="areas", scheme=DISTRICTS, source=INVENTED,
    ),
    Shown(
        "inklusionsindeks", "Oplevet inklusion", 5, "index",
        "Borgernes oplevelse af at høre til, fra 0 til 100.",
        ((MINORITY, "2011-02", "65", None), (MINORITY, "2012", "68", None),
         (MAJORITY, "2011-02", "73", None), (MAJORITY, "2012", "75", None),
         ("Alle", "2012", "74", None)),
        measure="gap", wish="up", scheme=CITIZENS, data="survey",
        derived=frozenset({(MINORITY, "2011-02"), (MAJORITY, "2011-02")}),
        base="Omkring 2.000 borgere. Hvor mange i hver gruppe er ikke trykt.",
        caveats="Tallene for 2011 er regnet ud af de trykte stigninger på 3 og 2 point. Papiret"
        " skriver, at forskellen ikke blev mindre.",
    ),
    Shown(
        "diskrimination", "Oplevet diskrimination", 7, "percent",
        "Andelen af borgere, der har oplevet diskrimination det seneste år.",
        ((MINORITY, "2012", "25", None), (MAJORITY, "2012", "8", None),
         ("Alle", "2012", "10", None)),
        measure="gap", wish="down", scheme=CITIZENS, data="survey",
        base="Omkring 2.000 borgere. Hvor mange i hver gruppe er ikke trykt.",
        caveats="Papiret skriver om fremgang for majoriteten og ingen for minoriteten, men de"
        " tidligere tal er ikke trykt.",
    ),
    Shown(
        "mangfoldig-by", "Plads blandt mangfoldige byer", None, "rank",
        "Byens plads i et europæisk indeks over interkulturelle byer.",
        (("", "2012", "3", None),), wish="down", aims=(("2015", "1"),),
        caveats="Målet ligger efter politikkens sidste år.",
    ),
)  # fmt: skip
STAFF = (
    "diskrimination-ansatte", "Ansatte i sundhed og omsorg, der oplever diskrimination",
    (("2023-01-01", "5", "2023",
      "Andelen af ansatte, der har oplevet diskrimination det seneste år.", ""),
     ("2025-01-01", "8", "2025",
      "Andelen af ansatte, der har oplevet diskrimination eller forskelsbehandling det seneste år.",
      "Spørgsmålet blev udvidet med forskelsbehandling")),
)  # fmt: skip
"""One question in two versions: 452 people answered yes in 2025; bases are not printed."""
EMPLOYED = """\
RAS200 Beskæftigelsesfrekvens (ultimo november) efter område og tid;;;;;;;;;;;;;
Enhed: Pct.;;;;;;;;;;;;;
Område;2008;2009;2010;2011;2012;2013;2014;2015;2016;2017;2018;2019;2020
Hele landet;76,0;72,8;72,1;71,8;71,3;71,3;71,6;72,1;72,8;73,6;74,6;75,1;74,5
Region Hovedstaden;75,8;73,3;72,6;72,5;72,2;72,3;72,5;73,2;73,8;74,4;75,3;75,9;75,0
København;72,5;70,0;69,7;69,6;69,4;69,7;70,0;70,8;71,5;72,2;73,2;73,9;72,8
Frederiksberg;75,6;73,7;72,7;72,8;73,0;73,3;73,5;74,0;74,7;75,6;76,5;77,0;76,6
Odense;71,6;68,2;67,0;66,1;65,7;65,4;65,6;65,8;66,5;67,2;68,3;68,9;68,6
Aarhus;72,6;69,8;69,0;68,0;67,4;67,3;68,0;68,4;69,2;69,9;70,5;71,1;70,5
Aalborg;73,2;70,1;69,7;69,2;68,6;67,9;68,0;68,5;69,5;69,9;71,0;71,4;71,0
"""
"""Statistics Denmark, table RAS200: 16–64 years, all ancestries, end of November."""
