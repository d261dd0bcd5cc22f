"""Resource checks with absurd input, two names of one association, and the same check next year."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail

from favn.associations.actions import sameness
from favn.associations.choices.steps import Side
from favn.associations.models import CheckRound, NextStep
from favn.associations.queries import checks as queries
from favn.associations.queries import mirror, waiting
from favn.associations.queries.gap_map import gap_map
from favn.associations.rules.check_sheets import THEIRS
from favn.config.cli import parser
from favn.config.commands import retention
from favn.gatherings.actions import courses
from favn.kit import clock
from favn.kit.clock import end_of
from favn.surveys import actions as surveys
from favn.surveys import queries as asking
from tests.associations.checking import LAST_DAY, PAGE, main
from tests.associations.steps import elsewhere, form_of

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
ANOTHER_YEAR = date(2027, 11, 18)


@pytest.fixture
def house(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset, email="hus@m.example")


def own(house, check, tail=""):
    return f"/vores-side/{house.pk}/tjek/{check.pk}/{tail}"


def office(house, check, tail=""):
    return f"/foreninger/{house.slug}/tjek/{check.pk}/{tail}"


def started(client, cast, **typed):
    said = {
        "title": "Tjek", "last_day": LAST_DAY.isoformat(), "area": "written", "names": "Vi Mødes",
        "units": [str(cast.units["Kulturforvaltningen"].pk)],
    }  # fmt: skip
    return client.post(f"{PAGE}ny/", form_of(client.get(f"{PAGE}ny/")) | said | typed)


# Absurd input


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "0001-01-01", "1799-12-31"])
def test_a_year_that_cannot_be_is_told_wherever_a_day_is_typed(checks, directory, freja, cast, day):
    check = checks.start(directory.add("Vi Mødes"))
    said = "Det årstal kan ikke passe."
    assert said in started(freja, cast, last_day=day).content.decode()
    later = {"verb": "extend", "revision": "1", "last_day": day}
    answer = freja.post(f"{PAGE}{check.pk}/", later)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [{"title": "x" * 61}, {"title": " "}, {"units": [str(uuid.uuid4())]}, {"area": "Nordby"},
     {"names": "a" * 200_001}, {"names": "Vi Mødes\x00"}, {"id": "x"}],
)  # fmt: skip
def test_what_cannot_be_started_keeps_the_page_and_starts_nothing(
    checks, directory, freja, cast, typed
):
    checks.make()
    directory.add("Vi Mødes")
    assert started(freja, cast, **typed).status_code == 422
    with directory.open():
        assert not queries.rounds().exists()


def test_a_questionnaire_with_the_longest_name_can_be_asked(checks, directory, freja, cast):
    checks.make()
    directory.add("Vi Mødes")
    with directory.open():
        row = asking.questionnaire_named(THEIRS)
        surveys.change_questionnaire(
            questionnaire=row, revision=row.revision, title="Ø" * 120, purpose="Derfor",
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
    answer = started(freja, cast, title="T" * 60)
    assert answer.status_code == 302
    assert "0 af 1 foreninger har svaret" in main(freja, answer["Location"])


def test_an_area_or_an_office_of_another_municipality_is_not_in_the_list(
    checks, directory, freja, cast
):
    checks.make()
    directory.add("Vi Mødes")
    other = elsewhere(cast)
    theirs = other.add("Nordby Kor")
    assert started(freja, cast, names=theirs.slug).status_code == 422
    unit = str(cast.units["Rådgivningen"].pk)
    assert started(freja, cast, units=[unit]).status_code == 422


def test_an_answer_or_a_link_for_somebody_elses_wave_is_not_found(checks, directory, house, cast):
    """Ids in what is posted are looked for among one's own."""
    check, stranger = checks.start(house), checks.start(directory.add("Vi Mødes"))
    mehmet, freja = cast.visit(cast.mehmet), cast.visit(cast.freja)
    page = f"/vores-side/{house.pk}/tjek/"
    for wave in (stranger.theirs_id, check.ours_id, uuid.uuid4(), "x", ""):
        assert mehmet.post(page, {"wave": str(wave), "id": str(uuid.uuid4())}).status_code == 404
    with directory.open():
        asked = asking.asked_in(asking.wave_with(stranger.theirs_id)).get()
    sent = {"verb": "hand", "id": str(uuid.uuid4()), "asked": str(asked.pk)}
    assert freja.post(f"{PAGE}{check.pk}/", sent).status_code == 404
    assert freja.post(f"{PAGE}{check.pk}/", sent | {"asked": "x"}).status_code == 422
    assert cast.visit(elsewhere(cast).by).post(f"{PAGE}{stranger.pk}/", sent).status_code == 404


