"""What a new report begins with, so that nobody begins with an empty page.

The words in square brackets are for the one who writes and are meant to be written over.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from babel.dates import format_date

from favn.centre.queries import years_counted
from favn.centre.queries.money import is_kept
from favn.kit import figures
from favn.kit.fields import in_kroner
from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Organisation, Unit
from favn.policy.rules.tables import PlanAddress, slug_of
from favn.publishing.choices import ReportKind
from favn.publishing.models import Funding, Promise
from favn.publishing.rules.funders import before
from favn.publishing.written import Written
from favn.statistics.figures import Edition, Figure, Period

TEN = 10

# A report is written in Danish whatever the language of the screens: these are data, not texts.
WORDS = "[Hvad er sket i året, og hvad er næste skridt?]"
FOREWORD = Written(
    "Forord",
    "[Hvem er I, og hvad var det vigtigste i {year}? Fem linjer er nok.]",
)
SINCE = Written("Siden sidst", "[Hvad er sket, siden I skrev sidst? Fem linjer er nok.]")
COMING = "[Hvad sker der nu, hvor og hvornår?]\n\nSe alt, hvad der sker, på [Tag del]({place}).\n"
NUMBER = "[Hvad fortæller tallet?]\n\n{{{{{address}}}}}\n"
INCOME = """\
| Indtægt | Kroner |
|---|--:|
| Tilskud fra stat og kommune | [beløb] |
| Fonde | [beløb] |
| Egne indtægter | [beløb] |

{{ sum }}

{{ graf: [Skriv, hvor de fleste penge kom fra] }}
"""
COST = """\
| Udgift | Kroner |
|---|--:|
| Løn | [beløb] |
| Husleje og drift | [beløb] |
| Aktiviteter | [beløb] |

{{ sum }}

{{ graf: [Skriv, hvad de fleste penge gik til] }}
"""
BUDGET = """\
| Indsats | Kroner |
|---|--:|
| [Indsats] | [beløb] |

{{ sum }}

{{ graf: [Skriv, hvad de fleste penge gik til] }}
"""


def chapters(
    kind: str, organisation: Organisation, year: int, units: Iterable[Unit], plan: str | None
) -> list[Written]:
    """The chapters of a new report, the foreword first.

    `units` get one each; `plan` is the slug of the plan it tells of, or None.
    """
    if kind == ReportKind.LETTER:
        return _letter(organisation, year)
    foreword = Written(FOREWORD.title, FOREWORD.text.replace("{year}", str(year)))
    if kind == ReportKind.YEAR:
        return [foreword, *_centre(organisation, year)]
    if kind == ReportKind.STATUS:
        return [foreword, *_municipality(organisation, year, units, plan)]
    return [foreword]


def _letter(organisation: Organisation, year: int) -> list[Written]:
    """A newsletter: since last, what is coming, one number. Stories are put in from their pages."""
    coming = COMING.format(place=f"/tag-del/{organisation.slug}/")
    found = [SINCE, Written("Det sker", coming)]
    if not organisation.is_municipality:
        first = next(iter(figures.catalogue().values()))
        number = NUMBER.format(address=_at(first, organisation, year))
        found.append(Written("Et tal", number))
    return found


def _centre(organisation: Organisation, year: int) -> Sequence[Written]:
    known = list(figures.catalogue().values())[:TEN]
    whole = "\n\n".join(f"{{{{{_at(figure, organisation, year)}}}}}" for figure in known)
    rooms = "\n\n".join(_room(figure, organisation, year) for figure in known if _is_room(figure))
    return (
        Written("Året i tal", whole),
        Written("Rummene", rooms),
        Written("Indtægter", _money("income", organisation, year) or INCOME),
        Written("Udgifter", _money("cost", organisation, year) or COST),
    )


def _money(name: str, organisation: Organisation, year: int) -> str:
    """The money book's own bars, where the house keeps one for the year."""
    if not is_kept(year):
        return ""
    address = f"centre.{name}@{organisation.slug}/{year}?by=post"
    return f"[Hvad er værd at vide?]\n\n{{{{{address} | graf}}}}\n"


def _at(figure: Figure, organisation: Organisation, year: int) -> str:
    return f"{figure.id}@{organisation.slug}/{year}"


def _is_room(figure: Figure) -> bool:
    """Numbers of events have parts that add up; those of persons stand whole."""
    return figure.counts == "events" and bool(figure.dimensions)


def _room(figure: Figure, organisation: Organisation, year: int) -> str:
    address = f"{_at(figure, organisation, year)}?by={figure.dimensions[0]}"
    return f"## {figure.title}\n\n[Hvad skete der her i året?]\n\n{{{{{address} | graf}}}}"


def _municipality(
    organisation: Organisation, year: int, units: Iterable[Unit], plan: str | None
) -> Sequence[Written]:
    """With a plan: its tables where they belong; without one: what to write."""
    if plan is None:
        own = [Written(unit.name, WORDS, unit.name, unit.pk) for unit in units]
        return (*own, Written("Økonomi", BUDGET))
    asked = partial(PlanAddress, organisation=organisation.slug, plan=plan, year=year)
    whole = [
        asked("policy.initiatives", by="status"),
        asked("policy.initiatives", by="office"),
        asked("policy.outputs", by="output"),
    ]
    summary = (f"{{{{{address} | tabel}}}}" for address in whole)
    money = asked("policy.budgeted", by="payer")
    return (
        Written("Hvor langt er vi?", "\n\n".join(["[Sig det i tre linjer.]", *summary])),
        *(_unit(unit, asked) for unit in units),
        Written("Økonomi", f"[Hvor kommer pengene fra?]\n\n{{{{{money} | graf}}}}\n"),
    )


