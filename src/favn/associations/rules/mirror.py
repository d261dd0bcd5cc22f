"""Two profiles beside each other: where do the two sides see most differently, and what of it?

A side's number for a subject is the mean of its scales; where several offices answer, the mean of
the offices' means, so that each office counts once. A difference is theirs less ours, and is only
taken between scales with the same ends. An answer is an opinion of whoever gave it, and no measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit.templatetags.kit import number
from favn.surveys.queries import Subject

ALIKE = 0.5
"""Differences below this are said to be seen alike."""
DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One side's view of one subject; `replies` have a mean, of `given` that were sent.

    `lowest` and `highest` are what the questions that were not answered could make of `mean`.
    """

    mean: float | None
    asked: int
    answered: int
    unknown: int
    ends: tuple[int, int] | None
    lowest: float | None
    highest: float | None
    replies: int = 1
    given: int = 1
    spread: tuple[float, float] | None = None
    """The lowest and highest mean of those who answered, where there is more than one."""

    @property
    def words(self) -> str:
        """“4,3”, or a dash."""
        return number(self.mean, DECIMALS)

    @property
    def base(self) -> str:
        """“3 af 3 besvaret”."""
        return _("%(n)s af %(of)s besvaret") % {"n": self.answered, "of": self.asked}


def part_of(found: Sequence[Subject]) -> Part | None:
    """The view of one subject by everybody on a side; None where nobody was asked it."""
    asked = [one for one in found if one.asked]
    if not asked:
        return None
    known = [one.mean for one in asked if one.mean is not None]
    ends = asked[0].ends if len({one.ends for one in asked}) == 1 else None
    return Part(
        sum(known) / len(known) if known and ends else None,
        sum(one.asked for one in asked),
        sum(one.answered for one in asked),
        sum(one.unknown for one in asked),
        ends,
        *_bounds(asked, ends if known else None),
        replies=len(known),
        given=len(asked),
        spread=(min(known), max(known)) if len(known) > 1 and ends else None,
    )


def _bounds(
    asked: Sequence[Subject], ends: tuple[int, int] | None
) -> tuple[float | None, float | None]:
    """Whoever answered nothing could have meant either end."""
    if ends is None:
        return None, None
    lows = [ends[0] if one.lowest is None else one.lowest for one in asked]
    highs = [ends[1] if one.highest is None else one.highest for one in asked]
    return sum(lows) / len(lows), sum(highs) / len(highs)


@dataclass(frozen=True, slots=True)
class Line:
    """One subject as both sides see it; a side is None where it was not asked or is not shown."""

    key: str
    title: str
    theirs: Part | None
    ours: Part | None

    @property
    def difference(self) -> float | None:
        """Theirs less ours; None where the two cannot be held beside each other."""
        one, other = self.theirs, self.ours
        if one is None or other is None or one.ends != other.ends:
            return None
        if one.mean is None or other.mean is None:
            return None
        return one.mean - other.mean

    @property
    def difference_words(self) -> str:
        """“+2,3”, “−0,7”, “0,0”, or a dash."""
        if self.difference is None:
            return "–"
        size = number(abs(self.difference), DECIMALS)
        if float(f"{abs(self.difference):.{DECIMALS}f}") == 0:
            return size
        return f"{'+' if self.difference > 0 else '−'}{size}"


def lines(theirs: Sequence[Subject], ours: Sequence[Sequence[Subject]]) -> list[Line]:
    """Every subject of either side, in the order of the association's check."""
    titles = {one.key: one.title for one in theirs}
    for reply in ours:
        for one in reply:
            titles.setdefault(one.key, one.title)
    return [
        Line(
            key,
            title,
            part_of([one for one in theirs if one.key == key]),
            part_of([one for reply in ours for one in reply if one.key == key]),
        )
        for key, title in titles.items()
    ]


def by_difference(found: Sequence[Line]) -> list[Line]:
    """Those that can be held beside each other, the biggest difference first."""
    measured = [line for line in found if line.difference is not None]
    return sorted(measured, key=lambda line: -abs(line.difference or 0))


def is_alike(line: Line) -> bool:
    """Whether the two sides see it so nearly alike that there is nothing to explain."""
    return line.difference is not None and abs(line.difference) < ALIKE


def sentence(line: Line) -> str:
    """What the two sides say, in one sentence."""
    assert line.theirs
    assert line.ours
    said = {"subject": line.title, "theirs": line.theirs.words, "ours": line.ours.words}
    if is_alike(line):
        return _("%(subject)s: Foreningen %(theirs)s, kommunen %(ours)s.") % said
    return _("%(subject)s: Foreningen ser %(theirs)s – kommunen %(ours)s.") % said


