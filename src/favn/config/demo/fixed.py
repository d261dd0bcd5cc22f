"""What makes the demo world the same each time: ids made from words, dice with a seed, moments."""

import random
import uuid
from datetime import date, datetime, time

from django.utils import timezone

from favn.kit import clock

WORLD = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.favn.example")
CLOSED_YEAR = 2023


def known_id(*words: object) -> uuid.UUID:
    """The id of something that has a name in the demo world."""
    return uuid.uuid5(WORLD, "/".join(map(str, words)))


def dice(*words: object) -> random.Random:
    """The same throws for the same words, on whatever day the world is built."""
    return random.Random("/".join(map(str, words)))  # noqa: S311 - a demo, not a secret


def thrown_id(throw: random.Random) -> uuid.UUID:
    """An id like those that devices make, but the same each time."""
    return uuid.UUID(int=throw.getrandbits(128), version=4)


def about(throw: random.Random, mean: float) -> int:
    """A count around a mean, never below zero."""
    return max(0, round(throw.gauss(mean, mean**0.5)))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A local moment, never later than now."""
    return min(timezone.make_aware(datetime.combine(day, time(hour, minute))), clock.now())
