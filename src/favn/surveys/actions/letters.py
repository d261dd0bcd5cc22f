"""Letters with an answer link: invitation and reminder by mail, or a link given by hand.

Only the fingerprint of a link is kept. A mailed link ends the older mailed ones, so that a letter
that went astray can be made worthless; one that could not be sent ends nothing. Plain text in
Danish, and in English below, whatever the sender reads in.
"""

import smtplib
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.people.accounts import links, mail
from favn.people.accounts.choices import Ended, Reached
from favn.people.accounts.links import AddressOf
from favn.surveys import rules
from favn.surveys.choices import Errand
from favn.surveys.models import Asked, Letter, Wave

AT_ONCE = 100
"""Letters of one press: a page must answer before the browser gives up."""
GIVES_UP = 5


def write_letters(
    *,
    wave: Wave,
    to: Iterable[Asked],
    errand: Errand,
    press: UUID,
    address_of: AddressOf,
    by: Actor,
    at: datetime,
) -> list[Letter]:
    """Write to each, once per `press`; what became of each letter is kept by itself.

    One mail server connection for all; at most AT_ONCE of them, and no more once GIVES_UP in a row
    could not be sent. Raises Refused where the wave is closed.
    """
    must(rules.why_not_write(is_closed=wave.is_closed))
    server = get_connection()
    try:
        letters: list[Letter] = []
        for one in islice(to, AT_ONCE):
            letters.append(_write(wave, one, errand, press, address_of, server, by=by, at=at))
            if _is_away(letters):
                break
        return letters
    finally:
        _shut(server)


def _is_away(letters: list[Letter]) -> bool:
    """Whether the mail server answers nobody: each letter more would wait for it in vain."""
    last = letters[-GIVES_UP:]
    return len(last) == GIVES_UP and all(one.reached == Reached.FAILED for one in last)


def _shut(server: BaseEmailBackend) -> None:
    """A server that is gone cannot be said goodbye to."""
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        return


@transaction.atomic
def _write(
    wave: Wave,
    asked: Asked,
    errand: Errand,
    press: UUID,
    address_of: AddressOf,
    server: BaseEmailBackend,
    *,
    by: Actor,
    at: datetime,
) -> Letter:
    done = Letter.objects.owned().filter(press=press, asked=asked).first()
    if done:
        return done
    row = Letter(organisation_id=current(), asked=asked, press=press, errand=errand)
    row.made_at, row.made_by, row.sent_to = at, by.actor_label, asked.mail
    token = links.lock(row)
    row.reached = _post(wave, asked, errand, address_of(token), server, by)
    if row.reached == Reached.SENT:
        older = Letter.living().filter(asked=asked).exclude(errand=Errand.HANDED)
        links.end(older, Ended.NEWER, at=at)
    else:
        row.token_hash = ""
    row.save(force_insert=True)
    history.note(str(errand), asked, by=by, at=at, changes={"reached": ["", str(row.reached)]})
    return row


def _post(
    wave: Wave, asked: Asked, errand: Errand, address: str, server: BaseEmailBackend, by: Actor
) -> Reached:
    words = {"wave": wave, "asked": asked, "address": address, "who": by.actor_label}
    words |= {"is_reminder": errand == Errand.REMINDED}
    begin = "Påmindelse: " if errand == Errand.REMINDED else ""
    return mail.write(
        asked.mail, f"{begin}{wave.title}", "surveys/letter.txt", words, server=server
    )


@transaction.atomic
def hand_link(*, id: UUID, asked: Asked, by: Actor, at: datetime) -> tuple[Letter, str]:
    """A link to give by hand, or to lead somebody who is signed in straight to their answers.

    It ends no other link. The token is told this once. Raises Refused where the wave is closed.
    """
    must(rules.why_not_write(is_closed=asked.wave.is_closed))
    row = Letter(organisation_id=current(), asked=asked, press=id, errand=Errand.HANDED)
    token = links.lock(row)
    row.reached, row.made_at, row.made_by = Reached.SENT, at, by.actor_label
    stands = Letter.objects.owned().filter(press=id, asked=asked).first()
    if stands:  # the page was sent again: its first link was seen by nobody, so it gets this one
        stands.token_hash, stands.made_at = row.token_hash, at
        stands.save(update_fields=["token_hash", "made_at"])
        return stands, token
    row.save(force_insert=True)
    history.note(str(Errand.HANDED), asked, by=by, at=at)
    return row, token


@transaction.atomic
def mark_returned(*, asked: Asked, by: Actor, at: datetime) -> int:
    """The letters came back; said so by whoever got the bounce. How many that changed.

    Wherever they went, their links open nothing more.
    """
    rows = Letter.objects.owned().filter(asked=asked, reached=Reached.SENT)
    mailed = rows.exclude(errand=Errand.HANDED)
    links.end(mailed, Ended.WITHDRAWN, at=at)
    count = mailed.update(reached=Reached.RETURNED)
    if count:
        history.note("returned", asked, by=by, at=at)
    return count


@transaction.atomic
def readdress(*, asked: Asked, mail: str, shown: str, by: Actor, at: datetime) -> Asked:
    """Write to somebody elsewhere from now on; links mailed to the old address open nothing more.

    `shown` is the address on the page. Raises Refused, and Conflict where another came meanwhile.
    """
    must(rules.why_not_write(is_closed=asked.wave.is_closed))
    row = Asked.objects.owned().select_for_update().get(pk=asked.pk)
    must(rules.why_not_readdress(mail, shown))
    if row.mail == mail:
        return row
    if row.mail != shown:
        raise Conflict(_("En anden har rettet adressen imens. Se den nye, og ret igen."))
    row.mail = mail
    row.save(update_fields=["mail"])
    mailed = Letter.living().filter(asked=row).exclude(errand=Errand.HANDED)
    links.end(mailed, Ended.WITHDRAWN, at=at)
    history.note("readdress", row, by=by, at=at)
    return row


def withdraw_links(*, asked: Asked, by: Actor, at: datetime) -> int:
    """Make what somebody was sent or given worthless, such as a link that went astray.

    What they saved is there still, and a new link opens it. How many that ended.
    """
    return links.withdraw(Letter.living().filter(asked=asked), by=by, at=at)
