"""Sending the letters that were decided: after the transaction, each once, and again if it failed.

Plain text in Danish, whatever the sender reads in. The address and words are read when it leaves.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from favn.gatherings.choices import Letter as Why
from favn.gatherings.choices import Post, Seat
from favn.gatherings.models import Gathering, Invitation, Letter, SignUp
from favn.gatherings.queries import meetings_of
from favn.gatherings.queries.calendar import calendar_of
from favn.gatherings.rules.codes import code_for

MOST_TRIES = 5
AT_ONCE = 40
"""Letters a page sends while somebody waits for it; the rest leave with the next round."""
MAIL_SECONDS = 5
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
WITH_CALENDAR = (Why.CONFIRM, Why.MOVED, Why.CANCEL, Why.OFFER, Why.REMIND)


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take.

    `site` is the beginning of every address, such as https://favn.example.
    """
    rows = Letter.objects.owned().filter(state=Post.WAITING, tries__lt=MOST_TRIES)
    needs = ("gathering__host", "organisation", "signup", "invitation__party")
    waiting = list(rows.select_related(*needs)[:most])
    if not waiting:
        return 0, 0
    server = get_connection(timeout=MAIL_SECONDS)
    try:
        server.open()
    except OSError:  # Nobody is there; no letter has used up a try.
        return 0, len(waiting)
    try:
        sent = sum(_sent(letter, site, at, server) for letter in waiting if _taken(letter))
    finally:
        server.close()
    return sent, len(waiting) - sent


def _taken(letter: Letter) -> bool:
    """Whether this process is the one that sends it: two never do."""
    rows = Letter.objects.owned().filter(pk=letter.pk, state=Post.WAITING, tries=letter.tries)
    return bool(rows.update(tries=F("tries") + 1))


def _sent(letter: Letter, site: str, at: datetime, server: Any) -> bool:
    to = _address(letter)
    rows = Letter.objects.owned().filter(pk=letter.pk)
    if not to:
        rows.update(state=Post.FAILED)
        return False
    try:
        _message(letter, to, site, server).send()
    except OSError:  # SMTP's own errors are of this kind.
        if letter.tries + 1 >= MOST_TRIES:
            rows.update(state=Post.FAILED)
        return False
    rows.update(state=Post.SENT, sent_at=at)
    return True


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
    if isinstance(row, SignUp):
        return reverse("gatherings:own", args=[slug, code_for("signup", row.pk)])
    return reverse("gatherings:answer", args=[slug, code_for("invitation", row.pk)])
