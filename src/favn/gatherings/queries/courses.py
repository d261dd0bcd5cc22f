"""Courses, their runs, and which party has been through which subject with which plan."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from favn.gatherings.models import Completed, Course, Run, Subject, Taking
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Cell:
    """One subject of one party; `done` is None where it is not completed."""

    subject: Subject
    done: Completed | None


@dataclass(frozen=True, slots=True)
class Line:
    """One party of a run, subject by subject."""

    taking: Taking
    cells: list[Cell]

    @property
    def completed(self) -> int:
        """How many subjects are done."""
        return sum(cell.done is not None for cell in self.cells)

    @property
    def plans(self) -> int:
        """How many plans came out of it."""
        return sum(bool(cell.done and cell.done.has_plan) for cell in self.cells)


def courses() -> list[Course]:
    """The organisation's courses, with how many subjects and runs each has."""
    rows = Course.objects.owned().annotate(
        subject_count=Count("subjects", distinct=True), run_count=Count("runs", distinct=True)
    )
    return list(rows.order_by("title"))  # grouped rows forget the model's order


def course_with(pk: UUID) -> Course | None:
    """One course with its subjects in order."""
    subjects = Prefetch("subjects", Subject.objects.owned())
    return Course.objects.owned().prefetch_related(subjects).filter(pk=pk).first()


def runs_of(course: Course) -> list[Run]:
    """Its runs, newest first, with how many parties take part and subjects are completed.

    Who left and went through something is one of those whose subjects are counted.
    """
    inside = Q(takings__left_on=None) | Q(takings__completed__isnull=False)
    rows = Run.objects.owned().filter(course=course).annotate(
        parties=Count("takings", filter=inside, distinct=True),
        done=Count("takings__completed", distinct=True),
    )  # fmt: skip
    return list(rows.order_by("-begins_on", "title"))  # grouped rows forget the model's order


def run_with(pk: UUID) -> Run | None:
    """One run."""
    return Run.objects.owned().select_related("course", "gathering").filter(pk=pk).first()


def taking_with(pk: UUID) -> Taking | None:
    """One party in one run."""
    rows = Taking.objects.owned().select_related("run__course", "party")
    return rows.filter(pk=pk).first()


def subjects_of(run: Run) -> list[Subject]:
    """The subjects a run goes through: not those that came to the course the day it ended or
    later, but for one that somebody went through that day.
    """
    rows = Subject.objects.owned().filter(course_id=run.course_id)
    done = set(Completed.objects.owned().filter(taking__run=run).values_list("subject", flat=True))
    return [row for row in rows if row.pk in done or row.came_before(run.ended_on)]


def subject_with(pk: UUID, taking: Taking) -> Subject | None:
    """One subject of a party in a run."""
    return next((cell.subject for cell in line_of(taking).cells if cell.subject.pk == pk), None)


def board_of(run: Run) -> list[Line]:
    """Every party of a run, subject by subject."""
    subjects = subjects_of(run)
    completed = Prefetch("completed", Completed.objects.owned())
    rows = Taking.objects.owned().filter(run=run).select_related("party")
    return [_line(row, subjects) for row in rows.prefetch_related(completed)]


def line_of(taking: Taking) -> Line:
    """One party, subject by subject; what came when it had left is none of its subjects."""
    cells = _line(taking, subjects_of(taking.run)).cells
    return Line(taking, [c for c in cells if c.done or c.subject.came_before(taking.last_on)])


def _line(taking: Taking, subjects: list[Subject]) -> Line:
    done = {row.subject_id: row for row in taking.completed.all()}
    return Line(taking, [Cell(subject, done.get(subject.pk)) for subject in subjects])


def completed_by(party: Organisation) -> list[Completed]:
    """Every subject a party has been through, newest first. For floors above."""
    rows = Completed.objects.owned().filter(taking__party=party)
    return list(rows.select_related("subject", "taking__run__course").order_by("-on"))
