"""What somebody opens with a code of their own, on paper or in a letter: short, typed as one likes.

Once its words are erased the code opens nothing.
"""

from typing import Self

from django.db import models

from favn.gatherings.rules.codes import code_for
from favn.kit.records import OwnedQuerySet
from favn.kit.tokens import fingerprint
from favn.people.accounts.links import Opened
from favn.people.persons.models import cleaned_code


class Coded(Opened):
    """Its code follows from its id, so that a letter can be written again."""

    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(Opened.Meta):
        abstract = True

    @property
    def code(self) -> str:
        """The code itself."""
        return code_for(self._meta.model_name or "", self.pk)

    def lock_with_code(self) -> None:
        """Keep the code's fingerprint, before the row is saved."""
        self.token_hash = fingerprint(self.code)

    @classmethod
    def findable(cls) -> OwnedQuerySet[Self]:
        """Those whose words still stand."""
        return cls.objects.owned().filter(erased_at=None)

    @classmethod
    def spelt(cls, secret: str) -> str:
        """Without spaces and dashes, in capitals."""
        return cleaned_code(secret)
