"""The room's records: questionnaires with questions and versions; waves with answers."""

from favn.surveys.models.sheets import Question, Questionnaire, Version
from favn.surveys.models.waves import Answer, Asked, Letter, Reply, Submission, Wave

__all__ = [
    "Answer",
    "Asked",
    "Letter",
    "Question",
    "Questionnaire",
    "Reply",
    "Submission",
    "Version",
    "Wave",
]
