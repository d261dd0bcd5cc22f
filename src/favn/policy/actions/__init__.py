"""The verbs of the room: the plan's on the municipality's side, the count's on both.

Each is keyword-only, atomic and writes history in the same transaction; they are the only places
that save. Each side writes only rows of its own.
"""

from favn.policy.actions.counts import Sheet, save_draft, send, withdraw
from favn.policy.actions.duties import Wish, accept, ask_back, ask_for_count, stop_asking
from favn.policy.actions.letters import send_answer_link
from favn.policy.actions.plan import add_initiative, change_initiative, open_plan
from favn.policy.actions.reminders import remind
from favn.policy.actions.rounds import (
    Draft,
    ask_office,
    close_round,
    hand_in,
    keep_draft,
    link_opened,
    make_link,
    open_round,
    saying_of,
    treat,
    write_statement,
)
from favn.policy.actions.statuses import Saying, say, write_status

__all__ = [
    "Draft",
    "Saying",
    "Sheet",
    "Wish",
    "accept",
    "add_initiative",
    "ask_back",
    "ask_for_count",
    "ask_office",
    "change_initiative",
    "close_round",
    "hand_in",
    "keep_draft",
    "link_opened",
    "make_link",
    "open_plan",
    "open_round",
    "remind",
    "save_draft",
    "say",
    "saying_of",
    "send",
    "send_answer_link",
    "stop_asking",
    "treat",
    "withdraw",
    "write_statement",
    "write_status",
]
