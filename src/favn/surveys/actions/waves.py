"""Opens a wave to those who are asked, asks more, gives more time, and closes it for good."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.surveys import rules
from favn.surveys.choices import Ref
from favn.surveys.models import Asked, Submission, Version, Wave


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to ask. `ref_id` is the asking room's own key of them; without it a name only."""

    name: str
    mail: str = ""
    ref: Ref = Ref.NONE
    ref_id: UUID | None = None


@transaction.atomic
def open_wave(
    *,
    id: UUID,
    version: Version,
    title: str,
    last_day: date,
    addressees: Sequence[Addressee],
    by: Actor,
    at: datetime,
    room: str = "",
) -> Wave:
    """Ask a published version of some, until midnight after `last_day`; once per `id`.

    Nobody is written to yet. Raises Refused, Taken.
    """
    row = Wave(id=id, organisation_id=current(), version=version, title=title, room=room)
    row.deadline, row.opened_at, row.opened_by = clock.end_of(last_day), at, by.actor_label
    if stands := standing(row):
        return stands
    published, today = version.is_published, clock.day_of(at)
    must(rules.why_not_open(last_day, today, is_published=published, asked=len(addressees)))
    if stands := insert(row, then=lambda wave: _first(wave, addressees)):
        return stands
    history.note("open", row, by=by, at=at)
    return row


@transaction.atomic
def ask_also(*, wave: Wave, addressees: Sequence[Addressee], by: Actor, at: datetime) -> int:
    """Ask more; whoever is asked already, by key or by the same name and mail, is asked once.

    Returns how many are new. Raises Refused.
    """
    row = _locked(wave)
    last = row.last_day
    must(rules.why_not_write(is_closed=row.is_closed))
    count = Asked.objects.owned().filter(wave=row).count() + len(addressees)
    must(rules.why_not_open(last, min(last, clock.day_of(at)), is_published=True, asked=count))
    new = _ask(row, addressees)
    if new:
        history.note("ask", row, by=by, at=at, changes={"asked": [0, new]})
    return new


def _first(wave: Wave, addressees: Sequence[Addressee]) -> None:
    _ask(wave, addressees)


def _ask(wave: Wave, addressees: Sequence[Addressee]) -> int:
    """Write down whoever is not asked yet; how many that were."""
    stands = list(Asked.objects.owned().filter(wave=wave))
    known = {_same(a.ref_id, a.name, a.mail) for a in stands}
    place = max((a.position for a in stands), default=0)
    rows = []
    for one in addressees:
        same = _same(one.ref_id, one.name, one.mail)
        if same not in known:
            known.add(same)
            place += 1
            rows.append(_asked(wave, one, place))
    Asked.objects.bulk_create(rows)
    return len(rows)


def _same(ref_id: UUID | None, name: str, mail: str) -> object:
    return ref_id or (name.strip().casefold(), mail.strip().casefold())


def _asked(wave: Wave, one: Addressee, place: int) -> Asked:
    row = Asked(organisation_id=current(), wave=wave, position=place, ref=one.ref)
    row.ref_id, row.name, row.mail = one.ref_id, one.name.strip(), one.mail.strip()
    return row


@transaction.atomic
def extend(*, wave: Wave, revision: int, last_day: date, by: Actor, at: datetime) -> Wave:
    """Give everybody until a later day. Raises Refused, Conflict."""
    row = _locked(wave)
    if row.last_day == last_day:
        return row
    if row.revision != revision:
        raise Conflict(_("En anden har ændret runden imens. Se, hvordan den står nu."))
    today, before = clock.day_of(at), row.last_day
    must(rules.why_not_extend(last_day, before, today, is_closed=row.is_closed))
    row.deadline, row.revision = clock.end_of(last_day), revision + 1
    row.save(update_fields=["deadline", "revision"])
    changes = {"last_day": [before.isoformat(), last_day.isoformat()]}
    history.note("extend", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def close_wave(*, wave: Wave, by: Actor, at: datetime) -> Wave:
    """Lock what has been sent, with a fingerprint of it; closed twice is closed.

    Links show what was sent, and take nothing more. What was begun and never sent is not counted.
    """
    row = _locked(wave)
    if row.is_closed:
        return row
    row.closed_at, row.closed_by, row.fingerprint = at, by.actor_label, _digest(row)
    row.save(update_fields=["closed_at", "closed_by", "fingerprint"])
    history.note("close", row, by=by, at=at)
    return row


def _digest(wave: Wave) -> str:
    """Of the submissions that count, in the order of those who were asked."""
    rows = Submission.objects.owned().filter(asked__wave=wave, is_standing=True)
    prints = rows.order_by("asked__position").values_list("fingerprint", flat=True)
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()


def _locked(wave: Wave) -> Wave:
    rows = Wave.objects.owned().select_for_update(of=("self",))
    return rows.select_related("version__questionnaire").get(pk=wave.pk)
