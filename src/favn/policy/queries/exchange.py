"""What two sides did and said about one count: sendings, questions, answers, reminders.

The association sees its drafts and everything it sent; the municipality nothing of drafts, and of
what was taken back only when and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import figures, history
from favn.kit.tenancy import current
from favn.policy.choices import State
from favn.policy.models import Count, CountAnswer, CountReminder, CountSending
from favn.policy.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the conversation; `words` is what one side wrote to the other."""

    at: datetime
    actor_label: str
    verb: str
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Everything about one count as the one who asks may see it."""

    events: tuple[Event, ...]
    """Oldest first."""
    sending: CountSending | None
    """That of the version which stands with the municipality."""
    reminder: CountReminder | None
    """The last one."""


def exchange_of(standing: Standing) -> Exchange:
    """The conversation about one quarter of one duty, for either side."""
    sendings = _sendings(standing)
    reminders = list(
        CountReminder.objects.get_queryset().filter(
            duty=standing.duty, year=standing.period.year, quarter=standing.period.number
        )
    )
    events = [_sent(standing, sending) for sending in sendings]
    events += [_answered(standing, answer) for answer in standing.answers]
    events += [_reminded(standing, reminder) for reminder in reminders]
    events += _else(standing)
    stands = (s for s in sendings if standing.is_sent and s.version == standing.version)
    return Exchange(
        tuple(sorted(events, key=lambda event: event.at)),
        next(stands, None),
        next(iter(reminders), None),
    )


def _sendings(standing: Standing) -> list[CountSending]:
    if standing.count is None:
        return []
    return list(CountSending.objects.get_queryset().filter(count=standing.count))


def _sent(standing: Standing, sending: CountSending) -> Event:
    """What was sent, with the numbers and the words of just that version."""
    lines = [line for line in standing.lines if line.version == sending.version]
    return Event(
        sending.at,
        _who(sending.by, standing.duty.addressed_to.name),
        _("Sendt, %(number)s. udgave") % {"number": sending.number},
        _in_words((line.figure, line.value) for line in lines),
        sending.note,
    )


def _answered(standing: Standing, answer: CountAnswer) -> Event:
    who = _who(answer.by, standing.duty.organisation.name)
    return Event(answer.at, who, str(answer.get_verdict_display()), words=answer.question)


def _reminded(standing: Standing, reminder: CountReminder) -> Event:
    return Event(
        reminder.at, _who(reminder.by, standing.duty.organisation.name), _("Påmindelse sendt")
    )


def _else(standing: Standing) -> list[Event]:
    """Withdrawals, and for the association its drafts."""
    if standing.count is None:
        return []
    own = standing.count.organisation_id == current()
    events = _own(standing.count) if own else _withdrawn(standing.count)
    house = standing.duty.addressed_to.name
    return [Event(e.at, _who(e.actor_label, house), e.verb, e.reason) for e in events]


def _own(count: Count) -> list[Event]:
    """From the association's history."""
    verbs = {"draft": _("Kladde gemt"), "withdraw": str(State.WITHDRAWN.label)}
    return [
        Event(line.at, line.actor_label, verbs[line.verb], line.reason)
        for line in history.of(count)
        if line.verb in verbs
    ]


def _withdrawn(count: Count) -> list[Event]:
    """The last withdrawal, which is all the municipality is told."""
    if count.withdrawn_at is None:
        return []
    verb = str(State.WITHDRAWN.label)
    return [Event(count.withdrawn_at, count.withdrawn_by, verb, count.withdrawn_reason)]


def _who(name: str, organisation: str) -> str:
    return f"{name}, {organisation}"


def _in_words(values: Iterable[tuple[str, int | None]]) -> str:
    return " · ".join(f"{figures.figure_with(f).title}: {_digits(v)}" for f, v in values)


def _digits(value: int | None) -> str:
    return _("holdt tilbage") if value is None else number_format(value, force_grouping=True)
