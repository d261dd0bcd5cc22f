"""What may decide who goes with whom, and what counts how much, as a file of rules (TOML) says it.

A wrong word is refused with the words that are known; weights may have decimals and are made whole
without loss.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from favn.statistics.matching import Criterion, MatchingError, Rule, Weights

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "nr", "nummer", "number"),
    "since": ("since", "siden", "venter siden", "waiting since"),
    "capacity": ("capacity", "pladser", "places"),
    "wishes": ("wishes", "ønsker"),
    "locked": ("locked", "fast"),
    "forbidden": ("forbidden", "ikke"),
}
"""What a person's own columns are called where the rules say nothing else."""
TOP = ("points_for_a_pair", "points_for_a_wish", "columns", "facts", "rule", "criterion")
SIDES = ("people", "others")
KINDS = ("meet", "apart")
MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Book:
    """The rules of a file: weights, and which columns hold what.

    `facts`: fact → its column in the file of people and in that of others.
    """

    weights: Weights
    columns: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, str]]


def book_of(raw: bytes) -> Book:
    """The rules of a TOML file. Raises MatchingError with a sentence on what is wrong."""
    try:
        told = tomllib.loads(raw.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise MatchingError("The rules are no text in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise MatchingError(f"The rules are no TOML: {error}.") from error
    _known(told, TOP, "at the top of the rules")
    rules = _tables(told, "rule", ("fact", "key", "kind"))
    criteria = _tables(told, "criterion", ("fact", "key", "points", "enough"))
    named = {str(one["fact"]): None for one in (*rules, *criteria)}
    return Book(_weights(told, rules, criteria), _columns(told), _facts(told, named))


def _weights(
    told: Mapping[str, Any], rules: list[dict[str, Any]], criteria: list[dict[str, Any]]
) -> Weights:
    """The weights, made whole by one scale for all of them."""
    pair = _points(told.get("points_for_a_pair", 1), "points_for_a_pair")
    wish = _points(told.get("points_for_a_wish", 0), "points_for_a_wish", least=Decimal(0))
    points = [_points(one.get("points"), _where("criterion", n, one))
              for n, one in enumerate(criteria, 1)]  # fmt: skip
    scale = 10 ** max(_decimals(weight) for weight in (pair, wish, *points))
    if pair == 0:
        raise MatchingError("points_for_a_pair is above 0: else being matched counts for nothing.")
    weights = Weights(
        tuple(_rule(n, one) for n, one in enumerate(rules, 1)),
        tuple(
            Criterion(_key(one), one["fact"], int(weight * scale), _enough(n, one))
            for n, (one, weight) in enumerate(zip(criteria, points, strict=True), 1)
        ),
        int(pair * scale),
        int(wish * scale),
        scale,
    )
    _once("rule", [rule.key for rule in weights.rules])
    _once("criterion", [criterion.key for criterion in weights.criteria])
    return weights


def _rule(number: int, one: Mapping[str, Any]) -> Rule:
    kind = one.get("kind", "meet")
    if kind not in KINDS:
        raise MatchingError(
            f"{_where('rule', number, one)}: kind is “meet” (both say one thing in common) or"
            f" “apart” (they must not), not “{kind}”."
        )
    return Rule(_key(one), one["fact"], cast('Literal["meet", "apart"]', kind))


def _key(one: Mapping[str, Any]) -> str:
    return str(one.get("key", one["fact"]))


def _enough(number: int, one: Mapping[str, Any]) -> int:
    enough = one.get("enough", 1)
    if isinstance(enough, bool) or not isinstance(enough, int) or enough < 1:
        where = _where("criterion", number, one)
        raise MatchingError(f"{where}: enough is a whole number, 1 or more, not “{enough}”.")
    return enough


def _points(value: object, where: str, least: Decimal = Decimal("0.0001")) -> Decimal:
    """A weight. Raises MatchingError."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        weight = Decimal(value)
        if weight.is_finite() and weight >= least and _decimals(weight) <= MOST_DECIMALS:
            return weight
    above = "0 or more" if least == 0 else "above 0"
    said = "" if value is None else f", not “{value}”"
    raise MatchingError(
        f"{where}: points are a number {above} with at most {MOST_DECIMALS} decimals{said}."
    )


def _decimals(weight: Decimal) -> int:
    return max(0, -cast("int", weight.normalize().as_tuple().exponent))


def _tables(told: Mapping[str, Any], name: str, known: tuple[str, ...]) -> list[dict[str, Any]]:
    """The tables [[name]], each with a fact. Raises MatchingError."""
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise MatchingError(f"Write [[{name}]] with two brackets, once for each {name}.")
    for number, one in enumerate(found, 1):
        _known(one, known, f"in {name} {number}")
        if not isinstance(one.get("fact"), str) or not one["fact"].strip():
            raise MatchingError(f'The {name} {number} names no fact: write fact = "…".')
        if not isinstance(one.get("key", ""), str):
            raise MatchingError(f"The key of {name} {number} is a text.")
    return found


def _columns(told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The names of a person's own columns: as the rules say, else as they are commonly called."""
    own = _table(told, "columns")
    _known(own, tuple(COLUMNS), "in [columns]")
    if wrong := [name for name, column in own.items() if not isinstance(column, str)]:
        raise MatchingError(f"In [columns], {wrong[0]} is the name of a column.")
    return {**COLUMNS, **{name: (column,) for name, column in own.items()}}


def _facts(told: Mapping[str, Any], named: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The column of every fact in both files. Raises MatchingError."""
    own = _table(told, "facts")
    _known(own, tuple(named), "in [facts]; it holds what rules and criteria name")
    for fact, columns in own.items():
        if not isinstance(columns, dict):
            raise MatchingError(f'In [facts], write {fact} = {{people = "…", others = "…"}}.')
        _known(columns, SIDES, f"in [facts], {fact}")
    return {
        fact: tuple(str(own.get(fact, {}).get(side, fact)) for side in SIDES)  # type: ignore[misc]
        for fact in named
    }


def _table(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name, {})
    if not isinstance(found, dict):
        raise MatchingError(f"Write [{name}] as a table.")
    return found


def _known(told: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raises MatchingError on a word nobody reads."""
    words = list(known)
    if wrong := [word for word in told if word not in words]:
        has = ", ".join(words) or "nothing"
        raise MatchingError(f"“{wrong[0]}” is not known {where}. Known: {has}.")


def _where(name: str, number: int, one: Mapping[str, Any]) -> str:
    return f"{name} {number} ({one['fact']})"


def _once(what: str, keys: list[str]) -> None:
    if twice := [key for key in keys if keys.count(key) > 1]:
        raise MatchingError(f"Two are called {what} “{twice[0]}”: give one of them a key.")
