"""What a new report begins with, so that nobody begins with an empty page.

The words in square brackets are for the one who writes and are meant to be written over.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from favn.kit import figures
from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Organisation, Unit
from favn.policy.rules.tables import PlanAddress, slug_of
from favn.publishing.choices import ReportKind
from favn.publishing.papers import Written
from favn.statistics.figures import Figure

TEN = 10

# A report is written in Danish whatever the language of the screens: these are data, not texts.
WORDS = "[Hvad er sket i året, og hvad er næste skridt?]"
FOREWORD = Written(
    "Forord",
    "[Hvem er I, og hvad var det vigtigste i {year}? Fem linjer er nok.]",
)
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
    foreword = Written(FOREWORD.title, FOREWORD.text.replace("{year}", str(year)))
    if kind == ReportKind.YEAR:
        return [foreword, *_centre(organisation, year)]
    if kind == ReportKind.STATUS:
        return [foreword, *_municipality(organisation, year, units, plan)]
    return [foreword]


def _centre(organisation: Organisation, year: int) -> Sequence[Written]:
    known = list(figures.catalogue().values())[:TEN]
    whole = "\n\n".join(f"{{{{{_at(figure, organisation, year)}}}}}" for figure in known)
    rooms = "\n\n".join(_room(figure, organisation, year) for figure in known if _is_room(figure))
    return (
        Written("Året i tal", whole),
        Written("Rummene", rooms),
        Written("Indtægter", INCOME),
        Written("Udgifter", COST),
    )


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
