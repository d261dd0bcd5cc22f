"""What publishing keeps: reports with their editions, and the grants that ask for reports."""

from favn.publishing.models.funders import (
    Funding,
    OwedReport,
    Promise,
    Question,
    QuestionAsked,
    SharedAnswer,
)
from favn.publishing.models.news import NewsLetter, NewsReader
from favn.publishing.models.reports import (
    AlreadyFrozen,
    Chapter,
    ClaimAnswer,
    Comparison,
    FrozenEdition,
    Report,
)
from favn.publishing.models.stories import Consent, ConsentLink, Story, StoryWords

__all__ = [
    "AlreadyFrozen",
    "Chapter",
    "ClaimAnswer",
    "Comparison",
    "Consent",
    "ConsentLink",
    "FrozenEdition",
    "Funding",
    "NewsLetter",
    "NewsReader",
    "OwedReport",
    "Promise",
    "Question",
    "QuestionAsked",
    "Report",
    "SharedAnswer",
    "Story",
    "StoryWords",
]
