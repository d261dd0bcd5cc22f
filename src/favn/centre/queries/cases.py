"""Cases, conversations, notes and tasks. Who sees what stands at each; nothing here writes.

A case is read by its owner and their team, a legal one by its owner alone. Somebody else of the
house must open the person with a reason first (`accounts.openings`); then they read the case as its
team does, and no more. A legal case opens so only to those with law in their role: the leader, and
another lawyer.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from favn.centre.choices import Profession
from favn.centre.models import Case, Conversation, Note, Task
from favn.centre.rules import cases as rules
from favn.centre.rules.cases import AREA_OF, area_of_kind
from favn.kit import clock
from favn.kit.workdays import ONE_DAY
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.openings import opening_of
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Unit
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, ids_of

COUNTED = Q(conversations__is_draft=False, conversations__voided_at=None)
NEAR = ("person", "owner", "team")


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one membership reaches it."""

    case: Case
    is_open: bool
    """Whether it may be read at all; where not, only that it exists and whose it is."""
    may_write: bool
    is_beyond: bool = False
    may_open: bool = True
    """Whether a reason would open it."""
    may_give: bool = False
    """Whether they may give it to a colleague: whoever writes in it, and a leader with a reason."""


def case_seen(pk: UUID, who: Membership, at: datetime) -> Seen | None:
    """One case of the present organisation; foreign and unknown are None."""
    case = Case.objects.owned().select_related(*NEAR).filter(pk=pk).first()
    if case is None:
        return None
    if Case.objects.visible_to(who, Level.WRITE).filter(pk=pk).exists():
        return Seen(case, is_open=True, may_write=True, may_give=True)
    if Case.objects.visible_to(who).filter(pk=pk).exists():
        return Seen(case, is_open=True, may_write=False)
    if not who.may(area_of_kind(case.kind), Level.COUNT):
        return Seen(case, is_open=False, may_write=False, may_open=False)
    running = opening_of(account=who.account, person_id=case.person_id, at=at)
    is_open = running is not None
    leads = who.may(Area.LOOKUPS, Level.WRITE)
    return Seen(case, is_open, may_write=False, is_beyond=is_open, may_give=is_open and leads)


def reaches(case: Case, who: Membership) -> bool:
    """Whether a membership reads a case without a reason."""
    return Case.objects.visible_to(who).filter(pk=case.pk).exists()


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list: when it was last talked about, and what is due next."""

    case: Case
    last_on: date | None
    due_on: date | None
    late: bool


def _lines(rows: QuerySet[Case], today: date) -> list[Line]:
    counted = rows.select_related(*NEAR).annotate(
        last_on=Max("conversations__on", filter=COUNTED),
        due_on=Min("tasks__due_on", filter=Q(tasks__done_at=None)),
    )
    found = [Line(c, c.last_on, c.due_on, bool(c.due_on and c.due_on < today)) for c in counted]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or today))


def own_cases(who: Membership, today: date, *, closed: bool = False) -> list[Line]:
    """One's own cases, what is due first on top."""
    rows = Case.objects.visible_to(who).filter(owner=who.account)
    return _lines(rows.exclude(closed_at=None) if closed else rows.open(), today)


def team_cases(who: Membership, today: date) -> list[Line]:
    """The open cases of the others in one's team."""
    return _lines(Case.objects.visible_to(who).open().exclude(owner=who.account), today)


@dataclass(frozen=True, slots=True)
class CaseOf:
    """A case of a person, and whether the one who asks reaches it."""

    case: Case
    is_reached: bool


def cases_of(person: Person, who: Membership) -> list[CaseOf]:
    """All cases of a person: those one reaches, and of the others whose they are."""
    rows = Case.objects.owned().filter(person__in=ids_of(person)).select_related("owner", "team")
    reached = set(Case.objects.visible_to(who).filter(pk__in=rows).values_list("pk", flat=True))
    return [CaseOf(case, case.pk in reached) for case in rows]


def is_allowed(person: Person, on: date) -> bool:
    """Whether a person says yes to counselling and a case on a day; asked before every word."""
    return consent_stands(person, "case", on=on)


def why_not_write(case: Case, on: date) -> str | None:
    """What keeps one from writing in a case, in a sentence to be shown before one begins."""
    allowed = is_allowed(case.person, on)
    return rules.why_not_write(closed=case.closed_at is not None, allowed=allowed)


def conversations_of(case: Case) -> list[Conversation]:
    """A case's conversations, drafts too, the newest first."""
    rows = Conversation.objects.owned().filter(case=case).select_related("by")
    return list(rows.prefetch_related("topics").order_by("-on", "-pk"))


def conversation_with(pk: UUID) -> Conversation | None:
    """One conversation of the present organisation; a foreign one is None."""
    rows = Conversation.objects.owned().filter(pk=pk).select_related("case__person", "by")
    return rows.prefetch_related("topics").first()


