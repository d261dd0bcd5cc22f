"""Next steps: proposed by one side, agreed by the other, late, followed up; two sides at once."""

import uuid
from datetime import timedelta

import pytest

from favn.associations.choices.steps import STEP_MOVES, Side, StepState
from favn.associations.models import NextStep
from favn.associations.rules.steps import why_not_moved
from favn.kit import clock
from favn.kit.history import of
from tests.associations.checking import PAGE, main
from tests.associations.steps import elsewhere, form_of
from tests.cast import TODAY


@pytest.fixture
def house(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset)


@pytest.fixture
def check(checks, house):
    row = checks.start(house)
    checks.theirs(row, house, {})
    checks.ours(row, {})
    return row


@pytest.fixture
def mehmet(cast):
    return cast.visit(cast.mehmet)


def propose(client, page, **typed):
    said = {"verb": "propose", "what": "Mødes om fonde", "hand": "both", "subject": "fundraising",
            "due_on": (TODAY + timedelta(days=20)).isoformat()}  # fmt: skip
    return client.post(page, form_of(client.get(page)) | said | typed)


def own(house, check):
    return f"/vores-side/{house.pk}/tjek/{check.pk}/"


def office(house, check):
    return f"/foreninger/{house.slug}/tjek/{check.pk}/"


def the_step(directory):
    with directory.open():
        return NextStep.objects.owned().get()


def pages(house, row):
    return f"/vores-side/{house.pk}/skridt/{row.pk}/", f"/foreninger/{house.slug}/skridt/{row.pk}/"


def move(client, page, to, **typed):
    form = client.get(page).context["moving"]
    said = {"verb": "move", "version": form["version"].value(), "to": to}
    return client.post(page, said | typed)


def test_one_side_proposes_and_only_the_other_can_say_yes(
    check, house, directory, mehmet, freja, cast
):
    assert propose(mehmet, own(house, check)).status_code == 302
    row = the_step(directory)
    theirs, ours = pages(house, row)
    assert (row.state, row.proposed_by) == (StepState.PROPOSED, Side.THEIRS)
    refused = move(mehmet, theirs, "agreed")
    assert refused.status_code == 422
    assert "Kommunen skal sige ja, før det er aftalt." in refused.content.decode()
    assert move(freja, ours, "agreed").status_code == 302
    assert the_step(directory).agreed_at is not None
    assert "Mødes om fonde" in main(mehmet, own(house, check))


def test_what_was_agreed_at_a_meeting_needs_no_second_yes(check, house, directory, freja, mehmet):
    answer = propose(freja, office(house, check), met_on=TODAY.isoformat())
    assert answer.status_code == 302
    assert the_step(directory).state == StepState.AGREED
    assert "met_on" not in mehmet.get(own(house, check)).context["form"].fields


