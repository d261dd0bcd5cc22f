"""The nation-wide network: who is in it, from where, since when, and what is counted of it.

16 associations in 9 municipalities, 7 of them new in 2023, is the report's
(centre-annual-report-2023, Alliance); its associations' names are not used.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.actions.network import keep_up
from favn.associations.queries import network as queries
from favn.associations.rules.network import Span, counted
from favn.config.cli import parser
from favn.config.commands import retention
from favn.gatherings import actions as gatherings
from favn.gatherings.actions import Facts, Hours
from favn.gatherings.queries import meetings_of
from favn.kit import clock
from tests.associations.steps import Network, form_of
from tests.cast import TODAY, join, new_id

PRINTED = {"netvaerksmoede": (28, 31, 26, 28), "seminar": (17, 21, 14, 19, 18)}
"""Participants of each meeting, invented so that they sum to the printed 113 and 89."""
PLACES = ("København", "Odense", "Aarhus", "Viborg", "Silkeborg", "Svendborg", "Slagelse",
          "Aalborg", "Vejle")  # fmt: skip


@pytest.fixture
def alliance(network):
    """Nine associations before 2023, one in each municipality, and seven that came in 2023."""
    old = [network.join(f"Forening {p}", p, date(2021, 1 + n, 3)) for n, p in enumerate(PLACES)]
    new = [network.join(f"Ny {n}", PLACES[n % 4], date(2023, 1 + n, 9)) for n in range(7)]
    return old + new


def test_2023_has_sixteen_members_in_nine_municipalities_and_seven_new(network, alliance):
    assert network.total("network_members", 2023) == 16
    assert network.total("network_places", 2023) == 9
    assert network.total("network_new", 2023) == 7
    assert network.total("network_members", 2022) == 9


def test_who_leaves_in_a_year_is_not_counted_at_its_end(network, alliance):
    network.leave(alliance[0], date(2024, 6, 1))
    assert network.total("network_members", 2023) == 16
    assert network.total("network_members", 2024) == 15
    assert network.total("network_places", 2024) == 9
    network.leave(alliance[8], date(2024, 8, 1))
    assert network.total("network_places", 2024) == 8


def test_a_new_year_begins_with_the_members_of_the_last(network, alliance, settings):
    settings.TODAY = date(TODAY.year + 1, 1, 2)
    assert network.total("network_members", TODAY.year + 1) == 16
    assert network.total("network_new", TODAY.year + 1) == 0


def test_a_network_nobody_touches_is_still_counted_years_later(network, alliance, settings):
    """`favn retention` runs every night and writes the coming year where it is missing."""
    settings.TODAY = date(TODAY.year + 2, 1, 2)
    assert network.total("network_members", TODAY.year + 2) == 0
    words = ["retention", "--organisation", "medborgerhuset"]
    assert retention.run(parser("retention").parse_args(words)) == 0
    assert network.total("network_members", TODAY.year + 2) == 16
    with network.open():
        assert not keep_up(today=settings.TODAY)


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, 1500), st.none() | st.integers(1, 1500)),
        max_size=12,
    )
)
def test_what_is_counted_agrees_with_the_plainest_way(drawn):
    begins = date(2021, 1, 1)
    spans = [
        Span(new_id(), place, begins + timedelta(days=on),
             None if stays is None else begins + timedelta(days=on + stays))
        for place, on, stays in drawn
    ]  # fmt: skip
    for year in range(2021, 2027):
        last = date(year, 12, 31)
        there = [s for s in spans if s.joined_on <= last and not (s.left_on and s.left_on <= last)]
        rows = list(counted(spans, year))
        assert Counter(row.place for row in rows) == Counter(s.place for s in there)
        assert sum(row.is_first for row in rows) == len({s.place for s in there})
        new = sum(s.joined_on.year == year for s in there)
        assert sum(row.standing == "new" for row in rows) == new


def test_an_empty_network_says_what_to_do_first(network, mikkel):
    assert "Skriv den første ind" in mikkel.get("/netvaerk/").content.decode()


def test_an_association_comes_in_once_with_a_municipality_of_the_register(network, mikkel):
    page = mikkel.get("/netvaerk/ny/")
    typed = form_of(page, name="Somalisk Kvindekreds", municipality="Aarhus")
    answers = [mikkel.post("/netvaerk/ny/", typed) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    text = mikkel.get("/netvaerk/").content.decode()
    assert text.count("Somalisk Kvindekreds") == 1
    wrong = form_of(mikkel.get("/netvaerk/ny/"), name="Leg og Lyst", municipality="Århus")
    assert mikkel.post("/netvaerk/ny/", wrong).status_code == 422


def test_the_page_shows_the_year_its_figures_and_its_tiles(alliance, mikkel):
    page = mikkel.get("/netvaerk/?aar=2023").content.decode()
    assert "Netværket i 2023" in page
    assert "associations.network_members@medborgerhuset/2023" in page
    assert "Foreningerne er fra 9 kommuner" in page
    assert "89 kommuner har ingen forening" in page
    figure = mikkel.get("/tal/associations.network_members@medborgerhuset/2023/?by=place")
    assert figure.status_code == 200
    assert "Svendborg" in figure.content.decode()


def test_an_association_leaves_with_a_reason_and_its_link_ends(network, mikkel, cast):
    row = network.join("Kulturkredsen")
    link = network.link(row)
    page = f"/netvaerk/{row.pk}/"
    out = {"verb": "leave", "version": 1, "on": str(TODAY), "because": ""}
    assert mikkel.post(page, out).status_code == 422
    assert mikkel.post(page, out | {"because": "Foreningen lukkede"}).status_code == 302
    assert "Foreningen lukkede" in mikkel.get("/netvaerk/").content.decode()
    assert cast.visit().get(link).status_code == 410
    assert mikkel.post(page, {"verb": "back", "version": 2}).status_code == 302
    assert network.total("network_members", TODAY.year) == 1


@pytest.mark.parametrize("day", ["2024-05-01", "2023-01-01", "2027-01-01"])
def test_nobody_leaves_the_network_before_they_came(network, mikkel, day):
    row = network.join("Kulturkredsen", on=date(2024, 5, 1))
    out = {"verb": "leave", "version": 1, "on": day, "because": "x"}
    assert mikkel.post(f"/netvaerk/{row.pk}/", out).status_code == 422


def test_a_link_is_shown_once_and_a_new_one_closes_the_old(network, mikkel, cast):
    row = network.join("Kulturkredsen")
    page = f"/netvaerk/{row.pk}/"
    form = {"verb": "link", "id": mikkel.get(page).context["new_id"]}
    first = mikkel.post(page, form).context["link"]
    assert first
    assert not mikkel.post(page, form).context or "netvaerksside" not in str(
        mikkel.get(page).content
    )
    second = mikkel.post(page, {"verb": "link", "id": new_id()}).context["link"]
    nobody = cast.visit()
    assert nobody.get(first).status_code == 410
    assert nobody.get(second).status_code == 200


def test_the_association_confirms_its_own_page(network, cast):
    row = network.join("Kulturkredsen", contact="Ayan Nur", email="a@x.example")
    nobody, link = cast.visit(), network.link(row)
    assert "aldrig bekræftet" in nobody.get(link).content.decode()
    page = nobody.get(f"{link}ret/")
    assert nobody.post(f"{link}ret/", form_of(page, about="Sang og dans")).status_code == 302
    text = nobody.get(link).content.decode()
    assert "Sang og dans" in text
    assert "mindre end en måned siden" in text


def test_two_of_an_association_who_write_at_once_lose_nothing(network, cast):
    row = network.join("Kulturkredsen")
    nobody, link = cast.visit(), network.link(row)
    mine, theirs = (nobody.get(f"{link}ret/") for _ in range(2))
    assert nobody.post(f"{link}ret/", form_of(theirs, about="Sang")).status_code == 302
    late = nobody.post(f"{link}ret/", form_of(mine, about="Dans"))
    assert late.status_code == 409
    assert "Dans" in late.content.decode()


def test_a_member_with_accounts_opens_it_at_home(network, cast):
    join(cast, "olga", cast.naboerne, "chair", None)
    olga = cast.visit(cast.olga)
    assert olga.get("/netvaerk/hos/medborgerhuset/").status_code == 404
    network.join("Naboerne i Nord", party=cast.naboerne)
    assert "Medborgerhuset" in olga.get("/netvaerk/hos/").content.decode()
    page = olga.get("/netvaerk/hos/medborgerhuset/ret/")
    typed = form_of(page, about="Fællesspisning")
    assert olga.post("/netvaerk/hos/medborgerhuset/ret/", typed).status_code == 302
    assert "Fællesspisning" in olga.get("/netvaerk/hos/medborgerhuset/").content.decode()


def test_everybody_sees_only_those_who_want_to_be_seen(network, cast):
    network.join("Synlig Forening", is_public=True, contact="Ayan Nur")
    network.join("Skjult Forening")
    birgitte = cast.visit(cast.birgitte)
    page = birgitte.get("/foreningsnetvaerk/medborgerhuset/").content.decode()
    assert "Synlig Forening" in page
    assert "Skjult Forening" not in page
    assert "Ayan Nur" not in page
    assert birgitte.get("/netvaerk/").status_code == 403


@pytest.mark.parametrize("page", ["", "ret/"])
def test_another_houses_network_does_not_exist_here(network, mikkel, cast, page):
    join(cast, "olga", cast.naboerne, "network", None)
    theirs = Network(cast, cast.naboerne, cast.olga)
    row = theirs.join("Nabokredsen")
    assert mikkel.get(f"/netvaerk/{row.pk}/{page}").status_code == 404
    assert "Nabokredsen" not in mikkel.get("/netvaerk/").content.decode()
    link = theirs.link(row).replace("naboerne", "medborgerhuset")
    assert cast.visit().get(link).status_code == 404
    with network.open():
        assert queries.spans() == []


def test_four_meetings_with_113_and_five_seminars_with_89_and_who_was_host(network, mikkel, cast):
    """Printed for 2023: 4 network meetings (113), 5 seminars (89); hosts rotate between towns."""
    north, south = network.join("Nordkredsen", "Aalborg"), network.join("Sydkredsen", "Svendborg")
    with network.open():
        kinds = {k.slug: k for k in gatherings.first_kinds(by=network.by, at=clock.now())}
        for kind, heads in PRINTED.items():
            for n, came in enumerate(heads):
                _meeting(network, kinds[kind], date(2023, 2 + n, 9), (north, south)[n % 2], came)
    page = mikkel.get("/netvaerk/?aar=2023")
    assert [(one.held, one.came) for one in page.context["met"]] == [(5, 89), (4, 113)] or [
        (one.held, one.came) for one in page.context["met"]
    ] == [(4, 113), (5, 89)]
    text = page.content.decode()
    assert "Vært: Nordkredsen." in text
    assert "Vært: Sydkredsen." in text
    hosted = {row.name: day for row, day in page.context["rows"]}
    assert hosted == {"Nordkredsen": date(2023, 6, 9), "Sydkredsen": date(2023, 5, 9)}


def _meeting(network, kind, on, host, heads):
    before = make_aware(datetime.combine(on - timedelta(days=9), time(9)))
    facts = Facts(
        kind, f"{kind.name} {on:%m}", "Erfaringer", host.party, place="Salen", takes_signups=False
    )
    row = gatherings.make(id=new_id(), facts=facts, hours=Hours(on, time(17), time(20)),
                          by=network.by, at=before)  # fmt: skip
    gatherings.announce(gathering=row, by=network.by, at=before)
    (meeting,) = meetings_of(row)
    gatherings.count_walk_ins(meeting=meeting, heads=heads, shown=0, by=network.by, at=clock.now())


def test_a_name_alone_never_opens_the_network_for_somebody_with_accounts(network, cast):
    join(cast, "olga", cast.naboerne, "chair", None)
    network.join(cast.naboerne.name)
    olga = cast.visit(cast.olga)
    assert olga.get("/netvaerk/hos/medborgerhuset/").status_code == 404
