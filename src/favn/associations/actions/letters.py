"""What an association is written: one letter, plain text, in Danish whatever the sender reads in.

Where no server takes it, OSError or smtplib.SMTPException rises.
"""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from favn.associations.models import AskLink


def send_ask(link: AskLink, address: str) -> None:
    """Ask whether what stands is right; one press says yes."""
    with translation.override("da"):
        words = {"link": link, "entry": link.entry, "address": address}
        text = render_to_string("associations/ask.txt", words)
        send_mail(f"Passer det, der står om {link.entry.name}?", text, None, [link.sent_to])
