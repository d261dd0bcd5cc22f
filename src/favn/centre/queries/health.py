"""Duties, half hours and health checks. Who sees what stands at each; nothing here writes.

Whoever works with health sees who is on duty and which half hours are taken; for whom, only the
one whose duty it is. A check is read by the one who held it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from favn.centre.choices import EVENING, Booking
from favn.centre.models import Appointment, Duty, HealthCheck, Note
from favn.centre.rules import health as rules
from favn.kit import clock
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area
from favn.people.persons.models import Person
from favn.people.persons.queries import ids_of

DUTIES_KEPT_MONTHS = 24


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One half hour of a duty, who has it, and whether it has begun."""

    starts: time
    appointment: Appointment | None
    is_past: bool


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A duty with its half hours in order."""

    duty: Duty
    half_hours: list[HalfHour]
    is_own: bool
    has_left: bool
    """Whether the one on duty works with health here no more; then a colleague may take it over."""

    @property
    def free(self) -> list[time]:
        """What may be given away."""
        every = self.half_hours
        return [one.starts for one in every if one.appointment is None and not one.is_past]


def duties_from(now: datetime, account: Account) -> list[DutySeen]:
    """Every duty of today and later, in order, with its half hours."""
    rows = Duty.objects.owned().filter(on__gte=now.date()).select_related("who")
    duties, staff = list(rows), able_here(Area.HEALTH)
    taken = Appointment.objects.owned().filter(duty__in=duties).exclude(state=Booking.CANCELLED)
    given = {(one.duty_id, one.starts): one for one in taken.select_related("person")}
    return [
        DutySeen(
            duty,
            [
                HalfHour(at, given.get((duty.pk, at)), has_begun(duty, at, now))
                for at in duty.half_hours()
            ],
            duty.who_id == account.pk,
            duty.who_id not in staff,
        )
        for duty in duties
    ]


def left_unanswered(today: date) -> list[Duty]:
    """Duties of a day that is past, of somebody who left, with times nobody has answered."""
    rows = Appointment.objects.owned().filter(state=Booking.BOOKED, duty__on__lt=today)
    open_ones = rows.exclude(duty__who__in=able_here(Area.HEALTH)).values("duty")
    return list(Duty.objects.owned().filter(pk__in=open_ones).select_related("who"))


def evenings_of(year: int, until: date) -> int:
    """On how many evenings of a year, up to a day, somebody was on duty; two on one are one."""
    rows = Duty.objects.owned().filter(on__year=year, on__lte=until, starts__gte=time(EVENING))
    return rows.order_by().values("on").distinct().count()


def free_half_hours(now: datetime, account: Account) -> list[tuple[Duty, time]]:
    """What may be given away from now on, the first first."""
    return [(seen.duty, starts) for seen in duties_from(now, account) for starts in seen.free]


def has_begun(duty: Duty, starts: time, now: datetime) -> bool:
    """Whether a half hour has begun, and is no longer given away."""
    return timezone.make_aware(datetime.combine(duty.on, starts)) <= now


def duty_with(pk: UUID) -> Duty | None:
    """One duty of the present organisation."""
    return Duty.objects.owned().select_related("who").filter(pk=pk).first()


def old_duties(at: datetime) -> QuerySet[Duty]:
    """Duties of more than 24 months ago; one with appointments stays as long as their persons."""
    before = clock.months_before(at.date(), DUTIES_KEPT_MONTHS)
    return Duty.objects.owned().filter(on__lt=before, appointments=None)


def free_in(duty: Duty) -> list[time]:
    """The half hours of a duty nobody has."""
    taken = Appointment.objects.owned().filter(duty=duty).exclude(state=Booking.CANCELLED)
    given = set(taken.values_list("starts", flat=True))
    return [starts for starts in duty.half_hours() if starts not in given]


def appointments_of(account: Account, day: date) -> list[Appointment]:
    """Whom somebody sees on a day."""
    rows = Appointment.objects.owned().filter(duty__who=account, duty__on=day)
    return list(rows.exclude(state=Booking.CANCELLED).select_related("person", "duty"))


def unanswered(account: Account, day: date) -> list[Appointment]:
    """Appointments of one's own before a day of which nothing is written, the oldest first."""
    rows = Appointment.objects.owned().filter(duty__who=account, duty__on__lt=day)
    return list(rows.filter(state=Booking.BOOKED).select_related("person", "duty"))


def appointment_with(pk: UUID, account: Account) -> Appointment | None:
    """One appointment in one's own duty."""
    rows = Appointment.objects.owned().filter(pk=pk, duty__who=account)
    return rows.select_related("person", "duty").first()


def was_given(pk: UUID, person: Person) -> bool:
    """Whether this very appointment stands already, as when a form is sent twice."""
    return Appointment.objects.owned().filter(pk=pk, person=person).exists()


def appointments_ahead(person: Person, day: date) -> list[Appointment]:
    """A person's appointments from a day on; whoever opens the person sees when and with whom."""
    rows = Appointment.objects.owned().filter(person__in=ids_of(person), duty__on__gte=day)
    return list(rows.filter(state=Booking.BOOKED).select_related("duty__who"))


def kept_until(on: date, account: Account) -> date:
    """Until when a law keeps what somebody writes about a check on a day."""
    rows = Membership.objects.owned().filter(account=account)
    return rules.kept_until(on, rows.values_list("role", flat=True))


def records_kept(account: Account) -> list[Person]:
    """Erased persons of whom one's own record is kept by law."""
    mine = HealthCheck.objects.owned().filter(by=account).values("person")
    rows = Person.objects.owned().exclude(held_until=None).filter(pk__in=mine)
    return list(rows.order_by("held_until", "pk"))


def checks_of(person: Person, account: Account) -> list[HealthCheck]:
    """The checks somebody held with a person, the newest first."""
    rows = HealthCheck.objects.owned().filter(person__in=ids_of(person), by=account)
    return list(rows.prefetch_related("topics").select_related("note").order_by("-on"))


def checks_of_others(person: Person, account: Account) -> list[HealthCheck]:
    """The checks colleagues held with a person; only for whoever opened them with a reason."""
    rows = HealthCheck.objects.owned().filter(person__in=ids_of(person)).exclude(by=account)
    return list(rows.prefetch_related("topics").select_related("note", "by").order_by("-on"))


def check_with(pk: UUID, account: Account) -> HealthCheck | None:
    """One of one's own checks, while the person is here."""
    rows = HealthCheck.objects.owned().filter(pk=pk, by=account, person__held_until=None)
    return rows.exclude(person=None).select_related("person", "note").first()


def notes_of_others(person: Person, account: Account) -> list[Note]:
    """Notes about a person that one does not read: that they exist, and whose they are."""
    rows = Note.objects.owned().filter(person__in=ids_of(person)).exclude(author=account)
    return list(rows.select_related("author").exclude(conversation__is_draft=True))
