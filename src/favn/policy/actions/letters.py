"""What offices are written: the letter with their answer link, and the editor's question."""

from datetime import datetime

from favn.people.accounts import mail
from favn.people.accounts.mail import Mail
from favn.policy.models import AnswerLink, StatusQuestion
from favn.policy.queries import OfficeAnswers


def answer_letter(
    link: AnswerLink, address: str, office: OfficeAnswers, at: datetime
) -> Mail | None:
    """Which initiatives the office owes, until when, and where it answers."""
    lines = [owed.initiative for owed in office.owed if not owed.is_answered]
    words = {
        "link": link,
        "address": address,
        "lines": lines,
        "is_newer": office.last_link is not None,
        "is_late": link.round.is_late(link.made_at),
    }
    subject = f"Status {link.round.year}: {link.unit.name} mangler {len(lines)} svar"
    return mail.write(link.sent_to, subject, "policy/answer_link.txt", words, at=at)


def question_letter(link: AnswerLink, asked: StatusQuestion, at: datetime) -> Mail | None:
    """What the editor asks; the link the office has opens the answer."""
    words = {"link": link, "asked": asked, "sent_on": link.made_on}
    subject = f"Spørgsmål til indsats {asked.initiative.number}"
    return mail.write(link.sent_to, subject, "policy/question.txt", words, at=at)
