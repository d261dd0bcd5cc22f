"""Associations are sent the link to their own pages, and an office writes what it found out."""

import secrets
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from favn.associations.models import Entry, Finding, SeatLink
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.kit.tokens import fingerprint
from favn.people.organisations.models import Unit

WORKS_FOR = timedelta(days=90)
TOKEN_BYTES = 32
AddressOf = Callable[[str], str]
"""Token → the whole address it opens."""


@transaction.atomic
def send_seat_link(
    *, id: UUID, entry: Entry, sent_to: str, why: str, address_of: AddressOf, by: Actor,
    at: datetime,
) -> SeatLink:  # fmt: skip
    """Mail an association a new link to its own pages, once per `id`; older ones stop working.

    `why` is a sentence about what waits there. The token is never kept, only its fingerprint; where
    no mail server takes the letter nothing is kept, and an older link still works. Raises Refused.
    """
    if stands := SeatLink.objects.owned().filter(pk=id, entry=entry).first():
        return stands
    must(None if sent_to else _("Foreningen har ingen mail. Skriv en i oversigten først."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SeatLink.objects.owned().filter(entry=entry, closed_at=None).update(closed_at=at)
    link = SeatLink(id=id, organisation_id=current(), entry=entry, sent_to=sent_to)
    link.token_hash, link.expires_at = fingerprint(token), clock.end_of(at.date() + WORKS_FOR)
    link.sent_at, link.sent_by = at, by.actor_label
    link.save(force_insert=True)
    history.note("send-link", link, by=by, at=at)
    try:
        _mail(link, why, address_of(token))
    except (OSError, smtplib.SMTPException) as error:
        raise Refused(_("Mailen kunne ikke sendes. Prøv igen om lidt.")) from error
    return link


def _mail(link: SeatLink, why: str, address: str) -> None:
    with translation.override("da"):
        words = {"link": link, "why": why, "address": address}
        text = render_to_string("associations/seat_link.txt", words)
        subject = f"{link.entry.name}: jeres side hos {link.organisation.name}"
        send_mail(subject, text, None, [link.sent_to])


def seat_opened(*, link: SeatLink, at: datetime) -> None:
    """Remember the first time a link was opened; in history alone, as opening is reading."""
    if not history.of(link).filter(verb="open").exists():
        history.note("open", link, by=link, at=at)


@transaction.atomic
def find_out(
    *,
    id: UUID,
    point: str,
    known: str,
    text: str,
    by: Actor,
    at: datetime,
    unit: Unit | None = None,
    entry: Entry | None = None,
) -> Finding:
    """What an office knows on one point now, once per `id`; what it wrote before stays."""
    row = Finding(id=id, organisation_id=current(), unit=unit, entry=entry, point=point)
    if stands := standing(row):
        return stands
    row.known, row.text, row.at, row.by = known, text, at, by.actor_label
    if stands := insert(row):
        return stands
    history.note("find-out", row, by=by, at=at, changes={"known": ["", known]})
    return row
