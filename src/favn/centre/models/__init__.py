"""What the centre keeps: the desk's logbooks, and the cases of counselling."""

from favn.centre.models.cases import (
    Case,
    Conversation,
    ConversationTopic,
    Note,
    Task,
)
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
    "Duty",
    "Entry",
    "EntryManager",
    "EntryQuerySet",
    "Guidance",
    "HealthCheck",
    "HealthTopic",
    "ImportBatch",
    "Note",
    "Participation",
    "Session",
    "Slot",
    "Tablet",
    "Task",
    "Topic",
    "Visit",
]
