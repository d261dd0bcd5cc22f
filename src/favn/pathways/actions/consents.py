"""A mentor or mentee says yes or no, on their own page, to being suggested and asked."""

from datetime import datetime
from uuid import UUID

from favn.kit import clock
from favn.kit.refusals import must
from favn.pathways.models import Participant
from favn.pathways.queries import pool
from favn.pathways.rules import mentoring as rules
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Consent
from favn.people.register import actions as register


def say(*, id: UUID, who: Participant, yes: bool, by: Participant, at: datetime) -> Consent:
    """One line in the person's own ledger, once per `id`, to today's text. Raises Refused, Taken.

    A no takes back what stands; from then nothing is suggested, asked or written.
    """
    must(rules.why_not_link(is_left=who.is_left or who.person is None))
    assert who.person is not None
    stands = pool.says_yes(who, clock.local_day(at))
    act = Act.GIVEN if yes else Act.WITHDRAWN if stands else Act.DECLINED
    said = Said(pool.PURPOSE, act, How.OWN_PAGE)
    return register.say(id=id, person=who.person, said=said, by=by, at=at)
