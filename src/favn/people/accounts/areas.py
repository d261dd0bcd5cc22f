"""What the table of roles speaks of: how deep one may look, whose rows, and in which part."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How deep one may look. COUNT sees protected figures, CODED exact ones, READ the entries."""

    COUNT = 1
    CODED = 2
    READ = 3
    WRITE = 4


class Scope(StrEnum):
    """Whose rows, from the narrowest: one's own, one's team's, one's office's, those sent here."""

    OWN = "own"
    TEAM = "team"
    UNIT = "unit"
    ADDRESSED = "addressed"
    ORGANISATION = "organisation"


WIDTHS = tuple(Scope)


class Area(StrEnum):
    """What the house is divided into when somebody asks for access."""

    DESK = "desk"
    PERSONS = "persons"
    PRIVACY = "privacy"
    TIMETABLE = "timetable"
    TABLETS = "tablets"
    FIGURES = "figures"
    COUNTS = "counts"
    PLAN = "plan"
    STATUS = "status"
    BAROMETER = "barometer"
    REPORTS = "reports"
    DIRECTORY = "directory"
    ERRANDS = "errands"
    KNOWN = "known"
    COOPERATION = "cooperation"
    ENTRY = "entry"
    NETWORK = "network"
    MEMBERS = "members"
    BOARD = "board"
    SURVEYS = "surveys"
    CASES = "cases"
    HEALTH = "health"
    LAW = "law"
    CHAPTERS = "chapters"
    LOG = "log"
    LOOKUPS = "lookups"
    SCREENS = "screens"
    STAFF = "staff"
    GATHERINGS = "gatherings"
    ATTENDANCE = "attendance"
    PROGRAMME = "programme"
    SCHEMES = "schemes"
    MENTORING = "mentoring"
    VOLUNTEERS = "volunteers"
    MONEY = "money"
    IDEAS = "ideas"


OF_PERSONS = (
    Area.PERSONS, Area.CASES, Area.HEALTH, Area.PROGRAMME, Area.SCHEMES, Area.MENTORING,
    Area.VOLUNTEERS,
)  # fmt: skip
"""Where somebody with READ opens a person; such a role needs a second factor."""
