"""Who was reminded by one press, of what, and what became of each letter."""

from django.db import models

from favn.associations.choices.waiting import Owes
from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.mail import Carried
from favn.people.organisations.keeping import Ends


class Nudge(Carried):
    """One who owed something, in one press; kept also where the letter did not leave."""

    press = models.UUIDField()
    """The form's id: the same form again reminds nobody twice."""
    owes = models.CharField(max_length=8, choices=Owes.choices)
    about = models.UUIDField()
    """The key of what is owed: an entry, or one who is asked in a round."""
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = UnloggedTextField()
    sent_to = UnloggedTextField(default="")
    """A round may ask anybody, so who they are is sealed here as it is there."""
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(Carried.Meta):
        ordering = ["-at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["press", "about"], name="nudged_once_a_press")
        ]
        indexes = [models.Index(fields=["organisation", "at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "press", "owes", "about", "entry", "mail", "reached", "at",
        )  # fmt: skip
        identifying = ("name", "sent_to", "by")
        kept = "1 year"
        ends = Ends("at", months=12)

    def __str__(self) -> str:
        return f"{self.owes} {self.reached}"
