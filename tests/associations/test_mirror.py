"""The mirror: hand-computed profiles, when it opens, what it says, the check again, on paper."""

import io
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from favn.associations.choices.steps import Side
from favn.associations.queries import checks as queries
from favn.associations.rules import mirror as rules
from favn.associations.rules.check_sheets import THEIRS
from favn.associations.rules.mirror import Line, Part
from favn.gatherings.actions import courses
from favn.gatherings.queries import course_with
from favn.kit import clock
from favn.surveys import actions as surveys
from favn.surveys import queries as asking
from tests.associations.checking import line, main
from tests.associations.steps import elsewhere
from tests.cast import NOW, TODAY

BOTH = ("Kulturforvaltningen", "Beskæftigelsesforvaltningen")


@pytest.fixture
def house(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset)


@pytest.fixture
def check(checks, house):
    return checks.start(house)


def at(house, check):
    """The chair's page."""
    return f"/vores-side/{house.pk}/tjek/{check.pk}/"


def office(house, check):
    """The office's page of the same."""
    return f"/foreninger/{house.slug}/tjek/{check.pk}/"


# Numbers


def test_a_profile_is_the_mean_of_the_scales_and_the_difference_theirs_less_ours(
    checks, check, house
):
    """(5 + 4 + 4) / 3 = 4.33; (2 + 2 + 2) / 3 = 2; 4.33 − 2 = 2.33."""
    checks.theirs(check, house, {"accounts": (5, 4, 4)})
    checks.ours(check, {"accounts": (2, 2, 2)})
    told = checks.mirror(check, house)
    accounts = line(told, "accounts")
    assert round(accounts.theirs.mean, 2) == 4.33
    assert (accounts.ours.mean, accounts.difference_words) == (2, "+2,3")
    assert told.largest[0] is accounts
    assert rules.sentence(accounts) == ("Budget og regnskab: Foreningen ser 4,3 – kommunen 2,0.")


def test_what_is_not_known_is_no_number_and_says_what_it_could_have_been(checks, check, house):
    """4 and twice “ved ikke”: a mean of 4, between (4 + 1 + 1) / 3 = 2 and (4 + 5 + 5) / 3."""
    checks.theirs(check, house, {"vision": (4, None, None), "plan": (None, None, None)})
    checks.ours(check, {})
    told = checks.mirror(check, house)
    vision, plan = line(told, "vision"), line(told, "plan")
    assert (vision.theirs.mean, vision.theirs.lowest) == (4, 2)
    assert round(vision.theirs.highest, 2) == 4.67
    assert vision.theirs.base == "1 af 3 besvaret"
    assert plan.difference is None
    assert rules.why_not_beside(plan) == "Foreningen har ikke sat et tal på."
    assert [len(one.questions) for one in told.blind] == [5]


def test_each_office_counts_once(checks, house, cast):
    """One office says 1, 1, 1, the other 5 and does not know twice: (1 + 5) / 2 = 3, not 2."""
    check = checks.start(house, units=[cast.units[name] for name in BOTH])
    checks.theirs(check, house, {})
    checks.ours(check, {"roles": (1, 1, 1)}, BOTH[0])
    checks.ours(check, {"roles": (5, None, None)}, BOTH[1])
    roles = line(checks.mirror(check, house), "roles")
    assert (roles.ours.mean, roles.ours.given, roles.ours.answered) == (3, 2, 4)
    assert "Kommunen: 4 af 6 besvaret (2 forvaltninger, fra 1,0 til 5,0)" in rules.base(roles)


def part(mean, ends=(1, 5)):
    return Part(mean, 3, 3, 0, ends, mean, mean)


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        (1.5, 4.5, "Spørg efter det."),
        (4.5, 1.5, "kommunen kan bygge på"),
        (1.5, 2.0, "Ingen af jer står stærkt"),
        (4.0, 4.4, "Begge står godt"),
        (3.0, 1.0, ""),
    ],
)
def test_each_pair_of_numbers_has_its_own_word_on_what_to_talk_about(theirs, ours, said):
    hint = rules.hint(Line("k", "Emne", part(theirs), part(ours)))
    assert said in hint
    assert bool(said) == bool(hint)


