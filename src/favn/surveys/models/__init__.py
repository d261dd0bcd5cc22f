"""The room's records: questionnaires with questions and versions; waves with answers."""

from favn.surveys.models.read import ReadForm
from favn.surveys.models.sheets import Question, Questionnaire, Version
from favn.surveys.models.waves import Answer, Asked, Letter, Reply, Submission, Wave

__all__ = [
    "Answer",
    "Asked",
    "Letter",
    "Question",
    "Questionnaire",
    "ReadForm",
    "Reply",
    "Submission",
    "Version",
    "Wave",
]
