"""What the centre keeps: the desk's logbooks, and the cases of counselling."""

from favn.centre.models.cases import (
    Case,
    Conversation,
    ConversationTopic,
    Note,
    Task,
)
from favn.centre.models.daybook import DayPage, InHouse
from favn.centre.models.desk import (
    COUNTED,
    ENTRY_CAPTIONS,
    ENTRY_FIELDS,
    ENTRY_UNSAID,
    LOGBOOKS,
    Entry,
    EntryManager,
    EntryQuerySet,
    Guidance,
    ImportBatch,
    Participation,
    Tablet,
    Topic,
    Visit,
)
from favn.centre.models.health import (
    Appointment,
    Duty,
    HealthCheck,
    HealthTopic,
)
from favn.centre.models.ideas import Idea, IdeaBox
from favn.centre.models.money import MoneyLine
from favn.centre.models.timetable import Activity, Closure, Session, Slot

__all__ = [
    "COUNTED",
    "ENTRY_CAPTIONS",
    "ENTRY_FIELDS",
    "ENTRY_UNSAID",
    "LOGBOOKS",
    "Activity",
    "Appointment",
    "Case",
    "Closure",
    "Conversation",
    "ConversationTopic",
    "DayPage",
    "Duty",
    "Entry",
    "EntryManager",
    "EntryQuerySet",
    "Guidance",
    "HealthCheck",
    "HealthTopic",
    "Idea",
    "IdeaBox",
    "ImportBatch",
    "InHouse",
    "MoneyLine",
    "Note",
    "Participation",
    "Session",
    "Slot",
    "Tablet",
    "Task",
    "Topic",
    "Visit",
]
