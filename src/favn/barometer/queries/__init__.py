"""What the barometer holds, for those who may see it. Never writes.

Inside the house everybody with the barometer in their role sees every indicator; the public sees
the published ones only (`is_public`).
"""

from favn.barometer.queries.goals import (
    barometers,
    goals_to_choose,
    indicators_for_all,
    loose,
    public_goal,
    shows_barometer,
)
from favn.barometer.queries.register import (
    committees_words,
    corrections,
    indicator_with,
    indicators,
    observation_with,
    scheme_with,
    schemes,
    slug_for,
    word_with,
)
from favn.barometer.queries.series import series_of, series_of_one

__all__ = [
    "barometers",
    "committees_words",
    "corrections",
    "goals_to_choose",
    "indicator_with",
    "indicators",
    "indicators_for_all",
    "loose",
    "observation_with",
    "public_goal",
    "scheme_with",
    "schemes",
    "series_of",
    "series_of_one",
    "shows_barometer",
    "slug_for",
    "word_with",
]
