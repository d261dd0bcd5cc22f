"""Was it called in time, do the votes add up, who votes for whom? A sentence, or nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.choices import Seat
from favn.associations.choices.membership import MOVES, ItemKind, Outcome, Stage

ALONE = (Seat.CHAIR, Seat.DEPUTY, Seat.TREASURER, Seat.SECRETARY)
"""Seats that one person holds at a time."""
TWO_THIRDS = (2, 3)


def why_not_move(stage: str, to: Stage) -> str | None:
    """Stages come one after the other."""
    if to not in MOVES[Stage(stage)]:
        return _("Det kan ikke gøres nu. Generalforsamlingen er: %(stage)s.") % {
            "stage": Stage(stage).label
        }
    return None


def why_not_written(stage: str) -> str | None:
    """Approved minutes are never written over."""
    if stage == Stage.APPROVED:
        return _("Referatet er godkendt og kan ikke rettes.")
    return None


def told_late(today: date, held_on: date, last_notice: date, days: int) -> str | None:
    """How late a notice would be, where the statutes ask for more days."""
    if today <= last_notice:
        return None
    left = max(0, (held_on - today).days)
    words = {"days": days, "left": left, "last": date_format(last_notice, "j. F Y")}
    return (
        _(
            "Vedtægterne kræver %(days)s dages varsel. Der er %(left)s dage til. Sidste dag at"
            " indkalde var %(last)s."
        )
        % words
    )


def why_not_frozen(today: date, paid_by: date) -> str | None:
    """The list of voters is frozen once nobody can pay any more. Who forgot it on the day does so
    afterwards: it follows what was paid in time, whenever it is written.
    """
    if today < paid_by:
        return _("Der kan betales til og med %(day)s. Den dag kan stemmelisten tidligst låses.") % {
            "day": date_format(paid_by, "j. F Y")
        }
    return None


def why_not_votes(yes: int, no: int, blank: int, present: int) -> str | None:
    """Every vote in the room is counted once: for, against and blank sum to the votes present."""
    counted = yes + no + blank
    if counted == present:
        return None
    votes = ngettext("%(n)s stemme er talt op", "%(n)s stemmer er talt op", counted)
    sentence = _("%(votes)s, men der er %(present)s i salen. Tæl igen, eller ret fremmødet.")
    return sentence % {"votes": votes % {"n": counted}, "present": present}


def verdict_of(kind: str, yes: int, no: int) -> Outcome:
    """More for than against; for the statutes two thirds of the votes for and against.

    Blank votes count for neither side, and a tie falls.
    """
    if kind == ItemKind.STATUTES:
        part, whole = TWO_THIRDS
        return Outcome.ADOPTED if yes and whole * yes >= part * (yes + no) else Outcome.REJECTED
    return Outcome.ADOPTED if yes > no else Outcome.REJECTED


def why_not_proxy(
    *, is_self: bool, holder_here: bool, giver_here: bool, held: int, most: int
) -> str | None:
    """One may vote for another who is away, as often as the statutes let one."""
    if not most:
        return _("Foreningens vedtægter giver ikke fuldmagter.")
    if is_self:
        return _("Man kan ikke give fuldmagt til sig selv.")
    if giver_here:
        return _("Medlemmet er her selv og stemmer selv.")
    if not holder_here:
        return _("Den, der skal stemme, er ikke kommet endnu.")
    if held >= most:
        return ngettext(
            "Den, der skal stemme, har allerede %(n)s fuldmagt. Flere må man ikke have.",
            "Den, der skal stemme, har allerede %(n)s fuldmagter. Flere må man ikke have.",
            held,
        ) % {"n": held}
    return None


def why_not_election(
    votes: Sequence[int | None], elected: int, seats: int, present: int
) -> str | None:
    """As many are elected as there are seats, or fewer; each voter has one vote for each seat."""
    if elected > seats:
        return ngettext(
            "Der er %(n)s plads. Vælg ikke flere.", "Der er %(n)s pladser. Vælg ikke flere.", seats
        ) % {"n": seats}
    counted = [n for n in votes if n is not None]
    if counted and len(counted) != len(votes):
        return _("Skriv stemmer ved alle kandidater, eller ved ingen, hvis der ikke blev stemt.")
    if any(n > present for n in counted):
        return _("En kandidat har flere stemmer, end der er i salen (%(n)s).") % {"n": present}
    if sum(counted) > seats * present:
        words = {"n": sum(counted), "most": seats * present}
        return _("Der er talt %(n)s stemmer, men der kan højst afgives %(most)s.") % words
    return None


def why_not_most_votes(votes: Sequence[tuple[int, bool]]) -> str | None:
    """Nobody is elected with fewer votes than one who is not."""
    least = min((n for n, is_elected in votes if is_elected), default=None)
    best = max((n for n, is_elected in votes if not is_elected), default=None)
    if least is not None and best is not None and best > least:
        return _("En, der ikke er valgt, har flere stemmer end en, der er valgt.")
    return None


def why_not_board(seats: Iterable[str], most: int, *, has_employee: bool) -> str | None:
    """One chair, and no larger a board than the statutes say; substitutes sit beside it."""
    held = Counter(seats)
    for seat in ALONE:
        if held[seat] > 1:
            words = {"seat": Seat(seat).label}
            return _("Der ville være to på posten: %(seat)s. Afslut den ene først.") % words
    if held[Seat.EMPLOYEE] and not has_employee:
        return _("Vedtægterne har ingen plads til en medarbejderrepræsentant.")
    size = sum(n for seat, n in held.items() if seat != Seat.SUBSTITUTE)
    if size > most:
        told = {"size": size, "most": most}
        return _("Bestyrelsen ville have %(size)s medlemmer. Højst %(most)s må sidde.") % told
    return None


def why_not_term(since: date, until: date | None, today: date) -> str | None:
    """A term has begun, and ends after it began."""
    if since > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, personen blev valgt.")
    if until is not None and until <= since:
        return _("Perioden skal slutte, efter den er begyndt.")
    return None