def test_a_meeting_to_come_has_agreed_nothing(check, house, freja):
    answer = propose(freja, office(house, check), met_on="2026-12-24")
    assert answer.status_code == 422
    assert "Mødet er ikke holdt endnu." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": ""}, "Skriv noget her."),
        ({"due_on": "2026-01-01"}, "Dagen er gået. Vælg en dag, der kommer."),
        ({"due_on": "i morgen"}, "Skriv dagen som dag-måned-år"),
        ({"hand": "nogen"}, "Vælg fra listen."),
    ],
)
def test_a_step_says_what_and_by_when(check, house, freja, typed, said):
    answer = propose(freja, office(house, check), **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_same_form_twice_is_one_step(check, house, directory, freja):
    page = office(house, check)
    form = form_of(freja.get(page)) | {"verb": "propose", "what": "Ring", "hand": "ours",
                                       "due_on": "2026-12-01"}  # fmt: skip
    assert [freja.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert the_step(directory).what == "Ring"


def test_nothing_is_agreed_before_both_have_answered(checks, house, directory, freja):
    check = checks.start(house)
    answer = propose(freja, office(house, check), subject="")
    assert answer.status_code == 422
    assert "Vent, til begge har svaret." in answer.content.decode()


def test_a_step_ends_with_what_came_of_it(check, house, directory, freja):
    propose(freja, office(house, check), met_on=TODAY.isoformat())
    _theirs, page = pages(house, the_step(directory))
    silent = move(freja, page, "done")
    assert silent.status_code == 422
    assert "Skriv med få ord, hvad der kom ud af det." in silent.content.decode()
    assert move(freja, page, "done", said="To ansøgninger er sendt.").status_code == 302
    row = the_step(directory)
    assert (row.state, row.outcome) == (StepState.DONE, "To ansøgninger er sendt.")
    assert row.ended_at is not None
    assert move(freja, page, "begun").status_code == 302
    assert the_step(directory).ended_at is None
    assert "To ansøgninger er sendt." in main(freja, page)


def test_two_sides_at_once_lose_nothing(check, house, directory, freja, mehmet):
    propose(freja, office(house, check), met_on=TODAY.isoformat())
    theirs, ours = pages(house, the_step(directory))
    old = mehmet.get(theirs).context["moving"]["version"].value()
    assert move(freja, ours, "begun").status_code == 302
    late = mehmet.post(
        theirs, {"verb": "move", "version": old, "to": "done", "said": "Vi har mødtes."}
    )
    assert late.status_code == 409
    assert "Vi har mødtes." in late.content.decode()
    assert the_step(directory).state == StepState.BEGUN


def test_what_is_late_stands_first_with_how_late(check, house, directory, freja):
    propose(freja, office(house, check), met_on=TODAY.isoformat())
    row = the_step(directory)
    with directory.open():
        NextStep.objects.owned().update(due_on=clock.today() - timedelta(days=3))
    for page in (PAGE, f"{PAGE}skridt/"):
        text = main(freja, page)
        assert "Over tiden" in text
        assert "3 dage over tiden" in text
    _theirs, page = pages(house, row)
    said = {"verb": "postpone", "version": "1", "due_on": "2026-12-24"}
    assert freja.post(page, said).status_code == 302
    assert "Over tiden" not in main(freja, f"{PAGE}skridt/")
    with directory.open():
        assert of(row).filter(verb="postpone").exists()


def test_a_proposal_is_never_late(check, house, directory, mehmet, freja):
    propose(mehmet, own(house, check))
    with directory.open():
        NextStep.objects.owned().update(due_on=clock.today() - timedelta(days=3))
    assert "Over tiden" not in main(freja, f"{PAGE}skridt/")


def test_without_steps_the_page_says_where_they_come_from(freja):
    assert "Ingen skridt endnu" in main(freja, f"{PAGE}skridt/")


@pytest.mark.parametrize("before", StepState)
@pytest.mark.parametrize("after", StepState)
def test_only_moves_of_the_table_are_made(before, after):
    why = why_not_moved(before, after, by="ours", proposed_by="theirs", said="Derfor.")
    assert (why is None) == (after in STEP_MOVES[before])


def test_history_never_keeps_the_words_of_a_step(check, house, directory, freja):
    propose(freja, office(house, check), holder="Hodan Ali", met_on=TODAY.isoformat())
    row = the_step(directory)
    move(freja, pages(house, row)[1], "done", said="Hodan ringede.")
    with directory.open():
        told = str(list(of(row).values_list("changes", "reason")))
    assert "Hodan" not in told


def test_a_foreign_step_does_not_exist(check, house, directory, freja, mehmet, cast):
    propose(freja, office(house, check))
    theirs, ours = pages(house, the_step(directory))
    other = directory.add("Vi Mødes")
    assert freja.get(ours.replace(house.slug, other.slug)).status_code == 404
    assert cast.visit(elsewhere(cast).by).get(ours).status_code == 404
    assert cast.visit(cast.leila).get(theirs).status_code == 403
    assert mehmet.get(f"/vores-side/{house.pk}/skridt/{uuid.uuid4()}/").status_code == 404