def test_two_of_one_name_stand_on_the_map_each_with_its_own_page(checks, directory, freja):
    rows = [directory.add("Vi Mødes"), directory.add("Vi Mødes")]
    check = checks.start(*rows)
    for row in rows:
        checks.theirs(check, row, {})
    checks.ours(check, {})
    page = freja.get(f"{PAGE}{check.pk}/kort/").content.decode()
    for row in rows:
        assert f"/foreninger/{row.slug}/tjek/" in page


# Two names of one association


def joined(directory, one, other):
    with directory.open():
        sameness.decide(
            id=uuid.uuid4(), one=one, other=other, is_same=True, likeness=None, why="",
            by=directory.by, at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize("answered", [0, 1])
def test_asked_under_two_names_the_one_that_answered_speaks(checks, directory, house, answered):
    twin = directory.add("Medborgerhuset i Byen")
    check = checks.start(house, twin)
    checks.theirs(check, (house, twin)[answered], {"vision": (5, 5, 5)})
    checks.ours(check, {})
    joined(directory, house, twin)
    assert checks.mirror(check, house).is_open


def test_who_answered_under_one_name_is_not_reminded_under_the_other(
    checks, directory, house, freja
):
    twin = directory.add("Huset", email="huset@m.example")
    check = checks.start(house, twin)
    page = f"{PAGE}{check.pk}/"
    freja.post(page, {"verb": "invited", "id": str(uuid.uuid4())})
    checks.theirs(check, twin, {})
    joined(directory, house, twin)
    mail.outbox.clear()
    freja.post(page, {"verb": "reminded", "id": str(uuid.uuid4())})
    assert [letter.to for letter in mail.outbox] == [["freja@sundhavn.example"]]
    with directory.open():
        wave = queries.round_with(check.pk).theirs
        assert waiting.to_answer(wave, clock.now()) == []


@pytest.mark.parametrize(("mail_that_stands", "to"), [("", "vi@m.example"), ("os@m.example",) * 2])
def test_who_answered_under_neither_name_gets_one_letter_where_it_can_be_reached(
    checks, directory, freja, mail_that_stands, to
):
    stands = directory.add("Vi Moedes", email=mail_that_stands)
    twin = directory.add("Vi Mødes", email="vi@m.example")
    check = checks.start(stands, twin)
    joined(directory, stands, twin)
    page = f"{PAGE}{check.pk}/"
    for verb in ("invited", "reminded"):
        mail.outbox.clear()
        freja.post(page, {"verb": verb, "id": str(uuid.uuid4())})
        written = [letter.to for letter in mail.outbox]
        assert sorted(written) == [["freja@sundhavn.example"], [to]]
    assert "0 af 1 foreninger har svaret" in main(freja, page)


def test_asked_and_answered_under_two_names_it_is_one_on_the_map(checks, directory, house):
    """Five answers of four associations are too few for the other associations to see."""
    twin, others = directory.add("Huset"), [directory.add(f"Forening {n}") for n in range(3)]
    check = checks.start(house, twin, *others)
    for row in (twin, house, *others):
        checks.theirs(check, row, {"vision": (5, 5, 5) if row is house else (1, 1, 1)})
    checks.ours(check, {})
    joined(directory, house, twin)
    with directory.open():
        row = queries.round_with(check.pk)
        told, shown = (gap_map(row, clock.now(), names=names) for names in (True, False))
    vision = next(one for one in told.rows if one.key == "vision")
    assert (told.answered, told.asked) == (4, 4)
    assert [cell.count for cell in vision.cells] == [3, 0, 1, 0]
    assert vision.cells[2].names == ("Medborgerhuset",)
    assert shown.rows == ()


def test_asked_under_two_names_it_is_one_on_every_page_of_the_round(
    checks, directory, house, freja
):
    twin, other = directory.add("Huset"), directory.add("Vi Mødes")
    check = checks.start(house, twin, other, citizenship=True)
    checks.theirs(check, house, {})
    checks.theirs(check, other, {})
    joined(directory, house, twin)
    page = freja.get(f"{PAGE}{check.pk}/").content.decode()
    assert "2 af 2 foreninger har svaret" in page
    assert "Om aktivt medborgerskab har 0 af 2 svaret." in page
    assert page.count(">Medborgerhuset</a>") == 1
    assert "<td>2 af 2</td>" in freja.get(PAGE).content.decode()


# Over New Year


def test_a_round_runs_over_new_year_to_its_last_minute_and_steps_come_after(
    checks, directory, house, freja, cast, moving
):
    moving(OLD)
    check = checks.start(house, last_day=date(2026, 12, 31))
    later = {"verb": "extend", "revision": "1", "last_day": "2027-01-07"}
    assert freja.post(f"{PAGE}{check.pk}/", later).status_code == 302
    checks.theirs(check, house, {"vision": (5, 5, 5)})
    moving(date(2027, 1, 7))
    assert "Der kan svares til og med i dag." in main(freja, f"{PAGE}{check.pk}/")
    checks.ours(check, {})
    moving(NEW)
    assert "Fristen er overskredet." in main(freja, f"{PAGE}{check.pk}/")
    page = office(house, check)
    sent = {"verb": "propose", "what": "Søg puljen", "hand": "ours", "due_on": "2027-01-15"}
    met = {"met_on": OLD.isoformat()}
    assert freja.post(page, form_of(freja.get(page)) | sent | met).status_code == 302
    assert "15. jan. 2027" in main(cast.visit(cast.mehmet), own(house, check))
    moving(date(2027, 12, 31))
    assert "350 dage over tiden" in main(freja, f"{PAGE}skridt/")


def test_what_happened_just_after_midnight_on_new_years_day_is_of_the_new_year(
    checks, directory, house, freja, moving
):
    """In UTC it is still the old year."""
    moving(date(2027, 1, 1))
    check = checks.start(house, last_day=NEW)
    with directory.open():
        at = end_of(date(2026, 12, 31)) + timedelta(minutes=30)
        CheckRound.objects.owned().filter(pk=check.pk).update(opened_at=at)
    moving(NEW)
    assert "1. jan. 2027" in main(freja, PAGE)
    checks.theirs(check, house, {})
    checks.ours(check, {})
    page = office(house, check)
    sent = {"verb": "propose", "what": "Ring", "hand": "ours", "due_on": "2027-02-01"}
    freja.post(page, form_of(freja.get(page)) | sent | {"met_on": NEW.isoformat()})
    with directory.open():
        step = NextStep.objects.owned().get()
        NextStep.objects.owned().update(agreed_at=at)
    text = main(freja, f"/foreninger/{house.slug}/skridt/{step.pk}/")
    assert "Aftalt 1. jan. 2027" in text


# The same check next year


@pytest.fixture
def two_years(checks, house, moving):
    """The same title both years. Vision 2 then 4 with the association, 3 both times with the house;
    trust 2 and 3, then 4 and not known.
    """
    found = []
    for day, last_day, vision, trust in (
        (OLD, date(2027, 1, 10), 2, (2, 3)), (ANOTHER_YEAR, date(2027, 12, 10), 4, (4, None)),
    ):  # fmt: skip
        moving(day)
        check = checks.start(house, title="Ressourcetjek", last_day=last_day, citizenship=True)
        checks.theirs(check, house, {"vision": (vision,) * 3})
        checks.ours(check, {})
        checks.answer(check.citizenship, house.pk, {"trust": trust})
        found.append(check)
    return found


def test_this_year_stands_beside_last_and_last_years_page_stays_as_it_was(two_years, house, cast):
    last, this = two_years
    mehmet = cast.visit(cast.mehmet)
    text = main(mehmet, own(house, this))
    assert text.count("Sidst er Ressourcetjek, begyndt 30. dec. 2026.") == 3
    assert "Vision: højere, fra 2,0 til 4,0 (3 af 3 spørgsmål)." in text
    before = main(mehmet, own(house, last))
    assert "Vision: Foreningen ser 2,0 – kommunen 3,0." in before
    assert "Sidst er" not in before
    assert "højere" not in before


def test_citizenship_stands_beside_last_time_over_what_was_answered_both_times(
    two_years, house, cast, directory
):
    text = main(cast.visit(cast.mehmet), own(house, two_years[1]))
    assert "Tillid til myndigheder: højere, fra 2,0 til 4,0 (1 af 2 spørgsmål)." in text
    with directory.open():
        first, second = (queries.round_with(one.pk) for one in two_years)
        assert mirror.citizenship_repeated(first, house) is None
        assert len(mirror.citizenship_repeated(second, house).subjects) == 9


def test_a_year_without_citizenship_is_passed_over_and_nothing_is_made_of_it(
    checks, directory, house, moving, two_years
):
    moving(date(2028, 11, 18))
    third = checks.start(house, last_day=date(2028, 12, 10))
    checks.theirs(third, house, {})
    moving(date(2029, 11, 18))
    fourth = checks.start(house, last_day=date(2029, 12, 10), citizenship=True)
    checks.answer(fourth.citizenship, house.pk, {"trust": (1, 1)})
    with directory.open():
        told = [mirror.citizenship_repeated(queries.round_with(c.pk), house)
                for c in (third, fourth)]  # fmt: skip
    assert told[0] is None
    assert told[1].before == two_years[1]


def test_rounds_of_one_name_are_told_apart_by_the_day_they_began(two_years, house, freja, cast):
    for text in (main(freja, PAGE), main(cast.visit(cast.mehmet), f"/vores-side/{house.pk}/tjek/")):
        assert "30. dec. 2026" in text
        assert "i dag" in text


def test_a_step_of_last_year_stands_with_last_years_check_alone(two_years, house, freja):
    last, this = two_years
    page = office(house, last)
    sent = {"verb": "propose", "what": "Søg puljen", "hand": "ours", "due_on": "2028-01-15"}
    assert freja.post(page, form_of(freja.get(page)) | sent).status_code == 302
    assert "Søg puljen" in main(freja, page)
    assert "Søg puljen" not in main(freja, office(house, this))


# A course between the two


def completed(cast, who, on, title="Vision"):
    """A run of this year's course, in which Medborgerhuset goes through one subject."""
    by, at = getattr(cast, who), clock.now()
    with cast.acting(by):
        course = courses.add_course(
            id=uuid.uuid4(), title=f"Forløb {on}", purpose="", subjects=[title], by=by, at=at
        )
        run = courses.begin_run(
            id=uuid.uuid4(), course=course, title=f"Hold {on.year}", begins_on=on, gathering=None,
            by=by, at=at,
        )  # fmt: skip
        taking = courses.join_run(run=run, party=cast.medborgerhuset, on=on, by=by, at=at)
        courses.complete(
            taking=taking, subject=course.subjects.get(), on=on, plan=courses.Plan(), version=0,
            by=by, at=at,
        )  # fmt: skip


def test_a_course_stands_with_the_check_that_was_answered_after_it(two_years, house, cast):
    """What both answered before it is no answer to it."""
    last, this = two_years
    completed(cast, "freja", date(2027, 5, 4))
    mehmet = cast.visit(cast.mehmet)
    assert "Vision: Hold 2027, 4. maj 2027." in main(mehmet, own(house, this))
    assert "Hold 2027" not in main(mehmet, own(house, last))


def test_a_course_another_municipality_gave_stands_in_no_mirror_here(two_years, house, cast):
    elsewhere(cast)
    completed(cast, "gro", date(2027, 5, 4))
    assert "Hold 2027" not in main(cast.visit(cast.mehmet), own(house, two_years[1]))


def test_each_side_repeats_for_itself_also_where_the_other_did_not_answer(
    checks, house, moving, two_years
):
    moving(date(2028, 11, 18))
    third = checks.start(house, last_day=date(2028, 12, 10))
    checks.ours(third, {"vision": (5, 5, 5)})
    repeated = checks.repeated(third, house, Side.OURS)
    assert repeated.subjects[0].sentence == "Vision: højere, fra 3,0 til 5,0 (3 af 3 spørgsmål)."
    assert checks.repeated(third, house, Side.THEIRS) is None


def test_after_five_years_the_answers_are_gone_and_every_page_says_so(
    checks, directory, house, cast, moving
):
    """A step that both agreed on may still be under way by then."""
    moving(OLD)
    check = checks.start(house, last_day=date(2027, 1, 10))
    checks.theirs(check, house, {})
    checks.ours(check, {})
    page = office(house, check)
    client = cast.visit(cast.freja)
    sent = {"verb": "propose", "what": "Et hus", "hand": "ours", "due_on": "2035-01-15"}
    client.post(page, form_of(client.get(page)) | sent | {"met_on": OLD.isoformat()})
    moving(date(2032, 1, 12))
    words = ["retention", "--organisation", "sundhavn"]
    assert retention.run(parser("retention").parse_args(words)) == 0
    client = cast.visit(cast.freja)
    for end in (f"{check.pk}/", f"{check.pk}/kort/"):
        text = main(client, f"{PAGE}{end}")
        assert "Svarene er slettet" in text
        assert "0 af 0" not in text
    assert "slettet" in main(client, PAGE)
    assert "Intet ressourcetjek endnu" in main(client, f"/foreninger/{house.slug}/tjek/")
    with directory.open():
        step = NextStep.objects.owned().get()
    shown = client.get(f"/foreninger/{house.slug}/skridt/{step.pk}/")
    assert client.get(shown.context["back_url"]).status_code == 200
