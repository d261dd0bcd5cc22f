"""Readings of the plan and its counts.

An association sees what it is asked for and what it sent. A municipality sees what was sent to
it, never a draft and never a live number; its offices see only their own initiatives' counts.
"""

from favn.policy.queries.counts import (
    Moved,
    associations,
    differences,
    duty_with,
    late_counts,
    live_values,
    moved_since_sent,
    standing_of,
    standings,
)
from favn.policy.queries.exchange import Event, Exchange, exchange_of
from favn.policy.queries.plan import (
    Asking,
    Line,
    Office,
    duties_of,
    initiative_with,
    line_of,
    next_number,
    offices,
    owners,
    present_plan,
    text_of,
)
from favn.policy.queries.sent import SentLine, sent_line, sent_where
from favn.policy.queries.standing import Number, Standing, address, quarter_name

__all__ = [
    "Asking",
    "Event",
    "Exchange",
    "Line",
    "Moved",
    "Number",
    "Office",
    "SentLine",
    "Standing",
    "address",
    "associations",
    "differences",
    "duties_of",
    "duty_with",
    "exchange_of",
    "initiative_with",
    "late_counts",
    "line_of",
    "live_values",
    "moved_since_sent",
    "next_number",
    "offices",
    "owners",
    "present_plan",
    "quarter_name",
    "sent_line",
    "sent_where",
    "standing_of",
    "standings",
    "text_of",
]