def hint(line: Line) -> str:
    """What the two could talk about; nothing where one stands in the middle of the scale, or where
    they see it alike from either side of it.
    """
    one, other = line.theirs, line.ours
    if line.difference is None or not (one and other and one.ends):
        return ""
    middle = sum(one.ends) / 2
    strong, gives = (one.mean or 0) - middle, (other.mean or 0) - middle
    if not strong or not gives or (is_alike(line) and (strong > 0) != (gives > 0)):
        return ""
    words = {
        (False, True): _("Kommunen siger, at den har noget at give her. Spørg efter det."),
        (True, False): _("Foreningen kan noget her, som kommunen kan bygge på."),
        (False, False): _("Ingen af jer står stærkt her. Begynd småt, og gør det sammen."),
        (True, True): _("Begge står godt her. Tag det med i en aftale."),
    }
    return words[strong > 0, gives > 0]


def why_not_beside(line: Line) -> str:
    """Why the two sides of a subject have no difference; empty where they have."""
    if line.difference is not None:
        return ""
    if line.theirs is None:
        return _("Foreningen er ikke spurgt om det.")
    if line.ours is None:
        return _("Kommunen er ikke spurgt om det.")
    if line.theirs.mean is None:
        return _("Foreningen har ikke sat et tal på.")
    if line.ours.mean is None:
        return _("Kommunen har ikke sat et tal på.")
    return _("De to skalaer har ikke samme ender.")


def base(line: Line) -> str:
    """What both numbers rest on, in words; and why there is no difference where there is none."""
    said = []
    if line.theirs:
        said.append(_("Foreningen: %(base)s") % {"base": line.theirs.base})
    if line.ours:
        said.append(
            _("Kommunen: %(base)s (%(who)s)") % {"base": line.ours.base, "who": _who(line.ours)}
        )
    return ". ".join(said)


def _who(ours: Part) -> str:
    """How many offices it is, and how far they stand from each other."""
    said = ngettext("%(n)s forvaltning", "%(n)s forvaltninger", ours.given) % {"n": ours.given}
    if ours.spread is None:
        return said
    low, high = (number(end, DECIMALS) for end in ours.spread)
    return _("%(who)s, fra %(low)s til %(high)s") % {"who": said, "low": low, "high": high}


def whole_base(found: Sequence[Line]) -> str:
    """How many questions each side has answered of those it was asked, over all subjects."""
    said = []
    for words, parts in (
        (_("Foreningen har besvaret %(n)s af %(of)s spørgsmål."), [x.theirs for x in found]),
        (_("Kommunen har besvaret %(n)s af %(of)s, alle forvaltninger lagt sammen."),
         [x.ours for x in found]),
    ):  # fmt: skip
        known = [part for part in parts if part]
        if known:
            n, of = sum(p.answered for p in known), sum(p.asked for p in known)
            said.append(words % {"n": n, "of": of})
    return " ".join(said)


# When may the two see each other?


def opens_at(
    theirs: datetime | None,
    ours: Sequence[datetime | None],
    over_at: datetime | None,
    now: datetime,
) -> datetime | None:
    """The moment both sides may see each other; None where it has not come.

    `theirs` and `ours` are when each first sent. Every office that is asked must have sent, so that
    nobody reads the other side before they answer; after `over_at` those that did are enough.
    """
    sent = [moment for moment in ours if moment is not None]
    if theirs is None or not sent:
        return None
    if len(sent) == len(ours):
        return max(theirs, *sent)
    if over_at is None or now < over_at:
        return None
    return max(theirs, over_at)


# The same check again


@dataclass(frozen=True, slots=True)
class Again:
    """A subject in two rounds, over the questions that compare and were answered both times.

    `of` questions are asked now; `refused` holds each reason why some do not compare, once.
    """

    title: str
    before: float | None
    now: float | None
    questions: int
    of: int
    refused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in words, never as progress."""
        if self.before is None or self.now is None:
            return _("%(subject)s: Ingen spørgsmål er besvaret begge gange.") % {
                "subject": self.title
            }
        told: dict[str, object] = {"subject": self.title, "before": number(self.before, DECIMALS)}
        told |= {"now": number(self.now, DECIMALS), "n": self.questions, "of": self.of}
        if told["before"] == told["now"]:
            return _("%(subject)s: %(now)s begge gange (%(n)s af %(of)s spørgsmål).") % told
        if self.now > self.before:
            return _("%(subject)s: højere, fra %(before)s til %(now)s (%(n)s af %(of)s spørgsmål)."
                     ) % told  # fmt: skip
        return _("%(subject)s: lavere, fra %(before)s til %(now)s (%(n)s af %(of)s spørgsmål).") % (
            told
        )


def again(title: str, pairs: Sequence[Sequence[tuple[float, float]]], of: int,
          refused: Sequence[str]) -> Again:  # fmt: skip
    """One subject twice; `pairs` holds (before, now) by question, for each who answered both times.

    Each who answered counts once.
    """
    known = [reply for reply in pairs if reply]
    if not known:
        return Again(title, None, None, 0, of, tuple(dict.fromkeys(refused)))
    before, now = (
        sum(sum(pair[place] for pair in reply) / len(reply) for reply in known) / len(known)
        for place in (0, 1)
    )
    most = max(len(reply) for reply in known)
    return Again(title, before, now, most, of, tuple(dict.fromkeys(refused)))
