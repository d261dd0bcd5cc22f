"""Who sits in the board on a day, and what the statutes ask. For whoever may read the board."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from favn.associations.choices import Seat
from favn.associations.models import BoardTerm, Bylaws

ORDER = {str(seat): n for n, seat in enumerate(Seat)}
OVERNIGHT = timedelta(days=60)
"""How long a page still shows who sat before a board that was changed at once."""


def board_on(day: date) -> list[BoardTerm]:
    """Who sat on a day, in the order of the seats."""
    return in_order(BoardTerm.objects.on(day))


def in_order(rows: QuerySet[BoardTerm]) -> list[BoardTerm]:
    """The chair first, substitutes and employees last."""
    return sorted(rows, key=lambda one: (ORDER[one.seat], one.since))


def board_now() -> list[BoardTerm]:
    """Who sits, also those whose time is over."""
    return in_order(BoardTerm.objects.owned().filter(left_on=None))


def those_before() -> list[BoardTerm]:
    """Everybody who sat and sits no more, the last to leave first."""
    return list(BoardTerm.objects.owned().exclude(left_on=None).order_by("-left_on", "seat"))


def term_with(pk: UUID) -> BoardTerm | None:
    """One term."""
    return BoardTerm.objects.owned().filter(pk=pk).first()


def overnight(today: date) -> tuple[date, list[BoardTerm]] | None:
    """The last day on which half of the board or more left at once, and who sat the day before."""
    lately = BoardTerm.objects.owned().filter(left_on__gt=today - OVERNIGHT, left_on__lte=today)
    days = {one.left_on for one in lately if one.left_on}
    for day in sorted(days, reverse=True):
        before = board_on(day - timedelta(days=1))
        left = [one for one in before if one.left_on == day]
        if len(before) > 1 and 2 * len(left) >= len(before):
            return day, before
    return None


def named_to_all() -> list[BoardTerm]:
    """Who sits now; only those who said yes are named."""
    return [one for one in board_now() if one.seat != Seat.SUBSTITUTE]


def bylaws() -> QuerySet[Bylaws]:
    """Every edition of what the statutes ask, the newest first."""
    return Bylaws.objects.owned()


def bylaws_on(day: date) -> Bylaws | None:
    """What held on a day."""
    return bylaws().filter(adopted_on__lte=day).first()


def board_for_all() -> QuerySet[BoardTerm]:
    """Those of the board who said yes to be named; nobody, and there is no board to show."""
    sits = BoardTerm.objects.owned().filter(left_on=None, agreed_on__isnull=False)
    return sits.exclude(seat=Seat.SUBSTITUTE)
