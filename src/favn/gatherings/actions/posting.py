"""What the letters of gatherings say, and to whom, when they leave.

Plain text in Danish, whatever the sender reads in. The address and words are read when it leaves.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from favn.gatherings.choices import Answer, Seat
from favn.gatherings.choices import Letter as Why
from favn.gatherings.models import Gathering, Invitation, Letter, SignUp
from favn.gatherings.queries import meetings_of
from favn.gatherings.queries.calendar import calendar_of
from favn.people.accounts.posting import AT_ONCE, post

SUBJECTS = {
    Why.CONFIRM: "Tilmelding: {title}",
    Why.OFFER: "Der er blevet en plads: {title}",
    Why.LAPSE: "Pladsen er gået videre: {title}",
    Why.MOVED: "Ændret: {title}",
    Why.CANCEL: "Aflyst: {title}",
    Why.REMIND: "Husk: {title}",
    Why.INVITE: "Invitation: {title}",
    Why.NUDGE: "Kommer I? {title}",
}
WITH_CALENDAR = (Why.CONFIRM, Why.INVITE, Why.MOVED, Why.CANCEL, Why.OFFER, Why.REMIND)


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take.

    `site` is the beginning of every address, such as https://favn.example.
    """

    def message(letter: Letter, server: BaseEmailBackend) -> EmailMessage | None:
        to = _address(letter)
        return _message(letter, to, site, server) if to else None

    return post(Letter, message, at=at, most=most, is_due=lambda row: still_due(row, at))


def still_due(letter: Letter, at: datetime) -> bool:
    """Whether what it says is true yet: somebody may have left, answered or lapsed meanwhile."""
    if letter.gathering.is_off:
        return letter.why == Why.CANCEL
    if letter.signup:
        return _is_so(letter.signup, Why(letter.why), at)
    said = letter.invitation.answer if letter.invitation else Answer.NO
    return not said if letter.why in (Why.INVITE, Why.NUDGE) else said != Answer.NO


def _is_so(signup: SignUp, why: Why, at: datetime) -> bool:
    """Whether a sign-up stands as a letter to it says."""
    if why == Why.REMIND:
        return signup.state == Seat.SEATED
    if why == Why.OFFER:
        return signup.has_offer_at(at)
    return signup.state == Seat.LAPSED if why == Why.LAPSE else signup.is_live


def _address(letter: Letter) -> str:
    if letter.invitation:
        return str(letter.invitation.sent_to)
    return str(letter.signup.contact) if letter.signup else ""


def _message(letter: Letter, to: str, site: str, server: Any) -> EmailMessage:
    with translation.override("da"):
        words = letter_words(letter, site)
        why, gathering = Why(letter.why), letter.gathering
        message = EmailMessage(
            SUBJECTS[why].format(title=gathering.title),
            render_to_string(f"gatherings/letters/{why}.txt", words),
            to=[to],
            connection=server,
        )
        if why in WITH_CALENDAR and words["meetings"]:
            is_told = letter.signup is not None and letter.signup.state == Seat.SEATED
            pages = site + reverse("gatherings:public", args=[letter.organisation.slug])
            file = calendar_of([gathering], name=gathering.title, is_told=is_told, address=pages)
            message.attach("arrangement.ics", file.decode(), "text/calendar")
    return message


def letter_words(letter: Letter, site: str) -> dict[str, Any]:
    """What a letter's template is told."""
    gathering = letter.gathering
    meetings = meetings_of(gathering)
    row = letter.signup or letter.invitation
    return {
        "letter": letter,
        "gathering": gathering,
        "host": letter.organisation,
        "meetings": meetings if gathering.is_off else [m for m in meetings if not m.is_off],
        "off": [m for m in meetings if m.is_off],
        "signup": letter.signup,
        "invitation": letter.invitation,
        "is_told": gathering.is_place_told or _has_seat(letter.signup),
        "has_seat": _has_seat(letter.signup),
        "address": site + own_address(row, gathering, letter.organisation.slug) if row else "",
    }


def _has_seat(signup: SignUp | None) -> bool:
    return signup is not None and signup.state == Seat.SEATED


def own_address(row: SignUp | Invitation, gathering: Gathering, slug: str) -> str:
    """The path that opens one's own sign-up or invitation."""
    page = "gatherings:own" if isinstance(row, SignUp) else "gatherings:answer"
    return reverse(page, args=[slug, row.code])
