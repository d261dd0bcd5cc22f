"""What one addressee has in their fields, and what they have sent; the door for rooms above."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from favn.surveys.choices import Said
from favn.surveys.models import Answer, Asked, Reply, Submission, Wave
from favn.surveys.rules import answering
from favn.surveys.rules.answering import Value


@dataclass(frozen=True, slots=True)
class Given:
    """What stands of one addressee: the submission that counts, and its values by identity."""

    asked: Asked
    submission: Submission
    values: dict[str, Value]


def reply_of(asked: Asked) -> Reply | None:
    """What stands in their fields, or None before anything was saved."""
    return Reply.objects.owned().filter(asked=asked).first()


def values_of(reply: Reply | None) -> dict[str, Value]:
    """The values of a reply; none where there is none."""
    return answering.as_values(json.loads(reply.values)) if reply else {}


def submissions_of(asked: Asked) -> list[Submission]:
    """Everything they have sent, the last first."""
    return list(Submission.objects.owned().filter(asked=asked))


def standing_of(asked: Asked) -> Submission | None:
    """What they sent last, or None."""
    return Submission.objects.owned().filter(asked=asked, is_standing=True).first()


def answers_in(submission: Submission, *, with_words: bool = False) -> dict[str, Value]:
    """What one submission said, by identity; its words stay sealed unless they are asked for."""
    rows = Answer.objects.owned().filter(submission=submission)
    return {str(row.question_id): value_of(row, with_words=with_words) for row in rows}


def value_of(row: Answer, *, with_words: bool = False) -> Value:
    """One stored answer as a value; its words are opened only where they are wanted."""
    words = row.on.isoformat() if row.on else ""
    if with_words and not words:
        words = row.words or ""
    return Value(Said(row.said), row.number, tuple(row.chosen), words)


def asked_one(wave: Wave, pk: UUID) -> Asked | None:
    """One of those who are asked, by this room's own id, or None."""
    rows = Asked.objects.owned().filter(wave=wave, pk=pk)
    return rows.select_related("wave__version__questionnaire").first()


def asked_with(wave: Wave, ref_id: UUID) -> Asked | None:
    """The addressee with a room's own key, or None."""
    return Asked.objects.owned().filter(wave=wave, ref_id=ref_id).first()


def answers_of(wave: Wave, ref_id: UUID, *, with_words: bool = False) -> Given | None:
    """What an addressee with a room's own key has sent; None where nothing has been.

    Words stay sealed unless they are asked for: only a page about persons may open them, or one
    that says why it is nobody's look-up (`kit.looking`).
    """
    rows = Submission.objects.owned().filter(asked__wave=wave, asked__ref_id=ref_id)
    found = rows.filter(is_standing=True).select_related("asked").first()
    return Given(found.asked, found, answers_in(found, with_words=with_words)) if found else None


def every_given(wave: Wave) -> dict[UUID, Given]:
    """A room's own key → what stands of that addressee, for all who have sent; two queries."""
    rows = Submission.objects.owned().filter(asked__wave=wave, is_standing=True)
    found = {
        row.pk: Given(row.asked, row, {})
        for row in rows.exclude(asked__ref_id=None).select_related("asked")
    }
    answers = Answer.objects.owned().filter(
        submission__asked__wave=wave, submission__is_standing=True
    )
    for row in answers.defer("words").iterator():
        if given := found.get(row.submission_id):
            given.values[str(row.question_id)] = value_of(row)
    return {given.asked.ref_id: given for given in found.values() if given.asked.ref_id}


def first_sent(wave: Wave) -> dict[UUID, datetime]:
    """A room's own key → when that addressee first sent, corrections aside."""
    rows = Submission.objects.owned().filter(asked__wave=wave, number=1)
    pairs = rows.values_list("asked__ref_id", "sent_at")
    return {key: moment for key, moment in pairs if key is not None}
