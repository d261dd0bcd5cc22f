"""Deciding that somebody must be written to; the letter itself leaves after the transaction."""

from collections.abc import Iterable
from datetime import datetime

from favn.gatherings.choices import Letter as Why
from favn.gatherings.choices import Way
from favn.gatherings.models import Invitation, Letter, SignUp


def write_to_signup(signup: SignUp, why: Why, at: datetime, *, once: str = "") -> None:
    """One letter to whoever gave a mail address; whoever gave a phone is called instead."""
    if signup.way != Way.MAIL or not signup.contact:
        return
    _decide(
        Letter(
            organisation_id=signup.organisation_id,
            gathering_id=signup.gathering_id,
            signup=signup,
            why=why,
            once=f"{why}/{signup.pk.hex}/{once}"[:80],
            decided_at=at,
        )
    )


def write_to_invited(invitation: Invitation, why: Why, at: datetime, *, once: str = "") -> None:
    """One letter to an invited party that has an address."""
    if not invitation.sent_to:
        return
    _decide(
        Letter(
            organisation_id=invitation.organisation_id,
            gathering_id=invitation.gathering_id,
            invitation=invitation,
            why=why,
            once=f"{why}/{invitation.pk.hex}/{once}"[:80],
            decided_at=at,
        )
    )


def write_to_all(signups: Iterable[SignUp], why: Why, at: datetime, *, once: str = "") -> None:
    """The same letter to everybody who is in."""
    for signup in signups:
        write_to_signup(signup, why, at, once=once)


def _decide(letter: Letter) -> None:
    """Once: what was decided before is not decided again."""
    if not Letter.objects.owned().filter(once=letter.once).exists():
        letter.save(force_insert=True)
