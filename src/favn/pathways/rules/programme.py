"""The employment programme: what may be written now, and the one line a turn stands on.

A sentence is a refusal; nothing is a yes. The other functions are plain arithmetic over the facts
of a turn, so that they can be tried on any turn there could be.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from favn.pathways.choices.programme import (
    INSIDE,
    MEANS,
    SHARED,
    WITHOUT_CONSENT,
    Benefit,
    Doing,
    Farthest,
    Line,
    Outcome,
    State,
)

MOST_YEARS = 50
MOST_HOURS = 37
LONGEST_WHERE = 120
LONGEST_NEXT = 300
LONGEST_AHEAD = 2
"""Years from this one in which what goes on may end; later is a slip of the hand."""
FIRST_YEAR = 2000


def why_not_refer(on: date, years: int | None, *, today: date, is_open: bool) -> str | None:
    """A referral has a day that has been, years that can be, and no open turn in its way."""
    if on > today:
        return _("Henvisningen kan ikke ligge ude i fremtiden. Ret dagen.")
    if on.year < FIRST_YEAR:
        return _("Året kan ikke være rigtigt. Skriv dagen, henvisningen kom.")
    if years is not None and not 0 <= years <= MOST_YEARS:
        return _("Skriv hele år på ydelse, fra 0 til %(most)s.") % {"most": MOST_YEARS}
    if is_open:
        return _("Personen er allerede i et forløb, der ikke er slut. Brug “Henvis igen” der.")
    return None


def why_not_write(*, ended: bool, allowed: bool, gone: bool = False) -> str | None:
    """Something may be written while the turn goes on and the person says yes to it."""
    if gone:
        return _("Personen er slettet. Forløbet er kun et tal nu.")
    if ended:
        return _("Forløbet er slut. Åbn det igen, eller skriv en ny henvisning.")
    if not allowed:
        return _(
            "Personen skal først sige ja til beskæftigelsesforløbet. Skriv svaret under Samtykker."
        )
    return None


def why_not_start(
    on: date, referred_on: date, *, today: date, started: bool, outcome: str = ""
) -> str | None:
    """It begins once, not before the referral, and not while an outcome stands."""
    if outcome:
        return _("Der står et udfald. Tag det tilbage, før forløbet begynder.")
    if started:
        return _("Forløbet er allerede begyndt.")
    if on < referred_on:
        return _("Forløbet kan ikke begynde, før personen er henvist.")
    if on > today:
        return _("Forløbet er ikke begyndt endnu. Skriv dagen, når den er her.")
    return None


def why_not_spell(
    doing: str, where: str, from_on: date, to_on: date | None, *,
    started_on: date | None, today: date,
) -> str | None:  # fmt: skip
    """A course or placement has begun within the turn, ends after that, and names a company.

    One that is still to come would be counted as if the person had been there.
    """
    if without := _why_not_days(from_on, to_on, started_on, today):
        return without
    if doing in {Doing.COMPANY, Doing.COURSE} and not where.strip():
        return _("Skriv, hvilken virksomhed eller hvilket kursus det er.")
    if len(where) > LONGEST_WHERE:
        return _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LONGEST_WHERE}
    return None


def _why_not_days(
    from_on: date, to_on: date | None, started_on: date | None, today: date
) -> str | None:
    if started_on is None:
        return _("Skriv først, hvornår forløbet begyndte.")
    if from_on < started_on:
        return _("Det ligger før forløbets første dag. Ret dagen.")
    if from_on > today:
        return _("Det er ikke begyndt endnu. Skriv det, når dagen er her.")
    if to_on is not None and to_on < from_on:
        return _("Det slutter, før det begynder. Ret dagene.")
    if to_on is not None and to_on.year > today.year + LONGEST_AHEAD:
        return _("Den sidste dag ligger for langt ude i fremtiden. Ret året.")
    return None


def why_not_outcome(
    outcome: str, on: date, *, referred_on: date, started_on: date | None, today: date
) -> str | None:
    """What came of a turn comes after it began; who never began has one outcome only."""
    if outcome not in Outcome.values:
        return _("Vælg udfaldet fra listen.")
    if on > today:
        return _("Udfaldet kan ikke ligge ude i fremtiden. Skriv den dag, det blev afgjort.")
    if started_on is None and outcome not in {Outcome.NOT_STARTED, Outcome.ELSEWHERE}:
        return _("Forløbet er ikke begyndt, så dette kan ikke være kommet ud af det.")
    if started_on is not None and outcome == Outcome.NOT_STARTED:
        return _("Forløbet er begyndt. Vælg et andet udfald.")
    if on < (started_on or referred_on):
        return _("Udfaldet ligger før forløbet. Ret dagen.")
    return None


def why_not_consentless(outcome: str, *, allowed: bool) -> str | None:
    """Of somebody who says yes no longer only that they left may be written."""
    if allowed or outcome in WITHOUT_CONSENT:
        return None
    return _(
        "Personen siger ikke ja til forløbet. Så må der kun stå, at personen stoppede,"
        " ikke kom i gang eller er et andet sted."
    )


def why_not_work(on: date, started_on: date | None, *, today: date) -> str | None:
    """Work began while or after the turn did."""
    if started_on is None or on < started_on:
        return _("Arbejdet kan ikke begynde før forløbet.")
    if on > today:
        return _("Skriv dagen, når arbejdet er begyndt.")
    return None


def why_not_end(
    on: date, *, referred_on: date, started_on: date | None, last: date | None, today: date
) -> str | None:
    """It ends after all that was done in it."""
    if on > today:
        return _("Forløbet kan ikke slutte ude i fremtiden.")
    if on < (started_on or referred_on):
        return _("Forløbet kan ikke slutte, før det begynder.")
    if last is not None and on < last:
        return _("Der er skrevet noget efter den dag. Ret det, eller vælg en senere dag.")
    return None


def why_not_again(on: date, *, referred_on: date, ended_on: date | None, today: date) -> str | None:
    """A new referral comes after the one before."""
    if on > today:
        return _("Henvisningen kan ikke ligge ude i fremtiden. Ret dagen.")
    if on <= referred_on or (ended_on is not None and on < ended_on):
        return _("Den nye henvisning skal komme efter det forløb, personen allerede har haft.")
    return None


def why_not_meet(*, allowed: bool, place: str) -> str | None:
    """A caseworker hears nothing without the person's yes to that very place."""
    if allowed:
        return None
    return _(
        "Personen skal først sige ja til, at %(place)s må høre, hvordan det går."
        " Skriv samtykket ned under Samtykker."
    ) % {"place": place or _("sagsbehandleren")}


