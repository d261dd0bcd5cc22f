"""Both sides' checks beside each other, as each side may see them.

Each side sees its own at once. The other's stands open when both have answered (`rules.mirror`):
until then this gives nothing of it, so that no page can show it by mistake.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from favn.associations.choices.steps import Side
from favn.associations.models import CheckRound, Entry
from favn.associations.queries.checks import asked_of, missing, rounds_of
from favn.associations.rules import mirror as rules
from favn.associations.rules.check_words import BETTER
from favn.associations.rules.mirror import Again, Line
from favn.gatherings.models import Completed
from favn.gatherings.queries import completed_by
from favn.kit import clock, looking
from favn.kit.templatetags.kit import when
from favn.surveys import queries as surveys
from favn.surveys.choices import Kind, Said
from favn.surveys.models import Asked, Wave
from favn.surveys.queries import Given
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Section, Sheet, say
from favn.surveys.rules.versions import why_not_compare

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Blind:
    """What somebody did not know: their questions, by subject."""

    who: str
    questions: tuple[tuple[str, str], ...]
    """Subject and question."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """One association's round, as one side may see it. What it may not see is not in here."""

    round: CheckRound
    entry: Entry
    side: Side
    opened_at: datetime | None
    theirs: Given | None
    ours: tuple[Given, ...]
    lines: tuple[Line, ...]
    blind: tuple[Blind, ...]
    wishes: str
    has_sent: tuple[bool, bool]
    """Whether the association has sent, and whether any office has."""
    offices: int
    missing: tuple[str, ...]
    """Offices that have not sent."""
    corrected: tuple[tuple[str, datetime], ...]
    """Who changed their answers after both could see them, and when."""

    @property
    def is_open(self) -> bool:
        """Whether both may see both."""
        return self.opened_at is not None

    @property
    def largest(self) -> list[Line]:
        """The subjects that can be held beside each other, the biggest difference first."""
        return rules.by_difference(self.lines)

    @property
    def unmeasured(self) -> list[Line]:
        """Those that cannot."""
        return [line for line in self.lines if line.difference is None]


def mirror_of(round: CheckRound, entry: Entry, side: Side, now: datetime) -> Mirror | None:
    """One association's mirror in a round; None where it is not asked in it."""
    asked = asked_of(round.theirs, entry)
    if asked is None or asked.ref_id is None:
        return None
    theirs, every = surveys.answers_of(round.theirs, asked.ref_id), surveys.every_given(round.ours)
    firsts = _firsts(round.ours)
    opened = rules.opens_at(
        surveys.first_sent(round.theirs).get(asked.ref_id) if theirs else None,
        [firsts.get(key) for key in _keys(round.ours)],
        _over_at(round.ours),
        now,
    )
    ours = tuple(sorted(every.values(), key=lambda given: given.asked.position))
    shown = _shown(side, is_open=opened is not None)
    whole = Mirror(
        round, entry, side, opened, theirs, ours, (), (), "",
        (theirs is not None, bool(ours)), len(_keys(round.ours)), tuple(missing(round.ours)), (),
    )  # fmt: skip
    return _told(_hidden(whole, shown), asked)


def _firsts(wave: Wave) -> dict[UUID, datetime]:
    return surveys.first_sent(wave)


def _keys(wave: Wave) -> list[UUID]:
    return [row.ref_id for row in surveys.asked_in(wave) if row.ref_id]


def _over_at(wave: Wave) -> datetime | None:
    """When offices can answer no more."""
    if wave.closed_at is not None:
        return min(wave.closed_at, wave.deadline)
    return wave.deadline


def _shown(side: Side, *, is_open: bool) -> tuple[Side, ...]:
    return (Side.THEIRS, Side.OURS) if is_open else (side,)


def _hidden(whole: Mirror, shown: Sequence[Side]) -> Mirror:
    """The same without the side that may not be seen."""
    return replace(
        whole,
        theirs=whole.theirs if Side.THEIRS in shown else None,
        ours=whole.ours if Side.OURS in shown else (),
    )


def _told(found: Mirror, asked: Asked) -> Mirror:
    """With the profiles, what was not known, wishes and corrections of what may be seen."""
    mine = _profile(found.round.theirs, found.theirs) if found.theirs else []
    offices = [_profile(found.round.ours, given) for given in found.ours]
    blind = [_blind(found.round.theirs, found.theirs)] if found.theirs else []
    blind += [_blind(found.round.ours, given) for given in found.ours]
    return replace(
        found,
        lines=tuple(rules.lines(mine, offices)),
        blind=tuple(one for one in blind if one.questions),
        wishes=_wishes(found.round.theirs, asked) if found.theirs else "",
        corrected=tuple(_corrected(found)),
    )


def _profile(wave: Wave, given: Given) -> list[surveys.Subject]:
    return surveys.profile(wave.version.sheet, given.values)


def _blind(wave: Wave, given: Given) -> Blind:
    sheet = wave.version.sheet
    unknown = [
        (say(section.texts), say(item.texts))
        for section in sheet.sections
        for item in section.items
        if (value := given.values.get(item.question)) and value.said == Said.UNKNOWN
    ]
    return Blind(given.asked.name, tuple(unknown))


def _wishes(wave: Wave, asked: Asked) -> str:
    """What the association would like to get better at, in its own words."""
    key = BETTER[0]
    item = next((one for one in wave.version.sheet if one.key == key), None)
    if item is None or asked.ref_id is None:
        return ""
    with looking.by_themselves():  # an association's words are about no person
        given = surveys.answers_of(wave, asked.ref_id, with_words=True)
    value = given.values.get(item.question) if given else None
    return value.words if value and value.is_answer else ""


