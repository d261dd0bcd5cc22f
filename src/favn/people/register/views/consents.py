"""What one person allows: the ledger, a new yes or no, taking back, and the receipt on paper."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.addresses import own_path
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.documents.files import attached
from favn.kit.documents.model import Block, Document, Paragraph, Points
from favn.kit.templatetags.kit import language_now, long_day
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.organisations.models import Organisation
from favn.people.persons import queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import BY_PURPOSE, PURPOSES, Act, How
from favn.people.persons.models import Consent, Person
from favn.people.persons.queries import Standing
from favn.people.referrals.queries import others
from favn.people.register.actions import say
from favn.people.register.forms import ConsentForm
from favn.people.register.views.doors import reads, the_person, writes


@writes
def consents(request: Request, pk: UUID) -> HttpResponse:
    """What stands for each purpose, with what stops when it is taken back, and every line.

    `?videre=` is the page that asked for the answer; it goes on there.
    """
    row = the_person(pk)
    start: dict[str, Any] = {"id": uuid4(), "purpose": request.GET.get("formaal", "")}
    sent = request.POST if request.POST.get("verb") == "say" else None
    form = ConsentForm(sent, initial=start, houses=[one.name for one in others()])
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "say": lambda: _said(request, row, form),
            "withdraw": lambda: withdrawn(request, row, How.SPOKEN, by=request.account),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            onward = own_path(request.GET.get("videre")) if form.is_bound else ""
            return redirect(onward or reverse("register:consents", args=[row.pk]))
    context = {
        "person": row,
        "form": form,
        **by_answer(queries.standings(row)),
        "ledger": queries.ledger(row),
        "purposes": PURPOSES,
        "asked": BY_PURPOSE.get(start["purpose"]),
        "new_id": uuid4,
    }
    return render(request, "register/consents.html", context, status=status)


def by_answer(standings: list[Standing]) -> dict[str, list[Any]]:
    """What somebody answered and whether a yes holds today, and what they were never asked."""
    today = clock.today()
    return {
        "answered": [(one, one.holds_on(today)) for one in standings if one.line],
        "unasked": [one for one in standings if not one.line],
    }


def _said(request: Request, row: Person, form: ConsentForm) -> str | None:
    if not form.is_valid():
        return None
    pk = form.cleaned_data["id"]
    say(id=pk, person=row, said=form.said(), by=request.account, at=clock.now())
    return _("Skrevet. Giv personen kvitteringen med.")


def withdrawn(request: Any, row: Person, how: How, *, by: Any) -> str:
    """Take back the yes of one line: one press, and what stops is said. Raises Http404."""
    try:
        line = found(queries.consent_with(UUID(request.POST.get("line", "")), row))
        pk = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Http404 from error
    said = Said(line.purpose, Act.WITHDRAWN, how, line.recipient)
    say(id=pk, person=row, said=said, by=by, at=clock.now())
    return _("Trukket tilbage. %(stops)s") % {"stops": BY_PURPOSE[line.purpose].stops}


@reads
def receipt(request: Request, pk: UUID, line: UUID) -> HttpResponse:
    """The receipt of one line, to read and to print; `?fil=pdf` gives it as a file."""
    row = the_person(pk)
    said = found(queries.consent_with(line, row))
    if request.GET.get("fil") == "pdf":
        lookups.note(Look.PRINT, purpose=_("kvittering for samtykke"))
        return attached(receipt_paper(request.organisation, row, said), "kvittering", "pdf")
    context = {"person": row, "line": said, "purpose": BY_PURPOSE[said.purpose]}
    context |= {"last_day": last_day(said)}
    return render(request, "register/receipt.html", context)


def last_day(line: Consent) -> str:
    """Until when an answer holds, where it ends by itself."""
    return _("Det gælder til og med %(day)s.") % {"day": long_day(line.until)} if line.until else ""


def receipt_paper(organisation: Organisation, row: Person, line: Consent) -> Document:
    """The receipt as a paper in the language of the page: who, what, and how to take it back."""
    purpose = BY_PURPOSE[line.purpose]
    page = reverse("register:own-page", args=[organisation.slug])
    blocks: tuple[Block, ...] = (
        Paragraph(row.name),
        Paragraph(f"{purpose.title}: {line.get_act_display()}"),
        Paragraph(line.wording),
        *([Paragraph(_("Det gælder: %(to)s") % {"to": line.recipient})] if line.recipient else []),
        *([Paragraph(last_day(line))] if line.until else []),
        Points(
            (
                _("Du kan trække dit ja tilbage i dag eller en anden dag. Det koster intet."),
                _("Sig det til en i huset, eller gør det på din egen side: %(page)s")
                % {"page": page},
                str(purpose.stops),
            )
        ),
        Paragraph(
            _("Tekst nummer %(version)s. %(how)s.")
            % {"version": line.wording_version, "how": line.get_how_display()},
            small=True,
        ),
    )
    return Document(
        _("Kvittering for dit svar"),
        blocks,
        subtitle=organisation.name,
        dated=long_day(clock.day_of(line.at)),
        language=language_now(),
    )
