"""A process course typed wrongly, in two tabs, beside another house, over New Year, and again."""

from datetime import date, timedelta

import pytest

from favn.gatherings import queries
from favn.gatherings.models import Course, Run, Taking
from favn.kit.history import of as history_of
from tests.cast import TODAY, new_id
from tests.gatherings.steps import Calendar, filled
from tests.gatherings.test_courses import EIGHT, PAGE, begun


def of(taking, cell=None):
    return f"/arrangementer/deltager/{taking.pk}/" + (f"{cell.subject.pk}/" if cell else "")


def hold(run):
    return f"/arrangementer/hold/{run.pk}/"


def done(jonas, taking, cell, **typed):
    page = of(taking, cell)
    return jonas.post(page, filled(jonas.get(page), **typed))


# Typed wrongly


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Skriv et navn."),
        ({"subjects": " \n \n"}, "Skriv mindst ét emne, et på hver linje."),
        ({"subjects": f"{'x' * 120}1\n{'x' * 120}2"}, "Et emne er for langt."),
        ({"title": "x" * 121}, "Teksten er for lang."),
        ({"subjects": "x" * 2001}, "Teksten er for lang."),
    ],
)
def test_a_course_that_cannot_be_is_told_and_not_made(calendar, jonas, typed, said):
    sent = filled(jonas.get(PAGE), **({"title": "Kursus", "subjects": "Vision"} | typed))
    answer = jonas.post(PAGE, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with calendar.cast.acting(calendar.by):
        assert not Course.objects.owned().exists()


def test_one_subject_written_twice_is_one_and_a_name_stands_once(calendar, jonas):
    typed = {"title": "Ærlig forening", "subjects": "Vision\nØkonomi\nVISION\nøkonomi \n\nStrategi"}
    jonas.post(PAGE, filled(jonas.get(PAGE), **typed))
    with calendar.cast.acting(calendar.by):
        course = queries.course_with(Course.objects.owned().get().pk)
        assert [s.title for s in course.subjects.all()] == ["Vision", "Økonomi", "Strategi"]
    twice = filled(jonas.get(PAGE), title="ÆRLIG FORENING", subjects="Vision")
    assert jonas.post(PAGE, twice).status_code == 422


def test_a_subject_written_again_last_stands_where_it_came_first(calendar, jonas):
    typed = {"title": "Kursus", "subjects": "Vision\nØkonomi\nStrategi\nvision"}
    jonas.post(PAGE, filled(jonas.get(PAGE), **typed))
    with calendar.cast.acting(calendar.by):
        course = queries.course_with(Course.objects.owned().get().pk)
        assert [s.title for s in course.subjects.all()] == ["Vision", "Økonomi", "Strategi"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-20", "Dagen er ikke kommet endnu."),
        ("2016-09-08", "Holdet begyndte først 1. sep. 2026."),
        ("9999-12-31", "Det årstal kan ikke passe."),
        ("", "Skriv dagen som dag-måned-år"),
    ],
)
def test_a_subject_is_gone_through_while_the_run_lasts(calendar, jonas, on, said):
    _row, line = begun(calendar, jonas)
    answer = done(jonas, line.taking, line.cells[0], on=on)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_run_written_with_the_wrong_year_is_put_right_and_can_end(calendar, jonas):
    row, line = begun(calendar, jonas)
    page = hold(row)

    def changed(**typed):
        return jonas.post(page, filled(jonas.get(page), "changing", verb="change", **typed))

    assert changed(begins_on="2126-09-01").status_code == 302
    refused = jonas.post(page, {"verb": "end"})
    assert refused.status_code == 422
    assert "Ret dagen, hvis den er forkert." in refused.content.decode()
    assert changed(begins_on="2026-09-01").status_code == 302
    assert done(jonas, line.taking, line.cells[0], on="2026-09-08").status_code == 302
    early = changed(begins_on="2026-10-01")
    assert early.status_code == 422
    assert "før holdet begynder" in early.content.decode()
    assert [jonas.post(page, {"verb": "end"}).status_code for _twice in range(2)] == [302, 302]
    assert changed(begins_on="2026-11-20").status_code == 422


def test_a_runs_history_names_what_was_put_right_and_nothing_else(calendar, jonas):
    row, _line = begun(calendar, jonas)
    meetings = calendar.gathering("Kursusaftener")
    page = hold(row)
    for typed in ({"title": "Efteråret"}, {"gathering": str(meetings.pk)},
                  {"begins_on": "2026-09-08"}, {}):  # fmt: skip
        jonas.post(page, filled(jonas.get(page), "changing", verb="change", **typed))
    with calendar.cast.acting(calendar.by):
        told = list(history_of(row).filter(verb="change").values_list("changes", flat=True))
    moved = [{"title": ["Foråret", "Efteråret"]}, {"gathering": ["", "Kursusaftener"]},
             {"begins_on": ["2026-09-01", "2026-09-08"]}, {}]  # fmt: skip
    assert sorted(told, key=str) == sorted(moved, key=str)


