"""Pages of the barometer: the house's own, and the public's."""

from favn.barometer.views.files import upload, uploads
from favn.barometer.views.indicator import indicator, register
from favn.barometer.views.public import (
    public_barometer,
    public_csv,
    public_indicator,
    public_json,
    public_rule,
)
from favn.barometer.views.values import claim, correct, observe, say, target, word
from favn.barometer.views.writing import change_indicator, define, new_indicator, schemes

__all__ = [
    "change_indicator",
    "claim",
    "correct",
    "define",
    "indicator",
    "new_indicator",
    "observe",
    "public_barometer",
    "public_csv",
    "public_indicator",
    "public_json",
    "public_rule",
    "register",
    "say",
    "schemes",
    "target",
    "upload",
    "uploads",
    "word",
]
