"""The verbs of the room: write and publish questionnaires, ask, answer, remind, close.

Rooms above open a wave with `open_wave`, hand somebody their own link with `hand_link`, and read
through `queries`. Everything is keyword-only, says who and when, and is written once per id.
"""

from favn.people.accounts.links import AddressOf
from favn.surveys.actions.answering import choose_language, hand_in, keep
from favn.surveys.actions.letters import (
    hand_link,
    mark_returned,
    moved,
    readdress,
    withdraw_links,
    write_letters,
)
from favn.surveys.actions.reading import (
    Whole,
    discard_form,
    keep_form,
    take_form,
    take_form_into,
)
from favn.surveys.actions.sheets import (
    add_question,
    add_section,
    begin_version,
    change_question,
    change_questionnaire,
    change_section,
    make_questionnaire,
    move,
    publish,
    remove_section,
    retire,
    write_whole,
)
from favn.surveys.actions.waves import Addressee, ask_also, close_wave, extend, open_wave

__all__ = [
    "AddressOf",
    "Addressee",
    "Whole",
    "add_question",
    "add_section",
    "ask_also",
    "begin_version",
    "change_question",
    "change_questionnaire",
    "change_section",
    "choose_language",
    "close_wave",
    "discard_form",
    "extend",
    "hand_in",
    "hand_link",
    "keep",
    "keep_form",
    "make_questionnaire",
    "mark_returned",
    "move",
    "moved",
    "open_wave",
    "publish",
    "readdress",
    "remove_section",
    "retire",
    "take_form",
    "take_form_into",
    "withdraw_links",
    "write_letters",
    "write_whole",
]
