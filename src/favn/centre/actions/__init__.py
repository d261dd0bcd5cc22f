"""The verbs of the centre: at the desk, in the timetable, and with the tablets.

Each is atomic and writes history in the same transaction; they are the only places that save.
"""

from favn.centre.actions.batches import Back, Tap, load_batch, record_many, take_back
from favn.centre.actions.desk import (
    add_session,
    correct,
    count_participation,
    count_visit,
    log_guidance,
    open_slot,
    restore,
    undo,
    void,
)
from favn.centre.actions.tablets import (
    add_tablet,
    enrol,
    lock,
    new_code,
    new_pin,
    retire_tablet,
    saw,
    set_pin,
    unlock,
)
from favn.centre.actions.timetable import (
    add_activity,
    add_slot,
    add_topic,
    counsel,
    end_slot,
    hide_activity,
    retire,
    reuse,
    show_activity,
    uncounsel,
)
from favn.centre.actions.week import call_off, close_house, hold, move, open_house
from favn.kit.refusals import Conflict, Refused, Taken

__all__ = [
    "Back",
    "Conflict",
    "Refused",
    "Taken",
    "Tap",
    "add_activity",
    "add_session",
    "add_slot",
    "add_tablet",
    "add_topic",
    "call_off",
    "close_house",
    "correct",
    "counsel",
    "count_participation",
    "count_visit",
    "end_slot",
    "enrol",
    "hide_activity",
    "hold",
    "load_batch",
    "lock",
    "log_guidance",
    "move",
    "new_code",
    "new_pin",
    "open_house",
    "open_slot",
    "record_many",
    "restore",
    "retire",
    "retire_tablet",
    "reuse",
    "saw",
    "set_pin",
    "show_activity",
    "take_back",
    "uncounsel",
    "undo",
    "unlock",
    "void",
]
