"""An answer is mailed to whoever asked, and a colleague is reminded of the day to look again.

What became of each letter is kept and said on the errand; the errand's answer stands all the same.
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import translation

from favn.associations.choices import ErrandMail
from favn.associations.models import Errand, ErrandLetter
from favn.associations.queries import errands as queries
from favn.associations.rules import errands as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.accounts.choices import Reached
from favn.people.accounts.models import Account


def mail_answer(
    *, errand: Errand, press: UUID, to: str, asks_at: str, by: Account, at: datetime
) -> ErrandLetter:
    """Mail what was answered and what comes next, once per `press`; replies go to the sender.

    `to` is where, and stands on the errand from now on; `asks_at` is where one may write again.
    Raises Refused before it is answered.
    """
    must(rules.why_not_mailed(bool(errand.decision)))
    if to != errand.email:
        _readdress(errand, to, by, at)
    row, is_new = _begun(errand, press, ErrandMail.ANSWER, to, by, at)
    if not is_new:
        return row
    with translation.override("da"):
        after = rules.what_next(errand.decision, errand.follow_up_on)
        subject = f"Svar på jeres henvendelse: {errand.subject}"
    words = {"errand": errand, "next": after, "asks_at": asks_at, "by": by}
    reached = mail.write(
        to, subject, "associations/letters/errand_answer.txt", words, reply_to=[by.email]
    )
    return _ended(row, reached, by, at)


@transaction.atomic
def _readdress(errand: Errand, to: str, by: Actor, at: datetime) -> None:
    """Over before the letter leaves: no mail server is waited for with the errand held."""
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    row.email = errand.email = to
    row.save(update_fields=["email"])
    history.note("readdress", row, by=by, at=at)


def _begun(
    errand: Errand, press: UUID, kind: ErrandMail, to: str, by: Actor, at: datetime
) -> tuple[ErrandLetter, bool]:
    """The row before its letter, and whether it is new: the same press may have come before."""
    row = ErrandLetter(organisation_id=current(), errand=errand, press=press, kind=kind)
    row.id = uuid5(errand.pk, str(press))
    row.sent_to, row.reached, row.at, row.by = to, Reached.FAILED, at, by.actor_label
    stands = insert(row)
    return stands or row, stands is None


def _ended(row: ErrandLetter, reached: Reached, by: Actor, at: datetime) -> ErrandLetter:
    row.reached = reached
    row.save(update_fields=["reached"])
    verb = "mail" if row.is_sent else "not-mailed"
    history.note(verb, row.errand, by=by, at=at, changes={"reached": ["", str(reached)]})
    return row


def came_back(*, errand: Errand, by: Actor, at: datetime) -> bool:
    """The answer came back; said by whoever got the bounce. Whether that changed anything."""
    last = queries.answer_letter(errand)
    if last is None or not last.is_sent:
        return False
    last.reached = Reached.RETURNED
    last.save(update_fields=["reached"])
    history.note("returned", errand, by=by, at=at)
    return True


def remind_owners(*, site: str, by: Actor, at: datetime) -> list[ErrandLetter]:
    """Mail each colleague what was to be looked at again by today; once for each day that was set.

    What nobody owns stands in the inbox alone.
    """
    due = queries.to_follow(at.date()).exclude(owner=None).select_related("owner")
    letters = [_remind(errand, site, by, at) for errand in due]
    return [letter for letter in letters if letter]


def _remind(errand: Errand, site: str, by: Actor, at: datetime) -> ErrandLetter | None:
    owner = errand.owner
    assert owner is not None  # asked for so
    press = uuid5(errand.pk, f"follow/{errand.follow_up_on}")
    row, is_new = _begun(errand, press, ErrandMail.FOLLOW, owner.email, by, at)
    if not is_new and row.reached != Reached.FAILED:
        return None
    words = {"errand": errand, "owner": owner, "site": site}
    subject = f"Følg op i dag: {errand.subject}"
    template = "associations/letters/errand_follow.txt"
    return _ended(row, mail.write(owner.email, subject, template, words), by, at)
