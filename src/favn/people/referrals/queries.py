"""Referrals one may see, and hand-overs that are open to the present organisation. Never writes.

A referral is read by the one who made it and the one it was made to. That a person was helped on,
and how far it came, is seen by everybody who may open the person.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.kit import clock
from favn.kit.tenancy import current
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import BY_KEY, Area, Level
from favn.people.organisations.models import Organisation
from favn.people.persons import queries as known
from favn.people.persons.models import Person
from favn.people.referrals import rules
from favn.people.referrals.choices import MOVES, Standing, State, Way
from favn.people.referrals.models import HandOver, HandOverAnswer, Referral

NAMED = ("person", "by", "to", "consent")
ON_THE_WAY = (State.OFFERED, State.ARRIVED)


def _of(account: Account) -> QuerySet[Referral]:
    rows = Referral.objects.owned().exclude(person=None).select_related(*NAMED)
    return rows.filter(Q(by=account) | Q(to=account))


def received(account: Account) -> list[Referral]:
    """What waits for somebody: offered to them and not yet helped, the oldest first."""
    rows = _of(account).filter(to=account, state__in=ON_THE_WAY)
    return list(rows.order_by("offered_at"))


def sent(account: Account, most: int = 50) -> list[Referral]:
    """What somebody sent on, the newest first."""
    return list(_of(account).filter(by=account).exclude(to=account)[:most])


def left_waiting() -> QuerySet[Referral]:
    """What waits for somebody who is not here any more, or opens no persons; with names."""
    rows = Referral.objects.owned().filter(to__isnull=False, state__in=ON_THE_WAY)
    waiting = rows.exclude(to__in=able_here(Area.PERSONS)).select_related("to", "by")
    return waiting.order_by("offered_at", "pk")


def left_to_ask() -> QuerySet[Referral]:
    """Of those, what the colleague who sent it can send again."""
    return left_waiting().filter(by__in=able_here(Area.PERSONS))


def left_to_give() -> QuerySet[Referral]:
    """The rest: whoever wrote it down left as well, or it was the same one, who took it in."""
    return left_waiting().exclude(pk__in=left_to_ask().values("pk"))


def of_person(person: Person) -> list[Referral]:
    """All referrals of a person, the newest first; whoever may open the person sees the steps."""
    return list(Referral.objects.owned().filter(person=person).select_related(*NAMED))


def referral_with(pk: UUID, account: Account) -> Referral | None:
    """A referral one made or was made to; others are None, and so are foreign ones."""
    return _of(account).filter(pk=pk).first()


def colleagues(account: Account) -> list[tuple[Account, str]]:
    """Those of the house who open persons, with the name of their role; without oneself."""
    rows = Membership.objects.owned().filter(account__is_active=True).select_related("account")
    able = [row for row in rows if row.may(Area.PERSONS, Level.WRITE)]
    others = [(m.account, str(BY_KEY[m.role].name)) for m in able if m.account_id != account.pk]
    return sorted(others, key=lambda pair: (pair[1], pair[0].name))


def others() -> list[Organisation]:
    """Other organisations with people of their own in Favn, by name."""
    return list(Organisation.objects.filter(is_tenant=True).exclude(pk=current()))


def why_not_print(referral: Referral, *, on: date) -> str | None:
    """Why the paper of a referral may not be printed on a day, in a sentence; or nothing.

    The yes it rested on may be taken back since, and an address it names may be protected. What was
    handed over and taken back has a paper all the same: it says so, and holds nothing else.
    """
    person, place = referral.person, referral.place
    if person is None:
        return rules.why_not_print(allowed=False, place=place)
    crossed = hand_over_of(referral) if referral.way == Way.ACROSS else None
    if crossed and crossed.state == Standing.REVOKED:
        return None
    allowed = known.consent_stands(person, "referral", on=on, recipient=place)
    words = [referral.reason, place, *(crossed.contents().values() if crossed else ())]
    return rules.why_not_print(allowed=allowed, place=place) or rules.why_not_said(
        "\n".join(words), known.hidden_address(person)
    )


def next_steps(referral: Referral) -> tuple[State, ...]:
    """The steps that are open now."""
    return MOVES[State(referral.state)]


# Across


def open_to_us() -> list[HandOver]:
    """What other organisations let the present one read now, the newest first."""
    return list(_readable())


def hand_over_with(pk: UUID) -> HandOver | None:
    """One that is open to the present organisation; taken back, unknown and foreign are None."""
    return _readable().filter(pk=pk).first()


def _readable() -> QuerySet[HandOver]:
    """Addressed to the present organisation, open, and not past the last day of the yes."""
    in_time = Q(until=None) | Q(until__gte=clock.today())
    return HandOver.objects.filter(in_time, addressed_to_id=current())


def hand_over_of(referral: Referral) -> HandOver | None:
    """What the present organisation itself handed over with a referral."""
    return HandOver.objects.owned().filter(referral=referral).select_related("addressed_to").first()


def answers_to(hand_over: HandOver) -> list[HandOverAnswer]:
    """What the other organisation said became of it, in that order; seen by both."""
    return list(HandOverAnswer.objects.filter(hand_over=hand_over))


def news_of(referral: Referral) -> HandOverAnswer | None:
    """The other organisation's newest answer, where the referral does not say the same yet."""
    return news_for([referral]).get(referral.pk)


def news_for(referrals: list[Referral]) -> dict[UUID, HandOverAnswer]:
    """Referral → the newest answer it does not say yet, of all of them at once."""
    across = {row.pk: row for row in referrals if row.way == Way.ACROSS}
    if not across:
        return {}
    answers = HandOverAnswer.objects.filter(hand_over__referral__in=across)
    newest = {one.hand_over.referral_id: one for one in answers.select_related("hand_over")}
    return {pk: one for pk, one in newest.items() if one.state != across[pk].state}
