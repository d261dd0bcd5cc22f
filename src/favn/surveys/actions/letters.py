"""Letters with an answer link: invitation and reminder by mail, or a link given by hand.

Only the fingerprint of a link is kept. A mailed link ends the older mailed ones when it has left,
so that a letter that went astray can be made worthless; one that could not be sent ends nothing.
Plain text in Danish, and in English below, whatever the sender reads in.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.people.accounts import links, mail
from favn.people.accounts.choices import Ended, Reached
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail
from favn.surveys import rules
from favn.surveys.choices import Errand
from favn.surveys.models import Asked, Letter, Wave

AT_ONCE = 500
"""Letters of one press: nobody else can write while they are written."""


@transaction.atomic
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
    """Write to each, at most AT_ONCE, once per `press`; the letters leave with `mail.leave`.

    What becomes of each is kept by itself. Raises Refused where the wave is closed.
    """
    must(rules.why_not_write(is_closed=wave.is_closed))
    return [
        _write(wave, one, errand, press, address_of, by=by, at=at) for one in islice(to, AT_ONCE)
    ]


def _write(
    wave: Wave, asked: Asked, errand: Errand, press: UUID, address_of: AddressOf, *, by: Actor,
    at: datetime,
) -> Letter:  # fmt: skip
    done = Letter.objects.owned().filter(press=press, asked=asked).first()
    if done:
        return done
    row = Letter(organisation_id=current(), asked=asked, press=press, errand=errand)
    row.made_at, row.made_by, row.sent_to = at, by.actor_label, asked.mail
    token = links.lock(row)
    row.carry(_letter(row, wave, address_of(token), at))
    row.token_hash = row.token_hash if row.mail else ""
    row.save(force_insert=True)
    history.note(str(errand), asked, by=by, at=at, changes={"reached": ["", str(row.reached)]})
    return row


def _letter(row: Letter, wave: Wave, address: str, at: datetime) -> Mail | None:
    is_reminder = row.errand == Errand.REMINDED
    words = {"wave": wave, "asked": row.asked, "address": address, "who": row.made_by}
    words |= {"is_reminder": is_reminder}
    begin = "Påmindelse: " if is_reminder else ""
    return mail.write(row.asked.mail, f"{begin}{wave.title}", "surveys/letter.txt", words, at=at)


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


@transaction.atomic
def moved(
    *, ref_ids: Iterable[UUID], was: str, mail: str, why: Ended, by: Actor, at: datetime
) -> int:
    """The asking room's addressee is no longer reached at `was`, in any wave; how many rows so.

    Links mailed there open nothing more, and waves that are open write to `mail` from now on, also
    to those who had no address; where it is empty they are asked by hand. Another address that a
    row was given stays.
    """
    rows = Asked.objects.owned().filter(ref_id__in=list(ref_ids)).select_related("wave")
    now, former = mail.casefold(), ("", was.casefold())
    gone = [row for row in rows if row.mail.casefold() in former and row.mail.casefold() != now]
    letters = Letter.living().filter(asked__in=gone).exclude(errand=Errand.HANDED)
    sent = [row.pk for row in letters if row.sent_to.casefold() == was.casefold()]
    links.end(Letter.objects.owned().filter(pk__in=sent), why, at=at)
    for row in gone:
        if not row.wave.is_closed:
            row.mail = mail
            row.save(update_fields=["mail"])
            history.note("readdress", row, by=by, at=at)
    return len(gone)


def withdraw_links(*, asked: Asked, by: Actor, at: datetime) -> int:
    """Make what somebody was sent or given worthless, such as a link that went astray.

    What they saved is there still, and a new link opens it. How many that ended.
    """
    return links.withdraw(Letter.living().filter(asked=asked), by=by, at=at)