def test_two_tabs_on_a_run_and_on_a_tick_are_told(calendar, jonas):
    row, line = begun(calendar, jonas)
    page = hold(row)
    mine, theirs = (
        filled(jonas.get(page), "changing", verb="change", title=title) for title in ("Mit", "Dit")
    )
    assert jonas.post(page, theirs).status_code == 302
    late = jonas.post(page, mine)
    assert late.status_code == 409
    assert late.context["changing"]["title"].value() == "Mit"
    assert jonas.post(page, filled(late, "changing", verb="change")).status_code == 302
    cell = line.cells[0]
    done(jonas, line.taking, cell, on="2026-09-08")
    done(jonas, line.taking, cell, on="2026-09-15")
    stale = jonas.post(of(line.taking, cell), {"verb": "undo", "version": 1})
    assert stale.status_code == 409
    assert "15. sep. 2026" in jonas.get(of(line.taking)).content.decode()


def test_what_was_done_while_a_party_was_in_is_written_later_and_nothing_after(
    calendar, jonas, settings
):
    row, line = begun(calendar, jonas)
    jonas.post(of(line.taking), {"verb": "leave"})
    settings.TODAY = date(2027, 1, 8)
    jonas.post(hold(row), {"verb": "end"})
    assert jonas.get(of(line.taking, line.cells[0])).context["form"]["on"].value() == TODAY
    late = done(jonas, line.taking, line.cells[0], on="2027-01-05")
    assert late.status_code == 422
    said = "Foreningen var med til og med 19. nov. 2026. Skriv den dag eller en tidligere."
    assert said in late.content.decode()
    assert done(jonas, line.taking, line.cells[0], on="2026-11-18").status_code == 302
    shown = jonas.get(f"{PAGE}{row.course_id}/").context["runs"]
    assert [(run.parties, run.done) for run in shown] == [(1, 1)]


# Another house


def test_another_houses_course_does_not_exist_here(calendar, jonas, cast):
    row, line = begun(calendar, jonas)
    leila, other = cast.visit(cast.leila), Calendar(cast, "leila")
    pages = (f"{PAGE}{row.course_id}/", hold(row), of(line.taking), of(line.taking, line.cells[0]))
    for page in pages:
        assert leila.get(page).status_code == 404
        for verb in ("run", "subject", "join", "change", "end", "leave", "undo", ""):
            assert leila.post(page, {"verb": verb, "on": "2026-11-01"}).status_code == 404
    assert "Stærk forening" not in leila.get(PAGE).content.decode()
    _theirs, theirs = begun(other, leila)
    mixed = f"/arrangementer/deltager/{line.taking.pk}/{theirs.cells[0].subject.pk}/"
    assert jonas.get(mixed).status_code == 404
    with cast.acting(cast.leila):
        assert queries.completed_by(other.party()) == []


def test_a_gathering_of_another_house_is_not_chosen_for_a_run(calendar, jonas, cast):
    row, _line = begun(calendar, jonas)
    foreign = Calendar(cast, "leila").gathering()
    page = f"{PAGE}{row.course_id}/"
    typed = filled(jonas.get(page), "run_form", title="Efteråret", begins_on="2026-09-01")
    assert (
        jonas.post(page, typed | {"verb": "run", "gathering": str(foreign.pk)}).status_code == 422
    )
    assert jonas.post(hold(row), {"verb": "join", "party": str(new_id())}).status_code == 422


# Over New Year, and again


