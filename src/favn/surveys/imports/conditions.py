"""“relevant” as a condition of the engine: one earlier answer, asked in one way.

What asks more than that is not guessed at: the answer is a sentence instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from favn.surveys.choices import CHOSEN, Compare, Kind
from favn.surveys.rules.sheet import Condition, Item

_REF = r"\$\{\s*(?P<name>[^}\s]+)\s*\}"
_VALUE = r"(?:'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\"|(?P<number>-?\d+(?:\.\d+)?))"
_SELECTED = rf"selected\(\s*{_REF}\s*,\s*{_VALUE}\s*\)"
PLAIN = re.compile(rf"{_REF}\s*(?P<test>!=|>=|<=|=|>|<)\s*{_VALUE}")
CHOSEN_ONE = re.compile(_SELECTED)
NOT_CHOSEN = re.compile(rf"not\(\s*{_SELECTED}\s*\)")
TESTS = {"=": Compare.IS, "!=": Compare.IS_NOT, ">=": Compare.AT_LEAST, "<=": Compare.AT_MOST}
STEPS = {">": (Compare.AT_LEAST, 1), "<": (Compare.AT_MOST, -1)}
"""“above” and “below” of whole numbers."""
LONGEST = 1000
"""Signs; one answer asked in one way takes a tenth. Nested brackets cost their number squared."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question that stands before: as it was read, whole numbers or not, its options' keys."""

    item: Item
    is_whole: bool
    keys: Mapping[str, str]
    """An option's name in the file → its key."""


def condition_of(text: str, known: Mapping[str, Known]) -> Condition | str:
    """The condition, or why there is none; `known` is by the name in the file."""
    if len(text) > LONGEST:
        return _too_much(text)
    text = _bare(text)
    for pattern, test in ((NOT_CHOSEN, "!="), (CHOSEN_ONE, "="), (PLAIN, "")):
        found = pattern.fullmatch(text)
        if found:
            named = found.groupdict()
            value = next(v for v in (named["one"], named["two"], named["number"]) if v is not None)
            return _condition(known.get(named["name"]), test or named["test"], value, bool(test))
    return _too_much(text)


def _too_much(text: str) -> str:
    return _("Betingelsen “%(text)s” er mere, end Favn kan spørge om.") % {"text": text[:120]}


QUOTES = str.maketrans("‘’“”", "''\"\"")
"""What word processors make of a quotation mark."""


def _bare(text: str) -> str:
    """Without the brackets and blanks around it, and with plain quotation marks."""
    text = " ".join(text.split()).translate(QUOTES)
    while text.startswith("(") and text.endswith(")") and _is_one(text):
        text = text[1:-1].strip()
    return text


def _is_one(text: str) -> bool:
    """Whether the first bracket is closed by the last sign."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def _condition(known: Known | None, test: str, value: str, is_choice: bool) -> Condition | str:
    if known is None:
        return _("Betingelsen peger på et spørgsmål, der ikke er taget med før dette.")
    kind = known.item.kind
    if kind in CHOSEN:
        return _chosen(known, test, value, is_choice)
    if kind in (Kind.SCALE, Kind.NUMBER):
        return _numbered(known, test, value)
    if kind == Kind.SHORT and test in ("=", "!="):
        return Condition(known.item.question, TESTS[test], value)
    return _("Favn kan ikke spørge efter den slags svar.")


def _chosen(known: Known, test: str, value: str, is_choice: bool) -> Condition | str:
    key = known.keys.get(value)
    if test not in ("=", "!=") or (known.item.kind == Kind.SEVERAL and not is_choice):
        return _("Favn kan kun spørge, om ét svar er valgt: selected(${navn}, 'svar').")
    if key is None:
        return _("Betingelsen peger på svaret “%(value)s”, som ikke findes.") % {"value": value}
    return Condition(known.item.question, TESTS[test], key)


def _numbered(known: Known, test: str, value: str) -> Condition | str:
    try:
        number = float(value)
    except ValueError:
        return _("Betingelsen sammenligner et tal med en tekst.")
    if test in TESTS:
        return Condition(known.item.question, TESTS[test], _plain(number))
    compare, step = STEPS[test]
    if not (known.is_whole and number.is_integer()):
        return _("Favn kan spørge om “mindst” og “højst”, ikke om “over” og “under” med komma.")
    return Condition(known.item.question, compare, _plain(number + step))


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)
