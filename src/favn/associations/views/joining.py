"""Becoming a member: a form for everybody, and a page that says what happens now."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import fee_letters
from favn.associations.actions.members import Themselves, join
from favn.associations.choices.membership import FeeLetterKind
from favn.associations.forms.members import JoinForm
from favn.associations.queries import members as queries
from favn.associations.views.doors import for_all
from favn.kit import clock
from favn.kit.addresses import client_of
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts import mail
from favn.people.organisations.models import Organisation


@for_all
def become_member(request: HttpRequest, house: Organisation) -> HttpResponse:
    """The form; only where this year's fee is open."""
    year = found(queries.year_with(clock.today().year))
    form, status = JoinForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _join(request, house, form))
        if status == DONE:
            return redirect("associations:became-member", house.slug)
    context = {"house": house, "year": year, "form": form}
    answer = render(request, "associations/become_member.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _join(request: HttpRequest, house: Organisation, form: JoinForm) -> str | None:
    if not form.is_valid():
        return None
    now = clock.now()
    address = client_of(request)
    joined = join(id=form.cleaned_data["id"], card=form.card(), address=address, at=now)
    fees = queries.fees_of(joined.member).filter(year__year=now.year)
    fee_letters.write_to(
        fees=fees, kind=FeeLetterKind.WELCOME, press=uuid4(), house=house.name,
        by=Themselves(joined.member.pk), at=now,
    )  # fmt: skip
    mail.leave(at=now)
    return ""


@for_all
def became_member(request: HttpRequest, house: Organisation) -> HttpResponse:
    """The same for a new member and for one who was there: a mail is on its way."""
    year = found(queries.year_with(clock.today().year))
    said = _("Du får en mail med dit nummer og dit kontingent.")
    context = {"house": house, "year": year, "said": said}
    return render(request, "associations/became_member.html", context)
