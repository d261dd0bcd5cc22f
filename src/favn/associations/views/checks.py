"""Resource checks as the office sees them: make, start, who is missing, the gap map, next steps."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import checks as actions
from favn.associations.forms.checks import StartForm, WhomForm
from favn.associations.models import CheckRound, District
from favn.associations.queries import checks as queries
from favn.associations.queries import steps
from favn.associations.queries.gap_map import GapMap, Row, gap_map
from favn.associations.views import drawing
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.fields import OnceForm
from favn.kit.refusals import Refused
from favn.people.accounts import mail
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import offices
from favn.surveys import queries as surveys
from favn.surveys.choices import Errand, Ref
from favn.surveys.forms.waves import AskedForm, ExtendForm
from favn.surveys.models import Asked

ANSWER = "surveys:answer"
keeps = requires(Area.DIRECTORY, Level.WRITE)
PER_PAGE = 50


def the_round(pk: UUID) -> CheckRound:
    """A round of the present organisation."""
    return found(queries.round_with(pk))


@keeps
def checks(request: Request) -> HttpResponse:
    """Every round with how many have answered on each side; and what is late."""
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _set_up(request))
        if status == DONE:
            return redirect(request.path)
    today = clock.today()
    context = {
        "rounds": [
            (row, queries.heard(row.theirs), queries.heard(row.ours)) for row in queries.rounds()
        ],
        "made": queries.made(),
        "is_made": queries.is_made(),
        "is_whole": all(one.questionnaire for one in queries.made().values()),
        "may_edit": request.membership.may(Area.SURVEYS, Level.WRITE),
        "late": steps.late(today),
    }
    return render(request, "associations/checks.html", context, status=status)


def _set_up(request: Request) -> str:
    new = actions.set_up(by=request.account, at=clock.now())
    if not new:
        return _("Spørgeskemaerne er der allerede. Intet er ændret.")
    return _("Oprettet og udgivet: %(names)s.") % {"names": ", ".join(new)}


@keeps
def start(request: Request) -> HttpResponse:
    """Whom a new round asks, and until when."""
    started = {"names": _named(request.GET.get("forening", ""))}
    form = StartForm(*_offered(), request.POST or None, initial=started)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _start(request, form))
        if status == DONE:
            return redirect("associations:check-round", form.cleaned_data["id"])
    context = {"form": form, "is_made": queries.is_made()}
    return render(request, "associations/start_check.html", context, status=status)


def _offered() -> tuple[Any, ...]:
    return queries.may_be_asked(), offices(), list(District.objects.owned())


def _named(slug: str) -> str:
    """The name of an association whose page one came from."""
    return next((one.name for one in queries.may_be_asked() if one.slug == slug), "")


def _start(request: Request, form: StartForm) -> str | None:
    if not form.is_valid():
        return None
    actions.start(id=form.cleaned_data["id"], of=form.start(), by=request.account, at=clock.now())
    return _("Runden er åben. Ingen har fået brev endnu: send, når du er klar.")


@keeps
def check_round(request: Request, pk: UUID) -> HttpResponse:
    """Who has answered and who is missing, by name, on both sides; letters, links, more time."""
    row, status = the_round(pk), 200
    forms = _forms(request, row)
    if request.method == "POST":
        status = attempt(request, _verbs(request, row, forms).get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.get_full_path())
        if status == CONFLICTED:
            row = the_round(pk)
            forms["extending"] = ExtendForm(initial={"revision": row.theirs.revision})
    page = Paginator(queries.owing(row.theirs), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "round": row,
        "page": page,
        "theirs": queries.told(page.object_list),
        "ours": queries.told(queries.owing(row.ours)),
        "citizenship": queries.heard(row.citizenship) if row.citizenship else None,
        "tally": queries.heard(row.theirs),
        "ours_tally": queries.heard(row.ours),
        "is_late": clock.now() >= row.theirs.deadline,
    }
    context |= _waiting(row) | forms
    return render(request, "associations/check_round.html", context, status=status)


def _forms(request: Request, row: CheckRound) -> dict[str, Any]:
    verb = request.POST.get("verb", "")
    started = {"revision": row.theirs.revision, "last_day": row.theirs.last_day}
    return {
        "asking": WhomForm(*_offered(), request.POST if verb == "ask" else None),
        "extending": ExtendForm(request.POST if verb == "extend" else None, initial=started),
        "pressing": OnceForm(request.POST if verb in (Errand.INVITED, Errand.REMINDED) else None),
    }


def _waiting(row: CheckRound) -> dict[str, int]:
    """How many letters a press of each sort would write now."""
    found_ = dict.fromkeys((Errand.INVITED, Errand.REMINDED), 0)
    for wave in () if row.is_closed else row.waves:
        for errand in found_:
            found_[errand] += queries.mails_waiting(wave, errand, None).count()
    return {"to_invite": found_[Errand.INVITED], "to_remind": found_[Errand.REMINDED]}


def _verbs(request: Request, row: CheckRound, forms: dict[str, Any]) -> dict[str, Verb]:
    pressing = forms["pressing"]
    return {
        Errand.INVITED: lambda: _write(request, row, Errand.INVITED, pressing),
        Errand.REMINDED: lambda: _write(request, row, Errand.REMINDED, pressing),
        "hand": lambda: _hand(request, row),
        "ask": lambda: _ask(request, row, forms["asking"]),
        "extend": lambda: _extend(request, row, forms["extending"]),
        "close": lambda: _close(request, row),
    }


def _write(request: Request, row: CheckRound, errand: Errand, form: OnceForm) -> str | None:
    if not form.is_valid():
        return None
    letters = actions.write(
        round=row, errand=errand, press=form.cleaned_data["id"],
        address_of=link_to(request, row.organisation, ANSWER), by=request.account, at=clock.now(),
    )  # fmt: skip
    mail.leave(*letters, at=clock.now())
    return mail.told_of(letters)


def _hand(request: Request, row: CheckRound) -> str:
    """A link to give by hand, shown this once; freely to the municipality's own offices alone."""
    form, press = AskedForm(request.POST), OnceForm(request.POST)
    if not (form.is_valid() and press.is_valid()):
        raise Refused(_("Siden er for gammel. Åbn den igen."))
    asked = found(_asked_in(row, form.cleaned_data["asked"]))
    token = actions.hand(
        id=press.cleaned_data["id"], asked=asked, is_own=asked.ref == Ref.UNIT,
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return format_html(
        "{} <a href='{url}'>{url}</a>",
        _("Link til %(name)s. Det vises kun denne ene gang:") % {"name": asked.name},
        url=link_to(request, row.organisation, ANSWER)(token),
    )


def _asked_in(row: CheckRound, pk: UUID) -> Asked | None:
    every = (surveys.asked_one(wave, pk) for wave in row.waves)
    return next((asked for asked in every if asked), None)


def _ask(request: Request, row: CheckRound, form: WhomForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    new = actions.ask_more(
        round=row, entries=data["entries"], units=data["chosen_units"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return ngettext("%(n)s mere er spurgt.", "%(n)s flere er spurgt.", new) % {"n": new}


def _extend(request: Request, row: CheckRound, form: ExtendForm) -> str | None:
    if not form.is_valid():
        return None
    actions.extend(round=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Fristen er flyttet. De, der allerede har et link, kan bruge det.")


def _close(request: Request, row: CheckRound) -> str:
    actions.close(round=row, by=request.account, at=clock.now())
    return _("Runden er lukket. Svarene kan ikke ændres mere.")


@keeps
def gaps(request: Request, pk: UUID) -> HttpResponse:
    """Where many associations need more, and what the municipality gives there; with names."""
    row = the_round(pk)
    context = map_context(gap_map(row, clock.now(), names=True))
    context |= {"back_url": reverse("associations:check-round", args=[pk]), "back_text": row.title}
    return render(request, "associations/gap_map.html", context)


def _named_in(told: GapMap, marks: list[Any], row: Row) -> list[tuple[Any, list[Any]]]:
    """Each band with who stands in it: (name, slug)."""
    cells = zip(marks, row.cells, strict=True)
    return [(mark, [(n, told.slugs.get(n, "")) for n in cell.names]) for mark, cell in cells]


def map_context(told: GapMap) -> dict[str, Any]:
    """What the page of a gap map shows, in either edition."""
    heads = [_("Emne"), *told.bands, _("Intet tal"), _("Kommunen")]
    rows = [(row.title, told.answered, [cell.count or 0 for cell in row.cells])
            for row in told.rows]  # fmt: skip
    marks = [*told.bands, _("Intet tal")]
    first = told.rows[0] if told.rows else None
    return {
        "map": told,
        "heads": heads,
        "finding": _finding(told),
        "narrow": drawing.field(marks, rows, 330) if first and told.names else "",
        "wide": drawing.field(marks, rows, 760) if first and told.names else "",
        "named": [(row.title, _named_in(told, marks, row)) for row in told.rows],
        "held": any(row.is_held for row in told.rows),
    }


def _finding(told: GapMap) -> str:
    """The subject where most need more, in one sentence."""
    first = told.rows[0] if told.rows else None
    if first is None or not first.need:
        return _("Ingen emner, hvor foreningerne står i det laveste trin")
    said = {"subject": first.title, "n": first.need, "of": told.answered}
    return _("%(subject)s: %(n)s af %(of)s foreninger har brug for mere") % said


@keeps
def all_steps(request: Request) -> HttpResponse:
    """Every next step with every association: what is late, what comes, what was done."""
    today = clock.today()
    context = {
        "late": steps.late(today),
        "coming": steps.coming(today)[:200],
        "ended": steps.ended()[:50],
    }
    return render(request, "associations/all_steps.html", context)
