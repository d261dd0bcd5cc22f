"""What happened to an initiative since the last closed round, in one sentence and as differences.

Numbers are compared over the quarters that both years have accepted from the same association, and
the quarters are named; a year or a quarter that is not over is never held against a whole one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from favn.kit.figures import figure_with
from favn.policy.choices import Status
from favn.policy.models import Initiative

Line = dict[str, Any]
"""A line of a frozen paper, see `queries.frozen.lines_to_freeze`."""
Stretch = tuple[str, str]
"""A quarter without its year and, where it was told before its end, how far: ("Q4", "11-20")."""
LEAP_YEAR = "2000"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one association in both years, over the same stretches of them."""

    stretches: tuple[Stretch, ...]
    title: str
    unit: str
    association: str
    before: int
    now: int

    @property
    def when(self) -> str:
        """As people say it: 1., 2. kvartal, and how far where both stop before the end."""
        numbers = ", ".join(_named(*stretch) for stretch in self.stretches)
        return _("%(numbers)s kvartal") % {"numbers": numbers}

    @property
    def change(self) -> int:
        """How many more, or fewer."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since `year`: the sentence, and the numbers that may be compared."""

    year: int
    sentence: str
    differences: tuple[Difference, ...] = ()
    incomparable: bool = False


def _named(quarter: str, reached: str) -> str:
    number = f"{quarter.removeprefix('Q')}."
    if not reached:
        return number
    day = date_format(date.fromisoformat(f"{LEAP_YEAR}-{reached}"), "MONTH_DAY_FORMAT")
    return _("%(number)s (til og med %(day)s)") % {"number": number, "day": day}


def since(
    year: int, before: Line | None, now: Line, earlier: Mapping[str, Line] | None = None
) -> Since:
    """Compare a line with the same initiative's line of an earlier frozen paper.

    `earlier` is that paper whole, id → line: what stood in it and went into this one is told.
    """
    joined = _joined_words(now, earlier or {})
    if before is None:
        return Since(year, " ".join([_new(year, now), *joined]))
    pairs = _pairs(before["counts"], now["counts"])
    differences = tuple(pair for pair in pairs if pair is not None)
    sentence = " ".join([*_sentences(year, before, now), *joined])
    return Since(year, sentence, differences, None in pairs)


def gone_into(year: int, into: Initiative) -> Since:
    """Of an initiative that lives on in another: where it went."""
    words = {"year": year, "number": into.number, "title": into.title}
    return Since(
        year, _("Siden status for %(year)s er den lagt ind i %(number)s. %(title)s.") % words
    )


def _new(year: int, now: Line) -> str:
    if now["split_from"]:
        words = {"year": year, "number": now["split_from"]["number"]}
        words |= {"title": now["split_from"]["title"]}
        return _("Ny siden status for %(year)s: skilt ud af %(number)s. %(title)s.") % words
    return _("Ny siden status for %(year)s.") % {"year": year}


def _joined_words(now: Line, earlier: Mapping[str, Line]) -> list[str]:
    """Each initiative of the earlier paper that went into this one, with how far it was then."""
    gone = [joined for joined in now["joined"] if joined["id"] in earlier]
    return [
        _("%(number)s. %(title)s er lagt ind i den. Den var “%(status)s”.")
        % {
            "number": joined["number"],
            "title": joined["title"],
            "status": _label(earlier[joined["id"]]),
        }
        for joined in gone
    ]


def _sentences(year: int, before: Line, now: Line) -> list[str]:
    said = [_status_words(year, before, now)]
    if before["number"] != now["number"]:
        said.append(_("Den havde nummer %(number)s.") % {"number": before["number"]})
    if before["office"] != now["office"]:
        said.append(_("Den hørte til %(office)s.") % {"office": before["office"]})
    return said


def _status_words(year: int, before: Line, now: Line) -> str:
    words = {"year": year, "before": _label(before), "now": _label(now)}
    if not now["status"]:
        return _("Status for %(year)s var “%(before)s”. Årets status er ikke givet endnu.") % words
    if before["status"] == now["status"]:
        return _("Stadig “%(now)s”, som i status for %(year)s.") % words
    return _("Fra “%(before)s” i status for %(year)s til “%(now)s”.") % words


def _label(line: Line) -> str:
    """How far it was; what was read out of prose is never told as the office's answer."""
    if not line["status"]:
        return _("ingen status")
    label = str(Status(line["status"]).label)
    return _("%(status)s, udledt") % {"status": label} if line["is_inferred"] else label


def _pairs(before: list[Line], now: list[Line]) -> list[Difference | None]:
    """One difference per figure of both years; None where they share no stretch."""
    old, new = _by_figure(before), _by_figure(now)
    return [_difference(key, old[key], new[key]) for key in new if key in old]


def _by_figure(counts: list[Line]) -> dict[tuple[str, str], dict[Stretch, int]]:
    """(association, figure) → stretch → value; withheld values are left out."""
    found: dict[tuple[str, str], dict[Stretch, int]] = {}
    for line in counts:
        quarters = found.setdefault((line["association"], line["figure"]), {})
        if line["value"] is not None:
            quarters[_stretch(line)] = line["value"]
    return found


def _stretch(line: Line) -> Stretch:
    return line["quarter"].partition("-")[2], line["through"].partition("-")[2]


def _difference(
    key: tuple[str, str], old: dict[Stretch, int], new: dict[Stretch, int]
) -> Difference | None:
    shared = tuple(sorted(old.keys() & new.keys()))
    if not shared:
        return None
    figure = figure_with(key[1])
    before, now = (sum(year[stretch] for stretch in shared) for year in (old, new))
    return Difference(shared, str(figure.title), str(figure.unit), key[0], before, now)
