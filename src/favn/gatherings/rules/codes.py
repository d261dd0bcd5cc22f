"""The code that opens one sign-up or invitation without an account.

It follows from the row's id and the host's secret, so a letter can be written again; the database
keeps only its fingerprint.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from favn.people.persons.models import ALPHABET, SECRET


def code_for(purpose: str, pk: UUID) -> str:
    """16 characters, 78 bits: nobody finds one by trying."""
    words = f"gatherings|{purpose}|{pk}".encode()
    number = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), words, hashlib.sha256))
    letters = []
    for _place in range(SECRET):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
