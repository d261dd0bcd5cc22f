"""The room's pages, gathered for its addresses."""

from favn.surveys.views.answering import answer, answer_section, answer_summary
from favn.surveys.views.editing import (
    new_question,
    question,
    section,
    translate,
    version,
)
from favn.surveys.views.reading import read_form, read_forms, xlsform_file
from favn.surveys.views.results import person_reply, reply, results, results_file
from favn.surveys.views.sheets import differences, preview, questionnaire, questionnaires
from favn.surveys.views.waves import address, new_wave, wave

__all__ = [
    "address",
    "answer",
    "answer_section",
    "answer_summary",
    "differences",
    "new_question",
    "new_wave",
    "person_reply",
    "preview",
    "question",
    "questionnaire",
    "questionnaires",
    "read_form",
    "read_forms",
    "reply",
    "results",
    "results_file",
    "section",
    "translate",
    "version",
    "wave",
    "xlsform_file",
]
