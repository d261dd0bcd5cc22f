"""How somebody comes to their own page without an account, and what they are written."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models.mentoring import Participant
from favn.pathways.models.outcomes import Outcome
from favn.pathways.models.pairs import Pair
from favn.pathways.rules.links import token_for
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.accounts.posting import Posted


class Link(links.Link):
    """Opens one participant's own page.

    The secret follows from the row's key and the host's own, so that a letter can be written again.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")

    opens = ("participant",)
    along = ("participant__person", "participant__network")
    is_own = True
    lives = timedelta(days=180)
    said: ClassVar = {
        Ended.NEWER: gettext_lazy("Du har fået et nyere link."),
        Ended.WITHDRAWN: gettext_lazy("Du er ikke længere med i netværket."),
    }
    what_now = gettext_lazy("Ring til koordinatoren i %(who)s, hvis du vil være med eller have et.")

    class Border:
        stays_inside = True

    class Privacy(links.Link.Privacy):
        identifying = (*links.Link.Privacy.identifying, "participant")

    def why_ended(self, moment: datetime) -> Ended | None:
        """Who has left, or was erased, has no page, whatever else ended the link."""
        return Ended.WITHDRAWN if self.participant.is_left else super().why_ended(moment)

    @property
    def code(self) -> str:
        """The secret itself."""
        return token_for(self.pk)


class OutcomeLink(links.Link):
    """Opens one evaluation of one side, from the day it is asked until it can be answered no more.

    It outlives the participant's own page: who has left the network is asked a year after, too.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="links")

    opens = ("outcome",)
    along = (
        "outcome__participant__person", "outcome__participant__network",
        "outcome__pair__mentee", "outcome__pair__mentor",
    )  # fmt: skip
    is_own = True
    what_now = gettext_lazy("Ring til koordinatoren i %(who)s, hvis du vil fortælle noget.")

    class Border:
        stays_inside = True

    class Privacy(links.Link.Privacy):
        identifying = (*links.Link.Privacy.identifying, "outcome")

    def why_ended(self, moment: datetime) -> Ended | None:
        """Who was erased is asked nothing more, whatever else ended the link."""
        gone = self.outcome.participant.person_id is None
        return Ended.WITHDRAWN if gone else super().why_ended(moment)

    @property
    def code(self) -> str:
        """The secret itself."""
        return token_for(self.pk)


class Letter(Posted):
    """One letter, decided in the transaction that makes it needed and sent right after.

    The address and the words are read when it is sent, so an erased person is written to no more.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="letters")
    pair = models.ForeignKey(
        Pair, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    why = models.CharField(max_length=8, choices=Why.choices)

    class Border:
        stays_inside = True

    class Privacy(Posted.Privacy):
        ordinary = (*Posted.Privacy.ordinary, "pair", "why")
        identifying = ("participant", "outcome")

    def __str__(self) -> str:
        return f"{self.why} {self.decided_at:%Y-%m-%d}"
