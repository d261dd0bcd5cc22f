"""Deciding that a volunteer must be written to, what the letter says, and to whom it leaves.

Plain text in Danish. Address and words are read when it leaves: who took their yes back, has
stopped, was erased, does not want mail, or is to be reached with care, is not written to.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from favn.centre.choices import Asking, Written
from favn.centre.models import Call, Shift, ShiftLetter, Volunteer, VolunteerLink
from favn.centre.queries import shifts
from favn.centre.queries.trades import traded, trades_on
from favn.centre.queries.volunteers import live_link, own_address, says_yes
from favn.centre.rules import volunteers as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Ended, Post
from favn.people.accounts.posting import AT_ONCE, post
from favn.people.persons.choices import Contact
from favn.people.persons.queries import may_contact

SUBJECTS: dict[str, str] = {
    Written.WELCOME: "Velkommen som frivillig",
    Written.GIVEN: "Du har fået en vagt",
    Written.SWAP: "Kan du tage en vagt?",
    Written.CALL: "Der mangler en på en vagt",
    Written.YOURS: "Vagten er din",
    Written.HANDED: "Din vagt er taget",
    Written.TOMORROW: "Du har vagt i morgen",
    Written.OFF: "Vagten er aflyst",
    Written.BACK: "Vagten holdes alligevel",
    Written.MOVED: "Vagten er flyttet",
    Written.OFFERED: "Nogen vil bytte vagt med dig",
    Written.TRADED: "I har byttet vagter",
    Written.PASSED: "Vagten gik til en anden",
}
WITHOUT_MAIL = (Contact.SMS, Contact.LETTER, Contact.IN_PERSON)


def write_to(
    who: Volunteer, why: Written, at: datetime, *, shift: Shift | None = None,
    call: Call | None = None, once: str = "",
) -> ShiftLetter:  # fmt: skip
    """One letter to one volunteer, once for the same cause; they have a link from now on."""
    if not who.is_left:
        link_of(who, at)
    about = (call or shift or who).pk
    key = f"{why}/{about.hex}/{who.pk.hex[:12]}/{once}"[:80]
    if stands := ShiftLetter.objects.owned().filter(once=key).first():
        return stands
    row = ShiftLetter(organisation_id=current(), volunteer=who, shift=shift, call=call, why=why)
    row.once, row.decided_at = key, at
    row.state = Post.NO_ADDRESS if who.is_left else Post.WAITING
    row.save(force_insert=True)
    return row


def link_of(who: Volunteer, at: datetime) -> VolunteerLink:
    """The link somebody has, working for a year from today; a new one where it has ended."""
    until = clock.end_of(clock.local_day(at) + VolunteerLink.lives)
    if link := live_link(who, at):
        if link.expires_at < until:
            link.expires_at = until
            link.save(update_fields=["expires_at"])
        return link
    link = VolunteerLink(organisation_id=current(), volunteer=who, made_at=at, expires_at=until)
    links.lock(link, link.code)
    link.save(force_insert=True)
    return link


@transaction.atomic
def new_link(*, who: Volunteer, by: Actor, at: datetime) -> VolunteerLink:
    """A new link for somebody; the one they had opens nothing any more. Raises Refused."""
    must(rules.why_not_change(who.stage))
    links.end(VolunteerLink.living().filter(volunteer=who), Ended.NEWER, at=at)
    link = link_of(who, at)
    history.note("new-link", link, by=by, at=at)
    return link


# As they leave


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take.

    `site` is the beginning of every address, such as https://favn.example.
    """

    def message(letter: ShiftLetter, server: BaseEmailBackend) -> EmailMessage | None:
        to = mail_of(letter.volunteer, at)
        return message_of(letter, to, site, at, server) if to else None

    return post(ShiftLetter, message, at=at, most=most, is_due=lambda row: still_true(row, at))


def mail_of(who: Volunteer, at: datetime) -> str:
    """Where somebody may be written by mail, or "" where they may not."""
    person, today = who.person, clock.local_day(at)
    if person is None or who.is_left or person.contact in WITHOUT_MAIL or person.safe_contact:
        return ""
    return person.email if says_yes(who, today) and may_contact(person, on=today) else ""


def still_true(letter: ShiftLetter, at: datetime) -> bool:
    """Whether a letter that waited still says what is so: nobody is asked for what is taken."""
    if letter.why in (Written.SWAP, Written.CALL):
        return letter.call is not None and letter.call.state == Asking.OPEN
    if letter.why == Written.OFF:
        return bool(why_off(letter))
    if letter.why == Written.OFFERED:
        return bool(letter.call and trades_on(letter.call))
    if letter.why in (Written.TOMORROW, Written.MOVED):
        return has_it_ahead(letter)
    if letter.why == Written.BACK:
        return has_it_ahead(letter) and was_told_off(letter)
    return True


def has_it_ahead(letter: ShiftLetter) -> bool:
    """Whether its shift takes place, has not begun, and is theirs."""
    if letter.shift is None:
        return False
    manned = shifts.shift_with(letter.shift.pk, letter.shift.on)
    stands = manned is not None and not manned.is_off and not manned.is_over(clock.now())
    return stands and manned is not None and manned.seat_of(letter.volunteer) is not None


def was_told_off(letter: ShiftLetter) -> bool:
    """Whether they were last told that it is off, by letter or phone; else they come anyway.

    A letter that is on its way out counts as told.
    """
    told = Q(state__in=(Post.SENT, Post.NO_ADDRESS)) | Q(taken_at__isnull=False, state=Post.WAITING)
    rows = ShiftLetter.objects.owned().filter(shift=letter.shift, volunteer=letter.volunteer)
    rows = rows.filter(told, why__in=(Written.OFF, Written.BACK)).exclude(pk=letter.pk)
    last = rows.order_by("-decided_at", "-pk").first()
    return last is not None and last.why == Written.OFF


def why_off(letter: ShiftLetter) -> str:
    """Why its shift does not take place; empty where it does, or the letter is about another."""
    if letter.why != Written.OFF or letter.shift is None:
        return ""
    manned = shifts.shift_with(letter.shift.pk, letter.shift.on)
    return (manned.why_off or " ") if manned and manned.is_off else ""


def message_of(letter: ShiftLetter, to: str, site: str, at: datetime, server: Any) -> EmailMessage:
    """One letter as it leaves."""
    who, house, call = letter.volunteer, letter.organisation, letter.call
    with translation.override("da"):
        words = {
            "who": who, "house": house, "shift": letter.shift,
            "why_off": why_off(letter), "call": call, "giver": call.giver if call else None,
            "taker": call.taker if call else None,
            "address": site + own_address(link_of(who, at), house.slug), "leader": who.leader,
            "trades": trades_on(call) if call else [], "traded": traded(call) if call else None,
        }  # fmt: skip
        text = render_to_string(f"centre/letters/{letter.why}.txt", words)
        subject = f"{SUBJECTS[letter.why]} – {house.name}"
        return EmailMessage(subject, text, to=[to], connection=server)
