"""Findings about printed figures in words that an editor can act on.

The rules stand in `statistics.claims` and give codes and numbers; here each code has its sentence.
"""

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.statistics.claims import Finding, Severity

SHOWN_ROWS = 6
SEVERITIES = {
    Severity.CONTRADICTION: gettext_lazy("Modsigelse"),
    Severity.DOUBTFUL: gettext_lazy("Tvivl"),
    Severity.UNJUDGED: gettext_lazy("Kan ikke afgøres"),
}
UNITS = {
    "percent": gettext_lazy("procent"),
    "percentage_points": gettext_lazy("procentpoint"),
    "index_points": gettext_lazy("point"),
}
SENTENCES: dict[str, str | Promise] = {
    "total": gettext_lazy(
        "Der står %(printed)s i alt, men de %(parts)s dele giver %(computed)s tilsammen."
    ),
    "parts_and_whole": gettext_lazy(
        "De %(parts)s linjer giver %(computed)s af %(printed)s (%(share)s procent). Skriv, om de er"
        " en del af tallet, og hvad resten er."
    ),
    "part_above_whole": gettext_lazy("Delen %(part)s er større end helheden %(whole)s."),
    "partition": gettext_lazy(
        "De %(parts)s dele giver %(computed)s, men grundlaget er %(printed)s. Skriv, om nogen kan"
        " stå flere steder."
    ),
    "union": gettext_lazy(
        "Der står %(printed)s, men det kan ikke være mere end delene tilsammen (%(computed)s)"
        " eller mindre end den største af dem."
    ),
    "arithmetic": gettext_lazy(
        "Regnestykket “%(written)s” giver %(computed)s, men der står %(printed)s."
    ),
    "nested_totals": gettext_lazy(
        "Totalen %(printed)s er selv lagt sammen af de andre totaler. Læg dem ikke sammen igen: det"
        " ville give %(added)s."
    ),
    "mean_outside": gettext_lazy(
        "Der står %(printed)s for alle, men grupperne ligger fra %(lowest)s til %(highest)s."
    ),
    "difference": gettext_lazy(
        "Der står en forskel på %(printed)s, men de to tal giver %(computed)s."
    ),
    "share": gettext_lazy(
        "Der står %(printed)s procent, men %(part)s af %(base)s er %(computed)s procent."
    ),
    "part_of_base": gettext_lazy(
        "Der står %(printed)s, men %(part)s af %(base)s passer ikke med det."
    ),
    "outside_hundred": gettext_lazy(
        "En andel på %(printed)s procent findes ikke. Er det en vækst, så skriv det."
    ),
    "implied_base": gettext_lazy(
        "Grundlaget mangler: %(part)s er %(printed)s procent af omkring %(computed)s (fra"
        " %(lowest)s til %(highest)s). Skriv, hvor mange der blev spurgt."
    ),
    "base_missing": gettext_lazy(
        "%(count)s procenttal står uden grundlag. Skriv, hvor mange de er procent af; ellers kan"
        " ingen se, om en ændring er andet end tilfældighed."
    ),
    "over_100": gettext_lazy(
        "De %(rows)s andele giver %(computed)s procent tilsammen. Skriv, hvis man kan give flere"
        " svar; ellers er der regnet forkert."
    ),
    "left_over": gettext_lazy(
        "De %(rows)s andele giver %(computed)s procent tilsammen. Vis de sidste %(left)s, eller"
        " skriv, hvad de er."
    ),
    "bands_overlap": gettext_lazy(
        "Båndene overlapper: %(shared)s hører til i to bånd. Gem selve tallet, og del det i bånd"
        " bagefter."
    ),
    "small_counts": gettext_lazy(
        "%(count)s tal om mennesker er under %(least)s, og gruppen er på %(base)s. Tænk over, om"
        " nogen kan kendes, før det bliver offentligt."
    ),
    "wide_interval": gettext_lazy(
        "%(part)s af %(base)s er %(share)s procent, men med så få kan det være alt fra %(lowest)s"
        " til %(highest)s procent. Skriv antallet, ikke kun andelen."
    ),
    "pace": gettext_lazy(
        "Der står %(printed)s år, men i det tempo, tallene selv viser, er det %(computed)s år (fra"
        " %(lowest)s til %(highest)s med afrunding)."
    ),
    "pace_one_year": gettext_lazy(
        "Der står %(printed)s år. Det passer kun, hvis ændringen over %(time)s år læses som ét års."
        " Tallene selv giver %(computed)s år (fra %(lowest)s til %(highest)s med afrunding)."
    ),
    "pace_weak": gettext_lazy(
        "Der står %(printed)s år, og tallene giver %(computed)s (fra %(lowest)s til %(highest)s)."
        " Men %(points)s punkter bærer ikke ét tal. Vis det som et regnestykke med spænd."
    ),
    "pace_widens": gettext_lazy(
        "Der står %(printed)s år, men forskellen bliver ikke mindre, så der er intet år, hvor den"
        " er væk."
    ),
    "pace_no_series": gettext_lazy(
        "Der står %(printed)s år, men vi finder ikke de tal, det er regnet af."
    ),
    "windows_differ": gettext_lazy(
        "I samme tempo tager det fra %(shortest)s til %(longest)s år, alt efter hvornår man"
        " begynder at måle. Skriv ikke ét tal."
    ),
    "gap_moved": gettext_lazy(
        "Ændringerne siger, at forskellen var %(before)s og nu er %(now)s. Skriv ikke, at den står"
        " stille; med afrunding (±%(rounding)s) kan det ikke afgøres."
    ),
    "status_no_base": gettext_lazy(
        "“%(word)s” står om en ændring fra %(before)s til %(after)s procent uden grundlag. Ordet"
        " kræver omkring %(needed)s i hver måling for at være andet end tilfældighed."
    ),
    "status_noise": gettext_lazy(
        "“%(word)s” passer ikke med ændringen fra %(before)s til %(after)s procent (fra %(lowest)s"
        " til %(highest)s procentpoint, p = %(p)s)."
    ),
    "status_threshold": gettext_lazy(
        "En ændring på %(still)s hedder “%(still_word)s”, og en på %(moved)s hedder"
        " “%(moved_word)s”. Brug én regel for ordene."
    ),
    "share_beside_count": gettext_lazy(
        "Andelen går fra %(before)s til %(after)s procent, men antallet fra %(count_before)s til"
        " %(count_after)s, fordi grundlaget går fra %(base_before)s til %(base_after)s. Vis begge."
    ),
    "definition_changed": gettext_lazy(
        "%(one)s og %(other)s har næsten samme navn, men ikke samme definition. Sammenlign dem"
        " ikke, før det er sagt, hvad der er ændret."
    ),
    "old_data": gettext_lazy(
        "Det nyeste tal er fra %(newest)s, og rapporten er om %(report)s. Skriv, at det er"
        " %(age)s år gammelt."
    ),
    "target_missed": gettext_lazy(
        "Målet på %(target)s blev nået %(reached)s af %(of)s gange: %(total)s af %(wanted)s i alt"
        " (%(share)s procent). Skriv det."
    ),
    "two_values": gettext_lazy("Samme tal står med flere værdier: %(values)s."),
    "two_definitions": gettext_lazy(
        "To tal med næsten samme navn og samme tid er ikke ens: %(values)s. Er det to definitioner,"
        " så giv dem hvert sit navn."
    ),
    "two_names": gettext_lazy(
        "%(value)s står under to navne, der ikke siger det samme. Vælg ét navn, og brug det begge"
        " steder."
    ),
    "counted_twice": gettext_lazy(
        "%(value)s står to steder på samme dag. Er det de samme, så tæl dem én gang og ikke"
        " %(added)s."
    ),
    "mixed_groups": gettext_lazy(
        "Grupperne %(groups)s bruges i samme rapport. De er ikke de samme mennesker, så skriv hver"
        " gang, hvem tallet er om."
    ),
    "amounts_missing": gettext_lazy(
        "Kun %(with_amount)s af %(of)s har et beløb, så der kan ikke gives en total."
    ),
    "span": gettext_lazy("Der står %(printed)s år, men perioden er %(computed)s år."),
    "unit": gettext_lazy(
        "%(printed)s står som %(said)s, men er %(unit)s. En forskel mellem procenttal er"
        " procentpoint."
    ),
    "said_up": gettext_lazy(
        "Der står, at det er blevet flere eller mere, men tallene går fra %(before)s til %(after)s."
    ),
    "said_down": gettext_lazy(
        "Der står, at det er blevet færre eller mindre, men tallene går fra %(before)s til"
        " %(after)s."
    ),
    "said_change": gettext_lazy(
        "Fra %(before)s til %(after)s er en ændring på %(percent)s procent, men der står"
        " %(printed)s."
    ),
    "said_points_change": gettext_lazy(
        "Fra %(before)s til %(after)s er en ændring på %(points)s procentpoint, men der står"
        " %(printed)s."
    ),
    "said_points": gettext_lazy(
        "Mellem %(before)s og %(after)s procent er der %(points)s procentpoint og ikke procent."
    ),
    "said_part": gettext_lazy("Delen %(part)s er større end helheden %(base)s."),
    "said_fraction": gettext_lazy("“%(phrase)s” passer ikke med %(computed)s procent."),
    "said_divided": gettext_lazy(
        "Der står %(printed)s, men de %(parts)s dele giver %(computed)s tilsammen."
    ),
    "said_total": gettext_lazy(
        "Er %(printed)s summen? De %(parts)s tal foran giver %(computed)s tilsammen."
    ),
    "said_times": gettext_lazy(
        "“%(phrase)s” passer ikke: fra %(before)s til %(after)s er %(computed)s gange så meget."
    ),
    "said_no_day": gettext_lazy("Datoen “%(date)s” findes ikke."),
    "weekday": gettext_lazy("Datoen %(date)s er en %(computed)s og ikke en %(said)s."),
}
CANNOT = {
    "cause": gettext_lazy("om en forklaring på en ændring er rigtig"),
    "effect": gettext_lazy("om en indsats har virket, eller om virkningen er målt"),
    "missing_sentence": gettext_lazy("påstande, der kun står i teksten og ikke i tabellen"),
    "supplier": gettext_lazy("om samme leverandør står bag flere linjer"),
    "status_missing": gettext_lazy("om en linje burde have haft en status"),
    "heading": gettext_lazy("om en overskrift dækker det, der står under den"),
    "truth": gettext_lazy("om tallet er rigtigt talt"),
}


