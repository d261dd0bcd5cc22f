"""That a side of a cooperation was reminded of a review, and what became of the letter."""

from django.db import models

from favn.associations.models.agreements import Review
from favn.associations.models.cooperation import Side
from favn.people.accounts.mail import Carried


class ReviewLetter(Carried):
    """One side's reminder of one review; there is never a second that arrived."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="letters")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta(Carried.Meta):
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "side"], name="review_letter_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "review", "side", "at", "mail", "reached")
        kept = "as long as the cooperation"

    def __str__(self) -> str:
        return f"{self.review_id} {self.reached}"
