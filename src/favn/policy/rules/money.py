"""How amounts become a total in which nothing counts twice, and which links amounts may have.

An amount that lies inside another one of the sum, or tells the same money once more, is left out
and named. Pure: nothing is read here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

MOST = 10**12
"""A thousand milliards; more is a typing mistake."""
WHOLE = re.compile(r"\d{1,13}|\d{1,3}(\.\d{3}){1,4}", re.ASCII)
MILLIONS = re.compile(r"(\d{1,6})(?:,(\d{1,6}))?\s*mio\.?", re.ASCII)


def kroner(text: str) -> int | None:
    """“200.000”, “200000” and “7,3 mio.” as whole kroner; None where it is not an amount."""
    words = " ".join(text.replace("\xa0", " ").lower().split())
    words = words.removesuffix("kr.").removesuffix("kr").strip()
    if WHOLE.fullmatch(words):
        return int(words.replace(".", ""))
    if found := MILLIONS.fullmatch(words):
        return int(found[1]) * 10**6 + int((found[2] or "").ljust(6, "0"))
    return None


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount as the sum sees it; at most one of the two links is set."""

    id: UUID
    kroner: int
    part_of: UUID | None = None
    same_as: UUID | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum, what it counted, and what it left out: amount → the one it is inside or repeats."""

    kroner: int
    counted: tuple[UUID, ...]
    inside: Mapping[UUID, UUID]
    again: Mapping[UUID, UUID]


def total(asked: Iterable[UUID], every: Mapping[UUID, Piece]) -> Total:
    """The sum of the amounts asked for. `every` holds all amounts that links may pass through."""
    wanted = list(dict.fromkeys(asked))
    first: dict[UUID, UUID] = {}
    told = {pk: first.setdefault(original(pk, every), pk) for pk in wanted}
    again = {pk: other for pk, other in told.items() if other != pk}
    inside = {
        pk: first[whole]
        for pk in wanted
        if pk not in again and (whole := _whole_among(pk, first, every)) is not None
    }
    counted = tuple(pk for pk in wanted if pk not in again and pk not in inside)
    return Total(sum(every[pk].kroner for pk in counted), counted, inside, again)


def original(pk: UUID, every: Mapping[UUID, Piece]) -> UUID:
    """The amount that is told once more by `pk`; itself where it repeats none."""
    while (piece := every[pk]).same_as is not None:
        pk = piece.same_as
    return pk


def _whole_among(pk: UUID, wholes: Mapping[UUID, UUID], every: Mapping[UUID, Piece]) -> UUID | None:
    """The nearest amount around `pk` that is in the sum too."""
    around = every[original(pk, every)].part_of
    while around is not None:
        around = original(around, every)
        if around in wholes:
            return around
        around = every[around].part_of
    return None


def leads_to(start: UUID, target: UUID, every: Mapping[UUID, Piece]) -> bool:
    """Whether one comes from `start` to `target` along the links."""
    at: UUID | None = start
    while at is not None:
        if at == target:
            return True
        piece = every[at]
        at = piece.part_of or piece.same_as
    return False


def why_not_kroner(amount: int) -> str | None:
    """Something, and not more than there is."""
    if amount <= 0:
        return _("Skriv et beløb over 0 kr.")
    if amount > MOST:
        return _("Det er over 1.000 milliarder kr. Er der et nul for meget?")
    return None


def why_not_in(years: tuple[int, int], plan: tuple[int, int]) -> str | None:
    """Some of its years are the plan's, or a year is mistyped."""
    if years[0] <= plan[1] and plan[0] <= years[1]:
        return None
    return _("Planen gælder %(first)s–%(last)s. Skriv år, der rækker ind i de år.") % {
        "first": plan[0],
        "last": plan[1],
    }


def why_not_spent(first_year: int, this_year: int) -> str | None:
    """Nothing is spent in a year that has not begun."""
    if first_year <= this_year:
        return None
    return _("Året er ikke begyndt, så pengene er ikke brugt. Vælg budgetteret eller bevilget.")


def why_not_money_twice(stands: bool) -> str | None:
    """The same words and kroner of the same years are the same money, unless somebody says how."""
    if not stands:
        return None
    return _(
        "Det beløb står her allerede. Er det de samme penge et andet sted, så vælg “Det samme"
        " som”. Er det andre penge, så giv det en anden titel."
    )


def why_not_hang(
    piece: Piece, every: Mapping[UUID, Piece], *, same_step: bool, inside_years: bool
) -> str | None:
    """A link to an amount of the same step and years, never round in a ring."""
    other = piece.part_of or piece.same_as
    if other is None:
        return None
    if piece.part_of and piece.same_as:
        return _("Et beløb er enten en del af et andet eller det samme som det. Vælg ét af dem.")
    if leads_to(other, piece.id, every):
        return _("Så ville beløbene ligge i ring inden i hinanden. Vælg et andet beløb.")
    if not same_step:
        return _("De to beløb er ikke lige langt: Et budget rummer ikke et forbrug. Vælg et andet.")
    return _why_not_fit(piece, every, inside_years=inside_years)


def _why_not_fit(piece: Piece, every: Mapping[UUID, Piece], *, inside_years: bool) -> str | None:
    if not inside_years:
        return _("Årene ligger uden for det andet beløbs år. Ret årene, eller vælg et andet beløb.")
    if piece.same_as and every[piece.same_as].kroner != piece.kroner:
        return _("De to beløb er ikke lige store, så det kan ikke være de samme penge.")
    if piece.part_of and every[piece.part_of].kroner < piece.kroner:
        return _("Delen er større end det hele. Ret beløbet, eller vælg et andet.")
    return None
