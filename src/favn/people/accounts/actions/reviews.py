"""Deciding what came of looking at a look-up."""

from datetime import datetime

from django.db import transaction

from favn.kit import history
from favn.people.accounts.choices import Verdict
from favn.people.accounts.models import Account, Lookup, LookupReview


@transaction.atomic
def decide(
    *, lookup: Lookup, verdict: Verdict, note: str, by: Account, at: datetime
) -> LookupReview:
    """Say what came of it; a later decision replaces the one before, and history keeps both."""
    stands = LookupReview.objects.owned().filter(lookup=lookup).first()
    row = stands or LookupReview(organisation_id=lookup.organisation_id, lookup=lookup)
    before = row.verdict
    row.verdict, row.note, row.by, row.at = verdict, note[:300] or None, by, at
    row.save()
    history.note("review", row, by=by, at=at, changes={"verdict": [before, verdict]})
    return row
