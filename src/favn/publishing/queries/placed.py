"""The numbers that somebody placed in a text by their address in braces.

`{{centre.visits@medborgerhuset/2023}}`, with `?by=month` and `| tabel` or `| graf` for its parts,
`| kun januar` for one of them, or `| gennemsnit` where the parts are numbers; or
`{{policy.initiatives@sundhavn/handleplan/2025}}` for a plan's.
Each is read as its own living page would show it to the one who writes: own numbers in the
edition of the report, a municipality's as accepted, everybody else's as published. What cannot be
read is a sentence beside its place.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation
from favn.policy.rules.tables import PlanAddress
from favn.publishing.queries import planned, readings
from favn.publishing.queries.kept import Part, Placed
from favn.publishing.queries.readings import Reading
from favn.statistics.figures import Address, Edition, FigureError, Period, Question

LANGUAGE = "da"
"""Reports are written in Danish, whichever language the screens are in."""
PLACE = re.compile(
    r"\{\{(?!\s*(?:graf|sum)\s*[:}])\s*(?P<address>[^{}|\\\n]+?)\s*"
    r"(?:\\?\|\s*(?:kun\s+(?P<only>[^{}|\n]+?)|(?P<shape>\w+))\s*)?\}\}"
)
"""An address, and after a bar its shape, or `kun` and the name of the one part that is meant.

In a cell of a table the bar has a backslash before it.
"""
SHAPES = {"tal": "number", "tabel": "table", "graf": "chart", "gennemsnit": "mean"}


@dataclass(frozen=True, slots=True)
class Found:
    """A placed number, and the live value behind it where it is the house's own."""

    placed: Placed
    value: figures.Value | None = None


def addresses_in(texts: Iterable[str]) -> list[str]:
    """Every address in braces, once, in the order met."""
    met = (match["address"] for text in texts for match in PLACE.finditer(text))
    return list(dict.fromkeys(met))


def found_in(
    texts: Iterable[str], membership: Membership | None, edition: Edition
) -> dict[str, Found]:
    """What every address in the texts stands for, to this reader, in this edition."""
    with translation.override(LANGUAGE):
        found: dict[str, Found] = {}
        shelf = planned.shelf_of(membership)
        own: dict[tuple[Period, Edition], list[tuple[str, Address]]] = {}
        for text in addresses_in(texts):
            if plan := PlanAddress.parse(text):
                found[text] = Found(planned.read(text, plan, shelf) or _not_there(text))
                continue
            address = _understood(text)
            if isinstance(address, str):
                found[text] = Found(Placed(text, problem=address))
            elif own_edition := _own_edition(address, membership, edition):
                own.setdefault((address.period, own_edition), []).append((text, address))
            else:
                found[text] = Found(_from_elsewhere(text, address, membership))
        assert membership is not None or not own
        for (period, seen), asked in own.items():
            found |= _own(asked, membership.organisation, period, seen)  # type: ignore[union-attr]
        return found


def problem_at(match: re.Match[str], placed: Mapping[str, Placed]) -> str:
    """What is wrong with one place in a text, in a sentence; empty where nothing is."""
    found, shape = placed.get(match["address"]), match["shape"] or "tal"
    if found is None or found.problem:
        return found.problem if found else _unseen(match["address"])
    if match["only"]:
        return _no_such_part(match["only"], found)
    return _no_such_shape(shape, found, match["address"])


def _no_such_shape(shape: str, found: Placed, address: str) -> str:
    if shape not in SHAPES:
        said = _("“%(shape)s” kan ikke vises. Skriv tal, tabel, graf eller gennemsnit.")
        return said % {"shape": shape}
    if shape == "gennemsnit" and found.mean is None:
        return _no_mean(found)
    if shape == "graf" and found.columns:
        return _("%(title)s efter %(by)s er ord og kan ikke være søjler. Skriv tabel.") % {
            "title": found.title,
            "by": found.by,
        }
    if shape != "tal" and not found.by:
        return _("En %(shape)s skal have dele. Skriv for eksempel %(address)s?by=month.") % {
            "shape": shape,
            "address": address,
        }
    return ""


def _no_mean(found: Placed) -> str:
    return _(
        "%(title)s har ikke et gennemsnit her. Det har kun et år, der er slut, delt efter noget,"
        " der er et tal, og med så mange, at ingen kan kendes på det."
    ) % {"title": found.title}


def _no_such_part(label: str, found: Placed) -> str:
    if found.part(label) is not None and not found.columns:
        return ""
    may = ", ".join(part.label for part in found.parts) or _("ingen")
    return _("%(title)s har ingen del, der hedder “%(label)s”. Delene er: %(may)s.") % {
        "title": found.title,
        "label": label,
        "may": may,
    }


def _not_there(text: str) -> Placed:
    return Placed(text, problem=_unseen(text))


def problems_in(texts: Iterable[str], placed: Mapping[str, Placed]) -> list[str]:
    """What stands in the way of freezing, a sentence each, in the order met."""
    met = (problem_at(match, placed) for text in texts for match in PLACE.finditer(text))
    with translation.override(LANGUAGE):
        return [problem for problem in dict.fromkeys(met) if problem]


