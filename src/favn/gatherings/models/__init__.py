"""What the room keeps: gatherings, sign-ups, attendance, invitations, letters and courses."""

from favn.gatherings.models.attendance import Presence
from favn.gatherings.models.courses import Completed, Course, Run, Subject, Taking
from favn.gatherings.models.events import CoHost, Gathering, Kind, Meeting
from favn.gatherings.models.inviting import FollowUp, Invitation
from favn.gatherings.models.letters import Letter
from favn.gatherings.models.signups import SignUp, SignUpTry

__all__ = [
    "CoHost",
    "Completed",
    "Course",
    "FollowUp",
    "Gathering",
    "Invitation",
    "Kind",
    "Letter",
    "Meeting",
    "Presence",
    "Run",
    "SignUp",
    "SignUpTry",
    "Subject",
    "Taking",
]
