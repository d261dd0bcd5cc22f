"""The verbs of the box for ideas: open and close it, put one in, say what became of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.centre.models import Idea, IdeaBox
from favn.centre.queries import ideas as queries
from favn.centre.rules import ideas as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current


@transaction.atomic
def set_box(*, is_open: bool, by: Actor, at: datetime) -> None:
    """Everybody may write to the house from now on, or nobody."""
    row, _is_new = IdeaBox.objects.owned().get_or_create(organisation_id=current())
    if IdeaBox.objects.owned().filter(pk=row.pk).exclude(is_open=is_open).update(is_open=is_open):
        history.note("open-box" if is_open else "close-box", row, by=by, at=at)


@transaction.atomic
def put(*, id: UUID, words: str, language: str, by: Actor, at: datetime) -> Idea:
    """An idea from somebody without a name; once per `id`. Raises Refused, Taken."""
    day = clock.day_of(at)
    row = Idea(id=id, organisation_id=current(), words=words.strip(), language=language)
    row.came_on = day
    if stands := standing(row):
        return stands
    must(rules.why_not_put(words, already_today=_came_on(day), is_open=queries.is_open()))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


def _came_on(day: date) -> int:
    return Idea.objects.owned().filter(came_on=day).count()


@transaction.atomic
def say(
    *, idea: Idea, version: int, state: str, title: str, answer: str, is_shown: bool,
    by: Actor, at: datetime,
) -> Idea:  # fmt: skip
    """What became of an idea, and whether everybody may read it. Raises Refused, Conflict."""
    must(rules.why_not_answer(state, title, answer, is_shown=is_shown))
    values: dict[str, Any] = {"state": state, "title": title, "answer": answer}
    values |= {"is_shown": is_shown, "answered_on": clock.day_of(at)}
    rows = Idea.objects.owned().filter(pk=idea.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(_("En anden har svaret imens. Se, hvad der står nu, og prøv igen."))
    history.note("answer", idea, by=by, at=at, changes={"state": [idea.state, state]})
    idea.refresh_from_db()
    return idea


@transaction.atomic
def remove(*, idea: Idea, by: Actor, at: datetime) -> None:
    """Not an idea: it goes from the list and from what everybody reads, with its words."""
    row = Idea.objects.owned().select_for_update().filter(pk=idea.pk, removed_at=None).first()
    if row is None:
        return
    row.words, row.is_shown, row.removed_at = "", False, at
    row.save(update_fields=["words", "is_shown", "removed_at"])
    history.note("remove", row, by=by, at=at)
