"""Asking whether an entry is right: a link by mail, a yes, a claim, and the office's decision."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from favn.associations.actions.letters import ask_letter
from favn.associations.actions.seats import end_contact_links, move_contact
from favn.associations.choices import Claimed
from favn.associations.models import AskLink, BoardMember, Claim, Entry
from favn.associations.queries.freshness import is_wrong
from favn.associations.rules import freshness as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail


@transaction.atomic
def ask(*, id: UUID, entry: Entry, address_of: AddressOf, by: Actor, at: datetime) -> AskLink:
    """Write an association a link to its entry, once per `id`; it leaves with `mail.leave`.

    Raises Refused.
    """
    row = Entry.objects.owned().select_for_update().get(pk=entry.pk)
    must(rules.why_not_asked(row.email, row.closed_on))
    must(rules.why_not_written(is_wrong=is_wrong(row, row.email)))
    link = AskLink(id=id, organisation_id=current(), entry=row, sent_to=row.email)

    def letter(secret: str) -> Mail | None:
        history.note("ask", row, by=by, at=at)
        return ask_letter(link, address_of(secret), at)

    return links.send(link, letter, by=by, at=at)


@transaction.atomic
def confirm(*, entry: Entry, version: int, by: Actor, who: str, at: datetime) -> Entry:
    """The association says that what stands is right: what stood when it was shown.

    Raises Conflict where it was changed since, so that nobody says yes to what they did not see.
    """
    row = Entry.objects.owned().select_for_update().get(pk=entry.pk)
    if row.version != version:
        raise Conflict(_("Siden er rettet, mens du læste. Læs den igen, og sig så ja."))
    row.confirmed_at, row.confirmed_by = at, who
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    history.note("confirm", row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody with a link says instead of yes."""

    kind: Claimed
    words: str = ""
    new_name: str = ""
    new_email: str = ""


@transaction.atomic
def claim(*, id: UUID, link: AskLink, said: Said, at: datetime) -> Claim:
    """Say something against an entry; the entry stays as it is until the office decides.

    Whoever is the wrong one gets no more letters at that address: every link sent there ends.
    Raises Refused.
    """
    row = Claim(
        id=id, organisation_id=current(), entry=link.entry, link=link, kind=said.kind,
        said=said.words, new_name=said.new_name, new_email=said.new_email, at=at,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(rules.why_not_claimed(said.kind, said.new_name, said.new_email))
    if stands := insert(row):
        return stands
    if said.kind == Claimed.NOT_ME:
        move_contact(link.entry, link.sent_to, Ended.WRONG, by=link, at=at, only=link.sent_to)
    history.note("claim", link.entry, by=link, at=at, changes={"kind": ["", str(said.kind)]})
    return row


@transaction.atomic
def decide(*, claim: Claim, accepts: bool, by: Actor, at: datetime) -> Claim:
    """The office decides a claim, once; where it accepts, the entry follows.

    Raises Conflict where it is said of a contact that the entry no longer has.
    """
    row = Claim.objects.owned().select_for_update().get(pk=claim.pk)
    if row.decided_at is not None:
        return row
    row.decided_at, row.decided_by, row.is_accepted = at, by.actor_label, accepts
    row.save(update_fields=["decided_at", "decided_by", "is_accepted"])
    entry = Entry.objects.owned().select_for_update().get(pk=row.entry_id)
    if accepts:
        _follow(entry, row, by, at)
    verb = "accept-claim" if accepts else "refuse-claim"
    history.note(verb, entry, by=by, at=at, changes={"kind": ["", row.kind]})
    return row


def _follow(entry: Entry, claim: Claim, by: Actor, at: datetime) -> None:
    changed, was = ["version"], entry.email
    if claim.kind == Claimed.CLOSED:
        entry.closed_on = localdate(at)
        changed.append("closed_on")
        sitting = BoardMember.objects.owned().filter(entry=entry, left_on=None)
        sitting.update(left_on=entry.closed_on)
    else:
        _must_reach_still(entry, claim)
        entry.contact_name, entry.email = (
            claim.new_contact if claim.kind == Claimed.OTHER else ("", "")
        )
        changed += ["contact_name", "email"]
    entry.version += 1
    entry.save(update_fields=changed)
    end_contact_links(entry, Ended.WITHDRAWN, at=at)
    # What has closed is asked nothing more, while its entry still says where it was reached.
    only = was if claim.kind == Claimed.CLOSED else ""
    move_contact(entry, was, Ended.WITHDRAWN, by=by, at=at, only=only)


def _must_reach_still(entry: Entry, claim: Claim) -> None:
    """A contact somebody wrote since is not whom the claim is about."""
    reached = claim.link.sent_to if claim.link else ""
    if entry.email and entry.email.casefold() != reached.casefold():
        raise Conflict(_("Kontakten er rettet, siden det blev sagt. Lad siden stå, som den er."))


@transaction.atomic
def reopen(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """An association that was said to be closed lives after all."""
    row = Entry.objects.owned().select_for_update().get(pk=entry.pk)
    if row.closed_on is None:
        return row
    before, row.closed_on = row.closed_on, None
    sat = BoardMember.objects.owned().filter(entry=row, left_on=before)
    sat.update(left_on=None)
    row.version += 1
    row.save(update_fields=["closed_on", "version"])
    history.note("reopen", row, by=by, at=at, changes={"closed_on": [str(before), ""]})
    return row
