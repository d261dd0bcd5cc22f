"""Whether a letter that waited is still true when it would leave. Never writes."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import QuerySet

from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.choices.pairs import PlanState, Says, State
from favn.pathways.models import (
    Letter,
    Network,
    Outcome,
    Pair,
    PairSide,
    Participant,
    Shortlist,
)
from favn.pathways.queries import pool, rulings
from favn.people.accounts.choices import Post
from favn.people.persons.choices import Contact
from favn.people.persons.queries import may_contact

OF_A_CLOSING = (Why.CLOSED, Why.HEIR)
"""Letters that say that somebody's network closed."""
OF_WHAT_MAY_COME = (Why.ASK, Why.NUDGE, Why.BOTH)
"""Letters that bring two nearer each other; none leaves where a person decided against the two."""
UNREACHED = (Post.NO_ADDRESS, Post.FAILED)
"""No letter went, or no server took it: somebody must be told otherwise."""
EVER = datetime.min.replace(tzinfo=UTC)
WITHOUT_MAIL = (Contact.SMS, Contact.LETTER, Contact.IN_PERSON)


def mail_to(who: Participant, today: date) -> str:
    """Where somebody may be written by mail, or "", whether or not they left their network."""
    person = who.person
    if person is None or person.contact in WITHOUT_MAIL:
        return ""
    return person.email if may_contact(person, on=today) else ""


def mail_of_closing(who: Participant, today: date) -> str:
    """The same of a network that closed: whose yes ran out is not written to, and is called."""
    return mail_to(who, today) if pool.says_yes(who, today) else ""


def state_of_closing(who: Participant, today: date) -> Post:
    """What becomes of such a letter.

    Whoever said no, to being contacted or to mentoring itself, is not called either.
    """
    if who.person and (pool.took_back(who.person, EVER) or not may_contact(who.person, on=today)):
        return Post.DROPPED
    return Post.WAITING if mail_of_closing(who, today) else Post.NO_ADDRESS


def to_tell(network: Network | None = None) -> QuerySet[Letter]:
    """Whom no letter reached about a network that closed; of one network, or of all.

    Who was erased is told nothing more.
    """
    rows = Letter.objects.owned().filter(why__in=OF_A_CLOSING, state__in=UNREACHED)
    rows = rows.filter(once__contains=network.pk.hex) if network else rows
    rows = rows.exclude(participant__person=None).order_by("decided_at", "pk")
    return rows.select_related("participant__person", "participant__network")


def letter_of_closing(pk: UUID) -> Letter | None:
    """One of those, with whom it is for; of no other letter is it said that somebody was called."""
    rows = Letter.objects.owned().filter(why__in=OF_A_CLOSING)
    return rows.select_related("participant").filter(pk=pk).first()


def is_still_so(letter: Letter) -> bool:
    """A suggestion that was taken back, or answered on the phone, is not sent any more.

    Nor is a question whether they have met to two who have, or one for wishes to a plan put away.
    """
    if letter.why == Why.WISH:
        return _is_list_open(letter)
    return letter.pair is None or _is_so(letter, letter.pair)


def _is_so(letter: Letter, pair: Pair) -> bool:
    """What the letter says of two, beside where they are now, and what a person decided since."""
    if letter.why in OF_WHAT_MAY_COME and rulings.is_forbidden(pair):
        return False
    if letter.why in (Why.ASK, Why.NUDGE):
        return pair.state == State.ASKED and not _has_answered(letter)
    if letter.why == Why.NOT_NOW:
        return _has_answered(letter) or _was_asked(letter)
    if letter.why == Why.BOTH:
        return pair.state == State.AGREED
    if letter.why == Why.SILENT:
        return pair.state == State.STARTED and letter.once.endswith(f"/{pair.quiet_since}")
    return letter.why != Why.BEGUN or pair.is_running


def _has_answered(letter: Letter) -> bool:
    """Whether whoever is written to has said yes or no."""
    sides = PairSide.objects.owned().filter(pair=letter.pair, participant=letter.participant_id)
    return sides.exclude(says=Says.WAITING).exists()


def _was_asked(letter: Letter) -> bool:
    """Whether a suggestion reached them, so that there is something to take back."""
    rows = Letter.objects.owned().filter(pair=letter.pair, participant=letter.participant_id)
    return rows.filter(why=Why.ASK, state=Post.SENT).exists()


def is_asked_now(outcome: Outcome, today: date) -> bool:
    """Whether a question is open, unanswered, and may be asked."""
    is_open = outcome.is_open(today) and not outcome.is_answered
    return is_open and pool.may_be_asked_how(outcome, today)


def _is_list_open(letter: Letter) -> bool:
    """Whether the plan of a list is worked on, and nobody has answered it."""
    rows = Shortlist.objects.owned().filter(pk=UUID(letter.once.rpartition("/")[2]))
    return rows.filter(plan__state=PlanState.DRAFT, answered_at=None).exists()