def test_scales_with_other_ends_are_not_held_beside_each_other():
    one = Line("k", "Emne", part(4.0), part(6.0, (1, 7)))
    assert one.difference is None
    assert rules.why_not_beside(one) == "De to skalaer har ikke samme ender."


MEANS = st.none() | st.integers(10, 50).map(lambda tenths: tenths / 10)


@given(st.lists(st.tuples(MEANS, MEANS), max_size=12))
def test_the_biggest_difference_comes_first_and_none_is_invented(pairs):
    every = [Line(str(n), str(n), part(a), part(b)) for n, (a, b) in enumerate(pairs)]
    told = rules.by_difference(every)
    sizes = [abs(one.difference) for one in told]
    assert sizes == sorted(sizes, reverse=True)
    assert len(told) == sum(a is not None and b is not None for a, b in pairs)
    assert all(abs(one.difference) <= 4 for one in told)


# When it opens


def test_each_sees_its_own_at_once_and_the_other_when_both_have_answered(
    checks, check, house, cast, freja
):
    mehmet = cast.visit(cast.mehmet)
    checks.theirs(check, house, {"vision": (5, 5, 5)}, words="Vi vil skrive bedre ansøgninger.")
    mine, theirs = main(mehmet, at(house, check)), main(freja, office(house, check))
    assert "Vision 5,0 – –" in mine
    assert "Vi vil skrive bedre ansøgninger." in mine
    assert "Kommunen mangler svar fra Kulturforvaltningen." in mine
    assert "5,0" not in theirs
    assert "Vi vil skrive bedre" not in theirs
    checks.ours(check, {"vision": (1, 1, 1)})
    for client, page in ((mehmet, at(house, check)), (freja, office(house, check))):
        text = main(client, page)
        assert "Vision: Foreningen ser 5,0 – kommunen 1,0." in text
        assert "Vi vil skrive bedre ansøgninger." in text


def test_the_municipalitys_own_stands_at_once_for_the_office_alone(checks, check, house, cast):
    checks.ours(check, {"vision": (2, 2, 2)})
    assert line(checks.mirror(check, house, Side.OURS), "vision").ours.mean == 2
    assert checks.mirror(check, house, Side.THEIRS).lines == ()
    assert "2,0" not in main(cast.visit(cast.mehmet), at(house, check))


def test_an_office_that_never_answers_does_not_shut_the_mirror_for_good(checks, house, cast):
    """Until the deadline every office must answer first; after it, those that did are enough."""
    check = checks.start(house, units=[cast.units[name] for name in BOTH])
    checks.theirs(check, house, {})
    checks.ours(check, {})
    assert not checks.mirror(check, house).is_open
    assert checks.mirror(check, house).missing == ("Beskæftigelsesforvaltningen",)
    after = check.theirs.deadline + timedelta(minutes=1)
    assert checks.mirror(check, house, now=after).is_open


MOMENTS = st.none() | st.integers(0, 50).map(lambda hours: NOW + timedelta(hours=hours))


@given(MOMENTS, st.lists(MOMENTS, max_size=5), MOMENTS)
def test_it_never_opens_before_both_have_sent(theirs, ours, over):
    opened = rules.opens_at(theirs, ours, over, NOW + timedelta(hours=60))
    sent = [moment for moment in ours if moment]
    if theirs is None or not sent:
        assert opened is None
    elif opened is not None:
        assert opened >= theirs
        assert opened >= (max(sent) if len(sent) == len(ours) else over)


def test_answers_that_were_changed_after_both_could_see_them_say_so(checks, check, house, freja):
    early, late = clock.now() - timedelta(hours=3), clock.now() - timedelta(hours=1)
    checks.theirs(check, house, {}, at=early)
    checks.ours(check, {}, at=early)
    assert checks.mirror(check, house).corrected == ()
    checks.ours(check, {"vision": (5, 5, 5)}, at=late)
    assert [who for who, _at in checks.mirror(check, house).corrected] == ["Kulturforvaltningen"]
    assert "rettede sine svar" in main(freja, office(house, check))


