"""A form that everybody can send is sent so often from one address, and so often in all."""

from collections.abc import Callable
from datetime import datetime, timedelta

from favn.associations.models import FormTry
from favn.kit import addresses
from favn.kit.refusals import must
from favn.kit.tenancy import current

WINDOW, HOUR = timedelta(minutes=10), timedelta(hours=1)


def must_not_hurry(
    form: str, address: str, at: datetime, why_not: Callable[[int, int], str | None]
) -> None:
    """Count one more; `why_not` judges those of one address in ten minutes and all in an hour.

    Outside the transaction of what is sent, so that what was refused counts. Raises Refused.
    """
    bucket = addresses.bucket(f"{form}|{current()}", address, at.date())
    FormTry.objects.owned().filter(at__lt=at - HOUR).delete()
    rows = FormTry.objects.owned().filter(form=form)
    from_here = rows.filter(bucket=bucket, at__gt=at - WINDOW).count()
    must(why_not(from_here, rows.count()))
    FormTry(organisation_id=current(), form=form, bucket=bucket, at=at).save(force_insert=True)
