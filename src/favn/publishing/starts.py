"""What a new report begins with, so that nobody begins with an empty page.

The words in square brackets are for the one who writes and are meant to be written over.
"""

from collections.abc import Iterable, Sequence

from favn.kit import figures
from favn.people.organisations.models import Organisation
from favn.publishing.choices import ReportKind
from favn.publishing.papers import Written
from favn.statistics.figures import Figure

TEN = 10

# A report is written in Danish whatever the language of the screens: these are data, not texts.
FOREWORD = Written(
    "Forord",
    "[Hvem er I, og hvad var det vigtigste i {year}? Fem linjer er nok.]",
)
INCOME = """\
| Indtægt | Kroner |
|---|--:|
| Tilskud fra kommunen | 0 |
| Fonde | 0 |
| Egne indtægter | 0 |

{{ graf: [Skriv, hvor de fleste penge kom fra] }}
"""
COST = """\
| Udgift | Kroner |
|---|--:|
| Løn | 0 |
| Husleje og drift | 0 |
| Aktiviteter | 0 |

{{ graf: [Skriv, hvad de fleste penge gik til] }}
"""
BUDGET = """\
| Indsats | Kroner |
|---|--:|
| [Indsats] | 0 |

{{ graf: [Skriv, hvad de fleste penge gik til] }}
"""


def chapters(
    kind: str, organisation: Organisation, year: int, offices: Iterable[str]
) -> list[Written]:
    """The chapters of a new report, the foreword first."""
    foreword = Written(FOREWORD.title, FOREWORD.text.replace("{year}", str(year)))
    if kind == ReportKind.YEAR:
        return [foreword, *_centre(organisation, year)]
    if kind == ReportKind.STATUS:
        return [foreword, *_municipality(offices)]
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


def _municipality(offices: Iterable[str]) -> Sequence[Written]:
    words = "[Hvad er sket i året, og hvad er næste skridt?]"
    own = [Written(name, words, name) for name in offices]
    return (*own, Written("Økonomi", BUDGET))
