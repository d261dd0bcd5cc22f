"""What the letters of mentoring say, and to whom, when they leave.

Plain text in Danish. The address and the words are read when it leaves: who took their yes back,
has left, was erased, or does not want mail is not written to, and the coordinator sees that.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from favn.kit import clock
from favn.pathways.actions.letters import link_of, outcome_link_of
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Letter, Participant
from favn.pathways.queries import letters, pool
from favn.pathways.queries.links import outcome_address, own_address
from favn.people.accounts.posting import AT_ONCE, post
from favn.people.persons.queries import may_contact

SUBJECTS = {
    Why.ASK: "Et forslag til dig",
    Why.BOTH: "I har begge sagt ja",
    Why.NOT_NOW: "Det blev ikke til noget denne gang",
    Why.BEGUN: "I er i gang",
    Why.SILENT: "Har I mødtes?",
    Why.NUDGE: "Vil du svare på forslaget?",
    Why.ENDED: "Tak for forløbet",
    Why.EVALUATE: "Hvordan går det?",
    Why.REMIND: "Vil du fortælle, hvordan det går?",
    Why.CONSENT: "Må vi stadig foreslå dig?",
    Why.WISH: "Hvem vil du helst?",
    Why.CLOSED: "Netværket er lukket",
    Why.HEIR: "Et andet netværk tager over",
}
OF_WHAT_IS_OVER = (Why.NOT_NOW, Why.ENDED)


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take.

    `site` is the beginning of every address, such as https://favn.example.
    """

    def message(letter: Letter, server: BaseEmailBackend) -> EmailMessage | None:
        to = address_of(letter, at)
        return message_of(letter, to, site, at, server) if to else None

    return post(Letter, message, at=at, most=most, is_due=lambda row: may_leave(row, at))


def may_leave(letter: Letter, at: datetime) -> bool:
    """Whether what a letter says is still so, and both still say yes to be suggested."""
    return letters.is_still_so(letter) and _is_allowed(letter, at)


def _is_allowed(letter: Letter, at: datetime) -> bool:
    """Whether whoever is written to still says yes to be suggested, and the other one too.

    That it came to nothing, or is over, is told also where the other has taken it back, and how it
    goes is asked of each by themselves. About a new text is asked who said yes to an earlier one.
    That a network closed is told everybody who did not say no to being contacted.
    """
    today, who = clock.local_day(at), letter.participant
    if letter.why in letters.OF_A_CLOSING:
        return who.person is not None and may_contact(who.person, on=today)
    if letter.why == Why.CONSENT:
        return pool.says_yes(who, today) and not pool.may_be_suggested(who, today)
    if letter.why in OF_WHAT_IS_OVER:
        return pool.says_yes(who, today)
    if letter.outcome:
        return letters.is_asked_now(letter.outcome, today)
    if letter.pair is None:
        return pool.may_be_suggested(who, today)
    return pool.both_allow(letter.pair, today)


def address_of(letter: Letter, at: datetime) -> str:
    """Where a letter goes, or "" for nowhere.

    How it went is asked also of who has left, and who left because the network closed is told so.
    """
    who, today = letter.participant, clock.local_day(at)
    if letter.why in letters.OF_A_CLOSING:
        return letters.mail_of_closing(who, today)
    return letters.mail_to(who, today) if letter.outcome_id else mail_of(who, at)


def mail_of(who: Participant, at: datetime) -> str:
    """Where somebody in a network may be written by mail, or "" where they may not."""
    return "" if who.is_left else letters.mail_to(who, clock.local_day(at))


def message_of(letter: Letter, to: str, site: str, at: datetime, server: Any) -> EmailMessage:
    """One letter as it leaves."""
    who, house = letter.participant, letter.organisation
    with translation.override("da"):
        other = letter.pair.other(who) if letter.pair else None
        words = {"who": who, "pair": letter.pair, "other": other, "house": house,
                 "address": site + _path_of(letter, house.slug, at), "network": who.network,
                 "outcome": letter.outcome}  # fmt: skip
        text = render_to_string(f"pathways/letters/{letter.why}.txt", words)
        subject = f"{SUBJECTS[Why(letter.why)]} – {house.name}"
        return EmailMessage(subject, text, to=[to], connection=server)


def _path_of(letter: Letter, house: str, at: datetime) -> str:
    """What the link of a letter opens: one evaluation, everybody's page, or their own."""
    if letter.why == Why.CLOSED:
        return reverse("pathways:public", args=[house])
    if letter.outcome:
        return outcome_address(outcome_link_of(letter.outcome, at), house)
    return own_address(link_of(letter.participant, at), house)
