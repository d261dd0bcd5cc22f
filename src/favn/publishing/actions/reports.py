"""The verbs of a report: begin, write, put in order, freeze.

Two who save one chapter both keep what they typed: the second gets Conflict and saves again.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import documents, figures, history
from favn.kit.documents import DocumentError
from favn.kit.history import Actor
from favn.kit.models import EditionName
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation, Unit
from favn.policy.rules.tables import slug_of
from favn.publishing import drawn, papers, queries, rules, warnings
from favn.publishing.models import (
    Chapter,
    ClaimAnswer,
    Comparison,
    FrozenEdition,
    Report,
    Story,
)
from favn.publishing.queries import Found
from favn.publishing.queries.stories import reports_with
from favn.publishing.rules.stories import why_not_place
from favn.publishing.warnings import Warned
from favn.publishing.written import Written
from favn.statistics.figures import Edition

AT_A_TIME = timedelta(minutes=15)
"""Somebody who goes on writing one chapter is one line of history, not one a save."""


@transaction.atomic
def open_report(
    *,
    id: UUID,
    title: str,
    year: int,
    kind: str,
    edition: str,
    chapters: Sequence[Written],
    by: Actor,
    at: datetime,
) -> Report:
    """A new report with its first chapters, the foreword first; once per `id`.

    Raises Refused where the year cannot be, and Taken.
    """
    report = Report(id=id, organisation_id=current(), title=title, year=year, kind=kind)
    report.edition, report.opened_at = edition, at
    if stands := standing(report):
        return stands
    must(rules.why_not_year(year, at.year))
    # One at a time, so that two reports of one name get two addresses.
    list(Organisation.objects.select_for_update().filter(pk=current()))
    report.slug = _free_slug(title, year)
    if stands := insert(report, lambda row: _begin(row, chapters)):
        return stands
    history.note("open", report, by=by, at=at)
    return report


def _free_slug(title: str, year: int) -> str:
    wanted = slug_of(title)[:70] or "rapport"
    if not re.search(rf"\b{year}\b", wanted):
        wanted = f"{wanted}-{year}"
    taken = set(Report.objects.owned().values_list("slug", flat=True))
    others = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *others) if slug not in taken)


def _begin(report: Report, chapters: Sequence[Written]) -> None:
    for place, written in enumerate(chapters, start=1):
        Chapter(
            organisation_id=report.organisation_id,
            report=report,
            place=place,
            title=written.title,
            text=written.text,
            author=written.author,
            unit_id=written.unit,
            answer_id=written.answer,
            is_foreword=place == 1,
        ).save(force_insert=True)


@transaction.atomic
def change_report(
    *, report: Report, version: int, title: str, year: int, edition: str, by: Actor, at: datetime
) -> Report:
    """What the report is called, which year it is about, and for whom. Raises Refused, Conflict."""
    must(rules.why_not_year(year, at.year))
    values = {"title": title, "year": year, "edition": edition}
    before = {name: getattr(report, name) for name in values}
    if before == values and report.version >= version:
        return report
    rows = Report.objects.owned().filter(pk=report.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(_("En anden har rettet rapporten imens. Se, hvad der står nu, og gem igen."))
    changes = {name: [before[name], value] for name, value in values.items()}
    history.note("correct", report, by=by, at=at, changes=changes)
    report.refresh_from_db()
    return report


@transaction.atomic
def add_chapter(
    *,
    id: UUID,
    report: Report,
    title: str,
    author: str,
    by: Actor,
    at: datetime,
    unit: Unit | None = None,
) -> Chapter:
    """A new chapter, last; once per `id`. Raises Taken."""
    row = Chapter(id=id, organisation_id=current(), report=report, title=title, author=author)
    row.unit = unit
    row.place = queries.next_place(report)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def write_chapter(
    *,
    chapter: Chapter,
    version: int,
    title: str,
    author: str,
    text: str,
    by: Actor,
    at: datetime,
) -> Chapter:
    """Write a chapter on the version that was shown. The same words twice are one writing.

    Raises Conflict where somebody else wrote meanwhile; nothing of theirs is lost. Raises Refused
    where its words are an answer to several.
    """
    row = Chapter.objects.owned().get(pk=chapter.pk)
    must(rules.why_not_write_here(is_answer=bool(row.answer_id or row.story_id)))
    text = text.replace("\r\n", "\n")
    words = {"title": title, "author": author, "text": text}
    if row.version >= version and all(getattr(row, name) == said for name, said in words.items()):
        return row
    signed: dict[str, Any] = {"written_by": by.actor_label, "written_at": at}
    rows = Chapter.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**words, **signed, version=version + 1):
        raise Conflict(_wrote_meanwhile(row))
    if _is_new_sitting(row, by, at):
        history.note("write", row, by=by, at=at)
    row.refresh_from_db()
    return row


def _is_new_sitting(row: Chapter, by: Actor, at: datetime) -> bool:
    """Whether this writing deserves a line of its own."""
    last = history.of(row).filter(verb="write").first()
    return last is None or last.actor_id != by.actor_id or at - last.at >= AT_A_TIME


def _wrote_meanwhile(row: Chapter) -> str:
    return _(
        "%(who)s har skrevet i “%(title)s” imens. Din tekst står stadig i feltet. Se, hvad der står"
        " nu, og gem igen, hvis din tekst skal gælde."
    ) % {"who": row.written_by or _("En anden"), "title": row.title}


@transaction.atomic
def place_figures(
    *, chapter: Chapter, version: int, places: Sequence[str], by: Actor, at: datetime
) -> Chapter:
    """Put numbers, each a place in braces, last in a chapter, a line each. Raises Conflict."""
    text = "\n\n".join([chapter.text.rstrip(), *places]).strip() + "\n"
    return _rewritten(chapter, version, text, by, at)


@transaction.atomic
def choose_numbers(
    *,
    chapter: Chapter,
    version: int,
    chosen: Sequence[str],
    offered: Sequence[str],
    by: Actor,
    at: datetime,
) -> Chapter:
    """The year in numbers: the chosen places stand first; those not chosen are taken out.

    Raises Refused where none or too many are chosen, and Conflict.
    """
    must(rules.why_not_choose(len(chosen)))
    mine = set(offered) | set(chosen)
    kept = [part for part in chapter.text.split("\n\n") if part.strip() not in mine]
    text = "\n\n".join([*chosen, *(part for part in kept if part.strip())]) + "\n"
    return _rewritten(chapter, version, text, by, at)


def _rewritten(chapter: Chapter, version: int, text: str, by: Actor, at: datetime) -> Chapter:
    words = {"title": chapter.title, "author": chapter.author, "text": text}
    return write_chapter(chapter=chapter, version=version, **words, by=by, at=at)


@transaction.atomic
def give_chapter(*, chapter: Chapter, unit: Unit | None, by: Actor, at: datetime) -> None:
    """Give a chapter to an office or a committee, or take it back; the words stay."""
    before = chapter.unit
    if before == unit:
        return
    Chapter.objects.owned().filter(pk=chapter.pk).update(unit=unit)
    names = [before.name if before else "", unit.name if unit else ""]
    history.note("give", chapter, by=by, at=at, changes={"unit": names})


@transaction.atomic
def move_chapter(*, chapter: Chapter, up: bool, by: Actor, at: datetime) -> None:
    """One place up or down among the chapters that stand; at the end nothing happens."""
    list(Report.objects.owned().select_for_update().filter(pk=chapter.report_id))
    rows = queries.chapters_of(chapter.report)
    here = next((n for n, row in enumerate(rows) if row.pk == chapter.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, start=1):
        Chapter.objects.owned().filter(pk=row.pk).update(place=place)
    history.note("move", chapter, by=by, at=at, changes={"place": [here + 1, there + 1]})


@transaction.atomic
def remove_chapter(*, chapter: Chapter, by: Actor, at: datetime) -> None:
    """Take a chapter out; its words are kept and may be brought back. Raises Refused."""
    must(rules.why_not_remove(chapter.is_foreword))
    rows = Chapter.objects.owned().filter(pk=chapter.pk, removed_at=None)
    if rows.update(removed_at=at):
        history.note("remove", chapter, by=by, at=at)


@transaction.atomic
def bring_back(*, chapter: Chapter, by: Actor, at: datetime) -> None:
    """Put a chapter that was taken out back where it stood. Raises Refused."""
    if chapter.story is not None and chapter.removed_at:
        # Held, as `place` does: a story stands in a report once.
        list(Story.objects.owned().select_for_update().filter(pk=chapter.story.pk))
        must(why_not_place(stands=chapter.report in reports_with(chapter.story)))
    rows = Chapter.objects.owned().filter(pk=chapter.pk).exclude(removed_at=None)
    if rows.update(removed_at=None):
        history.note("restore", chapter, by=by, at=at)


@transaction.atomic
def answer_claim(
    *, id: UUID, report: Report, warned: Warned, answer: str, by: Actor, at: datetime
) -> ClaimAnswer:
    """Say why something that is warned about is right; a later answer takes the place of it.

    Raises Refused where no reason is given, and Taken.
    """
    must(rules.why_not_answer(answer))
    # One at a time, so that two who answer the same leave one answer.
    list(Report.objects.owned().select_for_update().filter(pk=report.pk))
    said: dict[str, Any] = {"answer": answer.strip(), "answered_by": by.actor_label}
    said["answered_at"] = at
    rows = ClaimAnswer.objects.owned().filter(report=report, key=warned.key)
    if (row := rows.first()) is not None:
        if row.answer != said["answer"]:
            rows.update(**said)
            history.note("correct", row, by=by, at=at)
            row.refresh_from_db()
        return row
    row = ClaimAnswer(id=id, organisation_id=current(), report=report, key=warned.key, **said)
    row.quote = warned.quote
    if stands := insert(row):
        return stands
    history.note("answer", row, by=by, at=at)
    return row


def freeze(
    *, id: UUID, report: Report, seen: str, membership: Membership, by: Actor, at: datetime
) -> FrozenEdition:
    """Keep the report as it stands, with every number in it; once per `id`.

    `seen` is `queries.stand_of` the report that was shown: nobody freezes words they never saw.

    Numbers of the house's own that leave it are written into the ledger, so that their own pages
    tell where they went. Raises Refused where a number cannot be read, nothing is written or a
    sign has no font, Conflict where somebody wrote meanwhile, and Taken.
    """
    row = FrozenEdition(id=id, organisation_id=current(), report=report)
    if stands := standing(row):
        return stands
    chapters = queries.chapters_of(report)
    texts = [chapter.text for chapter in chapters]
    found = queries.found_in(texts, membership, Edition(report.edition))
    placed = {address: one.placed for address, one in found.items()}
    _must_be_seen(seen, report, chapters)
    titled = [(c.title, c.text) for c in chapters]
    must(rules.why_not_freeze(rules.hindrances(titled, queries.problems_in(texts, placed))))
    row.edition, row.title, row.year = report.edition, report.title, report.year
    row.chapters = [_kept(chapter) for chapter in chapters]
    row.values = {address: one.as_json() for address, one in placed.items()}
    written = [Written(c.title, c.text, c.author) for c in chapters if not c.story_id]
    row.claims = warnings.kept(written, placed, queries.answers_of(report))
    row.frozen_at, row.frozen_by = at, by.actor_label
    must(_why_not_set(row))
    return _frozen(row, chapters, found, by, at)


def _kept(chapter: Chapter) -> dict[str, Any]:
    """A chapter as an edition keeps it; of a story not a word, so that it can be taken out."""
    if chapter.story is not None:
        shown = chapter.shown
        mark = drawn.mark(shown.jpeg, shown.says) if shown else ""
        return {"title": "", "text": "", "story": str(chapter.story_id),
                "number": chapter.story.version, "picture": mark}  # fmt: skip
    return {"title": chapter.title, "author": chapter.author, "text": chapter.text}


def _must_be_seen(seen: str, report: Report, chapters: Sequence[Chapter]) -> None:
    """Raises Conflict where the words are not those that were shown, and names what has moved."""
    if seen == queries.stand_of(report, chapters):
        return
    known = set(seen.split())
    moved = [c.title for c in chapters if queries.mark_of(c) not in known]
    told = _("Rapporten er ændret, siden du så den%(what)s. Se den igennem, og frys igen.")
    raise Conflict(told % {"what": f" ({', '.join(moved)})" if moved else ""})


def _why_not_set(row: FrozenEdition) -> str | None:
    """An edition must be fit for paper for as long as it stands."""
    try:
        documents.pdf(papers.frozen(row))
    except DocumentError as error:
        return str(error)
    return None


@transaction.atomic
def _frozen(
    row: FrozenEdition,
    chapters: Sequence[Chapter],
    found: dict[str, Found],
    by: Actor,
    at: datetime,
) -> FrozenEdition:
    """Written in one go, on the chapters that were read."""
    list(Report.objects.owned().select_for_update().filter(pk=row.report_id))
    stand = {(queries.mark_of(c), c.place) for c in queries.chapters_of(row.report)}
    if stand != {(queries.mark_of(c), c.place) for c in chapters}:
        raise Conflict(_("En anden har skrevet i rapporten imens. Se den igennem, og frys igen."))
    row.number = queries.next_number(row.report)
    if stands := insert(row):
        return stands
    if row.edition != EditionName.INTERNAL:
        _release(row, found, at)
    history.note("freeze", row, by=by, at=at)
    return row


def _release(row: FrozenEdition, found: dict[str, Found], at: datetime) -> None:
    with translation.override(queries.LANGUAGE):
        purpose = _("%(title)s, udgave %(number)s") % {"title": row.title, "number": row.number}
    for one in found.values():
        if one.value is not None:
            figures.release(one.value, at=at, purpose=purpose[:200])


@transaction.atomic
def load_comparison(
    *, edition: FrozenEdition, source: str, rows: Sequence[dict[str, str]], by: Actor, at: datetime
) -> Comparison:
    """Keep what was printed elsewhere, to be held against an edition; the last one counts."""
    row = Comparison(organisation_id=current(), edition=edition, source=source, rows=list(rows))
    row.loaded_at, row.loaded_by = at, by.actor_label
    row.save(force_insert=True)
    history.note("compare", row, by=by, at=at)
    return row
