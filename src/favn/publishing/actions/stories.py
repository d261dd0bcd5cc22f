"""The verbs of a story: tell it, put a picture on, write a consent down, take it back, place it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.persons.rules import why_not_cpr
from favn.publishing import drawn
from favn.publishing import queries as reports
from favn.publishing.choices import Place, Whose
from favn.publishing.models import Chapter, Consent, ConsentLink, Report, Story, StoryWords
from favn.publishing.queries import stories as queries
from favn.publishing.rules import stories as rules


@dataclass(frozen=True, slots=True)
class Yes:
    """What somebody said yes to: where, until when, with the picture or without."""

    whose: str
    given: str
    given_on: date
    until: date
    places: Sequence[str]
    has_picture: bool = False
    grown_on: date | None = None
    """When the child of a parent is 18; asked, and not kept."""
    is_to_now: bool = False
    """Whether it was to what stands now, where that was changed on the very day."""


@transaction.atomic
def tell(*, id: UUID, title: str, text: str, by: Actor, at: datetime) -> Story:
    """A story, which stands nowhere until somebody says yes; once per `id`. Raises Refused."""
    must(rules.why_not_tell(title, text))
    row = Story(id=id, organisation_id=current(), made_at=at)
    if stands := insert(row, lambda story: _write(story, 1, title, text, by, at)):
        return stands
    history.note("add", row, by=by, at=at)
    return row


def _write(story: Story, number: int, title: str, text: str, by: Actor, at: datetime) -> None:
    words = StoryWords(organisation_id=current(), story=story, number=number)
    words.title, words.text = title, text
    words.written_at, words.written_by = at, by.actor_label
    words.save(force_insert=True)


@transaction.atomic
def rewrite(
    *, story: Story, version: int, title: str, text: str, by: Actor, at: datetime,
    is_read: bool = False,
) -> Story:  # fmt: skip
    """Other words; editions keep those they were frozen with. Raises Refused, Conflict.

    They stand nowhere until those who said yes have heard them; `is_read` says that they have.
    """
    must(rules.why_not_tell(title, text))
    row = _locked(story)
    if row.version != version:
        raise Conflict(_("En anden har skrevet imens. Se, hvad der står nu, og gem igen."))
    row.version = version + 1
    row.save(update_fields=["version"])
    _write(row, row.version, title, text, by, at)
    if is_read:
        _standing(row).update(said_to=row.version)
    history.note("write", row, by=by, at=at, changes={"is_read": ["", is_read]})
    return row


def _standing(story: Story) -> Any:
    """The consents of a story that hold and are not replaced."""
    return Consent.objects.owned().filter(story=story, withdrawn_at=None, replaced_at=None)


def _locked(story: Story) -> Story:
    """The row itself, held until the end. Raises Refused where its words are gone."""
    row = Story.objects.owned().select_for_update().get(pk=story.pk)
    must(rules.why_not_change(is_ended=row.ended_at is not None))
    return row


@transaction.atomic
def put_picture(
    *, story: Story, picture: str, says: str, by: Actor, at: datetime, is_seen: bool = False
) -> None:
    """A picture that was drawn anew (`drawn.jpeg`), in base64. Raises Refused.

    A yes to another picture, or to other words of it, is none to this one; `is_seen` says that
    they have seen it.
    """
    must(why_not_cpr(says))
    row = _locked(story)
    row.picture_put_at, row.picture_changed_at = at, at if row.picture else None
    row.picture, row.picture_says = picture, says
    row.save(update_fields=["picture", "picture_says", "picture_put_at", "picture_changed_at"])
    if is_seen:
        mark = drawn.mark(picture, says)
        _standing(row).filter(has_picture=True).update(said_to_picture=mark)
    history.note("picture", row, by=by, at=at, changes={"is_seen": ["", is_seen]})


@transaction.atomic
def take_yes(
    *, id: UUID, story: Story, yes: Yes, seen: str, by: Actor, at: datetime,
    instead_of: Consent | None = None,
) -> Consent:  # fmt: skip
    """Write a yes down; `instead_of` an earlier one of the same person.

    `seen` is the story as the form showed it. Raises Refused, Conflict, Taken.
    """
    must(rules.why_not_consent(yes.given_on, yes.until, yes.places, clock.day_of(at)))
    row = Consent(id=id, organisation_id=current(), story=_locked(story))
    if seen != queries.stand_of(row.story):
        raise Conflict(_("Historien er ændret imens. Se, hvad der står nu, og gem igen."))
    _must_for_child(row.story, yes, instead_of, clock.day_of(at))
    _say(row, yes)
    if stands := insert(row):
        return stands
    if instead_of is not None:
        Consent.objects.owned().filter(pk=instead_of.pk, story=story).update(replaced_at=at)
    history.note("consent", row, by=by, at=at)
    return row


def _say(row: Consent, yes: Yes) -> None:
    """A yes is to the words and the picture that stood when the day of it began.

    To what was changed on the day itself only where somebody says so. Raises Refused.
    """
    row.whose, row.given, row.given_on, row.until = yes.whose, yes.given, yes.given_on, yes.until
    row.places, row.has_picture = list(yes.places), yes.has_picture
    row.is_on_web = Place.WEB in yes.places
    row.said_to = _words_heard(row.story, yes)
    row.said_to_picture = _picture_seen(row.story, yes)


def _must_for_child(story: Story, yes: Yes, instead_of: Consent | None, today: date) -> None:
    """A parent's yes needs the child's own, also where that is what the new one replaces."""
    left = _standing(story)
    if instead_of is not None:
        left = left.exclude(pk=instead_of.pk)
    has_own = yes.whose == Whose.SELF or left.filter(whose=Whose.SELF).exists()
    until = [yes.until] if yes.whose == Whose.PARENT else []
    if instead_of is not None and instead_of.whose == Whose.SELF and not has_own:
        until += [consent.until for consent in left.filter(whose=Whose.PARENT)]
    if until:
        must(rules.why_not_for_child(yes.grown_on, max(until), has_own=has_own, today=today))


def _words_heard(story: Story, yes: Yes) -> int:
    """The version of the words that the yes is to."""
    if not yes.is_to_now:
        return queries.version_on(story, yes.given_on - timedelta(days=1))
    put, last = _put_on(story), queries.version_on(story, yes.given_on)
    had_picture = not yes.has_picture or put is None or put <= yes.given_on
    must(rules.why_not_to_now(had_words=last == story.version, had_picture=had_picture))
    return last


def _put_on(story: Story) -> date | None:
    """The day the picture that is there came, with the words of it; None where there is none."""
    put = story.picture_put_at
    return clock.local_day(put) if put and story.picture else None


def _picture_seen(story: Story, yes: Yes) -> str:
    """The mark of the picture that is there, where that is the one they saw."""
    put = _put_on(story)
    if not yes.has_picture or put is None or yes.given_on < put:
        return ""
    if story.picture_changed_at and yes.given_on == put and not yes.is_to_now:
        return ""
    return drawn.mark(story.picture or "", story.picture_says)


@transaction.atomic
def give_link(*, consent: Consent, by: Actor, at: datetime) -> str:
    """The secret that opens one's own consent, told this once; older links end."""
    link = ConsentLink(organisation_id=current(), consent=consent)
    link.expires_at = clock.end_of(max(consent.until, clock.day_of(at)))
    return links.give(link, by=by, at=at)


