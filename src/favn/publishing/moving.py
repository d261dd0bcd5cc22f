"""What has changed since a report was frozen: which of its numbers are others now, in words."""

from collections.abc import Iterator, Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from favn.publishing.papers import number_words
from favn.publishing.queries import LANGUAGE, Placed

FEW = 5
"""So many lines that have moved are named beside their table; all of them stand on top."""


def moved(then: Mapping[str, Placed], now: Mapping[str, Placed]) -> list[tuple[str, str, str]]:
    """What has changed since: (what, then, now) in words, whole numbers and their parts."""
    with translation.override(LANGUAGE):
        pairs = [(placed, now[key]) for key, placed in then.items() if key in now]
        lines = [line for one, other in pairs for line in _moved(one, other)]
        return list(dict.fromkeys(lines))


def _moved(then: Placed, now: Placed) -> Iterator[tuple[str, str, str]]:
    if now.problem:
        return
    name = f"{then.title}, {then.period}"
    if then.total != now.total:
        yield name, number_words(then.total), number_words(now.total)
    for label, before, after in _parts_moved(then, now):
        yield f"{name}: {label}", before, after


def _parts_moved(then: Placed, now: Placed) -> Iterator[tuple[str, str, str]]:
    """(part, then, now) in words, also for parts that are new or gone."""
    before, after = (_told_by_label(one) for one in (then, now))
    none = "–" if then.columns else number_words(0)
    for label in dict.fromkeys((*before, *after)):
        one, other = before.get(label, none), after.get(label, none)
        if one != other:
            yield label, one, other


def _told_by_label(placed: Placed) -> dict[str, str]:
    if placed.columns:
        return {part.label: ", ".join(part.words) for part in placed.parts}
    return {part.label: number_words(part.value) for part in placed.parts}


def said_now(then: Mapping[str, Placed], now: Mapping[str, Placed]) -> dict[str, str]:
    """By address: “nu 9.861”, or which lines have moved; for the numbers that have."""
    with translation.override(LANGUAGE):
        pairs = ((key, placed, now[key]) for key, placed in then.items() if key in now)
        told = ((key, _said(one, other)) for key, one, other in pairs if not other.problem)
        return {key: words for key, words in told if words}


def _said(then: Placed, now: Placed) -> str:
    lines = [f"{label} {after}" for label, _before, after in _parts_moved(then, now)]
    whole = "" if then.total == now.total else number_words(now.total)
    if not lines:
        return _("nu %(value)s") % {"value": whole} if whole else ""
    named = [_("i alt %(value)s") % {"value": whole}] if whole else []
    more = [_("og %(n)s linjer mere") % {"n": len(lines) - FEW}] if len(lines) > FEW else []
    return _("Nu: %(lines)s.") % {"lines": "; ".join([*named, *lines[:FEW], *more])}