def test_a_run_goes_on_over_new_year_and_the_next_one_begins_anew(calendar, jonas, settings):
    row, line = begun(calendar, jonas)
    done(jonas, line.taking, line.cells[0], on="2026-11-18", plan="Vi vil være 40.")
    settings.TODAY = date(2027, 1, 8)
    assert done(jonas, line.taking, line.cells[1], on="2027-01-07").status_code == 302
    jonas.post(hold(row), {"verb": "end"})
    page = f"{PAGE}{row.course_id}/"
    typed = filled(jonas.get(page), "run_form", title="Foråret", begins_on="2027-01-08")
    assert jonas.post(page, typed | {"verb": "run"}).status_code == 302
    with calendar.cast.acting(calendar.by):
        new = Run.objects.owned().get(ended_on=None)
    jonas.post(hold(new), {"verb": "join", "party": str(calendar.party().pk)})
    with calendar.cast.acting(calendar.by):
        (again,), (before,) = queries.board_of(new), queries.board_of(row)
    assert (again.completed, again.plans, before.completed, before.plans) == (0, 0, 2, 1)
    assert done(jonas, again.taking, again.cells[0], on="2027-01-08").status_code == 302
    text = jonas.get(page).content.decode()
    assert "1. sep. 2026 – i dag" in text
    shown = jonas.get(page).context["runs"]
    assert [(run.parties, run.done) for run in shown] == [(1, 1), (1, 2)], "the newest first"
    with calendar.cast.acting(calendar.by):
        assert [str(one.on) for one in queries.completed_by(calendar.party())] == [
            "2027-01-08", "2027-01-07", "2026-11-18",
        ]  # fmt: skip


def add_subject(jonas, run, title="Frivillige"):
    page = f"{PAGE}{run.course_id}/"
    return jonas.post(page, filled(jonas.get(page), "subject_form", title=title, verb="subject"))


def extra_of(calendar, run):
    with calendar.cast.acting(calendar.by):
        return run.course.subjects.get(title="Frivillige")


def test_a_subject_that_comes_when_a_party_has_left_is_none_of_theirs(calendar, jonas, settings):
    row, line = begun(calendar, jonas)
    for cell in line.cells:
        done(jonas, line.taking, cell)
    jonas.post(hold(row), {"verb": "join", "party": str(calendar.party("Ny").pk)})
    jonas.post(of(line.taking), {"verb": "leave"})
    settings.TODAY = TODAY + timedelta(days=5)
    assert add_subject(jonas, row).status_code == 302
    assert "8 af 8 emner er gennemført" in jonas.get(of(line.taking)).content.decode()
    extra = extra_of(calendar, row)
    assert jonas.get(f"{of(line.taking)}{extra.pk}/").status_code == 404
    with calendar.cast.acting(calendar.by):
        new = Taking.objects.owned().get(left_on=None)
    assert "0 af 9 emner er gennemført" in jonas.get(of(new)).content.decode()


def test_a_subject_that_comes_the_day_a_run_ended_is_none_of_its(calendar, jonas):
    row, line = begun(calendar, jonas)
    jonas.post(hold(row), {"verb": "end"})
    assert add_subject(jonas, row).status_code == 302
    assert "0 af 8 emner er gennemført" in jonas.get(of(line.taking)).content.decode()
    assert "Frivillige" not in jonas.get(hold(row)).content.decode()
    assert jonas.get(f"{of(line.taking)}{extra_of(calendar, row).pk}/").status_code == 404


def test_a_subject_that_was_gone_through_the_day_a_run_ended_stands(calendar, jonas):
    row, line = begun(calendar, jonas)
    assert add_subject(jonas, row).status_code == 302
    page = f"{of(line.taking)}{extra_of(calendar, row).pk}/"
    assert jonas.post(page, filled(jonas.get(page))).status_code == 302
    jonas.post(hold(row), {"verb": "end"})
    assert "1 af 9 emner er gennemført" in jonas.get(of(line.taking)).content.decode()


def test_a_subject_of_next_year_changes_no_figure_of_the_run_that_is_over(
    calendar, jonas, settings
):
    row, line = begun(calendar, jonas)
    for cell in line.cells:
        done(jonas, line.taking, cell)
    assert "8 af 8 emner er gennemført" in jonas.get(of(line.taking)).content.decode()
    jonas.post(hold(row), {"verb": "end"})
    settings.TODAY = TODAY + timedelta(days=60)
    page = f"{PAGE}{row.course_id}/"
    added = filled(jonas.get(page), "subject_form", title="Frivillige", verb="subject")
    assert jonas.post(page, added).status_code == 302
    assert jonas.post(page, added | {"id": str(new_id()), "title": "VISION"}).status_code == 422
    assert "8 af 8 emner er gennemført" in jonas.get(of(line.taking)).content.decode()
    assert "Frivillige" not in jonas.get(hold(row)).content.decode()
    typed = filled(jonas.get(page), "run_form", title="2027", begins_on="2027-01-08", verb="run")
    jonas.post(page, typed)
    with calendar.cast.acting(calendar.by):
        new = Run.objects.owned().get(ended_on=None)
        assert [s.title for s in queries.subjects_of(new)] == [*EIGHT, "Frivillige"]
        extra = queries.subjects_of(new)[-1]
        assert Taking.objects.owned().count() == 1
    assert jonas.get(f"{of(line.taking)}{extra.pk}/").status_code == 404
