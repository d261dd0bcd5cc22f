"""What the letters of mentoring say, and to whom, when they leave.

Plain text in Danish. The address and the words are read when it leaves: who took their yes back,
has left, was erased, or does not want mail is not written to, and the coordinator sees that.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from favn.kit import clock
from favn.pathways.actions.letters import link_of
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Letter, Participant
from favn.pathways.queries import pool
from favn.pathways.queries.links import own_address
from favn.people.accounts.posting import AT_ONCE, post
from favn.people.persons.choices import Contact
from favn.people.persons.queries import may_contact

SUBJECTS = {
    Why.ASK: "Et forslag til dig",
    Why.BOTH: "I har begge sagt ja",
    Why.NOT_NOW: "Det blev ikke til noget denne gang",
    Why.BEGUN: "I er i gang",
    Why.SILENT: "Har I mødtes?",
    Why.NUDGE: "Vil du svare på forslaget?",
    Why.ENDED: "Tak for forløbet",
}
OF_WHAT_IS_OVER = (Why.NOT_NOW, Why.ENDED)
WITHOUT_MAIL = (Contact.SMS, Contact.LETTER, Contact.IN_PERSON)


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take.

    `site` is the beginning of every address, such as https://favn.example.
    """

    def message(letter: Letter, server: BaseEmailBackend) -> EmailMessage | None:
        to = mail_of(letter.participant, at) if may_leave(letter, at) else ""
        return message_of(letter, to, site, at, server) if to else None

    return post(Letter, message, at=at, most=most)


def may_leave(letter: Letter, at: datetime) -> bool:
    """Whether whoever is written to still says yes to be suggested, and the other one too.

    That it came to nothing, or is over, is told also where the other has taken it back.
    """
    today = clock.local_day(at)
    if letter.why in OF_WHAT_IS_OVER:
        return pool.may_be_suggested(letter.participant, today)
    return pool.both_allow(letter.pair, today)


def mail_of(who: Participant, at: datetime) -> str:
    """Where somebody may be written by mail, or "" where they may not."""
    person = who.person
    if person is None or who.is_left or person.contact in WITHOUT_MAIL:
        return ""
    return person.email if may_contact(person, on=clock.local_day(at)) else ""


def message_of(letter: Letter, to: str, site: str, at: datetime, server: Any) -> EmailMessage:
    """One letter as it leaves."""
    who, house = letter.participant, letter.organisation
    with translation.override("da"):
        address = site + own_address(link_of(who, at), house.slug)
        words = {"who": who, "pair": letter.pair, "other": letter.pair.other(who), "house": house,
                 "address": address, "network": who.network}  # fmt: skip
        text = render_to_string(f"pathways/letters/{letter.why}.txt", words)
        subject = f"{SUBJECTS[Why(letter.why)]} – {house.name}"
        return EmailMessage(subject, text, to=[to], connection=server)