def _understood(text: str) -> Address | str:
    """The address, or the sentence that says what is wrong with it."""
    try:
        address = Address.parse(text)
    except FigureError:
        return _("“%(text)s” er ikke en adresse. Skriv for eksempel %(example)s.") % {
            "text": text,
            "example": "centre.visits@medborgerhuset/2026?by=month",
        }
    known = figures.catalogue()
    if address.figure not in known:
        near = get_close_matches(address.figure, known, n=1, cutoff=0.3) or list(known)[:1]
        return _("Der er ikke noget tal, der hedder %(figure)s. Det nærmeste er %(near)s.") % {
            "figure": address.figure,
            "near": near[0],
        }
    try:
        Question(known[address.figure], address.period, address.by)
    except FigureError:
        return _("%(title)s kan ikke deles efter “%(by)s”. Skriv en af disse: %(may)s.") % {
            "title": known[address.figure].title,
            "by": address.by,
            "may": ", ".join(dict.fromkeys(("month", *known[address.figure].dimensions))),
        }
    return address


def _own_edition(
    address: Address, membership: Membership | None, wanted: Edition
) -> Edition | None:
    """The edition in which one's own number is placed; None where it is somebody else's.

    What the writer may not see exactly stands in the closest edition they may see.
    """
    if membership is None or membership.organisation.slug != address.organisation:
        return None
    figure = figures.figure_with(address.figure)
    may = readings.editions_at(membership, membership.organisation, figure, address.by)
    if wanted in may:
        return wanted
    return may[0] if may and figure.is_special else None


def _own(
    asked: list[tuple[str, Address]], organisation: Organisation, period: Period, edition: Edition
) -> dict[str, Found]:
    """The house's own numbers of one period, from one snapshot."""
    questions = [(address.figure, address.by) for _text, address in asked]
    values = figures.values(questions, organisation.pk, period, edition=edition)
    pairs = zip(asked, values, strict=True)
    return {text: Found(_placed(text, value), value) for (text, _address), value in pairs}


def _placed(text: str, value: figures.Value) -> Placed:
    return Placed(
        text,
        title=str(value.figure.title),
        unit=str(value.figure.unit),
        period=str(value.period),
        by=figures.dimension_name(value.by) if value.by else "",
        total=value.total,
        mean=_whole_mean(value),
        parts=tuple(Part(row.label, row.value, row.withheld) for row in _begun(value)),
        withheld=value.withheld,
        empty=_empty(value),
        overlaps=value.overlaps,
        is_of_persons=value.figure.counts == "persons",
        edition=str(value.edition),
        snapshot=value.snapshot,
        as_of=value.as_of.isoformat(),
        has_page=True,
    )


def _whole_mean(value: figures.Value) -> int | None:
    """The mean of a breakdown by a number, in whole ones."""
    mean = figures.mean_of(value)[0] if value.by in figures.OF_NUMBERS else None
    return None if mean is None else round(mean)


def _empty(value: figures.Value) -> tuple[str, ...]:
    """Names of the breakdown's parts that have no line; the calendar's parts always have one."""
    if value.by is None or value.by in figures.OF_THE_CALENDAR:
        return ()
    names = figures.labels(value.figure, value.by, value.organisation_id)
    told = {row.key for row in value.rows}
    return tuple(str(name) for key, name in names.items() if key not in told)


def _begun(value: figures.Value) -> Iterable[figures.Row]:
    """A month to come is not a month of zeros."""
    today = clock.today()
    if value.by != "month" or value.period.year != today.year:
        return value.rows
    return (row for row in value.rows if int(row.key) <= today.month)


def _from_elsewhere(text: str, address: Address, membership: Membership | None) -> Placed:
    """Another house's number, as it was accepted or as it was published."""
    reading = readings.reading(address, membership, None)
    if reading is None or reading.value is not None:
        return Placed(text, problem=_unseen(text))
    if reading.sent is not None and reading.sent.accepted_at is None:
        sentence = _("%(text)s er sendt til jer, men ikke godkendt endnu.") % {"text": text}
        return Placed(text, problem=sentence)
    figure = figures.figure_with(address.figure)
    told: dict[str, Any] = {
        "title": str(figure.title),
        "unit": str(figure.unit),
        "period": str(address.period),
        "edition": str(reading.edition),
        "snapshot": reading.snapshot,
        "overlaps": figure.counts == "persons",
        "is_of_persons": figure.counts == "persons",
    }
    return Placed(text, **told, **_as_told(reading, address))


def _as_told(reading: Reading, address: Address) -> dict[str, Any]:
    if (sent := reading.sent) is not None:
        return {"total": sent.accepted_value, "as_of": sent.as_of.isoformat()}
    entry = reading.released
    assert entry is not None
    why = _("Delen blev holdt tilbage, da tallet blev offentliggjort.")
    parts = tuple(
        Part(row.label, row.value, why if row.value is None else None)
        for row in figures.released_rows(entry)
    )
    by = figures.dimension_name(address.by) if address.by else ""
    at = entry.released_at.isoformat()
    return {"total": entry.value, "parts": parts, "by": by, "as_of": at, "has_page": True}


def _unseen(text: str) -> str:
    return _("%(text)s findes ikke, eller tallet er ikke delt med jer.") % {"text": text}


def as_published(organisation_id: UUID, addresses: Iterable[str]) -> dict[str, Placed]:
    """What the house has itself made public since, for readers from outside; others left out."""
    with acting_for(organisation_id), translation.override(LANGUAGE):
        told = {}
        for text in addresses:
            address = "" if PlanAddress.parse(text) else _understood(text)
            if not isinstance(address, str):
                told[text] = _from_elsewhere(text, address, None)
        return {text: placed for text, placed in told.items() if not placed.problem}


def houses_in(addresses: Iterable[str]) -> list[UUID]:
    """The organisations whose numbers stand at some addresses."""
    known = (_understood(text) for text in addresses)
    slugs = {address.organisation for address in known if not isinstance(address, str)}
    rows = Organisation.objects.filter(slug__in=slugs)
    return list(rows.values_list("pk", flat=True))
