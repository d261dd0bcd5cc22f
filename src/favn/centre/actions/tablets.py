"""The verbs of the shared tablets: enrol, open for a shift, lock, retire.

Codes, PINs and tokens are answered once and never kept; the tries are counted in the database, so
that every worker counts the same ones.
"""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from favn.centre import queries, rules
from favn.centre.models import Tablet
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must
from favn.kit.tenancy import current
from favn.kit.tokens import fingerprint
from favn.people.persons.models import ALPHABET

CODE_LENGTH = 12
CODE_LASTS = timedelta(minutes=15)
SHIFT = timedelta(hours=12)
TRIES = 5
LOCKED_FOR = timedelta(minutes=5)
NO_PIN = "!"
"""Django's sign for a password nobody has; looking at it takes as long as at a real one."""


@transaction.atomic
def add_tablet(*, id: UUID, name: str, by: Actor, at: datetime) -> Tablet:
    """A tablet that waits for its device. Raises Refused, Taken."""
    others = [t.name for t in queries.tablets() if not t.retired_at and t.pk != id]
    must(rules.why_not_named(name, others))
    tablet = Tablet(id=id, organisation_id=current(), name=name)
    stands = insert(tablet)
    if stands:
        return stands
    history.note("add", tablet, by=by, at=at, changes={"name": ["", name]})
    return tablet


@transaction.atomic
def new_code(*, tablet: Tablet, by: Actor, at: datetime) -> str:
    """A code that enrols one device within 15 minutes, once. Raises Refused."""
    must(rules.why_not_use(tablet))
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    _write(tablet, code_hash=fingerprint(code), code_until=at + CODE_LASTS)
    history.note("invite", tablet, by=by, at=at)
    return code


@transaction.atomic
def enrol(*, code: str, at: datetime) -> tuple[Tablet, str]:
    """Make the device that knows the code the tablet; answers it and the device's own token.

    A device that was enrolled before loses its place. Raises Refused with one sentence for every
    code that does not open: wrong, used, too old, or of a tablet that is retired.
    """
    tablet = queries.tablet_for_code(code, at)
    token = secrets.token_urlsafe(32)
    taken = tablet and Tablet.objects.owned().filter(pk=tablet.pk, code_hash=tablet.code_hash)
    if tablet is None or not taken or not taken.update(code_hash=""):
        raise Refused(_("Koden virker ikke. Bed om en ny, og skriv den inden for 15 minutter."))
    _write(
        tablet,
        code_hash="",
        code_until=None,
        token_hash=fingerprint(token),
        enrolled_at=at,
        unlocked_until=None,
    )
    history.note("enrol", tablet, by=tablet, at=at)
    return tablet, token


@transaction.atomic
def set_pin(*, tablet: Tablet, pin: str, by: Actor, at: datetime) -> Tablet:
    """The PIN of the coming shift; whoever had the tablet open must give it. Raises Refused."""
    must(rules.why_not_use(tablet))
    must(rules.why_not_pin(pin))
    _write(
        tablet,
        pin_hash=make_password(pin),
        pin_until=at + SHIFT,
        unlocked_until=None,
        failed_tries=0,
        locked_until=None,
    )
    history.note("new-pin", tablet, by=by, at=at)
    return tablet


def new_pin() -> str:
    """Six random digits that pass the rules."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _place in range(6))
        if rules.why_not_pin(pin) is None:
            return pin


def unlock(*, tablet: Tablet, pin: str, at: datetime) -> Tablet:
    """Open the tablet for the rest of the shift. Raises Refused.

    A try is counted before the PIN is looked at, so that many at once are not more tries.
    """
    locks = _take_a_try(tablet, at)
    right = check_password(pin, tablet.pin_hash or NO_PIN)
    if not (right and tablet.has_pin_at(at) and _open(tablet, at)):
        raise Refused(_locked() if locks else _("Vagtkoden er forkert eller udløbet."))
    return tablet


@transaction.atomic
def _open(tablet: Tablet, at: datetime) -> bool:
    """Open it, unless the PIN was changed or the tablet retired while the PIN was looked at."""
    rows = Tablet.objects.owned().filter(pk=tablet.pk, pin_hash=tablet.pin_hash, retired_at=None)
    opened = {"failed_tries": 0, "locked_until": None, "unlocked_until": tablet.pin_until}
    if not rows.update(**opened):
        return False
    tablet.unlocked_until = tablet.pin_until
    history.note("unlock", tablet, by=tablet, at=at)
    return True


@transaction.atomic
def _take_a_try(tablet: Tablet, at: datetime) -> bool:
    """Count one try; whether it was the last one for now. Raises Refused while locked."""
    row = Tablet.objects.owned().select_for_update().get(pk=tablet.pk)
    if row.locked_until and at < row.locked_until:
        raise Refused(_locked())
    rows = Tablet.objects.owned().filter(pk=tablet.pk)
    if row.failed_tries + 1 < TRIES:
        rows.update(failed_tries=F("failed_tries") + 1)
        return False
    rows.update(failed_tries=0, locked_until=at + LOCKED_FOR)
    history.note("lock-out", tablet, by=tablet, at=at)
    return True


def _locked() -> str:
    return _("Vagtkoden er tastet forkert fem gange. Vent fem minutter, eller bed om en ny kode.")


@transaction.atomic
def lock(*, tablet: Tablet, at: datetime) -> Tablet:
    """End of the shift on this tablet."""
    _write(tablet, unlocked_until=None)
    history.note("lock", tablet, by=tablet, at=at)
    return tablet


@transaction.atomic
def retire_tablet(*, tablet: Tablet, by: Actor, at: datetime) -> Tablet:
    """Out at once: device, code and PIN stop working."""
    if tablet.retired_at:
        return tablet
    _write(tablet, retired_at=at, code_hash="", token_hash="", pin_hash="", unlocked_until=None)
    history.note("retire", tablet, by=by, at=at)
    return tablet


def saw(*, tablet: Tablet, on: date) -> None:
    """Remember the day the tablet was last used; written once a day."""
    if tablet.last_seen_on != on:
        _write(tablet, last_seen_on=on)


def _write(tablet: Tablet, **values: object) -> None:
    for name, value in values.items():
        setattr(tablet, name, value)
    tablet.save(update_fields=list(values))
