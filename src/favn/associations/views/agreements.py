"""An agreement on a page and on paper, a new version of it, and each side's yes or no."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import agreements as actions
from favn.associations.choices.cooperation import Subject
from favn.associations.forms.agreements import AgreementForm, ConsentForm
from favn.associations.models import Agreement, Cooperation, Side
from favn.associations.queries import agreements as queries
from favn.associations.queries import papers, sheets
from favn.associations.views.cooperations import page_of
from favn.associations.views.seats import Seat, remember_name, seated
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.documents.files import attached
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.policy import queries as policy
from favn.policy.models import Initiative

LATEST = 4
"""Quarters whose counts stand beside an agreement."""


def _asked(request: Request, row: Cooperation) -> Agreement | None:
    """The version in the address, the newest where none is named. Raises Http404."""
    every = queries.agreements_of(row)
    asked = request.GET.get("udgave", "")
    if not asked:
        return every[0] if every else None
    return found(next((a for a in every if str(a.number) == asked), None))


@seated
def agreement(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """One version, with who said yes; the newest can be answered."""
    row = seat.cooperation(pk)
    version = _asked(request, row)
    if version is None:
        return redirect(seat.at("propose", row.pk))
    status, own = 200, seat.side(row)
    form = ConsentForm(request.POST or None, asks_name=seat.asks_name,
                       initial={"who": seat.known_name})  # fmt: skip
    if request.method == "POST":
        status = attempt(request, lambda: _say(request, seat, row, version, form))
        if status == DONE:
            return redirect(seat.at("agreement", row.pk))
    mine = queries.consent_of(version, own) if own else None
    newest = queries.agreements_of(row)[0]
    context = page_of(seat, row) | {
        "agreement": version,
        "facts": papers.facts_of(version, sheets.sides_of(row), seat.is_house),
        "tasks": papers.tasks_of(version, sheets.sides_of(row)),
        "consents": papers.consents_of(version, sheets.sides_of(row)),
        "form": form,
        "may_answer": own and not mine and newest.number == version.number and not row.ended_on,
        "is_newest": newest.number == version.number,
        "counts": _counts(seat, version),
        "pdf_url": f"{seat.at('agreement-pdf', row.pk)}?udgave={version.number}",
    }
    return render(request, "associations/agreement.html", context, status=status)


def _counts(seat: Seat, version: Agreement) -> dict[str, Any] | None:
    """The initiative it points at with its latest counts, for whoever may read the plan."""
    member, initiative = seat.membership, version.initiative
    if initiative is None or member is None or not member.may(Area.PLAN, Level.READ):
        return None
    line = policy.line_of(initiative, member, clock.today())
    return {
        "initiative": initiative,
        "may_see": line.may_see_counts,
        "sent": [standing for standing in line.standings if standing.is_sent][:LATEST],
    }


def _say(
    request: Request, seat: Seat, row: Cooperation, version: Agreement, form: ConsentForm
) -> str | None:
    side = seat.own_side(row)
    if not form.is_valid():
        return None
    said = form.cleaned_data
    actions.say(
        agreement=version, side=side, says=said["says"], why=said["why"], by=seat.actor,
        said_by=seat.said_by(form.who(), side.party), at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, form.who())
    now = queries.agreement_of(row, version.number)
    if now and now.agreed_at:
        return _("Begge har sagt ja. Aftalen gælder, og dagene for opfølgning er sat.")
    return _("Svaret er gemt. Den anden part kan se det.")


@seated
def agreement_pdf(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """The same on paper, as tagged PDF."""
    row = seat.cooperation(pk)
    version = found(_asked(request, row))
    paper = papers.paper_of(row, version, seat.is_house)
    return attached(paper, f"aftale-{version.number}", "pdf")


@seated
def propose(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """A first or a new version, filled in with what stands."""
    row = seat.cooperation(pk)
    seat.own_side(row)
    every = queries.agreements_of(row)
    newest, status = (every[0] if every else None), 200
    if not sheets.both_in(row):
        return render(request, "associations/not_aligned.html", page_of(seat, row))
    form = _form(seat, row, newest, request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _propose(request, seat, row, newest, form))
        if status == DONE:
            return redirect(seat.at("agreement", row.pk))
        if status == CONFLICTED:
            newest = queries.agreements_of(row)[0]
            typed = {k: v for k, v in request.POST.items() if k != "number"}
            form = _form(seat, row, newest, None, typed)
    context = page_of(seat, row) | {"form": form, "newest": newest}
    context["is_conflict"] = status == CONFLICTED
    return render(request, "associations/propose.html", context, status=status)


def _form(
    seat: Seat, row: Cooperation, newest: Agreement | None, data: Any, typed: Any = None
) -> AgreementForm:
    initial = _of(newest) if newest else _from_sheets(row)
    initial |= {"who": seat.known_name} | (typed or {"id": uuid4()})
    return AgreementForm(
        data, initial=initial | {"number": newest.number if newest else 0},
        sides=sheets.sides_of(row), initiatives=_initiatives(seat), asks_name=seat.asks_name,
    )  # fmt: skip


def _initiatives(seat: Seat) -> list[Initiative]:
    """The present plan's, for whoever may read it."""
    member = seat.membership
    plan = policy.present_plan(clock.today())
    if not (member and plan and member.may(Area.PLAN, Level.READ)):
        return []
    return list(Initiative.objects.owned().filter(plan=plan, merged_into=None).order_by("number"))


