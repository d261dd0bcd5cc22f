"""Associations are sent the link to their own pages, and an office writes what it found out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.letters import seat_letter
from favn.associations.actions.needs import Party, column_of
from favn.associations.choices.starting import Point
from favn.associations.models import AskLink, Entry, Finding, SeatLink
from favn.associations.queries.freshness import is_wrong
from favn.associations.queries.sameness import family
from favn.associations.queries.seats import findings_about
from favn.associations.rules.freshness import why_not_written
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail
from favn.surveys import actions as surveys


@transaction.atomic
def send_seat_link(
    *, id: UUID, entry: Entry, sent_to: str, why: str, address_of: AddressOf, by: Actor,
    at: datetime,
) -> SeatLink:  # fmt: skip
    """Write an association a new link to its own pages, once per `id`; older ones stop working
    when it has left (`mail.leave`).

    `why` is a sentence about what waits there. Raises Refused.
    """
    must(None if sent_to else _("Foreningen har ingen mail. Skriv en i oversigten først."))
    must(why_not_written(is_wrong=is_wrong(entry, sent_to)))
    link = SeatLink(id=id, organisation_id=current(), entry=entry, sent_to=sent_to)

    def letter(secret: str) -> Mail | None:
        return seat_letter(link, why, address_of(secret), at)

    return links.send(link, letter, by=by, at=at)


def withdraw_seat_link(*, entry: Entry, by: Actor, at: datetime) -> int:
    """Make what an association was sent worthless, such as a letter that went astray."""
    return links.withdraw(SeatLink.living().filter(entry=entry), by=by, at=at)


def end_contact_links(
    entry: Entry, why: Ended, *, at: datetime, only: str = "", but: str = ""
) -> None:
    """Whoever was reached until now opens nothing more, neither the entry nor its own pages.

    `only` is the address whose links end, where others keep theirs; `but` one that still holds.
    """
    for rows in (AskLink.living().filter(entry=entry), SeatLink.living().filter(entry=entry)):
        ending = rows.filter(sent_to__iexact=only) if only else rows
        links.end(ending.exclude(sent_to__iexact=but) if but else ending, why, at=at)


def move_contact(
    entry: Entry, was: str, why: Ended, *, by: Actor, at: datetime, only: str = ""
) -> None:
    """The association is reached elsewhere than at `was`, also where it is asked in a check.

    `only`: nobody is reached there any more, while the entry still says so.
    """
    now = "" if only else entry.email
    end_contact_links(entry, why, at=at, only=only, but=now)
    surveys.moved(ref_ids=family(entry), was=was, mail=now, why=why, by=by, at=at)


@transaction.atomic
def find_out(
    *, id: UUID, point: str, known: str, text: str, about: Party, seen: UUID | None = None,
    by: Actor, at: datetime,
) -> Finding:  # fmt: skip
    """What is known on one point now, once per `id`; what was written before stays.

    `about` is an office's own ground or an association, `seen` what stood when it was written.
    Raises Conflict where a colleague wrote since.
    """
    row = Finding(id=id, organisation_id=current(), point=point, **column_of(about))
    if stands := standing(row):
        return stands
    list(type(about).objects.owned().select_for_update().filter(pk=about.pk).values_list("pk"))
    found = findings_about((Point(point, "", ""),), unit=row.unit, entry=row.entry)
    if seen != next((newest.pk for _point, newest in found if newest), None):
        raise Conflict(_("En kollega har skrevet imens. Se, hvad der står nu, og skriv igen."))
    row.known, row.text, row.at, row.by = known, text, at, by.actor_label
    if stands := insert(row):
        return stands
    history.note("find-out", row, by=by, at=at, changes={"known": ["", known]})
    return row
