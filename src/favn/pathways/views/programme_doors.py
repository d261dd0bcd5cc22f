"""The doors of the programme: who may come in, and the one turn or meeting an address names."""

from uuid import UUID

from favn.kit.attempts import found
from favn.pathways.models import StatusMeeting, Turn
from favn.pathways.queries import programme as queries
from favn.people.accounts import lookups
from favn.people.accounts.door import requires
from favn.people.accounts.roles import Area, Level

counts = requires(Area.PROGRAMME, Level.COUNT, about_persons=True)
"""Whoever carries turns, and whoever leads them; the latter sees no name."""
writes = requires(Area.PROGRAMME, Level.WRITE, about_persons=True)


def the_turn(pk: UUID) -> Turn:
    """A turn of one's own house, written down as looked at; foreign and unknown are 404."""
    turn = found(queries.turn_with(pk))
    lookups.note(persons=[turn.person_id] if turn.person_id else [])
    return turn


def the_meeting(pk: UUID) -> StatusMeeting:
    """A status meeting of one's own house, written down as looked at."""
    meeting = found(queries.meeting_with(pk))
    lookups.note(persons=meeting.about_persons)
    return meeting
