"""Who signed up, who waits, who has no room; and the same as a workbook."""

from collections import Counter
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.choices import Seat
from favn.gatherings.forms.inviting import PartyForm
from favn.gatherings.forms.joining import SignUpForm, sign_up_form
from favn.gatherings.models import Gathering, SignUp
from favn.gatherings.tables import signups_workbook
from favn.gatherings.views.doors import A_PAGE, acted, may_write, only_writers, the_gathering
from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Area.GATHERINGS, Level.READ)
def signups(request: Request, gathering: UUID) -> HttpResponse:
    """Everybody who signed up, in order, and a form to write somebody in who called."""
    row, status = the_gathering(gathering), 200
    is_new = request.POST.get("verb") == "add"
    form = sign_up_form(row, request.POST if is_new else None)
    if request.method == "POST":
        only_writers(request)
        verbs = {
            "add": lambda: _written_in(request, row, form),
            "leave": lambda: _left(request, row),
            "seat": lambda: _let_in(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:signups", row.pk)
    rows, house = queries.signups_of(row), queries.house_of(row)
    live = [one for one in rows if one.is_live]
    context = {
        "gathering": row,
        "page": Paginator(live, A_PAGE).get_page(request.GET.get("side")),
        "gone": [one for one in rows if not one.is_live],
        "twice": _twice(live),
        "seats": house,
        "over": {one.pk for one in house.over},
        "form": form,
        "may_write": may_write(request),
    }
    return render(request, "gatherings/signups.html", context, status=status)


def _twice(rows: list[SignUp]) -> set[str]:
    """Contacts that stand on more than one of these."""
    times = Counter(one.contact.casefold() for one in rows if one.contact)
    return {one.contact for one in rows if times[one.contact.casefold()] > 1}


def _written_in(request: Request, row: Gathering, form: SignUpForm) -> str | None:
    if not form.is_valid():
        return None
    signup = actions.sign_up(
        id=form.cleaned_data["id"], gathering=row, wish=form.wish(), at=clock.now(),
        by=request.account,
    )  # fmt: skip
    if signup.state == Seat.SEATED:
        return _("%(name)s er meldt til.") % {"name": signup.name}
    return _("%(name)s står på ventelisten.") % {"name": signup.name}


def _the_signup(request: Request, row: Gathering) -> SignUp:
    """One of this gathering's, named by a button."""
    try:
        pk = UUID(request.POST.get("signup", ""))
    except ValueError as error:
        raise Refused(_("Siden er for gammel. Åbn den igen.")) from error
    return _one_of(row, pk)


def _one_of(row: Gathering, pk: UUID) -> SignUp:
    """One of this gathering's; another's is 404."""
    signup = found(queries.signup_with(pk))
    return found(signup if signup.gathering_id == row.pk else None)


def _left(request: Request, row: Gathering) -> str:
    signup = _the_signup(request, row)
    actions.leave(signup=signup, by=request.account, at=clock.now())
    return _("%(name)s er meldt fra.") % {"name": signup.shown_name}


def _let_in(request: Request, row: Gathering) -> str:
    signup = _the_signup(request, row)
    actions.let_in(signup=signup, by=request.account, at=clock.now())
    return _("%(name)s har en plads.") % {"name": signup.shown_name}


@requires(Area.GATHERINGS, Level.WRITE)
def party(request: Request, gathering: UUID, signup: UUID) -> HttpResponse:
    """Which association somebody comes from, chosen from the whole directory."""
    row, status = the_gathering(gathering), 200
    one = _one_of(row, signup)
    form = PartyForm(request.POST or None, initial={"party": str(one.party_id or "")})
    if request.method == "POST":
        status = attempt(request, lambda: _of_party(request, one, form))
        if status == DONE:
            return redirect("gatherings:signups", row.pk)
    context = {"gathering": row, "signup": one, "form": form}
    return render(request, "gatherings/party.html", context, status=status)


def _of_party(request: Request, one: SignUp, form: PartyForm) -> str | None:
    if not form.is_valid():
        return None
    actions.set_party(signup=one, party=form.chosen_party(), by=request.account, at=clock.now())
    return _("Rettet.")


@requires(Area.GATHERINGS, Level.READ)
def workbook(request: Request, gathering: UUID) -> HttpResponse:
    """The sign-ups as a workbook."""
    row = the_gathering(gathering)
    answer = HttpResponse(signups_workbook(queries.signups_of(row)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{row.slug}.xlsx"'
    return answer