def sentence(finding: Finding) -> str:
    """What is wrong, with the numbers it rests on."""
    numbers = {name: _shown(name, value) for name, value in finding.numbers.items()}
    if finding.code == "weekday":
        days = ("said", "computed")
        numbers |= {name: str(WEEKDAYS[int(str(finding.numbers[name]))]).lower() for name in days}
    if finding.code == "base_missing" and finding.numbers["count"] == 1:
        return _("Procenttallet står uden grundlag. Skriv, hvor mange det er procent af.")
    told = str(SENTENCES[finding.code]) % numbers
    if smallest := finding.numbers.get("smallest"):
        told += " " + _("Er de af de samme, er det mindst %(smallest)s.") % {"smallest": smallest}
    if finding.numbers.get("others"):
        told += " " + _("Andre trykte tal for det samme giver %(others)s.") % numbers
    return told


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(name, one) for one in value)
    if name in ("said", "unit") and value in UNITS:
        return str(UNITS[str(value)])
    if isinstance(value, int) and name in ("newest", "report"):
        return str(value)
    if isinstance(value, int | float):
        return number_format(int(value) if value == int(value) else value, force_grouping=True)
    return str(value)


def places(finding: Finding) -> str:
    """The first rows a finding is about, and how many more there are."""
    shown, left = finding.rows[:SHOWN_ROWS], len(finding.rows) - SHOWN_ROWS
    named = ", ".join(shown)
    return named if left <= 0 else _("%(rows)s og %(left)s til") % {"rows": named, "left": left}
