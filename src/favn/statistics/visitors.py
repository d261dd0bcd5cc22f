"""How many different people came through a door where only some of them show a card?

Cards are counted exactly. Of visits without one, bounds alone are certain, and they follow from
what is taken for granted (`Supposed`, the least first). Beyond them stand two estimates, each
under a supposition of its own about who comes without a card, and neither where its method does
not hold: `if_forgotten` (Chao 1984 and Colwell et al. 2012) and `if_others` (a ratio estimate,
Cochran, Sampling Techniques, 1977, chapter 6).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, log, sqrt

from favn.statistics.distributions import normal_quantile
from favn.statistics.intervals import Interval
from favn.statistics.reasons import Reason, Refused

FEWEST_CARDS = 30
"""Under so many cards an estimate says more about chance than about guests."""
MOST_REPEATS = 0.05
"""Where more of the visits with a card are second ones, nobody takes the others to be first."""
TIMES_AS_OFTEN = 2
"""Guests without a card may come half as often or twice as often as those with one."""
LEAST_SHARE = 1 / 3
"""Under this share of visits with a card, the guests with one say too little of the others."""


class Supposed(StrEnum):
    """What is taken for granted. The first two go for those after them too."""

    NOTHING = "nothing"
    """Each visit is one guest's, each card is one guest's, and nobody has two cards but those who
    may (`Door.replaced`)."""
    HOUR = "hour"
    """Nobody is counted twice within one hour."""
    SHOWN = "shown"
    """Whoever has a card shows it every time."""
    DAY = "day"
    """Nobody is counted twice on one day."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a period's visits say, with no card in it.

    `times`: number of visits → how many cards were shown at so many. `in_an_hour`, `in_a_day`: the
    most there were at once of cards shown and visits without one together; `without_in_an_hour` of
    the latter alone. `hours`, `days`: how often a card was seen, once an hour and once a day.
    """

    times: Mapping[int, int]
    without: int
    in_an_hour: int
    in_a_day: int
    without_in_an_hour: int
    hours: int
    days: int
    replaced: int = 0
    """How many of the cards may be a second one of a guest who showed another: a lost card that was
    blocked and a new one, or two cards that are known to be one person's."""

    @property
    def cards(self) -> int:
        """Different cards."""
        return sum(self.times.values())

    @property
    def with_card(self) -> int:
        """Visits with a card."""
        return sum(visits * cards for visits, cards in self.times.items())

    @property
    def visits(self) -> int:
        """All of them."""
        return self.with_card + self.without

    @property
    def share(self) -> float | None:
        """Visits with a card of all, 0 to 1; None where nobody came."""
        return self.with_card / self.visits if self.visits else None

    def repeats(self, supposed: Supposed) -> int:
        """Visits with a card that come second within an hour, or a day where that is supposed."""
        if supposed is Supposed.NOTHING:
            return 0
        return self.with_card - (self.days if supposed is Supposed.DAY else self.hours)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of people, and from where to where it may lie; see whoever made it."""

    value: float
    interval: Interval


def door_of(visits: Iterable[tuple[date, int, Hashable | None]], *, replaced: int = 0) -> Door:
    """What visits say: each with its day, its hour (0 to 23) and its card, or None without one."""
    shown: Counter[Hashable] = Counter()
    hours: defaultdict[tuple[date, int], set[Hashable]] = defaultdict(set)
    bare: Counter[tuple[date, int]] = Counter()
    for day, hour, card in visits:
        if card is None:
            bare[day, hour] += 1
        else:
            shown[card] += 1
            hours[day, hour].add(card)
    days: defaultdict[date, set[Hashable]] = defaultdict(set)
    bare_days: Counter[date] = Counter()
    for (day, _hour), cards in hours.items():
        days[day] |= cards
    for (day, _hour), many in bare.items():
        bare_days[day] += many
    return Door(
        dict(sorted(Counter(shown.values()).items())),
        bare.total(),
        max((len(hours.get(at, ())) + bare[at] for at in {*hours, *bare}), default=0),
        max((len(days.get(on, ())) + bare_days[on] for on in {*days, *bare_days}), default=0),
        max(bare.values(), default=0),
        sum(map(len, hours.values())),
        sum(map(len, days.values())),
        replaced,
    )


def bounds(door: Door, supposed: Supposed = Supposed.NOTHING) -> Interval:
    """The fewest and the most people who can stand behind the visits, under what is supposed.

    The most is always one for each card and one for each visit without. Raises Refused where the
    cards themselves show that the supposition does not hold.
    """
    _check_repeats(door, supposed)
    least = {
        Supposed.NOTHING: min(door.visits, 1),
        Supposed.HOUR: door.in_an_hour,
        Supposed.SHOWN: door.cards - door.replaced + door.without_in_an_hour,
        Supposed.DAY: door.in_a_day,
    }[supposed]
    return Interval(max(door.cards - door.replaced, least), door.cards + door.without)


def _check_repeats(door: Door, supposed: Supposed) -> None:
    repeats = door.repeats(supposed)
    if repeats > MOST_REPEATS * door.with_card:
        raise Refused(
            Reason.REPEATED,
            f"{repeats} of {door.with_card} visits with a card are second ones: guests without a"
            " card may come twice as well.",
        )


def chao1(times: Mapping[int, int], level: float = 0.95) -> Estimate:
    """At least how many there are, seen or not, by how many were seen once and twice.

    Chao 1984 (Scandinavian Journal of Statistics 11, 265), with the interval of Chao 1987
    (Biometrics 43, 783). Raises Refused where none was seen exactly twice.
    """
    return _more(times, None, level)


def seen_in_more(times: Mapping[int, int], further: int, level: float = 0.95) -> Estimate:
    """How many there would be in a sample that is `further` larger, drawn as the first.

    `times`: how often seen → how many. Colwell et al. 2012 (Journal of Plant Ecology 5, 3):
    equation 9, and for the variance the covariances behind equation 10 by the delta method; the
    interval as Chao 1987 has it. Raises Refused where none was seen exactly twice.
    """
    return _more(times, further, level)


def _more(times: Mapping[int, int], further: int | None, level: float) -> Estimate:
    seen, once, twice = sum(times.values()), times.get(1, 0), times.get(2, 0)
    if not once:
        return Estimate(seen, Interval(seen, seen))
    if not twice:
        raise Refused(Reason.NO_TWICE, "Nobody was seen exactly twice: nothing says how many more.")
    size = sum(often * many for often, many in times.items())
    part = (size - 1) / size
    unseen = part * once * once / (2 * twice)
    whole = size * part * once + 2 * twice
    reached, slope = 1.0, 0.0
    if further is not None:
        missed = 1 - 2 * twice / whole
        reached = 1 - missed**further
        slope = unseen * further * missed ** (further - 1) if further else 0.0
    by_once = 1 + 2 * unseen / once * reached - slope * 2 * twice * size * part / whole**2
    by_twice = 1 - unseen / twice * reached + slope * 2 * size * part * once / whole**2
    rest = seen - once - twice
    spread = by_once**2 * once + by_twice**2 * twice + rest
    middle = by_once * once + by_twice * twice + rest
    variance = max(0.0, spread - middle**2 / (seen + unseen))
    return Estimate(seen + unseen * reached, _beyond(seen, unseen * reached, variance, level))


def _beyond(seen: int, more: float, variance: float, level: float) -> Interval:
    """Bounds of those seen and so many more, whose logarithm is taken to be normal (Chao 1987)."""
    if more <= 0:
        return Interval(seen, seen)
    factor = exp(normal_quantile(level) * sqrt(log(1 + variance / more**2)))
    return Interval(seen + more / factor, seen + more * factor)


def if_forgotten(door: Door, level: float = 0.95) -> Estimate:
    """How many came, if every visit had the same chance of being without a card, whoever came.

    Then visits with a card are a sample of all visits, and the question is who else is in the
    whole. The method reaches as far as twice the sample (Chao et al. 2014, Ecological Monographs
    84, 45). Whoever never has a card makes the true number larger. Raises Refused.
    """
    _check_cards(door)
    if door.without > door.with_card:
        raise Refused(
            Reason.BEYOND_DOUBLE, "More visits are without a card than with one: too far to reach."
        )
    found = seen_in_more(door.times, door.without, level)
    return _possible(door, found.value, found.interval)


def if_others(door: Door) -> Estimate:
    """How many came, if those without a card are other people who come as often as those with one.

    The interval is no error of chance: it is what becomes of it where they come twice as often,
    and half as often. Raises Refused.
    """
    _check_cards(door)
    if door.with_card < LEAST_SHARE * door.visits:
        raise Refused(
            Reason.FEW_WITH_CARD, "Too few visits are with a card to say how often the others come."
        )
    more = door.without * door.cards / door.with_card
    interval = Interval(door.cards + more / TIMES_AS_OFTEN, door.cards + more * TIMES_AS_OFTEN)
    return _possible(door, door.cards + more, interval)


def _check_cards(door: Door) -> None:
    if door.cards < FEWEST_CARDS:
        raise Refused(
            Reason.FEW_CARDS, f"{door.cards} cards are too few: it takes {FEWEST_CARDS} or more."
        )


def _possible(door: Door, value: float, interval: Interval) -> Estimate:
    """An estimate inside what can be. Raises Refused where there were more people in one hour."""
    logic = bounds(door)
    if interval.high < door.in_an_hour:
        raise Refused(
            Reason.CONTRADICTED, f"There were {door.in_an_hour} in one hour: the estimate is wrong."
        )
    low, high = (min(max(end, logic.low), logic.high) for end in (interval.low, interval.high))
    return Estimate(min(max(value, logic.low), logic.high), Interval(low, high))