def _unit(unit: Unit, asked: Callable[..., PlanAddress]) -> Written:
    is_office = unit.kind == UnitKind.OFFICE
    figure, by = (
        ("policy.initiatives", "initiative") if is_office else ("policy.statements", "section")
    )
    address = asked(figure, by=by, unit=slug_of(unit.name))
    return Written(unit.name, f"{WORDS}\n\n{{{{{address} | tabel}}}}\n", unit.name, unit.pk)


# A report to a funder

SHORTLY = """\
[Hvad har pengene gjort muligt i perioden? Fem linjer er nok.]

| Bevillingen | |
|---|---|
{facts}
"""
PROMISED = """\
Tallene er talt af huset selv i de perioder, der står over dem. Hvordan, står sidst i rapporten.

{table}

[Hvad gik som lovet, og hvad gik anderledes? Skriv hvorfor.]
"""
NOTHING_PROMISED = "Bevillingen lover ingen tal.\n"
NOT_COUNTED = "ikke talt"
SPENT = """\
| Bevilling | Kroner |
|---|--:|
| Bevilget i alt | {granted} |
| Brugt i perioden | [beløb] |
"""
MOST_PERIODS = 4


def funder_chapters(
    funding: Funding, promises: Sequence[Promise], period: Period, house: Organisation
) -> list[Written]:
    """The chapters of a report to a funder: shortly, promised beside counted, money, and how the
    numbers are counted. Questions in words are put in by the action, with their one answer.
    """
    table = _promised(promises, _columns(funding.first_on, period), house) if promises else ""
    said = PROMISED.format(table=table) if promises else NOTHING_PROMISED
    shortly = SHORTLY.format(facts=_facts(funding, period))
    chapters = [Written("Kort fortalt", shortly), Written("Lovet og talt", said)]
    chapters.append(Written("Pengene", SPENT.format(granted=in_kroner(funding.ore))))
    if how := _how_counted(promises):
        chapters.append(Written("Sådan er der talt", how))
    return chapters


def _facts(funding: Funding, period: Period) -> str:
    """Who gave it, what for, from when to when, and what the report is about."""
    first, last = (format_date(day, "long", locale="da") for day in (
        funding.first_on, funding.last_on,
    ))  # fmt: skip
    told = {
        "Bevillingsgiver": funding.funder,
        "Formål": funding.purpose,
        "Deres nummer": funding.reference,
        "Bevilget": f"{first} til {last}",
        "Rapporten handler om": str(period),
    }
    return "\n".join(f"| {name} | {_cell(words)} |" for name, words in told.items() if words)


def _columns(first_on: date, period: Period) -> list[Period]:
    """The period and the same one of each year before, back to the year before the grant began."""
    found = [period]
    while len(found) < MOST_PERIODS and found[0].year >= first_on.year:
        found.insert(0, before(found[0]))
    return found


def _promised(promises: Sequence[Promise], periods: Sequence[Period], house: Organisation) -> str:
    """A table: each promise, how many, by when, and what is counted in every period."""
    head = ["Løfte", "Lovet", "Inden", *map(str, periods)]
    line = "|---|--:|---|" + "--:|" * len(periods)
    rows = [[_cell(p.words), _grouped(p.target), f"{p.due_on:%d.%m.%Y}",
             *(_counted(p, one, house, is_before=one != periods[-1]) for one in periods)]
            for p in promises]  # fmt: skip
    return "\n".join([f"| {' | '.join(head)} |", line, *(f"| {' | '.join(r)} |" for r in rows)])


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _cell(words: str) -> str:
    """Words that cannot break out of their cell, nor become a figure or markup."""
    return words.translate(str.maketrans("|{}[]", "/()()"))


def _counted(promise: Promise, period: Period, house: Organisation, *, is_before: bool) -> str:
    """The place of the number that counts a promise; `is_before` the period the report is about."""
    if not promise.figure or (is_before and _was_not_counting(promise.figure, period, house)):
        return NOT_COUNTED
    address = f"{promise.figure}@{house.slug}/{period}"
    if not promise.by:
        return f"{{{{{address}}}}}"
    figure = figures.figure_with(promise.figure)
    label = figures.labels(figure, promise.by, house.pk).get(promise.part, promise.part)
    return f"{{{{{address}?by={promise.by} \\| kun {label}}}}}"


def _was_not_counting(figure: str, period: Period, house: Organisation) -> bool:
    """Whether the house wrote nothing down that year: a zero would say that nobody came."""
    if period.year in years_counted():
        return False
    return not figures.value(figure, house.pk, Period(period.year), edition=Edition.INTERNAL).total


def _how_counted(promises: Sequence[Promise]) -> str:
    """Each number's definition, base and method; what nothing counts is named."""
    known = [
        figures.figure_with(name) for name in dict.fromkeys(p.figure for p in promises if p.figure)
    ]
    told = [f"## {f.title}\n\n{f.definition}\n\n{f.base} {f.method}" for f in known]
    if left := [p.words for p in promises if not p.figure]:
        names = "\n".join(f"- {_cell(words)}" for words in left)
        told.append(f"## Ikke talt\n\nHuset tæller ikke det her:\n\n{names}")
    return "\n\n".join(told)
