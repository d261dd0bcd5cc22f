"""Both sides of a suggestion or a cooperation meet: a gathering, held or called off."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.inviting import Planned, What, gather
from favn.associations.models import Cooperation, Entry, Match, Meet
from favn.associations.queries import meetings as queries
from favn.associations.queries.checks import mail_of
from favn.associations.queries.freshness import is_wrong
from favn.associations.queries.seats import seat_link_of
from favn.associations.rules import cooperation as rules
from favn.associations.rules import needs
from favn.gatherings import actions as gatherings
from favn.gatherings.actions import Asked
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit

KIND = "moede"
"""The kind of gathering that two sides hold."""


@transaction.atomic
def meet(
    *, id: UUID, about: Match | Cooperation, planned: Planned, own: Unit | None, own_mail: str,
    by: Actor, said_by: str, at: datetime,
) -> Meet:  # fmt: skip
    """A meeting of both sides, once per `id`: a gathering with both invited. Raises Refused.

    Where an office calls it (`own`), its invitation goes to `own_mail`, whoever does so.
    """
    row = Meet(id=id, organisation_id=current(), made_at=at, made_by=said_by)
    if stands := standing(row):
        return stands
    if isinstance(about, Match):
        must(needs.why_not_meet(is_yes=about.is_yes))
        row.match = about
    else:
        must(rules.why_not_meet(is_over=about.ended_on is not None))
        row.cooperation = about
    row.gathering = gather(
        id=uuid5(id, "gathering"), what=What(KIND, _title(about), _purpose(about)),
        planned=planned, by=by, at=at,
        invited=[(p.pk, _asked(p, own, own_mail)) for p in queries.parties_of(about)],
    )  # fmt: skip
    row.save(force_insert=True)
    history.note("meet", about, by=by, at=at, changes={"on": ["", str(planned.on)]})
    return row


def _title(about: Match | Cooperation) -> str:
    title = about.need.title if isinstance(about, Match) else about.title
    return _("Møde om %(title)s") % {"title": title}


def _purpose(about: Match | Cooperation) -> str:
    one, two = queries.parties_of(about)
    return _("%(one)s og %(two)s taler sammen.") % {"one": one.name, "two": two.name}


def _asked(party: Entry | Unit, own: Unit | None, own_mail: str) -> Asked:
    """How one side is invited: an office where somebody sits, an association where it is known."""
    if isinstance(party, Unit):
        mail = own_mail if own and party.pk == own.pk else ""
        return Asked(None, party.name[:80], mail or mail_of(party))
    return entry_asked(party)


def entry_asked(entry: Entry) -> Asked:
    """How an association is invited: at its mail, or where a link was sent that nothing ended.

    Nobody is written to who said that it is not them.
    """
    link = seat_link_of(entry)
    mail = entry.email or (link.sent_to if link and not link.ended_at else "")
    return Asked(entry.party, entry.name[:80], "" if is_wrong(entry, mail) else mail, entry.phone)


@transaction.atomic
def held(*, meet: Meet, by: Actor, at: datetime) -> Meet:
    """One side says that it was held; said twice it was held once. Raises Refused."""
    for meeting in queries.times_of(meet):
        if not meeting.is_off:
            gatherings.hold(meeting=meeting, by=by, at=at)
    history.note("held", meet, by=by, at=at)
    return meet


@transaction.atomic
def call_off(*, meet: Meet, reason: str, by: Actor, at: datetime) -> Meet:
    """It comes to nothing; everybody who is invited hears why. Raises Refused."""
    gatherings.cancel(gathering=meet.gathering, reason=reason, by=by, at=at)
    history.note("call-off", meet, by=by, at=at, reason=reason)
    return meet
