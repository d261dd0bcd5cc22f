"""Stories: all of them for those with stories in their role, and those that everybody may read.

Whether a story may stand somewhere is asked of its consents each time it is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from favn.kit import clock
from favn.kit.documents import Picture
from favn.kit.models import EditionName
from favn.publishing import drawn
from favn.publishing.choices import Place, ReportKind
from favn.publishing.models import Chapter, Consent, Report, Story, StoryWords
from favn.publishing.rules.stories import is_picture_seen, why_not_heard, why_not_show

NO_WORDS = ("", "")
RENEWED_WITHIN = timedelta(days=30)
"""How long the words of a yes that ran out are kept, unseen, so that it can be given anew."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its words as they stand, its consents, and why it may not stand where asked."""

    story: Story
    title: str
    text: str
    consents: tuple[Consent, ...]
    why_not: str | None
    may_picture: bool

    @property
    def picture(self) -> Picture | None:
        """Its picture as a block of a paper, where it may stand."""
        story = self.story
        may = self.may_picture and story.picture
        return drawn.block(story.picture or "", story.picture_says) if may else None


@dataclass(frozen=True, slots=True)
class AsFrozen:
    """A story's title and words as an edition has them, and its picture where that may stand."""

    title: str
    text: str
    picture: Picture | None


def places_of(report: Report, edition: str = "") -> tuple[Place, ...]:
    """The place that an edition of a report is; what stays in the house needs a public yes too."""
    if report.kind == ReportKind.LETTER:
        return (Place.LETTER,)
    is_funders = (edition or report.edition) == EditionName.FUNDER
    return (Place.FUNDER,) if is_funders else (Place.YEAR,)


def stories() -> list[Told]:
    """The house's stories, the newest first, asked about the home page."""
    return _told(list(Story.objects.owned()), (Place.WEB,), clock.today())


def stories_for_all() -> QuerySet[Story]:
    """Stories that somebody has said yes to showing on the home page; each is asked again."""
    said = Consent.objects.owned().filter(
        withdrawn_at=None, replaced_at=None, until__gte=clock.today(), is_on_web=True
    )
    return Story.objects.owned().filter(ended_at=None, consents__in=said)


def run_out(at: datetime) -> QuerySet[Story]:
    """Stories with a yes that ran out so long ago that nobody renews it any more."""
    last = clock.local_day(at) - RENEWED_WITHIN
    gone = Consent.objects.owned().filter(replaced_at=None, until__lt=last)
    return Story.objects.owned().filter(ended_at=None, consents__in=gone).distinct()


def shown_to_all() -> list[Told]:
    """What stands on the home page today."""
    rows = list(Story.objects.owned().filter(ended_at=None))
    return [t for t in _told(rows, (Place.WEB,), clock.today()) if t.why_not is None]


def story_with(key: UUID) -> Story | None:
    """One of the house's own stories, or None."""
    return Story.objects.owned().filter(pk=key).first()


def told(story: Story, places: Collection[Place] = (Place.WEB,)) -> Told:
    """One story with its words and its consents."""
    return _told([story], tuple(places), clock.today())[0]


def stand_of(story: Story) -> str:
    """What a yes is about, in one line: the version of the words, and the mark of the picture."""
    mark = drawn.mark(story.picture, story.picture_says) if story.picture else ""
    return f"{story.version}-{mark}"


def version_on(story: Story, day: date) -> int:
    """The version that stood on a day; the first one where the day is before it was written."""
    later = StoryWords.objects.owned().filter(story=story, written_at__gte=clock.end_of(day))
    first = later.order_by("number").first()
    return story.version if first is None else max(1, first.number - 1)


def consent_with(story: Story, key: UUID) -> Consent | None:
    """One consent of a story, or None."""
    return Consent.objects.owned().filter(story=story, pk=key).first()


