"""What offices are written: the letter with their answer link. Plain text, in Danish."""

from django.core.mail import send_mail
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from favn.policy.models import AnswerLink


def send_answer_link(link: AnswerLink, address: str, left: int, question: str = "") -> None:
    """Write to the office, with the editor's question where there is one.

    Raises OSError or smtplib.SMTPException where no server takes it.
    """
    words = {
        "unit": link.unit.name,
        "year": link.round.year,
        "plan": link.round.plan.title,
        "left": left,
        "until": date_format(link.last_day, "j. F Y"),
        "address": address,
    }
    subject = _("Status %(year)s: %(unit)s mangler %(left)s svar") % words
    text = _(
        "Hej\n\n%(unit)s mangler at give status på %(left)s indsatser i “%(plan)s” for"
        " %(year)s.\n\n"
        "Åbn linket, og skriv nogle linjer om hver indsats. Du skal ikke logge ind, og det, du"
        " skriver, bliver gemt som kladde, til du afleverer:\n\n%(address)s\n\n"
        "Linket virker til og med %(until)s og åbner kun jeres egne indsatser. Send det"
        " kun videre til den kollega, der skal svare.\n"
    )
    asked = _("Redaktøren spørger: %(question)s\n\n") % {"question": question} if question else ""
    send_mail(subject, asked + text % words, None, [link.sent_to])
