"""What besides the name speaks for or against one person: birth, phone, mail.

Each gives a weight in bits, as `linkage` adds them up, and what is said about it.
"""

from dataclasses import dataclass
from enum import StrEnum

Said = tuple["Why", str]


class Why(StrEnum):
    """What speaks for or against; words for it stand where people read them."""

    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"
    RESEMBLES = "resembles"
    OTHER_ORDER = "other_order"
    OTHER_NAME = "other_name"
    UNDER = "under"
    SAME_BIRTH = "same_birth"
    SAME_YEAR = "same_year"
    NEAR_YEAR = "near_year"
    SWAPPED_BIRTH = "swapped_birth"
    OTHER_BIRTH = "other_birth"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of somebody. `names` are whole names, the first one their own.

    `born` is "1987-04-02", "1987" or "". The 1st of January counts as a year alone, as offices
    write it where nobody knows the day.
    """

    names: tuple[str, ...]
    born: str = ""
    phone: str = ""
    email: str = ""
    born_is_guess: bool = False


def birth(one: Described, two: Described) -> tuple[float, Said | None]:
    """How two dates of birth agree; an unknown one says nothing."""
    if not one.born or not two.born:
        return 0.0, None
    days = [b.born for b in (one, two)]
    guessed = one.born_is_guess or two.born_is_guess
    year = [int(day[:4]) for day in days]
    exact = all(len(day) == 10 and day[5:] != "01-01" for day in days)
    if exact and days[0] == days[1]:
        return 8.0, (Why.SAME_BIRTH, days[1])
    if exact and days[0][:4] == days[1][:4] and days[0][5:7] == days[1][8:]:
        return 5.0, (Why.SWAPPED_BIRTH, days[1])
    if year[0] == year[1]:
        return (-3.0 if exact else 3.5), (Why.OTHER_BIRTH if exact else Why.SAME_YEAR, days[1])
    if abs(year[0] - year[1]) <= 2 and (guessed or not exact):
        return 1.0, (Why.NEAR_YEAR, days[1])
    return (-3.0 if guessed else -7.0), (Why.OTHER_BIRTH, days[1])


def phone(one: Described, two: Described) -> tuple[float, Said | None]:
    """A family may share a phone, so it weighs less than it seems."""
    if _digits(one.phone) and _digits(one.phone) == _digits(two.phone):
        return 7.0, (Why.SAME_PHONE, "")
    return 0.0, None


def email(one: Described, two: Described) -> tuple[float, Said | None]:
    """The same mail is mostly one person's."""
    mail = one.email.strip().casefold()
    return (
        (8.0, (Why.SAME_EMAIL, "")) if mail and mail == two.email.strip().casefold() else (0, None)
    )


def _digits(phone: str) -> str:
    """The last eight digits: +45 and 0045 are the same phone."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return digits[-8:] if len(digits) >= 8 else ""


def contacts(described: Described) -> set[str]:
    """What somebody is reached by, in one common form."""
    return {c for c in (_digits(described.phone), described.email.strip().casefold()) if c}
