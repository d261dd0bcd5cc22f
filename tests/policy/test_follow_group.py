"""The follow-up group: seats by function, meetings with days, and what was done about them.

Known answers from a city's status of 2025: gathered again in 2024, met on 3 April and 7 October
2024 and 26 May 2025.
"""

import uuid

import pytest

from favn.policy.models import FollowGroup, Meeting, Seat
from tests.policy.steps import neighbour

PAGE = "/planen/foelgegruppe/"
MEETINGS = ("2024-04-03", "2024-10-07", "2025-05-26")


@pytest.fixture
def birgitte(houses, plan):
    return houses.visit(houses.birgitte)


def post(client, verb, page=PAGE, **typed):
    return client.post(page, {"verb": verb, "id": str(uuid.uuid4())} | typed)


@pytest.fixture
def gathered(birgitte):
    post(birgitte, "begin", name="Følgegruppen", task="Giver råd.", since="2024-01-15")
    return birgitte


def meet(client, on, decided="Flere skal vide, hvor man får råd.", followed=""):
    return post(client, "meet", on=on, decided=decided, followed=followed)


def only(houses, model):
    with houses.acting(houses.birgitte):
        return model.objects.owned().get()


def test_without_one_the_page_says_what_belongs_here(birgitte):
    assert "Ingen følgegruppe endnu" in birgitte.get(PAGE).content.decode()


def test_meetings_stand_newest_first_and_the_plan_leads_to_them(gathered):
    for day in MEETINGS:
        assert meet(gathered, day).status_code == 302
    body = gathered.get(PAGE).content.decode()
    days = ("mandag 26. maj 2025", "mandag 7. oktober 2024", "onsdag 3. april 2024")
    places = [body.index(f"{day}</h") for day in days]
    assert places == sorted(places)
    assert "3 møder er ikke fulgt op endnu." in body
    assert "Følgegruppen: 3 møder" in gathered.get("/planen/").content.decode()


def test_a_meeting_is_followed_up_in_words(gathered, houses):
    meet(gathered, MEETINGS[0])
    one = f"/planen/moede/{only(houses, Meeting).pk}/"
    done = {"id": str(uuid.uuid4()), "on": MEETINGS[0], "decided": "Råd.", "version": "1"}
    assert gathered.post(one, done | {"followed": "Der er afsat penge."}).status_code == 302
    body = gathered.get(PAGE).content.decode()
    assert "Fulgt op: Der er afsat penge." in body
    assert "Ikke fulgt op" not in body
    second = gathered.post(one, done | {"followed": "Noget andet."})
    assert second.status_code == 409
    assert "Der er afsat penge." in second.content.decode()
    assert "Noget andet." in second.content.decode()


def test_a_meeting_may_lie_ahead_but_has_decided_nothing(gathered):
    assert meet(gathered, "2027-03-01", decided="").status_code == 302
    assert "Intet er skrevet om mødet endnu." in gathered.get(PAGE).content.decode()
    answer = meet(gathered, "2027-04-01")
    assert answer.status_code == 422
    assert "Dagen ligger i fremtiden" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "2024-04-03"}, "Der står allerede et møde den dag."),
        ({"on": ""}, "Skriv dagen som dag-måned-år"),
        (
            {"on": "2024-05-03", "decided": "", "followed": "Gjort."},
            "Skriv først, hvad mødet",
        ),
    ],
)
def test_a_wrong_meeting_says_why(gathered, typed, sentence):
    meet(gathered, MEETINGS[0])
    answer = post(gathered, "meet", **({"decided": "Råd.", "followed": ""} | typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_seats_are_by_function_and_are_given_up(gathered, houses):
    seat = {"function": "Forperson", "body": "Foreningen", "since": "2024-04-03"}
    post(gathered, "seat", **seat)
    body = gathered.get(PAGE).content.decode()
    assert "1 plads, nedsat 15. jan. 2024." in body
    assert "Skriv funktionen og ikke navnet på et menneske." in body
    row = only(houses, Seat)
    leaving = {"verb": "leave", "seat": str(row.pk)}
    assert [gathered.post(PAGE, leaving).status_code for _ in range(2)] == [302, 422]
    body = gathered.get(PAGE).content.decode()
    assert "Forperson, Foreningen: fra 3. apr. 2024 til i dag" in body
    assert "Ingen har en plads endnu." in body


def test_the_same_forms_twice_make_one_of_each(gathered, houses):
    for verb, typed in (
        ("meet", {"on": MEETINGS[0], "decided": "Råd."}),
        ("seat", {"function": "Leder", "body": "", "since": "2024-04-03"}),
    ):
        same = {"id": str(uuid.uuid4())} | typed
        for _ in range(2):
            assert post(gathered, verb, **same).status_code == 302
    assert only(houses, Meeting).decided == "Råd."
    assert only(houses, Seat).function == "Leder"


def test_a_plan_has_one_group(gathered, houses):
    answer = post(gathered, "begin", name="En til", task="", since="2024-01-15")
    assert answer.status_code == 422
    assert "Planen har allerede en følgegruppe." in answer.content.decode()
    assert only(houses, FollowGroup).name == "Følgegruppen"


def test_offices_read_associations_do_not_and_neighbours_see_nothing(gathered, houses):
    meet(gathered, MEETINGS[0])
    one = f"/planen/moede/{only(houses, Meeting).pk}/"
    rasmus = houses.visit(houses.rasmus)
    assert "Flere skal vide" in rasmus.get(PAGE).content.decode()
    assert meet(rasmus, MEETINGS[1]).status_code == 403
    assert rasmus.get(one).status_code == 403
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403
    signe = neighbour(houses)
    assert [signe.get(address).status_code for address in (PAGE, one)] == [404, 404]


def test_thirty_seats_and_forty_meetings_cost_no_more_queries(
    gathered, houses, django_assert_max_num_queries
):
    for n in range(30):
        post(gathered, "seat", function=f"Funktion {n}", body="", since="2024-04-03")
    for n in range(1, 29):
        meet(gathered, f"2024-05-{n:02}")
    with django_assert_max_num_queries(12):
        body = gathered.get(PAGE).content.decode()
    assert "30 pladser" in body
