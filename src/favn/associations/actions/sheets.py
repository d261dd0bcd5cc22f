"""Two sides begin, write what they expect, show it to each other, and write it together."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.associations.actions.needs import Party, column_of
from favn.associations.choices.cooperation import WORD
from favn.associations.models import Cooperation, Match, Matter, Side, Writing
from favn.associations.queries import sheets
from favn.associations.rules import cooperation as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current


@transaction.atomic
def begin(
    *,
    id: UUID,
    title: str,
    matter: Matter,
    sides: tuple[Party, Party],
    by: Actor,
    at: datetime,
    match: Match | None = None,
) -> Cooperation:
    """Two parties begin to talk, once per `id` and per suggestion. Raises Refused, Taken."""
    if match:
        match = Match.objects.owned().select_for_update().get(pk=match.pk)
        if made := Cooperation.objects.owned().filter(match=match).first():
            return made
    row = Cooperation(id=id, organisation_id=current(), title=title, matter=matter, match=match)
    if stands := standing(row):
        return stands
    must(_("Vælg to forskellige parter.") if sides[0].pk == sides[1].pk else None)
    must(_("Begge skal sige ja først.") if match and not match.is_yes else None)
    row.started_at, row.started_by = at, by.actor_label
    if stands := insert(row):
        return stands
    for place, party in enumerate(sides, 1):
        side = Side(organisation_id=current(), cooperation=row, place=place, **column_of(party))
        side.save(force_insert=True)
    history.note("begin", row, by=by, at=at, changes={"title": ["", title]})
    return row


@transaction.atomic
def write(
    *,
    cooperation: Cooperation,
    side: Side | None,
    subject: str,
    number: int,
    text: str,
    by: Actor,
    said_by: str,
    at: datetime,
) -> Writing | None:
    """Write one text on top of `number`, the one that was shown; the same text again is nothing.

    Without a side it is what both write together, and both must have handed in. Raises Refused, and
    Conflict where somebody wrote meanwhile: then nothing is saved, and nothing is lost either, as
    the page shows both texts.
    """
    row = Cooperation.objects.owned().get(pk=cooperation.pk)
    together = rules.why_not_together(both_in=sheets.both_in(row), stage=row.stage)
    must(rules.why_not_write(row.stage) if side else together)
    sheet = sheets.sheet_of(row, side)
    if sheet.text(subject).strip() == text.strip():
        return None
    if sheet.number(subject) != number:
        raise Conflict(_("En anden har skrevet imens. Begge tekster står her. Saml dem til én."))
    writing = Writing(organisation_id=current(), cooperation=row, side=side, subject=subject)
    writing.number, writing.text, writing.at, writing.by = number + 1, text.strip(), at, said_by
    try:
        with transaction.atomic():
            writing.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("En anden har skrevet imens. Begge tekster står her. Saml dem til én.")
        ) from error
    history.note("write", writing, by=by, at=at, changes={"subject": ["", subject]})
    return writing


def add_word(
    *, cooperation: Cooperation, side: Side, word: str, by: Actor, said_by: str, at: datetime
) -> str:
    """One more word that both explain; which subject it became. Raises Refused."""
    wanted = " ".join(word.lower().split())
    words = [s for s in sheets.subjects_of(cooperation) if s.startswith(WORD)]
    must(rules.why_not_word(wanted, words))
    subject = f"{WORD}{wanted}"
    writing = Writing(organisation_id=current(), cooperation=cooperation, side=side)
    writing.subject, writing.number, writing.at, writing.by = subject, 1, at, said_by
    with transaction.atomic():
        writing.save(force_insert=True)
        history.note("add-word", writing, by=by, at=at, changes={"subject": ["", subject]})
    return subject


@transaction.atomic
def hand_in(*, side: Side, by: Actor, at: datetime) -> Side:
    """The other may see this sheet when it has handed in its own; handed in twice is once.

    Raises Refused where there is nothing to compare yet.
    """
    row = Side.objects.owned().select_for_update().select_related("cooperation").get(pk=side.pk)
    if row.handed_in_at:
        return row
    cooperation = row.cooperation
    must(rules.why_not_write(cooperation.stage))
    must(rules.why_not_hand_in(sheets.sheet_of(cooperation, row).texts))
    row.handed_in_at = at
    row.save(update_fields=["handed_in_at"])
    history.note("hand-in", row, by=by, at=at)
    fresh = sheets.cooperation_with(cooperation.pk)
    assert fresh is not None
    if sheets.both_in(fresh) and not fresh.aligned_at:
        fresh.aligned_at = at
        fresh.save(update_fields=["aligned_at"])
        history.note("align", fresh, by=by, at=at)
    return row


def texts_saved(
    *,
    cooperation: Cooperation,
    side: Side | None,
    texts: dict[str, tuple[int, str]],
    by: Actor,
    said_by: str,
    at: datetime,
) -> list[str]:
    """Write several texts, each for itself: subject → (number shown, text). Subjects that somebody
    wrote meanwhile are the answer; the others are saved. Raises Refused.
    """
    late = []
    for subject, (number, text) in texts.items():
        try:
            write(
                cooperation=cooperation, side=side, subject=subject, number=number, text=text,
                by=by, said_by=said_by, at=at,
            )  # fmt: skip
        except Conflict:
            late.append(subject)
    return late
