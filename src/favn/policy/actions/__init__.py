"""The verbs of the room: the plan's on the municipality's side, the count's on both.

Each is keyword-only, atomic and writes history in the same transaction; they are the only places
that save. Each side writes only rows of its own.
"""

from favn.policy.actions.counts import Sheet, save_draft, send, withdraw
from favn.policy.actions.duties import Wish, accept, ask_back, ask_for_count, stop_asking
from favn.policy.actions.plan import add_initiative, change_initiative, open_plan, write_status
from favn.policy.actions.reminders import remind

__all__ = [
    "Sheet",
    "Wish",
    "accept",
    "add_initiative",
    "ask_back",
    "ask_for_count",
    "change_initiative",
    "open_plan",
    "remind",
    "save_draft",
    "send",
    "stop_asking",
    "withdraw",
    "write_status",
]
