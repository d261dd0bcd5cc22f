"""The course of eight subjects: a run, its parties, what is completed, and the plans."""

from favn.gatherings import queries
from favn.gatherings.models import Course, Run
from tests.gatherings.steps import filled

PAGE = "/arrangementer/kurser/"
EIGHT = (
    "Vision", "Strategi", "Handlingsplan", "Fundraising", "Ledelse og roller", "Samarbejdsplan",
    "Budget og regnskab", "Opfølgning og evaluering",
)  # fmt: skip
"""The eight subjects of a process course for associations, in a folder of 2017."""


def begun(calendar, jonas):
    typed = filled(jonas.get(PAGE), title="Stærk forening", subjects="\n".join(EIGHT))
    for _twice in range(2):
        answer = jonas.post(PAGE, typed)
    with calendar.cast.acting(calendar.by):
        course = Course.objects.owned().get()
    page = f"{PAGE}{course.pk}/"
    assert answer["Location"] == page
    run = filled(jonas.get(page), "run_form", title="Foråret", begins_on="2026-09-01", verb="run")
    answer = jonas.post(page, run)
    with calendar.cast.acting(calendar.by):
        row = Run.objects.owned().get()
    page = f"/arrangementer/hold/{row.pk}/"
    assert answer["Location"] == page
    jonas.post(page, {"verb": "join", "party": str(calendar.party().pk)})
    with calendar.cast.acting(calendar.by):
        return row, queries.board_of(row)[0]


def test_eight_subjects_are_gone_through_one_by_one_and_end_in_plans(calendar, jonas):
    assert "Ingen kurser endnu" in jonas.get(PAGE).content.decode()
    row, line = begun(calendar, jonas)
    assert [cell.subject.title for cell in line.cells] == list(EIGHT)
    for cell in line.cells[:3]:
        page = f"/arrangementer/deltager/{line.taking.pk}/{cell.subject.pk}/"
        plan = "Vi vil være 40." if cell.subject.title == "Vision" else ""
        assert jonas.post(page, filled(jonas.get(page), plan=plan)).status_code == 302
    with calendar.cast.acting(calendar.by):
        line = queries.board_of(row)[0]
        done = queries.completed_by(calendar.party())
    assert (line.completed, line.plans) == (3, 1)
    assert len(done) == 3
    own = jonas.get(f"/arrangementer/deltager/{line.taking.pk}/").content.decode()
    assert "3 af 8 emner er gennemført, og 1 er endt med en plan." in own


def test_two_who_write_about_one_subject_are_told(calendar, jonas):
    _row, line = begun(calendar, jonas)
    page = f"/arrangementer/deltager/{line.taking.pk}/{line.cells[0].subject.pk}/"
    mine, theirs = (filled(jonas.get(page), plan=words) for words in ("Min plan", "Deres plan"))
    jonas.post(page, theirs)
    answer = jonas.post(page, mine)
    assert answer.status_code == 409
    assert "Min plan" in answer.content.decode()


def test_a_plan_that_stands_is_not_taken_away_with_a_tick(calendar, jonas):
    _row, line = begun(calendar, jonas)
    page = f"/arrangementer/deltager/{line.taking.pk}/{line.cells[0].subject.pk}/"
    jonas.post(page, filled(jonas.get(page), plan="En plan"))
    assert "Tag den ud først" in jonas.post(page, {"verb": "undo", "version": 1}).content.decode()
    jonas.post(page, filled(jonas.get(page), plan=""))
    assert jonas.post(page, {"verb": "undo", "version": 2}).status_code == 302


def test_who_leaves_keeps_what_was_completed_and_an_ended_run_takes_nobody(calendar, jonas):
    row, line = begun(calendar, jonas)
    jonas.post(f"/arrangementer/deltager/{line.taking.pk}/", {"verb": "leave"})
    page = f"/arrangementer/hold/{row.pk}/"
    assert "ikke med mere" in jonas.get(page).content.decode()
    jonas.post(page, {"verb": "end"})
    answer = jonas.post(page, {"verb": "join", "party": str(calendar.party("Ny").pk)})
    assert "Holdet er sluttet. Begynd et nyt." in answer.content.decode()


def test_a_plan_is_linked_only_by_a_whole_address(calendar, jonas):
    _row, line = begun(calendar, jonas)
    page = f"/arrangementer/deltager/{line.taking.pk}/{line.cells[0].subject.pk}/"
    answer = jonas.post(page, filled(jonas.get(page), plan_link="javascript:alert(1)"))
    assert answer.status_code == 422
    assert "Skriv hele adressen" in answer.content.decode()
