"""The work of those who left the house: shown to whoever leads, and given on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions.cases import give_tasks
from favn.centre.forms.cases import TakerForm
from favn.centre.queries import left_behind as queries
from favn.centre.queries.left_behind import Left
from favn.kit import clock
from favn.kit.attempts import DONE, asked_id, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.LOOKUPS, Level.WRITE)
def left_behind(request: Request) -> HttpResponse:
    """By name of who left: their open cases, tasks, people sent to them and times given away."""
    every = queries.left_behind()
    forms = {one.account.pk: _form(request, one) for one in every}
    status = 200
    if request.method == "POST":
        form = found(forms.get(asked_id(request, "left")))
        status = attempt(request, lambda: _given(request, form))
        if status == DONE:
            return redirect("centre:left-behind")
    rows = [(one, forms[one.account.pk]) for one in every]
    return render(request, "centre/left_behind.html", {"rows": rows}, status=status)


def _form(request: Request, one: Left) -> TakerForm:
    """The form of one who left, bound where it is the one that was sent."""
    is_sent = request.POST.get("left") == str(one.account.pk)
    data = request.POST if is_sent else None
    return TakerForm(data, left=one.account, takers=queries.takers())


def _given(request: Request, form: TakerForm) -> str | None:
    if not form.is_valid():
        return None
    to = form.chosen_taker()
    number = give_tasks(left=form.leaver, to=to, by=request.account, at=clock.now())
    return _("%(name)s har nu opgaverne (%(n)s).") % {"name": to.name, "n": number}
