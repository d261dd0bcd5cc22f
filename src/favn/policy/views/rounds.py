"""The yearly round: who is missing by name of office, the answer links, and the committees."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts import mail
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.roles import Area, Level, Scope
from favn.policy import actions, queries
from favn.policy.choices import Said
from favn.policy.forms.rounds import (
    LinkForm,
    OpenRoundForm,
    RemindOfficesForm,
    TreatForm,
)
from favn.policy.models import OfficeReminder, Plan, StatusRound
from favn.policy.queries import OfficeAnswers
from favn.policy.views.doors import only_writers, the_plan
from favn.policy.views.treating import Changing

Forms = dict[UUID, Any]


@requires(Area.PLAN, Level.READ)
def rounds(request: Request) -> HttpResponse:
    """The plan's rounds; the editor opens a new one here."""
    plan, today = the_plan(), clock.today()
    opening, status = _opening(request, plan, today), 200
    if request.method == "POST":
        only_leaders(request)
        status = attempt(request, lambda: _open(request, found(plan), found(opening)))
        if status == DONE:
            return redirect("policy:round", found(opening).cleaned_data["year"])
    every = queries.every_round()
    context = {
        "plan": plan,
        "rounds": [(row, queries.answers_of(row)) for row in every],
        "several": len({row.plan_id for row in every}) > 1,
        "opening": opening if leads(request) else None,
        "now": clock.now(),
    }
    return render(request, "policy/rounds.html", context, status=status)


def leads(request: Request) -> bool:
    """Whether the membership edits the whole round, not one office's part."""
    kind = request.membership.kind
    return kind.may(Area.STATUS, Level.WRITE) and kind.scope(Area.STATUS) == Scope.ORGANISATION


def only_leaders(request: Request) -> None:
    """Raises PermissionDenied for whoever does not edit the round."""
    if not leads(request):
        only_writers(request, Area.PLAN)


def _opening(request: Request, plan: Plan | None, today: date) -> OpenRoundForm | None:
    if plan is None:
        return None
    year = min(today.year, plan.last_year)
    return OpenRoundForm(request.POST or None, initial={"year": year})


