"""A list of associations as somebody looked for it: one page, and why each was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.associations.forms.directory import FindForm
from favn.associations.models import Entry
from favn.associations.queries import finding
from favn.associations.queries.entries import tiles
from favn.associations.views import drawing
from favn.kit import clock
from favn.statistics.searching import Agreement, How, Piece, marked

PER_PAGE = 25
LONGEST_TEXT = 240
SAID = {
    How.SLIP: gettext_lazy("“%(asked)s” er læst som “%(word)s”."),
    How.INSIDE: gettext_lazy("“%(asked)s” i “%(word)s”."),
    How.PART: gettext_lazy("“%(asked)s” i “%(word)s”."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One association of the list, its name and text with what was found marked."""

    entry: Entry
    name: list[Piece]
    text: list[Piece]
    why: str


def listed(request: HttpRequest, *, only_public: bool) -> dict[str, Any]:
    """What a page of the directory shows."""
    needs = {finding.LIVING, finding.PUBLIC} if only_public else set()
    every = finding.everything(needs)
    form = FindForm(request.GET, every.facets)
    words, facets = form.asked()
    is_asked = bool(words or facets)
    found = finding.search(words, needs | facets)
    page = Paginator(found.keys, PER_PAGE).get_page(request.GET.get("side"))
    rows = finding.of_page(page.object_list)
    return {
        "filters": form,
        "is_filtered": is_asked,
        "page": page,
        "lines": [_line(row, found.agreements) for row in rows],
        "total": len(every.keys),
        "map": _map(only_public=only_public) if not is_asked and page.number == 1 else None,
    }


def _line(row: Entry, agreements: tuple[Agreement, ...]) -> Line:
    text = " ".join(" ".join((row.purpose, row.doings)).split())
    shown = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    return Line(row, marked(row.name, agreements), marked(shown, agreements), _why(row, agreements))


def _why(row: Entry, agreements: Iterable[Agreement]) -> str:
    """Why it was found, where that is not plain to see: a slip, or a word inside another."""
    fields = (row.name, row.other_names, row.purpose, row.doings, row.meets_at,
              " ".join((*row.activity_words, *row.target_words, *row.language_words)))  # fmt: skip
    said = []
    for one in agreements:
        word = next((p.text for f in fields for p in marked(f, [one]) if p.is_found), "")
        if word and one.how in SAID:
            said.append(SAID[one.how] % {"asked": one.asked, "word": word})
    return " ".join(dict.fromkeys(said[:3]))


def _map(*, only_public: bool) -> dict[str, Any] | None:
    """The municipality in tiles, with its table."""
    places = tiles(clock.today(), only_public=only_public)
    if not places:
        return None
    drawn = [(t.district.name, t.district.row, t.district.column, t.count) for t in places]
    most = max(places, key=lambda tile: tile.count)
    words = {"place": most.district.name, "n": most.count}
    return {
        "title": _("Flest foreninger i %(place)s: %(n)s") % words,
        "narrow": drawing.tiles(drawn, 104),
        "wide": drawing.tiles(drawn, 128),
        "tiles": places,
    }
