"""The verbs of the room: the plan's on the municipality's side, the count's on both.

Each is keyword-only, atomic and writes history in the same transaction; they are the only places
that save. Each side writes only rows of its own.
"""

from favn.policy.actions.campaigns import (
    Run,
    call_off,
    change_campaign,
    plan_campaign,
    strike_campaign,
    take_up_again,
)
from favn.policy.actions.counts import Sheet, save_draft, send, withdraw
from favn.policy.actions.decisions import (
    Minute,
    answer_recommendation,
    change_decision,
    change_recommendation,
    decide,
    recommend,
    strike_decision,
    strike_recommendation,
)
from favn.policy.actions.duties import Wish, accept, ask_back, ask_for_count, stop_asking
from favn.policy.actions.groups import (
    begin_group,
    change_meeting,
    give_seat,
    give_up_seat,
    write_meeting,
)
from favn.policy.actions.hearings import Heard, change_hearing, hear, say_none_heard
from favn.policy.actions.money import add_amount, change_amount, strike_amount
from favn.policy.actions.office_letters import remind_office, send_link
from favn.policy.actions.parties import come_back, join_in, leave, withdraw_part
from favn.policy.actions.plan import (
    add_goal,
    add_initiative,
    change_initiative,
    change_plan,
    open_plan,
)
from favn.policy.actions.promises import (
    deliver,
    follow_count,
    promise,
    revise,
    strike_delivery,
    strike_output,
    take_back_revision,
)
from favn.policy.actions.public import publish_plan, take_plan_back
from favn.policy.actions.reminders import remind
from favn.policy.actions.rounds import (
    Draft,
    ask_office,
    close_round,
    hand_in,
    keep_draft,
    open_round,
    saying_of,
    write_statement,
)
from favn.policy.actions.statuses import Saying, say, write_status
from favn.policy.actions.treating import (
    choose_committees,
    correct_treatment,
    take_back_treatment,
    treat,
)
from favn.policy.actions.turns import Occasion, merge, renumber, split, take_over

__all__ = [
    "Draft",
    "Heard",
    "Minute",
    "Occasion",
    "Run",
    "Saying",
    "Sheet",
    "Wish",
    "accept",
    "add_amount",
    "add_goal",
    "add_initiative",
    "answer_recommendation",
    "ask_back",
    "ask_for_count",
    "ask_office",
    "begin_group",
    "call_off",
    "change_amount",
    "change_campaign",
    "change_decision",
    "change_hearing",
    "change_initiative",
    "change_meeting",
    "change_plan",
    "change_recommendation",
    "choose_committees",
    "close_round",
    "come_back",
    "correct_treatment",
    "decide",
    "deliver",
    "follow_count",
    "give_seat",
    "give_up_seat",
    "hand_in",
    "hear",
    "join_in",
    "keep_draft",
    "leave",
    "merge",
    "open_plan",
    "open_round",
    "plan_campaign",
    "promise",
    "publish_plan",
    "recommend",
    "remind",
    "remind_office",
    "renumber",
    "revise",
    "save_draft",
    "say",
    "say_none_heard",
    "saying_of",
    "send",
    "send_link",
    "split",
    "stop_asking",
    "strike_amount",
    "strike_campaign",
    "strike_decision",
    "strike_delivery",
    "strike_output",
    "strike_recommendation",
    "take_back_revision",
    "take_back_treatment",
    "take_over",
    "take_plan_back",
    "take_up_again",
    "treat",
    "withdraw",
    "withdraw_part",
    "write_meeting",
    "write_statement",
    "write_status",
]
