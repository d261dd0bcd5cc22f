"""Who may read each table's sealed words: the areas of the table of roles, in which organisations.

One line for every table that has some. A table without a line is told by the trial as a mistake.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from favn.people.accounts.roles import Area

PERSONS, CASES, LOOKUPS = (Area.PERSONS,), (Area.CASES,), (Area.LOOKUPS,)
DIRECTORY, MEMBERS, BOARD = (Area.DIRECTORY,), (Area.MEMBERS,), (Area.BOARD,)
COMERS = (Area.GATHERINGS, Area.ATTENDANCE)
ANSWERS = (Area.SURVEYS,)
MENTORS = (Area.MENTORING,)
VOLUNTEERS = (Area.VOLUNTEERS,)
READERS: dict[str, tuple[Area, ...]] = {
    "accounts.lookup": LOOKUPS,
    "accounts.lookupreview": LOOKUPS,
    "accounts.opening": (*PERSONS, *LOOKUPS),
    "accounts.mail": (),
    "associations.advice": (Area.ERRANDS,),
    "associations.agendaitem": BOARD,
    "associations.assembly": BOARD,
    "associations.boardmember": DIRECTORY,
    "associations.boardterm": BOARD,
    "associations.candidate": BOARD,
    "associations.claim": DIRECTORY,
    "associations.competence": (Area.NETWORK,),
    "associations.contact": (*DIRECTORY, Area.KNOWN),
    "associations.entry": DIRECTORY,
    "associations.errand": (Area.ERRANDS,),
    "associations.errandletter": (Area.ERRANDS,),
    "associations.fee": MEMBERS,
    "associations.member": MEMBERS,
    "associations.networkmember": (Area.NETWORK,),
    "associations.nextstep": DIRECTORY,
    "associations.nudge": DIRECTORY,
    "associations.payment": MEMBERS,
    "associations.readline": DIRECTORY,
    "associations.verdict": DIRECTORY,
    "centre.case": CASES,
    "centre.daypage": (Area.DESK,),
    "centre.duty": (Area.HEALTH, Area.PERSONS),
    "centre.idea": (Area.IDEAS,),
    "centre.inhouse": (Area.DESK,),
    "centre.interest": VOLUNTEERS,
    "centre.note": CASES,
    "centre.shift": VOLUNTEERS,
    "centre.volunteer": VOLUNTEERS,
    "gatherings.followup": COMERS,
    "gatherings.invitation": COMERS,
    "gatherings.signup": COMERS,
    "pathways.application": MENTORS,
    "pathways.following": (Area.SCHEMES,),
    "pathways.followup": MENTORS,
    "pathways.pairside": MENTORS,
    "pathways.participant": MENTORS,
    "pathways.ruling": MENTORS,
    "pathways.spell": (Area.PROGRAMME,),
    "pathways.statusmeeting": (Area.PROGRAMME,),
    "publishing.newsreader": (),
    "publishing.story": (Area.REPORTS,),
    "publishing.storywords": (Area.REPORTS,),
    "surveys.answer": ANSWERS,
    "surveys.asked": ANSWERS,
    "surveys.letter": ANSWERS,
    "surveys.reply": (),
    "surveys.submission": ANSWERS,
}
"""Table → the areas that read it in the organisation whose rows they are."""
OF_PERSONS = ("persons.", "referrals.", "centre.")
"""Rooms whose every other table is read with persons."""
IN_EXTRACTS = ("pathways.", "centre.volunteer")
"""Rooms and tables beside persons of which a person's extract shows every word that is not
`closed`; whoever keeps privacy hands it out."""
PARTY: dict[str, Area] = {
    "associations.boardmember": Area.ENTRY,
    "associations.competence": Area.NETWORK,
    "associations.entry": Area.ENTRY,
    "associations.errand": Area.ENTRY,
    "associations.networkmember": Area.NETWORK,
    "associations.nextstep": Area.ENTRY,
}
"""Table → the area that reads it in the organisation a row is about."""
TO_ALL: dict[str, dict[str, Any]] = {
    "associations.boardmember": {"shown": "public", "left_on": None},
    "associations.entry": {"contact_shown": "public"},
}
"""Table → what a row says where everybody may read it."""


def readers(row: Any, name: str) -> Iterator[tuple[UUID, Area]]:
    """Each (organisation, area) that reads one sealed field of a row."""
    label = row._meta.label_lower
    areas = READERS.get(label, PERSONS if label.startswith(OF_PERSONS) else ())
    if label == "centre.note" and row.held_id:
        areas = (Area.HEALTH,)
    if label.startswith(IN_EXTRACTS) and name not in getattr(row.Privacy, "closed", ()):
        areas = (*areas, Area.PRIVACY)
    yield from ((row.organisation_id, area) for area in areas)
    if to := getattr(row, "addressed_to_id", None):
        yield from ((to, area) for area in areas)
    if label in PARTY and (party := _party(row)):
        yield party, PARTY[label]


def _party(row: Any) -> UUID | None:
    """The organisation a row is about, by itself or by the entry or member it belongs to."""
    for about in (row, getattr(row, "entry", None), getattr(row, "member", None)):
        if party := getattr(about, "party_id", None):
            return UUID(str(party))
    return None


def is_to_all(row: Any) -> bool:
    """Whether everybody may read it."""
    label = row._meta.label_lower
    if label == "associations.boardterm":
        return row.agreed_on is not None and row.left_on is None
    said = TO_ALL.get(label, {})
    return bool(said) and all(getattr(row, name) == value for name, value in said.items())


def unnamed() -> list[str]:
    """Tables with sealed words of which nobody said who reads them."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    from favn.kit.encryption import encrypted_fields  # noqa: PLC0415

    labels = {m._meta.label_lower for m in apps.get_models() if encrypted_fields(m)}
    return sorted(x for x in labels if x not in READERS and not x.startswith(OF_PERSONS))