def _open(request: Request, plan: Plan, form: OpenRoundForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        actions.open_round(
            id=data["id"],
            plan=queries.plan_in(data["year"]) or plan,
            year=data["year"],
            last_day=data["last_day"],
            committees=form.order(),
            by=request.account,
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error("year" if str(data["year"]) in str(refused) else "last_day", str(refused))
        return None
    return _("Statusrunden er åben. Send nu forvaltningerne deres svarlinks.")


@requires(Area.PLAN, Level.READ)
def round_page(request: Request, year: int) -> HttpResponse:
    """Who has answered, who has not, days left; remind the missing, close, and what came after."""
    row = the_round(year)
    offices = queries.answers_of(row)
    linking = _link_forms(request, offices) if leads(request) else {}
    treating = _treat_forms(request, row) if leads(request) else {}
    changing = Changing(request, row)
    reminding = _remind_form(request, offices) if leads(request) else None
    status = 200
    if request.method == "POST":
        only_leaders(request)
        verbs: dict[str, Verb] = {
            "link": lambda: _send_link(request, row, offices, linking),
            "remind": lambda: _remind(request, row, offices, reminding),
            "close": lambda: _close(request, row),
            "treat": lambda: _treat(request, row, treating),
        } | changing.verbs()
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("policy:round", year)
        if status == CONFLICTED:
            changing = Changing(request, row, afresh=True)
    context = _round(request, row, linking, treating) | changing.context()
    if leads(request) and not row.is_closed:
        context |= _letters(row, offices, reminding)
    return render(request, "policy/round.html", context, status=status)


def _letters(
    row: StatusRound, offices: list[OfficeAnswers], reminding: RemindOfficesForm | None
) -> dict[str, Any]:
    """Whom the next reminder goes to, who got a letter today, and what became of the last one."""
    owing = [office for office in offices if office.left]
    today = [office for office in owing if office.is_written_to(clock.today())]
    unknown = [office for office in owing if office.last_link is None]
    return {
        "reminding": reminding,
        "written_today": today,
        "unknown": unknown,
        "to_remind": len(owing) - len(today) - len(unknown),
        "reminded": queries.last_reminder(row),
    }


def the_round(year: int) -> StatusRound:
    """The round of a year, or 404; also of a plan that has ended, for it is treated afterwards."""
    return found(queries.round_in(year))


def _round(request: Request, row: StatusRound, linking: Forms, treating: Forms) -> dict[str, Any]:
    offices, now = queries.answers_of(row), clock.now()
    statements, heard = queries.statements_of(row), queries.hearings_of(row)
    owed = [o for office in offices for o in office.owed]
    return {
        "round": row,
        "offices": [(office, linking.get(office.unit.pk)) for office in offices],
        "mine": request.membership.unit_id,
        "given": sum(o.is_answered for o in owed),
        "total": len(owed),
        "asked": [o for o in owed if o.said == Said.ASKED],
        "missing": [office for office in offices if office.left],
        "lacking": queries.lacking(row),
        "days_left": queries.days_left(row, now),
        "is_late": row.is_late(now),
        "treating": treating,
        "committees": [
            (unit, statements.get(unit.pk), len(heard.get(unit.pk, ())))
            for unit in queries.committees()
        ],
        "may_lead": leads(request),
        "may_answer": request.membership.may(Area.STATUS, Level.WRITE),
    }


def _link_forms(request: Request, offices: list[OfficeAnswers]) -> dict[UUID, LinkForm]:
    """A form for each office that owes something; the posted one is bound."""
    posted = request.POST.get("unit") if request.POST.get("verb") == "link" else None
    return {
        office.unit.pk: LinkForm(
            office.unit,
            request.POST if posted == str(office.unit.pk) else None,
            initial={"sent_to": office.last_link.sent_to if office.last_link else ""},
        )
        for office in offices
        if office.left
    }


def _send_link(
    request: Request, row: StatusRound, offices: list[OfficeAnswers], forms: Forms
) -> str | None:
    form = found(next((form for form in forms.values() if form.is_bound), None))
    if not form.is_valid():
        return None
    data = form.cleaned_data
    office = next(o for o in offices if o.unit.pk == data["unit"])
    link = actions.send_link(
        id=data["id"],
        round=row,
        office=office,
        sent_to=data["sent_to"],
        address_of=link_to(request, request.organisation, "policy:answer-link"),
        by=request.account,
        at=clock.now(),
    )
    mail.leave(link, at=clock.now())
    if why := mail.told(link, link.sent_to):
        messages.warning(request, why)
        return ""
    sent = _("Svarlinket er sendt til %(to)s.") % {"to": link.sent_to}
    ended = _("Ældre links til forvaltningen virker ikke mere.") if office.last_link else ""
    return f"{sent} {ended}".strip()


def _remind_form(request: Request, offices: list[OfficeAnswers]) -> RemindOfficesForm | None:
    """Nothing where nobody owes anything."""
    owing = [office for office in offices if office.left]
    today = [office for office in owing if office.is_written_to(clock.today())]
    others = [office for office in owing if office.last_link and office not in today]
    bound = request.POST if request.POST.get("verb") == "remind" else None
    form = RemindOfficesForm(bound, asks_again=bool(today), is_needed=not others)
    return form if owing else None


def _remind(
    request: Request, row: StatusRound, offices: list[OfficeAnswers], form: RemindOfficesForm | None
) -> str | None:
    """Write to each office by itself, so that one that fails takes no other with it."""
    data = found(form).cleaned_data if found(form).is_valid() else None
    if data is None:
        return None
    told = [
        actions.remind_office(
            press=data["id"],
            round=row,
            office=office,
            again=data.get("again", False),
            address_of=link_to(request, request.organisation, "policy:answer-link"),
            by=request.account,
            at=clock.now(),
        )
        for office in offices
        if office.left
    ]
    written = [reminder for reminder in told if reminder]
    mail.leave(*written, at=clock.now())
    return _told(request, written)


def _told(request: Request, told: list[OfficeReminder]) -> str:
    """Who got it, and who did not."""
    sent = [row.unit.name for row in told if row.is_sent]
    waiting = [row.unit.name for row in told if row.is_on_its_way and not row.is_sent]
    missed = [row.unit.name for row in told if row.is_missed]
    if waiting:
        names = {"names": ", ".join(waiting)}
        messages.warning(
            request,
            _("Påmindelsen til %(names)s venter på mailserveren og går af sig selv.") % names,
        )
    if missed:
        names = {"names": ", ".join(missed)}
        messages.warning(
            request, _("Påmindelsen nåede ikke %(names)s. Se hvorfor nedenfor.") % names
        )
    if not sent:
        return ""
    return _("Påmindelsen er sendt til %(names)s.") % {"names": ", ".join(sent)}


def _close(request: Request, row: StatusRound) -> str:
    actions.close_round(round=row, by=request.account, at=clock.now())
    return _("Runden er lukket, og papiret er frosset.")


def _treat_forms(request: Request, row: StatusRound) -> dict[UUID, TreatForm]:
    """A form for the committee whose turn it is."""
    step = next((s for s in queries.steps_of(row) if not s.treated_on), None)
    if step is None or not row.is_closed:
        return {}
    bound = request.POST if request.POST.get("step") == str(step.pk) else None
    return {step.pk: TreatForm(step, bound, initial={"on": clock.today()})}


def _treat(request: Request, row: StatusRound, forms: Forms) -> str | None:
    key, form = found(next(((k, f) for k, f in forms.items() if f.is_bound), None))
    if not form.is_valid():
        return None
    step = next(s for s in queries.steps_of(row) if s.pk == key)
    step.round = row
    data = {name: form.cleaned_data[name] for name in ("on", "outcome")}
    try:
        actions.treat(step=step, **data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("on", str(refused))
        return None
    return _("%(name)s står nu med dag og beslutning.") % {"name": step.unit.name}
