"""What the room keeps: the employment programme's turns, and the matches of guide schemes."""

from favn.pathways.models.programme import Spell, StatusMeeting, Turn
from favn.pathways.models.schemes import Following, GuideGroup, GuideScheme

__all__ = ["Following", "GuideGroup", "GuideScheme", "Spell", "StatusMeeting", "Turn"]
