"""What offices are written: the letter with their answer link. Plain text, in Danish."""

from django.core.mail import send_mail
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from favn.policy.models import AnswerLink, StatusQuestion


def send_answer_link(link: AnswerLink, address: str, left: int) -> None:
    """Write to the office. Raises OSError or smtplib.SMTPException where no server takes it."""
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
        "Hej\n\n%(unit)s mangler at give status i “%(plan)s” for %(year)s. Antal indsatser:"
        " %(left)s.\n\n"
        "Åbn linket, og skriv nogle linjer om hver indsats. Du skal ikke logge ind, og du kan"
        " gemme en kladde, til du afleverer:\n\n%(address)s\n\n"
        "Linket virker til og med %(until)s og åbner kun jeres egne indsatser. Send det"
        " kun videre til den kollega, der skal svare.\n"
    )
    send_mail(subject, text % words, None, [link.sent_to])


def send_question(link: AnswerLink, asked: StatusQuestion) -> None:
    """Tell the office what the editor asks; the link it has opens the answer.

    Raises OSError or smtplib.SMTPException where no server takes it.
    """
    words = {
        "number": asked.initiative.number,
        "title": asked.initiative.title,
        "question": asked.question,
        "day": date_format(localtime(link.sent_at), "j. F Y"),
        "until": date_format(link.last_day, "j. F Y"),
    }
    subject = _("Spørgsmål til indsats %(number)s") % words
    text = _(
        "Hej\n\nRedaktøren spørger om indsats %(number)s, %(title)s:\n\n%(question)s\n\n"
        "Åbn det svarlink, I fik %(day)s, og aflever indsatsen igen. Linket virker til og med"
        " %(until)s.\n"
    )
    send_mail(subject, text % words, None, [link.sent_to])
