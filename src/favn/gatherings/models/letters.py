"""Mail as data: what must be written to whom, and what became of it."""

from django.db import models

from favn.gatherings.choices import Letter as Why
from favn.gatherings.models.events import Gathering
from favn.gatherings.models.inviting import Invitation
from favn.gatherings.models.signups import SignUp
from favn.people.accounts.posting import Posted


class Letter(Posted):
    """One letter, decided in the transaction that makes it needed and sent right after.

    The address and the words are read when it is sent, so an erased sign-up is written to no more.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="+")
    signup = models.ForeignKey(
        SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    why = models.CharField(max_length=10, choices=Why.choices)

    class Border:
        stays_inside = True

    class Privacy(Posted.Privacy):
        ordinary = (*Posted.Privacy.ordinary, "gathering", "invitation", "why")
        identifying = ("signup",)

    def __str__(self) -> str:
        return f"{self.why} {self.once}"