# The same check again


@pytest.fixture
def twice(checks, house):
    """Last year vision was 2, 2, 2 and this year 2, 4, not known: 2 → 3 over two questions."""
    year = timedelta(days=300)
    before = checks.start(house, title="Tjek 2025", at=clock.now() - year)
    checks.theirs(before, house, {"vision": (2, 2, 2)}, at=clock.now() - year)
    checks.ours(before, {"vision": (3, 3, 3)}, at=clock.now() - year)
    now = checks.start(house)
    checks.theirs(now, house, {"vision": (2, 4, None)})
    checks.ours(now, {"vision": (2, 2, 2)})
    return now


def test_only_questions_answered_both_times_are_held_beside_each_other(checks, twice, house):
    again = checks.repeated(twice, house, Side.THEIRS)
    vision = again.subjects[0]
    assert again.before.title == "Tjek 2025"
    assert (vision.before, vision.now, vision.questions, vision.of) == (2, 3, 2, 3)
    assert vision.sentence == "Vision: højere, fra 2,0 til 3,0 (2 af 3 spørgsmål)."
    ours = checks.repeated(twice, house, Side.OURS).subjects[0]
    assert ours.sentence == "Vision: lavere, fra 3,0 til 2,0 (3 af 3 spørgsmål)."
    plan = again.subjects[2]
    assert plan.sentence == "Handleplan: 3,0 begge gange (3 af 3 spørgsmål)."


def test_a_change_is_never_called_progress(twice, house, cast):
    text = main(cast.visit(cast.mehmet), at(house, twice))
    assert "Vision: højere, fra 2,0 til 3,0 (2 af 3 spørgsmål)." in text
    assert "Få svar kan ikke vise fremgang" in text
    assert text.count("fremgang") == text.count("kan ikke vise fremgang")


def test_a_question_that_was_rebuilt_is_left_out_with_the_reason(checks, house, directory, cast):
    year = timedelta(days=300)
    before = checks.start(house, title="Tjek 2025", at=clock.now() - year)
    checks.theirs(before, house, {"vision": (2, 2, 2)}, at=clock.now() - year)
    with directory.open():
        draft = surveys.begin_version(
            questionnaire=asking.questionnaire_named(THEIRS), by=cast.freja, at=clock.now()
        )
        item = draft.sheet.sections[0].items[0]
        sheet = draft.sheet.with_item(
            replace(item, texts={"da": "Noget helt andet."}, is_comparable=False)
        )
        draft = surveys.write_whole(
            version=draft, revision=draft.revision, sheet=sheet, by=cast.freja, at=clock.now()
        )
        surveys.publish(version=draft, revision=draft.revision, by=cast.freja, at=clock.now())
    now = checks.start(house)
    checks.theirs(now, house, {"vision": (5, 3, 3)})
    checks.ours(now, {})
    vision = checks.repeated(now, house, Side.THEIRS).subjects[0]
    assert (vision.before, vision.now, vision.questions) == (2, 3, 2)
    assert "mærket, så tallene ikke kan sammenlignes" in vision.refused[0]


