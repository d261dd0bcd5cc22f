"""The short code of one's own locked screen: chosen, tried, taken away.

It opens nothing but the locked screen of a session that already showed both steps (`idle`), and it
is no way to sign in. What recognises it is hashed, and the hash is sealed by the house's keys: a
code has few digits, and whoever carries the database away alone could try them all.
"""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.refusals import Refused, must
from favn.people.accounts import rules, sealing
from favn.people.accounts.models import Account, Membership, ScreenPin


def _place(account: Account) -> str:
    """Where a hash belongs: moved to another account it does not open."""
    return f"accounts.screenpin.sealed/{account.pk}"


@transaction.atomic
def choose_pin(*, pin: str, by: Membership, at: datetime) -> ScreenPin:
    """One's own code from now on, in place of the one that stood. Raises Refused, KeyMissing."""
    must(rules.why_not_pin(pin))
    account = by.account
    sealed = sealing.secret_sealed(make_password(pin), _place(account))
    row, _made = ScreenPin.objects.update_or_create(
        account=account, defaults={"sealed": sealed, "set_at": at, "wrong": 0}
    )
    history.note("choose-pin", by, by=account, at=at)
    return row


@transaction.atomic
def drop_pin(*, by: Membership, at: datetime) -> None:
    """No code any more; dropped twice is dropped."""
    gone, _by_kind = ScreenPin.objects.filter(account=by.account).delete()
    if gone:
        history.note("drop-pin", by, by=by.account, at=at)


def try_pin(*, pin: str, by: Membership, at: datetime) -> None:
    """Whether it is the account's own code. Raises Refused where it is not, or is shut.

    A try is counted before the code is looked at, so that many at once are not more tries. It is
    not one transaction: a wrong try stays counted.
    """
    rows = ScreenPin.objects.filter(account=by.account)
    if not rows.filter(wrong__lt=rules.MOST_TRIES).update(wrong=F("wrong") + 1):
        raise Refused(shut())
    row = rows.get()
    if _fits(pin, row) and rows.filter(sealed=row.sealed).update(wrong=0):
        return
    if row.wrong >= rules.MOST_TRIES:
        with transaction.atomic():
            history.note("shut-pin", by, by=by.account, at=at)
        raise Refused(shut())
    raise Refused(_("Koden er forkert. Prøv igen, eller brug din adgangskode."))


def _fits(pin: str, row: ScreenPin) -> bool:
    """Whether the code is the one that was chosen; a hash that was changed or moved fits none."""
    try:
        return check_password(pin, sealing.secret_opened(row.sealed, _place(row.account)))
    except sealing.Unreadable:
        return False


def forgive(account: Account) -> None:
    """The account showed in full who it is: wrong codes before that count no more."""
    ScreenPin.objects.filter(account=account).exclude(wrong=0).update(wrong=0)


def shut() -> str:
    """Said where the code opens nothing now."""
    return _("Koden er forkert for mange gange. Brug din adgangskode eller adgangsnøgle.")
