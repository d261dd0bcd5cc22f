"""Plain letters, one to one address, in Danish whatever the sender reads in; and how each went.

The caller keeps a row that says so. It is saved before the letter leaves: a crash in between loses
a letter and says so, rather than sending it twice.
"""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from favn.people.accounts.choices import Reached


def write(
    to: str,
    subject: str,
    template: str,
    words: dict[str, Any],
    *,
    reply_to: Sequence[str] = (),
    server: BaseEmailBackend | None = None,
) -> Reached:
    """Mail a template of text. `server` is a connection that is kept open for several.

    Nothing is raised: what became of it is the answer.
    """
    if not to:
        return Reached.NO_ADDRESS
    with translation.override("da"):
        text = render_to_string(template, words)
    letter = EmailMessage(subject, text, None, [to], connection=server, reply_to=list(reply_to))
    try:
        return Reached.SENT if letter.send() else Reached.FAILED
    except (OSError, smtplib.SMTPException, ValueError):
        return Reached.FAILED
