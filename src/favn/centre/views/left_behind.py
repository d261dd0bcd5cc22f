"""The work of those who left the house: shown to whoever leads, and given on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from favn.centre.actions.cases import give_tasks
from favn.centre.forms.cases import TakerForm
from favn.centre.queries import left_behind as queries
from favn.centre.queries.left_behind import Left
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, attempt
from favn.kit.refusals import Conflict
from favn.people.accounts.door import Request, requires
from favn.people.accounts.left import Carried
from favn.people.accounts.models import Account
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.rules import why_not_given

TASKS = ""
"""The page's own form names no kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of work that rooms beside carry, read once: all of it, and who may take it."""

    kind: Carried
    rows: list[Any]
    takers: list[Account]

    def of(self, left: Account) -> list[Any]:
        """What one who left carried of it."""
        return [row for row in self.rows if self.kind.whose(row) == left]


@dataclass(frozen=True, slots=True)
class Part:
    """What one who left carried of one kind, and the form that gives it on."""

    key: str
    told: str
    lines: list[str]
    nobody: str
    form: TakerForm
    give: Callable[..., int]


@dataclass(frozen=True, slots=True)
class Leaver:
    """One who left: what this room knows of it, and what the rooms beside do."""

    account: Account
    left: Left | None
    tasks: TakerForm
    parts: list[Part]

    @property
    def forms(self) -> dict[str, tuple[TakerForm, Callable[..., int]]]:
        """Each form of theirs and what it does, by what it sends as `verb`."""
        found = {one.key: (one.form, one.give) for one in self.parts}
        return {TASKS: (self.tasks, give_tasks)} | found if self.left else found


@requires(Area.LOOKUPS, Level.WRITE)
def left_behind(request: Request) -> HttpResponse:
    """By name of who left: their open cases, tasks, people sent to them and times given away; and
    what they carried in other rooms.
    """
    rows, status = _leavers(request), 200
    if request.method == "POST":
        status = attempt(request, _asked(request, rows))
        if status == DONE:
            return redirect("centre:left-behind")
    return render(request, "centre/left_behind.html", {"rows": rows}, status=status)


def _asked(request: Request, rows: list[Leaver]) -> Verb | None:
    """What the form asks; the second of two leaders finds the work gone, and is told."""
    kind = request.POST.get("verb", "")
    whose = {one.account.pk: one.forms for one in rows}
    asked = whose.get(asked_id(request, "left"), {}).get(kind)
    if asked:
        form, give = asked
        return lambda: _given(request, form, give)
    return _too_late if kind in {TASKS, *(one.key for one in _kinds())} else None


def _too_late() -> str:
    raise Conflict(why_not_given(0) or "")


def _kinds() -> tuple[Carried, ...]:
    kinds: tuple[Carried, ...] = import_string(settings.FAVN_LEFT_WORK)
    return kinds


def _leavers(request: Request) -> list[Leaver]:
    along = {pk for kind in _kinds() for pk in kind.along()}
    here = {one.account: one for one in queries.left_behind(but=along)}
    carried = [Asked(kind, rows, kind.takers()) for kind in _kinds() if (rows := kind.rows())]
    whose = {one.kind.whose(row) for one in carried for row in one.rows} | here.keys()
    takers = queries.takers() if here else []
    return [
        Leaver(
            account=one,
            left=here.get(one),
            tasks=_form(request, one, TASKS, takers),
            parts=[_part(request, one, asked, own) for asked in carried if (own := asked.of(one))],
        )
        for one in queries.by_name(whose)
    ]


def _part(request: Request, left: Account, asked: Asked, rows: list[Any]) -> Part:
    kind, form = asked.kind, _form(request, left, asked.kind.key, asked.takers)
    lines = [kind.line(row) for row in rows]
    return Part(kind.key, kind.told(len(rows)), lines, str(kind.nobody), form, kind.give)


def _form(request: Request, left: Account, kind: str, takers: list[Account]) -> TakerForm:
    """The form of one who left, bound where it is the one that was sent."""
    is_sent = (request.POST.get("left"), request.POST.get("verb", "")) == (str(left.pk), kind)
    return TakerForm(request.POST if is_sent else None, left=left, takers=takers, kind=kind)


def _given(request: Request, form: TakerForm, give: Callable[..., int]) -> str | None:
    if not form.is_valid():
        return None
    to = form.chosen_taker()
    number = give(left=form.leaver, to=to, by=request.account, at=clock.now())
    return _("Givet videre til %(name)s (%(n)s).") % {"name": to.name, "n": number}
