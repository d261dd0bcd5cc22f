"""The paper a person carries along: a referral to a place outside, or a hand-over inside Favn."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.documents.files import attached
from favn.kit.documents.model import Block, Document, Heading, Paragraph, Points, Table
from favn.kit.templatetags.kit import language_now, long_day
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.persons.choices import BY_PURPOSE
from favn.people.persons.models import Consent, Person
from favn.people.referrals import actions, queries
from favn.people.referrals.choices import FIELDS, PRINTED, Standing, Way
from favn.people.referrals.models import HandOver, Referral
from favn.people.register.views.consents import last_day
from favn.people.register.views.doors import the_person, writes


@writes
def paper(request: Request, pk: UUID) -> HttpResponse:
    """For whoever wrote the referral: its paper, while the person agrees to what it tells."""
    row = found(queries.referral_with(pk, request.account))
    if row.way not in PRINTED:
        raise Http404
    person = the_person(found(row.person).pk)
    if why_not := queries.why_not_print(row, on=clock.today()):
        messages.error(request, why_not)
        return redirect("register:referral", row.pk)
    if row.way == Way.ACROSS:
        lookups.note(Look.PRINT, purpose=_("overdragelse til %(place)s") % {"place": row.place})
        hand_over = found(queries.hand_over_of(row))
        return attached(hand_over_paper(request, row, hand_over), "overdragelse", "pdf")
    lookups.note(Look.PRINT, purpose=_("henvisning til %(place)s") % {"place": row.place})
    return attached(_referral_paper(request, row, person), "henvisning", "pdf")


def _referral_paper(request: Request, row: Referral, person: Person) -> Document:
    """Name, language and errand, who sent them, and nothing of where they live."""
    fields = ("name", "language", "errand")
    said = actions.contents(person, row.reason, fields, on=clock.today())
    blocks: list[Block] = [
        Paragraph(_("Til %(place)s") % {"place": row.place}),
        *(Paragraph(words) for words in said.values()),
        Paragraph(
            _("Henvist af %(who)s, %(house)s.")
            % {"who": request.account.name, "house": request.organisation.name}
        ),
        Paragraph(
            _("Personen har sagt ja til, at dette gives videre, og kan trække det tilbage."),
            small=True,
        ),
    ]
    return Document(
        _("Henvisning"), tuple(blocks), subtitle=request.organisation.name,
        dated=long_day(clock.day_of(row.offered_at)), language=language_now(),
    )  # fmt: skip


def hand_over_paper(request: Request, row: Referral, hand_over: HandOver) -> Document:
    """For the person: what the other house reads, on which yes, and how to take it back.

    While it stands it shows the words that crossed and no others; taken back it says since when.
    """
    is_open = hand_over.state == Standing.OPEN
    blocks = [
        Paragraph(_("Fra %(house)s til %(place)s") % _between(hand_over)),
        *(_crossed(hand_over) if is_open else _gone(hand_over)),
        *(_agreed_to(row.consent) if row.consent else ()),
        *(_back(request, hand_over) if is_open else ()),
        Paragraph(
            _("Overdraget af %(who)s.") % {"who": row.by.name if row.by else hand_over.sender},
            small=True,
        ),
    ]
    return Document(
        _("Det, du har sagt ja til at dele"), tuple(blocks), subtitle=hand_over.sender,
        dated=long_day(clock.day_of(hand_over.sent_at)), language=language_now(),
    )  # fmt: skip


def _between(hand_over: HandOver) -> dict[str, str]:
    return {"house": hand_over.sender, "place": hand_over.addressed_to.name}


def _crossed(hand_over: HandOver) -> Iterator[Block]:
    said = tuple((str(FIELDS[name]), words) for name, words in hand_over.contents().items())
    yield Paragraph(_("Kun dette kan læses af %(place)s:") % _between(hand_over))
    yield Table(_("Det, der er delt"), (_("Hvad"), _("Det, der står")), said, widths=(1, 2))


def _gone(hand_over: HandOver) -> Iterator[Block]:
    since = clock.day_of(hand_over.revoked_at) if hand_over.revoked_at else clock.today()
    fields = ", ".join(str(FIELDS[name]) for name in hand_over.agreed)
    yield Paragraph(_("Delt var: %(fields)s.") % {"fields": fields})
    yield Paragraph(
        _("Trukket tilbage %(day)s. %(place)s kan ikke læse noget mere, og indholdet er slettet.")
        % {"day": long_day(since), **_between(hand_over)}
    )


def _agreed_to(line: Consent) -> Iterator[Block]:
    """The yes it rests on, in the words the person heard."""
    yield Heading(_("Dit ja"))
    yield Paragraph(line.wording)
    yield Paragraph(_("Det gælder: %(to)s") % {"to": line.recipient})
    told = {"day": long_day(clock.day_of(line.at)), "how": line.get_how_display()}
    yield Paragraph(_("Givet %(day)s. %(how)s.") % told)
    if line.until:
        yield Paragraph(last_day(line))
    yield Paragraph(_("Tekst nummer %(version)s.") % {"version": line.wording_version}, small=True)


def _back(request: Request, hand_over: HandOver) -> Iterator[Block]:
    page = request.build_absolute_uri(
        reverse("register:own-page", args=[request.organisation.slug])
    )
    yield Heading(_("Sådan trækker du det tilbage"))
    yield Points(
        (
            _("Du kan trække dit ja tilbage i dag eller en anden dag. Det koster intet."),
            _("Sig det til en i %(house)s.") % _between(hand_over),
            _("Eller gør det selv: Få en kode i %(house)s, og åbn %(page)s")
            % {"page": page, **_between(hand_over)},
            _("%(place)s kan ikke læse noget fra det øjeblik, og indholdet bliver slettet.")
            % _between(hand_over),
            str(BY_PURPOSE["referral"].stops),
        )
    )
