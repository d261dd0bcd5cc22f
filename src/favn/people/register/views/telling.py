"""What a person may have of theirs: a code for their own page, and all that is stored as a file."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.documents.files import attached
from favn.kit.documents.model import Block, Document, Heading, Paragraph, Table, Words
from favn.kit.templatetags.kit import language_now, long_day
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, only_forms
from favn.people.persons import actions
from favn.people.persons.models import grouped
from favn.people.register import queries
from favn.people.register.views.doors import must_keep_privacy, reads, the_person, writes


@writes
@only_forms
def code(request: Request, pk: UUID) -> HttpResponse:
    """A code for the person's own page, shown to be printed; no address leads back to it."""
    row = the_person(pk, purpose=_("gav en kode til egen side"))
    try:
        sent = UUID(request.POST.get("id", ""))
    except ValueError:
        sent = uuid4()
    given = ""

    def give() -> str:
        nonlocal given
        who: dict[str, Any] = {"role": request.membership.role, "by": request.account}
        given = actions.give_code(id=sent, person=row, at=clock.now(), **who) or ""
        return ""

    if attempt(request, give) != DONE:
        return redirect("register:person", row.pk)
    page = request.build_absolute_uri(
        reverse("register:own-page", args=[request.organisation.slug])
    )
    context = {"person": row, "code": grouped(given) if given else "", "page": page}
    return render(request, "register/code.html", context, status=201 if given else 200)


@reads
def extract(request: Request, pk: UUID) -> HttpResponse:
    """All that is stored of the person, on the page, as PDF (`?fil=pdf`) and as JSON."""
    must_keep_privacy(request)
    row = the_person(pk)
    lookups.note(Look.EXTRACT, purpose=_("udtræk til personen selv"))
    parts = queries.extract(row)
    kind = request.GET.get("fil", "")
    if kind == "json":
        said = {part.title: part.rows for part in parts}
        answer = HttpResponse(
            json.dumps(said, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder),
            content_type="application/json",
        )
        answer["Content-Disposition"] = 'attachment; filename="udtraek.json"'
        return answer
    if kind == "pdf":
        return attached(paper(request.organisation.name, parts), "udtraek", "pdf")
    found(None if kind else row)
    return render(request, "register/extract.html", {"person": row, "parts": parts})


def paper(organisation: str, parts: list[queries.Part]) -> Document:
    """The extract as a paper, part by part."""
    blocks: list[Block] = [
        Paragraph(_("Her er alt, hvad huset har gemt om dig. Du må få det rettet eller slettet."))
    ]
    for part in parts:
        blocks.append(Heading(part.title))
        if part.law:
            blocks.append(Paragraph(part.law))
        for row in part.in_words():
            cells: tuple[tuple[Words, ...], ...] = tuple(row)
            blocks.append(Table(part.title, (_("Hvad"), _("Det står der")), cells, widths=(1, 2)))
    return Document(
        _("Det har vi gemt om dig"),
        tuple(blocks),
        subtitle=organisation,
        dated=long_day(clock.today()),
        language=language_now(),
    )