def why_not_tell(fields: Collection[str], following: str, *, is_planned: bool) -> str | None:
    """Something is told, only what may be told, and once."""
    if not is_planned:
        return _("Mødet er allerede holdt eller aflyst.")
    if not fields:
        return _("Vælg mindst én ting, som personen har sagt ja til at fortælle.")
    if set(fields) - SHARED.keys():
        return _("Et af felterne må ikke gives videre.")
    if "next" in fields and not following.strip():
        return _("Skriv det næste, I er enige om, eller lad feltet være.")
    if len(following) > LONGEST_NEXT:
        return _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LONGEST_NEXT}
    return None


# What follows from the facts


def state_of(started_on: date | None, ended_on: date | None) -> State:
    """How far a turn is."""
    if ended_on is not None:
        return State.ENDED
    return State.GOING if started_on is not None else State.REFERRED


def farthest_of(doings: Iterable[str]) -> Farthest:
    """The farthest out of the house that somebody came."""
    done = set(doings)
    if Doing.COMPANY in done:
        return Farthest.COMPANY
    if done & set(INSIDE):
        return Farthest.INSIDE
    return Farthest.COURSE if done else Farthest.NONE


def line_of(outcome: str, state: State, farthest: Farthest, *, is_followed: bool) -> Line:
    """The one line of the year: an outcome first; then, of what has ended, the placement outside;
    then that it went on in a new turn; else that it still goes, or that the outcome is missing.

    A list with one line for everybody sums to the intake; the printed list this follows mixes
    outcomes, an activity and a status, and leaves their order unsaid.
    """
    if outcome:
        return Line(outcome)
    if state is not State.ENDED:
        return Line.GOING
    if farthest is Farthest.COMPANY:
        return Line.PLACED
    return Line.CONTINUED if is_followed else Line.MISSING


@dataclass(frozen=True, slots=True)
class Off:
    """How many are off cash benefit: certainly, and at most if all we do not know are too."""

    least: int
    most: int
    base: int


def off_benefit(lines: Mapping[Line, int]) -> Off:
    """Line → number, as least and most of all; by the written meaning of the lines alone."""
    by = dict.fromkeys(Benefit, 0)
    for line, number in lines.items():
        by[MEANS[line].benefit] += number
    return Off(by[Benefit.OFF], by[Benefit.OFF] + by[Benefit.UNKNOWN], sum(lines.values()))


def closes(intake: int, lines: Mapping[Line, int]) -> bool:
    """Whether every referred is on one line, and nobody on two or none."""
    return sum(lines.values()) == intake