@transaction.atomic
def say_again(*, consent: Consent, number: int, by: Actor, at: datetime) -> None:
    """They read the words as they are now, which is version `number`, and say yes to them too."""
    rows = Consent.objects.owned().filter(pk=consent.pk, withdrawn_at=None, said_to__lt=number)
    if rows.filter(story__version=number).update(said_to=number):
        history.note("consent", consent, by=by, at=at, changes={"said_to": ["", number]})


@transaction.atomic
def withdraw(*, consent: Consent, by: Actor, at: datetime, by_themselves: bool = False) -> None:
    """Take a yes back. The words and the picture are deleted, and stand nowhere from now on."""
    rows = Consent.objects.owned().filter(pk=consent.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=at, by_themselves=by_themselves):
        return
    history.note("withdraw", consent, by=by, at=at)
    _forget(consent.story_id, at)


def _forget(key: UUID, at: datetime) -> None:
    """Delete what was told, in every version."""
    story = Story.objects.owned().select_for_update().get(pk=key)
    story.picture, story.picture_says, story.ended_at = None, "", at
    story.save(update_fields=["picture", "picture_says", "ended_at"])
    for words in StoryWords.objects.owned().filter(story=key):
        words.title = words.text = ""
        words.save(update_fields=["title", "text"])


@transaction.atomic
def let_go(rows: Iterable[Story], at: datetime) -> int:
    """Delete what was told with a yes that ran out; how many stories."""
    gone = list(rows)
    for story in gone:
        _forget(story.pk, at)
    return len(gone)


@transaction.atomic
def place(*, id: UUID, story: Story, report: Report, by: Actor, at: datetime) -> Chapter:
    """Put a story last in a report, where its consents reach. Raises Refused, Taken."""
    told = queries.told(_locked(story), queries.places_of(report))
    must(told.why_not)
    row = Chapter(id=id, organisation_id=current(), report=report, story=story, title=_("Historie"))
    if stands := standing(row):
        return stands
    must(rules.why_not_place(stands=report in queries.reports_with(story)))
    row.place = reports.next_place(report)
    if stands := insert(row):
        return stands
    history.note("place-story", row, by=by, at=at)
    return row