def _corrected(found: Mirror) -> Iterable[tuple[str, datetime]]:
    if found.opened_at is None:
        return
    every = [found.theirs, *found.ours] if found.theirs else list(found.ours)
    for given in every:
        if given.submission.number > 1 and given.submission.sent_at > found.opened_at:
            yield given.asked.name, given.submission.sent_at


# Citizenship


def citizenship_of(round: CheckRound, entry: Entry) -> list[Line]:
    """What the association says of citizenship, without another side; empty where nothing is."""
    said = _of_citizenship(round, entry)
    return rules.lines(surveys.profile(said[0].version.sheet, said[1]), []) if said else []


# The process course


@dataclass(frozen=True, slots=True)
class Learned:
    """A subject of the check, and when the association was through it in a course."""

    line: Line
    done: Completed


def learned(found: Mirror) -> list[Learned]:
    """The subjects of this check that the association has completed in a course, by their title.

    Only where it is a party of the shared directory, and never before the mirror is open. What it
    went through after it answered says nothing about these answers: that is for the next check.
    """
    if found.entry.party is None or not found.is_open or found.theirs is None:
        return []
    answered, last = clock.day_of(found.theirs.submission.sent_at), dict[str, Completed]()
    for row in completed_by(found.entry.party):
        if row.on <= answered:
            last.setdefault(row.subject.title.casefold(), row)
    pairs = ((line, last.get(line.title.casefold())) for line in found.lines)
    return [Learned(line, done) for line, done in pairs if done]


# The same check again


@dataclass(frozen=True, slots=True)
class Repeated:
    """A round beside the last one in which a side answered."""

    before: CheckRound
    subjects: tuple[Again, ...]

    @property
    def last_time(self) -> str:
        """Which round that was; a house may give each year's the same name."""
        said = {"round": self.before.title, "day": when(clock.day_of(self.before.opened_at))}
        return _("Sidst er %(round)s, begyndt %(day)s.") % said


def repeated(found: Mirror, side: Side) -> Repeated | None:
    """The round beside the one before; None where a side has not answered twice, or is hidden."""
    now = {found.theirs.asked.ref_id: found.theirs} if found.theirs else {}
    if side == Side.OURS:
        now = {given.asked.ref_id: given for given in found.ours}
    for before in _earlier(found.round, found.entry):
        wave, then = (found.round.theirs, before.theirs) if side == Side.THEIRS else (
            found.round.ours, before.ours)  # fmt: skip
        pairs = _pairs(now, _then(before, found.entry, side))
        if pairs and _is_one_sheet(wave, then):
            return Repeated(before, tuple(_again(wave, then, pairs)))
    return None


def citizenship_repeated(round: CheckRound, entry: Entry) -> Repeated | None:
    """What the association says of citizenship beside the last time it did; None the first time."""
    now = _of_citizenship(round, entry)
    for before in _earlier(round, entry) if now else ():
        then = _of_citizenship(before, entry)
        if now and then and _is_one_sheet(now[0], then[0]):
            return Repeated(before, tuple(_again(now[0], then[0], [(then[1], now[1])])))
    return None


def _of_citizenship(round: CheckRound, entry: Entry) -> tuple[Wave, Values] | None:
    wave, asked = round.citizenship, asked_of(round.citizenship, entry)
    if wave is None or asked is None or asked.ref_id is None:
        return None
    given = surveys.answers_of(wave, asked.ref_id)
    return (wave, given.values) if given else None


def _is_one_sheet(one: Wave, other: Wave) -> bool:
    return one.version.questionnaire_id == other.version.questionnaire_id


def _earlier(round: CheckRound, entry: Entry) -> list[CheckRound]:
    return [row for row in rounds_of(entry) if row.opened_at < round.opened_at]


def _then(before: CheckRound, entry: Entry, side: Side) -> dict[UUID | None, Given]:
    if side == Side.OURS:
        offices: dict[UUID | None, Given] = {}
        return offices | surveys.every_given(before.ours)
    asked = asked_of(before.theirs, entry)
    given = surveys.answers_of(before.theirs, asked.ref_id) if asked and asked.ref_id else None
    return {None: given} if given else {}


def _pairs(
    now: dict[UUID | None, Given], then: dict[UUID | None, Given]
) -> list[tuple[Values, Values]]:
    """(before, now) for each who answered both times; an association may have changed its name."""
    if None in then:
        return [(then[None].values, given.values) for given in now.values()]
    return [(then[key].values, given.values) for key, given in now.items() if key in then]


def _again(now: Wave, before: Wave, pairs: list[tuple[Values, Values]]) -> Iterable[Again]:
    sheets = surveys.sheets_between(before.version, now.version)
    for section in now.version.sheet.sections:
        scales = [item for item in section.items if item.kind == Kind.SCALE]
        if scales:
            yield _subject_again(section, sheets, pairs)


def _subject_again(
    section: Section, sheets: list[Sheet], pairs: list[tuple[Values, Values]]
) -> Again:
    scales = [item.question for item in section.items if item.kind == Kind.SCALE]
    refused = {key: why for key in scales if (why := why_not_compare(sheets, key))}
    kept = [key for key in scales if key not in refused]
    numbers = [
        [
            (float(one[key].number or 0), float(other[key].number or 0))
            for key in kept
            if _is_number(one.get(key)) and _is_number(other.get(key))
        ]
        for one, other in pairs
    ]
    return rules.again(say(section.texts), numbers, len(scales), list(refused.values()))


def _is_number(value: Value | None) -> bool:
    return value is not None and value.is_answer and value.number is not None