def _of(version: Agreement) -> dict[str, Any]:
    """What the fields hold for a version that stands."""
    names = ("aim", "roles", "money", "contact", "fails", "words", "starts_on", "ends_on")
    initial: dict[str, Any] = {name: getattr(version, name) for name in names}
    initial |= {"rhythm": version.rhythm, "initiative": str(version.initiative_id or "")}
    for n, task in enumerate(version.tasks.all(), 1):
        initial |= {f"what_{n}": task.what, f"doer_{n}": task.doer, f"due_{n}": task.due_on}
    return initial


def _from_sheets(row: Cooperation) -> dict[str, Any]:
    """A first version out of what both agreed upon; where nothing is, what each wrote."""
    lines = {line.subject: line for line in sheets.side_by_side(row)}
    initial: dict[str, Any] = {"starts_on": clock.today()}
    for subject, name in FROM.items():
        initial[name] = _best(lines[subject], sheets.sides_of(row))
    words = [line for line in lines.values() if line.is_word]
    initial["words"] = "\n".join(f"{w.title}: {w.together}" for w in words if w.together)
    deeds = [(line, "first") for line in _lines(lines[Subject.OURS])]
    deeds += [(line, "second") for line in _lines(lines[Subject.THEIRS])]
    for n, (what, doer) in enumerate(deeds, 1):
        initial |= {f"what_{n}": what[:200], f"doer_{n}": doer}
    return initial


FROM = {
    Subject.AIM: "aim",
    Subject.ROLES: "roles",
    Subject.MONEY: "money",
    Subject.CONTACT: "contact",
    Subject.FAILS: "fails",
}


def _lines(line: sheets.Line) -> list[str]:
    """A subject's tasks: what both wrote together, else the doer's own words."""
    own = line.first if line.subject == Subject.OURS else line.second
    return [part.strip() for part in (line.together or own).splitlines() if part.strip()]


def _best(line: sheets.Line, sides: tuple[Side, Side]) -> str:
    is_one = not (line.first and line.second) or line.first.split() == line.second.split()
    if line.together or is_one:
        return line.together or line.first or line.second
    return f"{sides[0].name}: {line.first}\n{sides[1].name}: {line.second}"


def _propose(
    request: Request, seat: Seat, row: Cooperation, newest: Agreement | None, form: AgreementForm
) -> str | None:
    side = seat.own_side(row)
    if not form.is_valid():
        return None
    said = form.cleaned_data
    actions.propose_agreement(
        id=said["id"], cooperation=row, number=said["number"],
        terms=form.terms(newest.initiative if newest else None), by=seat.actor,
        said_by=seat.said_by(form.who(), side.party), at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, form.who())
    return _("Udgaven er skrevet. Nu skal begge parter sige ja til den.")
