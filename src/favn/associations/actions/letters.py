"""What an association is written with a link, in plain text."""

from datetime import datetime

from favn.associations.models import AskLink, SeatLink
from favn.people.accounts import mail
from favn.people.accounts.mail import Mail


def ask_letter(link: AskLink, address: str, at: datetime) -> Mail | None:
    """Ask whether what stands is right; one press says yes."""
    words = {"link": link, "entry": link.entry, "address": address}
    subject = f"Passer det, der står om {link.entry.name}?"
    return mail.write(link.sent_to, subject, "associations/ask.txt", words, at=at)


def seat_letter(link: SeatLink, why: str, address: str, at: datetime) -> Mail | None:
    """The link to its own pages; `why` is a sentence about what waits there."""
    words = {"link": link, "why": why, "address": address}
    subject = f"{link.entry.name}: jeres side hos {link.organisation.name}"
    return mail.write(link.sent_to, subject, "associations/seat_link.txt", words, at=at)
