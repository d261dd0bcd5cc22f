"""Pages of the room: everybody's, the holder of a code's, and the staff's."""

from favn.gatherings.views.answering import answer
from favn.gatherings.views.courses import complete, course, courses, run, taking
from favn.gatherings.views.doorlist import door, missing, paper
from favn.gatherings.views.inviting import call, calls, invitations
from favn.gatherings.views.joining import join, own, own_door, own_file
from favn.gatherings.views.meetings import change_meeting, meetings
from favn.gatherings.views.public import feed, file, public_page, whats_on
from favn.gatherings.views.signups import party, signups, workbook
from favn.gatherings.views.staff import again, cancel, change, gathering, kinds, listing, new

__all__ = [
    "again",
    "answer",
    "call",
    "calls",
    "cancel",
    "change",
    "change_meeting",
    "complete",
    "course",
    "courses",
    "door",
    "feed",
    "file",
    "gathering",
    "invitations",
    "join",
    "kinds",
    "listing",
    "meetings",
    "missing",
    "new",
    "own",
    "own_door",
    "own_file",
    "paper",
    "party",
    "public_page",
    "run",
    "signups",
    "taking",
    "whats_on",
    "workbook",
]
