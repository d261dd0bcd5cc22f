"""What offices are written: the letter with their answer link, and the editor's question.

Plain text, in Danish whatever the sender reads in. Where no server takes a letter, OSError or
smtplib.SMTPException rises.
"""

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from favn.policy.models import AnswerLink, StatusQuestion
from favn.policy.queries import OfficeAnswers


def send_answer_link(link: AnswerLink, address: str, office: OfficeAnswers) -> None:
    """Write to the office which initiatives it owes, until when, and where it answers."""
    lines = [owed.initiative for owed in office.owed if not owed.is_answered]
    _send(
        link.sent_to,
        f"Status {link.round.year}: {link.unit.name} mangler {len(lines)} svar",
        "policy/answer_link.txt",
        link=link,
        address=address,
        lines=lines,
        is_newer=office.last_link is not None,
        is_late=link.round.is_late(link.made_at),
    )


def send_question(link: AnswerLink, asked: StatusQuestion) -> None:
    """Tell the office what the editor asks; the link it has opens the answer."""
    _send(
        link.sent_to,
        f"Spørgsmål til indsats {asked.initiative.number}",
        "policy/question.txt",
        link=link,
        asked=asked,
        sent_on=link.made_on,
    )


def _send(to: str, subject: str, template: str, **words: Any) -> None:
    with translation.override("da"):
        send_mail(subject, render_to_string(template, words), None, [to])
