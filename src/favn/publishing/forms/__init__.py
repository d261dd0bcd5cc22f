"""Turns what people type about reports and grants into clean values. Nothing is written here."""

from favn.publishing.forms.reports import (
    AnswerForm,
    ChapterForm,
    FreezeForm,
    GiveForm,
    InsertForm,
    NewChapterForm,
    NewReportForm,
    NumbersForm,
    PlaceForm,
    ReportForm,
)

__all__ = [
    "AnswerForm",
    "ChapterForm",
    "FreezeForm",
    "GiveForm",
    "InsertForm",
    "NewChapterForm",
    "NewReportForm",
    "NumbersForm",
    "PlaceForm",
    "ReportForm",
]
