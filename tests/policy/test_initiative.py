"""An initiative: its status, what was counted for it, and the form that asks for more."""

import re

import pytest

from favn.kit import clock
from favn.people.organisations.models import Unit
from favn.policy import actions
from favn.policy.choices import Status
from favn.policy.models import CountDuty, Initiative, Plan, StatusText
from tests.policy.steps import OTHER, accept, ask, cost, initiative, send, visits, withdraw
from tests.policy.test_count import filled

PAGE = "/planen/7/"
ASK = "/planen/7/bed-om-optaelling/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def shown(client):
    return client.get(PAGE).content.decode()


def words(page):
    """The page's words without tags, single-spaced."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_names_owner_and_what_is_missing(birgitte, row):
    page = shown(birgitte)
    assert "Indsatsen hører til Beskæftigelsesforvaltningen." in page
    assert "Mangler status" in page
    assert "Ingen forening er bedt om tal" in page


def test_an_accepted_count_stands_as_a_sentence_with_links(birgitte, houses, duty):
    send(houses, duty)
    assert "sendt, venter på godkendelse" in shown(birgitte)
    accept(houses, send_again(houses, duty))
    page = shown(birgitte)
    assert "4 besøg , 0 vejledninger . Godkendt i dag" in words(page)
    assert "/tal/centre.visits@medborgerhuset/2026-Q4/" in page


def send_again(houses, duty):
    visits(houses, 1)
    return send(houses, duty)


def test_a_correction_waits_and_the_accepted_value_stays(birgitte, houses, duty):
    accept(houses, send(houses, duty))
    send_again(houses, duty)
    page = words(shown(birgitte))
    assert "3 besøg" in page
    assert "4 besøg" not in page
    assert "En rettelse venter på svar." in page


def test_a_withdrawn_count_leaves_no_number(birgitte, houses, duty):
    count = send(houses, duty)
    accept(houses, count)
    withdraw(houses, count)
    page = words(shown(birgitte))
    assert "trukket tilbage i dag" in page
    assert "Talt dobbelt i november" in page
    assert "3 besøg" not in page


def test_status_is_saved_with_its_date(birgitte, houses, row):
    form = filled(birgitte, PAGE, "status", status="running", text="Huset åbnede i maj.")
    page = birgitte.post(PAGE, form, follow=True).content.decode()
    assert "Huset åbnede i maj." in page
    assert "I gang, i dag" in page
    assert birgitte.post(PAGE, form).status_code == 302
    with houses.acting(houses.birgitte):
        assert StatusText.objects.owned().count() == 1


def test_status_without_words_names_the_field_and_keeps_the_choice(birgitte, row):
    answer = birgitte.post(PAGE, filled(birgitte, PAGE, "status", status="stopped", text=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv mindst én sætning" in page
    assert re.search(r'value="stopped"[^>]*checked', page)


def test_two_who_write_status_and_the_second_keeps_the_words(birgitte, houses, row):
    form = filled(birgitte, PAGE, "status", status="running", text="Min tekst.")
    other = filled(birgitte, PAGE, "status", status="running", text="Din tekst.")
    birgitte.post(PAGE, other)
    answer = birgitte.post(PAGE, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Birgitte har skrevet status imens" in page
    assert "Min tekst.</textarea>" in page
    assert "Din tekst." in page


def test_the_association_is_asked(birgitte, houses, row):
    form = ask_form(birgitte, houses)
    page = birgitte.post(ASK, form, follow=True).content.decode()
    assert "Medborgerhuset er bedt om optællingen." in page
    birgitte.post(ASK, form)
    with houses.acting(houses.jonas):
        duty = CountDuty.objects.get_queryset().get()
    assert (duty.number, duty.title, duty.deadline_days) == (7, "Hverdagshjælp", 14)
    assert duty.figures == ["centre.visits"]


def test_only_numbers_that_can_be_asked_for_are_offered(birgitte, row):
    page = birgitte.get(ASK).content.decode()
    assert 'value="centre.visits"' in page
    assert "centre.guests" not in page
    assert "Antal mennesker er ikke med" in page


def ask_form(client, houses, **typed):
    page = client.get(ASK).content.decode()
    key = re.search(r'name="id" value="([^"]+)"', page)[1]
    form = {
        "id": key, "association": str(houses.medborgerhuset.pk), "figures": ["centre.visits"],
        "first": "2026-Q4", "last": "2027-Q1", "deadline_days": "14",
    }  # fmt: skip
    return form | typed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"figures": ["centre.guests"]}, "Det tal kan ikke sendes pr. kvartal."),
        ({"figures": []}, "Vælg mindst ét tal"),
        ({"last": "2026-Q1"}, "Det sidste kvartal ligger før det første"),
        ({"deadline_days": "snart"}, "Skriv fristen som et helt antal dage"),
        ({"association": ""}, "Vælg den forening, der skal tælle."),
        ({"id": "x"}, "Siden er for gammel. Åbn den igen."),
    ],
)
def test_a_wrong_wish_names_the_field_and_keeps_the_rest(birgitte, houses, row, typed, sentence):
    answer = birgitte.post(ASK, ask_form(birgitte, houses, **typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    if "first" not in typed:
        assert re.search(r'value="2026-Q4" selected', page)
    with houses.acting(houses.birgitte):
        assert not CountDuty.objects.owned().exists()


def test_the_funded_association_is_chosen_already(birgitte, houses, row):
    page = birgitte.get(ASK).content.decode()
    assert re.search(rf'value="{houses.medborgerhuset.pk}" selected', page)


def test_asking_is_stopped_with_a_reason(birgitte, houses, duty):
    send(houses, duty)
    key = {"verb": "stop", "duty": str(duty.pk)}
    assert birgitte.post(PAGE, key | {"reason": ""}).status_code == 422
    assert birgitte.post(PAGE, key | {"reason": "Aftalen er slut"}).status_code == 302
    page = shown(birgitte)
    assert "Stoppet i dag" in page
    assert "sendt, venter på godkendelse" in page
    assert birgitte.post(PAGE, key | {"reason": "Igen"}).status_code == 422


def test_only_the_planner_writes(houses, duty):
    rasmus = houses.visit(houses.rasmus)
    page = rasmus.get(PAGE).content.decode()
    assert "Gem status" not in page
    assert "Bed om en optælling" not in page
    assert rasmus.post(PAGE, {"verb": "status"}).status_code == 403
    assert rasmus.get(ASK).status_code == 403


def test_another_office_sees_no_counts(houses, plan, duty):
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    accept(houses, send(houses, ask(houses, theirs)))
    page = houses.visit(houses.rasmus).get("/planen/8/").content.decode()
    assert "ses af indsatsens egen forvaltning" in page
    assert "3 besøg" not in words(page)


def test_unknown_numbers_verbs_and_duties_are_404(birgitte, houses, row):
    assert birgitte.get("/planen/99/").status_code == 404
    assert birgitte.get("/planen/99/bed-om-optaelling/").status_code == 404
    assert birgitte.post(PAGE, {"verb": "delete"}).status_code == 404
    assert birgitte.post(PAGE, {"verb": "stop", "duty": str(row.pk)}).status_code == 404
    assert birgitte.post(PAGE, {"verb": "stop", "duty": "x"}).status_code == 404


def test_somebody_elses_id_in_the_form_is_404(birgitte, houses, row):
    with houses.acting(houses.leila):
        taken = CountDuty(
            organisation=houses.naboerne, addressed_to=houses.naboerne, number=1, title="x",
            initiative=stray(houses), first_quarter="2026-Q4", last_quarter="2026-Q4",
            asked_at="2026-11-19T09:00+01:00",
        )  # fmt: skip
        taken.save()
    assert birgitte.post(ASK, ask_form(birgitte, houses, id=str(taken.pk))).status_code == 404


def stray(houses):
    mine = {"organisation": houses.naboerne}
    plan = Plan.objects.create(**mine, slug="p", title="P", first_year=2026, last_year=2026)
    unit = Unit.objects.create(**mine, name="U", kind="team")
    return Initiative.objects.create(**mine, plan=plan, number=1, title="x", owner=unit)


def test_three_duties_cost_no_more_queries_than_one(birgitte, houses, row, duty):
    accept(houses, send(houses, duty))
    one = cost(birgitte, PAGE)
    ask(houses, row, houses.naboerne)
    ask(houses, row, figures=("centre.participations",))
    assert cost(birgitte, PAGE) == one


def say(cast, row, year, text, **more):
    with cast.acting(cast.birgitte):
        said = actions.Saying(Status.RUNNING, text, 0, **more)
        actions.say(initiative=row, year=year, saying=said, by=cast.birgitte, at=clock.now())


def test_a_status_says_who_gave_it_and_when(birgitte, houses, row):
    say(houses, row, 2025, "Vi er i gang.", who="Grethe Lind")
    assert "I gang, i dag (givet af Grethe Lind)" in words(shown(birgitte))


def test_an_inferred_status_is_marked_in_list_on_page_and_in_its_text(birgitte, houses, row):
    """Known wherever it is shown: nobody may take it for the office's answer."""
    say(houses, row, 2026, "Løber fra 2024.", is_inferred=True, rests_on="løber fra 2024")
    page = words(shown(birgitte))
    assert "Udledt I gang. Læst ud af teksten for 2026, ikke forvaltningens svar." in page
    assert "Udledt af “løber fra 2024”, ikke forvaltningens svar" in page
    assert "Skrevet af" not in page
    listed = birgitte.get("/planen/").content.decode()
    assert "Læst ud af teksten for 2026, ikke forvaltningens svar." in listed


def test_a_given_status_replaces_the_inferred_one(birgitte, houses, row):
    say(houses, row, 2025, "Løber.", is_inferred=True, rests_on="løber")
    say(houses, row, 2026, "Vi er i gang.", who="Grethe Lind")
    page = words(shown(birgitte))
    assert "givet af Grethe Lind" in page
    assert "Læst ud af teksten" not in page