def reports_with(story: Story) -> list[Report]:
    """The reports it is put in."""
    rows = Report.objects.owned().filter(chapters__story=story, chapters__removed_at=None)
    return list(rows.distinct())


def open_reports() -> list[Report]:
    """The reports a story may be put in."""
    return list(Report.objects.owned())


def _told(
    rows: Sequence[Story],
    places: Collection[Place],
    today: date,
    frozen: Mapping[str, int] | None = None,
) -> list[Told]:
    """`frozen` is the version of the words that is meant, where it is not the present one."""
    words, numbers = _words(rows), frozen or {}
    found = {row.pk: words.get((row.pk, row.version), NO_WORDS) for row in rows}
    said: defaultdict[UUID, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.owned().filter(story__in=rows):
        said[consent.story_id].append(consent)
    return [
        Told(
            row,
            *found[row.pk],
            tuple(said[row.pk]),
            _why_not(said[row.pk], places, today, numbers.get(str(row.pk), row.version)),
            _may_picture(row, said[row.pk], places, today),
        )
        for row in rows
    ]


def _why_not(
    said: Sequence[Consent], places: Collection[Place], today: date, number: int
) -> str | None:
    return why_not_show(said, places, today) or why_not_heard(said, number)


def _may_picture(
    row: Story, said: Sequence[Consent], places: Collection[Place], today: date
) -> bool:
    """Whether everybody says yes to the picture that is there now."""
    if not row.picture or why_not_show(said, places, today, picture=True):
        return False
    return is_picture_seen(said, drawn.mark(row.picture, row.picture_says))


def _words(rows: Iterable[Story]) -> dict[tuple[UUID, int], tuple[str, str]]:
    """The title and the words of every version: a yes to one is a yes to both."""
    found = StoryWords.objects.owned().filter(story__in=list(rows))
    return {(one.story_id, one.number): (one.title, one.text) for one in found}


def with_words(chapters: Sequence[Chapter], report: Report) -> list[Chapter]:
    """The chapters of a report with the words of its stories; without those that lost their yes."""
    rows = [chapter.story for chapter in chapters if chapter.story is not None]
    if not rows:
        return list(chapters)
    found = {t.story.pk: t for t in _told(rows, places_of(report), clock.today())}
    kept = [c for c in chapters if c.story is None or found[c.story.pk].why_not is None]
    for chapter in kept:
        if chapter.story is not None:
            told = found[chapter.story.pk]
            chapter.title, chapter.text, chapter.shown = told.title, told.text, told.picture
    return kept


def lost(report: Report) -> list[tuple[Chapter, str]]:
    """The stories put in a report that may not stand there today, and why."""
    chapters = Chapter.objects.owned().filter(report=report, removed_at=None)
    rows = list(chapters.exclude(story=None).select_related("story"))
    found = {
        t.story.pk: t.why_not
        for t in _told([c.story for c in rows if c.story], places_of(report), clock.today())
    }
    return [(c, found[c.story_id] or "") for c in rows if c.story_id and found[c.story_id]]


def as_frozen(
    asked: Sequence[tuple[str, int]], places: Collection[Place], today: date
) -> dict[str, AsFrozen]:
    """(story, version) → what was told by those that may stand in one of these places today."""
    rows = list(Story.objects.owned().filter(pk__in=[key for key, _number in asked]))
    words = _words(rows)
    told = _told(rows, places, today, dict(asked))
    may = {str(t.story.pk): t for t in told if t.why_not is None}
    return {
        key: AsFrozen(*words.get((UUID(key), number), NO_WORDS), may[key].picture)
        for key, number in asked
        if key in may
    }


def picture_in(report: Report, key: UUID) -> Story | None:
    """A story of a report whose picture may stand there today, or None."""
    row = story_with(key)
    placed = Chapter.objects.owned().filter(report=report, story=key)
    if row is None or not placed.exists():
        return None
    return row if told(row, places_of(report)).may_picture else None