def test_a_subject_of_a_course_stands_beside_what_both_answer_now(checks, check, house, cast):
    with cast.acting(cast.freja):
        course = courses.add_course(
            id=uuid.uuid4(), title="Otte emner", purpose="", subjects=["Vision", "Kagebagning"],
            by=cast.freja, at=clock.now(),
        )  # fmt: skip
        run = courses.begin_run(
            id=uuid.uuid4(), course=course, title="Efterår 2026", begins_on=TODAY, gathering=None,
            by=cast.freja, at=clock.now(),
        )  # fmt: skip
        taking = courses.join_run(
            run=run, party=cast.medborgerhuset, on=TODAY, by=cast.freja, at=clock.now()
        )
        for subject in course_with(course.pk).subjects.all():
            courses.complete(
                taking=taking, subject=subject, on=TODAY, plan=courses.Plan("Vores vision"),
                version=0, by=cast.freja, at=clock.now(),
            )  # fmt: skip
    mehmet = cast.visit(cast.mehmet)
    checks.theirs(check, house, {"vision": (4, 4, 4)})
    assert "Efterår 2026" not in main(mehmet, at(house, check))
    checks.ours(check, {})
    text = main(mehmet, at(house, check))
    assert "Vision: Efterår 2026, i dag. Nu foreningen 4,0, kommunen 3,0." in text
    assert "Der kom en plan ud af det." in text
    assert "Kagebagning" not in text


def test_a_first_check_has_nothing_beside_it(checks, check, house):
    checks.theirs(check, house, {})
    checks.ours(check, {})
    assert checks.repeated(check, house, Side.THEIRS) is None


# Citizenship


def test_citizenship_is_the_associations_own_and_has_no_other_side(checks, house, cast):
    check = checks.start(house, citizenship=True)
    checks.answer(check.citizenship, house.pk, {"trust": (4, 5)})
    assert "Tillid til myndigheder" not in main(cast.visit(cast.freja), office(house, check))
    checks.theirs(check, house, {})
    text = main(cast.visit(cast.mehmet), at(house, check))
    assert "Tillid til myndigheder 4,5 2 af 2 besvaret" in text


# Paper


def test_the_paper_says_the_same_and_nothing_that_may_not_be_seen(checks, check, house, cast):
    checks.theirs(check, house, {"vision": (5, 5, 5)})
    freja, mehmet = cast.visit(cast.freja), cast.visit(cast.mehmet)
    assert "5,0" not in words_of(freja.get(f"{office(house, check)}spejl.pdf"))
    checks.ours(check, {"vision": (1, 1, 1)})
    answer = mehmet.get(f"{at(house, check)}spejl.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = words_of(answer)
    assert "Vision: Foreningen ser 5,0 – kommunen 1,0." in text
    assert "Intet er aftalt endnu." in text
    info = PdfReader(io.BytesIO(answer.content))
    assert info.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert info.trailer["/Root"]["/Lang"] == "da"


def words_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# Borders


def test_an_association_sees_its_own_mirror_and_no_other(checks, directory, cast, house):
    other = directory.add("Naboerne i Nord", party=cast.naboerne)
    check = checks.start(house, other)
    mehmet = cast.visit(cast.mehmet)
    assert mehmet.get(at(house, check)).status_code == 200
    for ending in ("", "spejl.pdf", "kort/"):
        assert mehmet.get(f"{at(other, check)}{ending}").status_code == 404
        assert cast.visit(cast.leila).get(f"{at(house, check)}{ending}").status_code == 403


def test_a_round_one_is_not_asked_in_does_not_exist(checks, directory, cast, house):
    other = checks.start(directory.add("Vi Mødes"))
    assert cast.visit(cast.mehmet).get(at(house, other)).status_code == 404
    assert cast.visit(cast.mehmet).get(
        f"/vores-side/{house.pk}/tjek/{uuid.uuid4()}/"
    ).status_code == (404)


def test_another_municipality_sees_nothing_of_it(checks, check, house, cast):
    gro = cast.visit(elsewhere(cast).by)
    for ending in ("", "spejl.pdf", "kort/"):
        assert gro.get(f"{office(house, check)}{ending}").status_code == 404


def test_an_associations_name_that_was_joined_keeps_its_answers(checks, check, house, directory):
    checks.theirs(check, house, {"vision": (4, 4, 4)})
    checks.ours(check, {})
    now = directory.add("Medborgerhuset i Byen")
    with directory.open():
        house.merged_into = now
        house.save()
        assert [row.pk for row in queries.rounds_of(now)] == [check.pk]
    assert line(checks.mirror(check, now), "vision").theirs.mean == 4
