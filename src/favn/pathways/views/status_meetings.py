"""A status meeting: what may be told is chosen, and the paper shows just that."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.documents.files import attached
from favn.kit.documents.model import Block, Document, Paragraph, Table
from favn.kit.templatetags.kit import language_now, long_day
from favn.pathways.actions import status_meetings as actions
from favn.pathways.choices.programme import SHARED, Talk
from favn.pathways.forms.programme import HoldForm
from favn.pathways.models import StatusMeeting
from favn.pathways.queries import programme as queries
from favn.pathways.rules import programme as rules
from favn.pathways.views.programme_doors import the_meeting, writes
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request


@writes
def meeting(request: Request, pk: UUID) -> HttpResponse:
    """Before: everything that may be told, to choose from. After: word for word what was told."""
    row = the_meeting(pk)
    verb = request.POST.get("verb", "")
    form = HoldForm(
        request.POST if verb == "hold" else None,
        initial={"version": row.version, "fields_told": []},
    )
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "hold": lambda: _held(request, row, form),
            "cancel": lambda: _cancelled(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("pathways:meeting", row.pk)
        row = the_meeting(pk)
    return render(request, "pathways/meeting.html", _page(row, form), status=status)


def _page(row: StatusMeeting, form: HoldForm) -> dict[str, Any]:
    offered = queries.told(row.turn, list(SHARED), "")
    return {
        "row": row,
        "person": found(row.turn.person),
        "form": form,
        "is_planned": row.state == Talk.PLANNED,
        "is_held": row.state == Talk.HELD,
        "is_ahead": row.on > clock.today(),
        "offered": [(str(SHARED[name]), words) for name, words in offered.items()],
        "told": [(str(SHARED[name]), words) for name, words in row.contents().items()],
        "why_not": _why_not(row),
    }


def _why_not(row: StatusMeeting) -> str | None:
    """Whether the person still lets that place hear, in a sentence where not."""
    person = found(row.turn.person)
    line = queries.consent_to_tell(person, row.recipient, clock.today())
    return rules.why_not_meet(allowed=line is not None, place=row.recipient)


def _held(request: Request, row: StatusMeeting, form: HoldForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.hold_meeting(
        meeting=row, version=data["version"], fields=data["fields_told"],
        following=data["following"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Gemt. Papiret viser præcis det, I fortalte.")


def _cancelled(request: Request, row: StatusMeeting) -> str:
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
    actions.cancel_meeting(meeting=row, version=version, by=request.account, at=clock.now())
    return _("Mødet er aflyst.")


@writes
def paper(request: Request, pk: UUID) -> HttpResponse:
    """What was told as a paper, while the person still lets that place hear."""
    row = the_meeting(pk)
    if row.state != Talk.HELD:
        raise Http404
    if why_not := _why_not(row):
        messages.error(request, why_not)
        return redirect("pathways:meeting", row.pk)
    lookups.note(Look.PRINT, purpose=_("status til %(place)s") % {"place": row.recipient})
    return attached(_paper(request, row), "status", "pdf")


def _paper(request: Request, row: StatusMeeting) -> Document:
    """The frozen words and who told them; nothing is added."""
    said = tuple((str(SHARED[name]), words) for name, words in row.contents().items())
    blocks: list[Block] = [
        Paragraph(_("Til %(place)s") % {"place": row.recipient}),
        Table(_("Det, der er fortalt"), (_("Hvad"), _("Svar")), said, widths=(1, 2)),
        Paragraph(
            _("Fortalt af %(who)s, %(house)s.")
            % {
                "who": row.by.name if row.by else request.organisation.name,
                "house": request.organisation.name,
            }
        ),
        Paragraph(
            _(
                "Personen har sagt ja til, at dette gives videre, og har selv set det. Intet andet"
                " er fortalt."
            ),
            small=True,
        ),
    ]
    return Document(
        _("Status i beskæftigelsesforløbet"), tuple(blocks), subtitle=request.organisation.name,
        dated=long_day(row.on), language=language_now(),
    )  # fmt: skip