def note_of(conversation: Conversation) -> Note | None:
    """The note beside a conversation."""
    return Note.objects.owned().filter(conversation=conversation).first()


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """A note as somebody sees it: the words, or only that it exists and whose it is."""

    note: Note
    is_read: bool


def notes_about(case: Case, who: Membership) -> list[NoteSeen]:
    """Every note about the case's person, the newest first.

    Read are those of this case, in a profession the role opens; of the others one sees the day,
    the profession and the author.
    """
    rows = Note.objects.owned().filter(person__in=ids_of(case.person))
    rows = rows.filter(Q(conversation=None) | Q(conversation__is_draft=False))
    return [
        NoteSeen(note, note.case_id == case.pk and reads(note.profession, who))
        for note in rows.select_related("author", "conversation")
    ]


def reads(profession: str, who: Membership) -> bool:
    """Whether a role opens a profession's notes. Social ones open with the case itself."""
    area = AREA_OF[profession]
    return area == Area.CASES or who.may(area, Level.READ)


def profession_of(who: Membership) -> Profession:
    """The profession in which somebody writes."""
    for profession in (Profession.LEGAL, Profession.HEALTH):
        if who.may(AREA_OF[profession], Level.WRITE):
            return profession
    return Profession.SOCIAL


def team_of(who: Membership) -> Unit | None:
    """The team somebody belongs to, or None.

    Asked for by key: memberships are read before anybody acts for a tenant, and PostgreSQL then
    shows no unit beside them.
    """
    if who.unit_id is None:
        return None
    rows = Unit.objects.owned().filter(kind=UnitKind.TEAM, closed_on=None)
    return rows.filter(pk=who.unit_id).first()


def open_in(team: Unit) -> int:
    """How many open cases a team has; their number is no look-up."""
    return Case.objects.owned().open().filter(team=team).count()  # type: ignore[attr-defined, no-any-return]


def carriers(case: Case) -> list[Membership]:
    """Others of the house who may carry a case, by name; a legal one only with law in their role.

    Each stands once, with the membership under which they carry it.
    """
    rows = Membership.objects.owned().filter(account__is_active=True).exclude(account=case.owner)
    area = area_of_kind(case.kind)
    able = {
        row.account_id: row
        for row in rows.select_related("unit", "account")
        if row.may(Area.CASES, Level.WRITE) and row.may(area, Level.READ)
    }
    return sorted(able.values(), key=lambda row: row.account.name)


# What is to be done


def tasks_of(case: Case) -> list[Task]:
    """A case's tasks: open ones by deadline, then those done, the newest first."""
    rows = list(Task.objects.owned().filter(case=case).select_related("owner"))
    done = sorted((t for t in rows if t.done_at), key=lambda t: t.done_at or t.created_at)
    return [*(task for task in rows if not task.done_at), *reversed(done)]


def open_tasks(account: Account) -> list[Task]:
    """What somebody has to do, the oldest deadline first."""
    rows = Task.objects.owned().filter(owner=account, done_at=None)
    return list(rows.select_related("person", "case").order_by("due_on", "created_at"))


def done_on(account: Account, day: date) -> list[Task]:
    """What somebody has done on a day, so that a slip can be put right."""
    begun = clock.end_of(day - ONE_DAY)
    rows = Task.objects.owned().filter(owner=account, done_at__gte=begun)
    rows = rows.filter(done_at__lt=clock.end_of(day))
    return list(rows.select_related("person", "case").order_by("-done_at"))


def task_with(pk: UUID, account: Account) -> Task | None:
    """One of one's own tasks, or an open one in one's own case of somebody who left."""
    row = Task.objects.owned().select_related("person", "case", "owner").filter(pk=pk).first()
    if row is None or row.owner_id == account.pk:
        return row
    is_own = row.case is not None and row.case.owner_id == account.pk
    able = able_here(Area.CASES)
    is_left = row.done_at is None and row.owner_id not in able
    return row if is_own and is_left and account.pk in able else None


def left_tasks(case: Case) -> QuerySet[Task]:
    """The open tasks of a case whose owner carries none here any more."""
    rows = Task.objects.owned().filter(case=case, done_at=None)
    return rows.exclude(owner__in=able_here(Area.CASES))


def drafts_of(account: Account) -> list[Conversation]:
    """Conversations somebody began and has not counted yet."""
    rows = Conversation.objects.owned().filter(by=account, is_draft=True)
    return list(rows.select_related("case__person").order_by("on"))


def drafts_in(case: Case, account: Account) -> int:
    """How many conversations of a case somebody began and has not counted yet."""
    rows = Conversation.objects.owned().filter(case=case, by=account, is_draft=True)
    return rows.count()


def left_open(case: Case) -> tuple[int, int]:
    """Open tasks and drafts of a case; a draft of whoever left the house holds nothing back."""
    tasks = Task.objects.owned().filter(case=case, done_at=None).count()
    drafts = Conversation.objects.owned().filter(case=case, is_draft=True)
    return tasks, drafts.filter(by__in=able_here(Area.CASES)).count()
