"""A card: a random code without a name, so that a returning guest can be counted once."""

import secrets

from django.db import models
from django.db.models import QuerySet

from favn.people.organisations.models import OwnedRecord

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
"""26 characters of 30 carry 127 bits: nobody finds a card by trying."""


def new_code() -> str:
    """A random code without letters and digits that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def cleaned_code(typed: str) -> str:
    """What a hand scanner or a person typed, without spaces and dashes, in capitals."""
    return "".join(typed.upper().replace("-", "").split())


class Card(OwnedRecord):
    """One guest's card. Lost card: a new one, and a new life in the numbers."""

    code = models.CharField(max_length=40, default=new_code)
    issued_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="card_code_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("organisation", "issued_at", "retired_at")
        identifying = ("id", "code")
        kept = "13 months after the last visit"

    def __str__(self) -> str:
        return f"…{self.code[-4:]}"

    @property
    def grouped_code(self) -> str:
        """The code in groups of four, as it is printed."""
        return " ".join(self.code[i : i + 4] for i in range(0, len(self.code), 4))


def card_with(code: str) -> QuerySet[Card]:
    """The present tenant's card in use with this code, or nothing."""
    return Card.objects.owned().filter(code=cleaned_code(code), retired_at=None)
