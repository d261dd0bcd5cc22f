"""Questionnaires, their versions and the identities of their questions."""

from uuid import UUID

from django.db.models import QuerySet

from favn.surveys.choices import LANGUAGES
from favn.surveys.models import Question, Questionnaire, ReadForm, Version
from favn.surveys.rules.sheet import Sheet


def questionnaires() -> QuerySet[Questionnaire]:
    """All of the present tenant's, by title."""
    return Questionnaire.objects.owned()


def questionnaire_with(pk: UUID) -> Questionnaire | None:
    """One by its id, or None."""
    return Questionnaire.objects.owned().filter(pk=pk).first()


def questionnaire_named(key: str) -> Questionnaire | None:
    """One by the key a room above knows it by, or None."""
    return Questionnaire.objects.owned().filter(key=key).first()


def versions_of(questionnaire: Questionnaire) -> list[Version]:
    """Every version, the newest first."""
    return list(Version.objects.owned().filter(questionnaire=questionnaire))


def version_of(questionnaire: Questionnaire, number: int) -> Version | None:
    """One version by its number, or None."""
    rows = Version.objects.owned().filter(questionnaire=questionnaire, number=number)
    return rows.select_related("questionnaire").first()


def draft_of(questionnaire: Questionnaire) -> Version | None:
    """The version that is being written, or None."""
    rows = Version.objects.owned().filter(questionnaire=questionnaire, published_at=None)
    return rows.select_related("questionnaire").first()


def last_published(questionnaire: Questionnaire) -> Version | None:
    """The version that is asked now, or None."""
    rows = Version.objects.owned().filter(questionnaire=questionnaire)
    return rows.exclude(published_at=None).select_related("questionnaire").first()


def previous_of(version: Version) -> Version | None:
    """The version before, or None for the first."""
    rows = Version.objects.owned().filter(questionnaire=version.questionnaire_id)
    return rows.filter(number__lt=version.number).first()


def sheets_between(first: Version, last: Version) -> list[Sheet]:
    """Every version from the one to the other of the same questionnaire, the older first."""
    low, high = sorted((first.number, last.number))
    rows = Version.objects.owned().filter(questionnaire=first.questionnaire_id)
    return [v.sheet for v in rows.filter(number__range=(low, high)).order_by("number")]


def question_with(questionnaire: Questionnaire, pk: UUID) -> Question | None:
    """One identity, or None."""
    return Question.objects.owned().filter(questionnaire=questionnaire, pk=pk).first()


def keys_taken(questionnaire: Questionnaire, but: str) -> set[str]:
    """The keys of its identities, also of questions that are retired; without one of them."""
    rows = Question.objects.owned().filter(questionnaire=questionnaire).exclude(pk=but)
    return set(rows.values_list("key", flat=True))


def languages_of(sheet: Sheet) -> list[tuple[str, str]]:
    """The languages it can be answered in, each with its own name; Danish first."""
    return [(code, name) for code, name in LANGUAGES if code in sheet.languages]


def read_forms() -> QuerySet[ReadForm]:
    """Files that were read, the newest first, with what was made of them."""
    return ReadForm.objects.owned().select_related("questionnaire")


def read_form_with(pk: UUID) -> ReadForm | None:
    """One by its id, or None."""
    return read_forms().filter(pk=pk).first()
