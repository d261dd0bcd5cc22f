"""The pages of whoever looks after the look-ups: all of them, the week's sample, and a decision."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from favn.people.accounts import reviews
from favn.people.accounts.models import LookedAt, Lookup, LookupReview, Opening

MONDAY = date(2026, 11, 9)
"""The week before the cast's."""


def at(day, hour=10, minute=0):
    return timezone.make_aware(datetime.combine(MONDAY + timedelta(days=day), time(hour, minute)))


def looked(cast, who, moment, status=200, person=None, **more):
    with cast.acting(who):
        row = Lookup(
            organisation_id=cast.medborgerhuset.pk if who != cast.kian else cast.naboerne.pk,
            at=moment, actor_id=who.pk, actor_label=who.name, role="counsellor",
            kind=more.pop("kind", "read"), page="register:person", status=status, **more,
        )  # fmt: skip
        row.save()
        LookedAt(
            organisation_id=row.organisation_id, lookup=row, person_id=person or uuid4()
        ).save()
        return row


def busy_week(cast, count=60):
    return [looked(cast, cast.sara, at(n % 5, 9 + n % 7, n % 60)) for n in range(count)]


def test_the_log_tells_who_what_how_many_and_why(houses):
    looked(houses, houses.sara, at(0), purpose="Brev til kommunen", kind="print")
    html = houses.visit(houses.jonas).get("/opslag/").content.decode()
    for words in ("Sara", "Udskrift", "Brev til kommunen"):
        assert words in html


def test_an_empty_log_says_what_will_stand_there(houses):
    html = houses.visit(houses.jonas).get("/opslag/?kind=print").content.decode()
    assert "Ingen opslag her" in html


def test_one_chooses_by_kind_by_whom_and_of_whom(houses):
    person = uuid4()
    looked(houses, houses.sara, at(0), kind="print", purpose="Første")
    looked(houses, houses.nora, at(1), person=person, purpose="Andet")
    jonas = houses.visit(houses.jonas)
    for query, shown, hidden in (
        ("kind=print", "Første", "Andet"),
        (f"who={houses.nora.pk}", "Andet", "Første"),
        (f"person={person}", "Andet", "Første"),
    ):
        html = jonas.get(f"/opslag/?{query}").content.decode()
        assert shown in html
        assert hidden not in html


@pytest.mark.parametrize(
    "query", ["kind=x", "who=x", "person=x", "side=0", "side=x", "who=" + "9" * 99]
)
def test_a_choice_that_means_nothing_shows_the_log(houses, query):
    looked(houses, houses.sara, at(0), purpose="Første")
    answer = houses.visit(houses.jonas).get(f"/opslag/?{query}")
    assert answer.status_code == 200
    assert "Første" in answer.content.decode()


def test_a_long_log_comes_in_pages(houses, django_assert_max_num_queries):
    busy_week(houses, 120)
    jonas = houses.visit(houses.jonas)
    jonas.get("/opslag/")
    with django_assert_max_num_queries(60):
        html = jonas.get("/opslag/").content.decode()
    assert "Side 1 af 3" in html


def test_reading_the_log_stands_in_the_log(houses):
    houses.visit(houses.jonas).get("/opslag/")
    with houses.acting(houses.jonas):
        assert [(r.actor_label, r.page) for r in Lookup.objects.owned()] == [
            ("Jonas", "accounts:lookups")
        ]


def test_the_other_house_sees_none_of_it(houses):
    row = looked(houses, houses.sara, at(0), purpose="Brev til kommunen")
    leila = houses.visit(houses.leila)
    for page in ("/opslag/", f"/opslag/uge/?uge={MONDAY}", "/opslag/uden-for-adgang/"):
        assert "Brev til kommunen" not in leila.get(page).content.decode()
        assert "Sara" not in leila.get(page).content.decode()
    assert leila.get(f"/opslag/{row.pk}/").status_code == 404
    assert leila.post(f"/opslag/{row.pk}/", {"verdict": "fine"}).status_code == 404


@pytest.mark.parametrize("who", ["amina", "sara", "nora", "ida", "mehmet", "birgitte"])
def test_only_whoever_looks_after_it_reads_it(houses, who):
    assert houses.visit(getattr(houses, who)).get("/opslag/").status_code == 403


def test_the_sample_is_the_same_each_time_and_nobody_chooses_it(houses, settings):
    busy_week(houses)
    with houses.acting(houses.jonas):
        first = [line.lookup.pk for line in reviews.sample(MONDAY)]
        assert first == [line.lookup.pk for line in reviews.sample(MONDAY)]
        settings.SECRET_KEY = "another host's"
        assert first != [line.lookup.pk for line in reviews.sample(MONDAY)]
    assert len(first) == reviews.DRAWN


def test_a_quiet_week_is_seen_whole_and_other_weeks_stay_out(houses):
    mine = looked(houses, houses.sara, at(6, 23 - 3))
    looked(houses, houses.sara, at(7, 0, 1))
    looked(houses, houses.sara, at(-1, 20))
    with houses.acting(houses.jonas):
        assert [line.lookup for line in reviews.sample(MONDAY)] == [mine]


def test_what_stands_out_comes_first_with_its_reason(houses):
    busy_week(houses)
    night = looked(houses, houses.nora, at(2, 23, 30))
    refused = looked(houses, houses.amina, at(3), status=403)
    with houses.acting(houses.jonas):
        head = [(line.lookup, line.why) for line in reviews.sample(MONDAY)[:2]]
    assert head == [(refused, "Forsøg, der blev afvist"), (night, "Om natten")]


def test_many_in_an_hour_stand_out_once(houses):
    for minute in range(reviews.MANY + 5):
        looked(houses, houses.sara, at(0, 9) + timedelta(seconds=50 * minute))
    with houses.acting(houses.jonas):
        reasons = [line.why for line in reviews.sample(MONDAY)]
    assert reasons.count("Mange på kort tid") == 1


def test_planted_snooping_is_found_in_the_first_hundred_lines(houses):
    """Promise 36, for what the log itself can tell: at night, and where the door said no."""
    busy_week(houses, 400)
    planted = {looked(houses, houses.nora, at(n % 7, 22 + n % 2, n)).pk for n in range(10)}
    planted |= {looked(houses, houses.amina, at(n % 7, 11, n), status=404).pk for n in range(10)}
    with houses.acting(houses.jonas):
        shown = {line.lookup.pk for line in reviews.sample(MONDAY)[:100]}
    assert len(planted & shown) >= 18


def test_a_decision_is_kept_and_the_week_ends(houses):
    row = looked(houses, houses.sara, at(0), purpose="Brev til kommunen")
    jonas = houses.visit(houses.jonas)
    assert "ikke set igennem" in jonas.get("/opslag/").content.decode()
    answer = jonas.post(f"/opslag/{row.pk}/", {"verdict": "fine", "note": "Sara havde en aftale"})
    assert answer["Location"] == f"/opslag/uge/?uge={MONDAY}"
    html = jonas.get(f"/opslag/uge/?uge={MONDAY}").content.decode()
    assert "Ugen er set igennem" in html
    with houses.acting(houses.jonas):
        review = LookupReview.objects.get()
        assert (review.verdict, review.by, review.note) == (
            "fine", houses.jonas, "Sara havde en aftale",
        )  # fmt: skip
        assert MONDAY not in reviews.overdue(date(2026, 11, 19))


def test_a_decision_may_change_and_history_keeps_both(houses):
    row = looked(houses, houses.sara, at(0))
    jonas = houses.visit(houses.jonas)
    for verdict in ("asked", "breach"):
        jonas.post(f"/opslag/{row.pk}/", {"verdict": verdict})
    html = jonas.get(f"/opslag/{row.pk}/").content.decode()
    assert "brud på persondata, afgjort af Jonas" in html
    log = jonas.get("/haendelser/").content.decode()
    assert log.count("Set igennem: opslag") == 2


@pytest.mark.parametrize("wrong", [{}, {"verdict": "x"}, {"verdict": "fine", "note": "x" * 301}])
def test_a_decision_that_is_none_is_refused_with_a_sentence(houses, wrong):
    row = looked(houses, houses.sara, at(0))
    answer = houses.visit(houses.jonas).post(f"/opslag/{row.pk}/", {"x": "y", **wrong})
    assert answer.status_code == 422
    with houses.acting(houses.jonas):
        assert not LookupReview.objects.exists()


def test_a_look_up_in_full_says_what_was_searched_for(houses):
    row = looked(houses, houses.sara, at(0), kind="search", criterion="Zahra")
    html = houses.visit(houses.jonas).get(f"/opslag/{row.pk}/").content.decode()
    for words in ("Søgte efter", "Zahra", "Sara (Rådgiver)", "Vist"):
        assert words in html


@pytest.mark.parametrize("wrong", ["x", "2026-13-01", "9999-12-31", "0001-01-01", "2026-11-20"])
def test_a_week_that_is_none_or_has_not_been_is_not_found(houses, wrong):
    assert houses.visit(houses.jonas).get(f"/opslag/uge/?uge={wrong}").status_code == 404


def test_the_log_of_what_was_done_leads_to_the_log_of_look_ups(houses):
    assert 'href="/opslag/"' in houses.visit(houses.jonas).get("/haendelser/").content.decode()
    assert (
        'href="/opslag/"' not in houses.visit(houses.birgitte).get("/haendelser/").content.decode()
    )


def test_nobody_drowns_the_sample_by_loading_pages(houses):
    """Forty page views of one opening are one line; one loud account hides no other."""
    with houses.acting(houses.siv):
        opening = Opening(
            organisation=houses.medborgerhuset, account=houses.siv, person_id=uuid4(),
            reason="Rådgiveren er syg", at=at(0), ends_at=at(0, 14),
        )  # fmt: skip
        opening.save()
    for minute in range(40):
        looked(houses, houses.siv, at(0, 11, minute), opening=opening)
        looked(houses, houses.amina, at(1, 11, minute), status=404)
    quiet = looked(houses, houses.nora, at(4, 12), status=403)
    night = looked(houses, houses.tove, at(5, 23))
    with houses.acting(houses.jonas):
        lines = reviews.sample(MONDAY)
    whys = [line.why for line in lines]
    assert whys.count("Åbnet uden for egen adgang") == 1
    assert whys.count("Forsøg, der blev afvist") == reviews.QUOTA
    assert {quiet.pk, night.pk} <= {line.lookup.pk for line in lines if "Trukket" not in line.why}


def test_many_counts_persons_and_not_page_views(houses):
    one = uuid4()
    for second in range(reviews.MANY + 5):
        looked(houses, houses.sara, at(0, 9) + timedelta(seconds=second), person=one)
    with houses.acting(houses.jonas):
        assert "Mange på kort tid" not in [line.why for line in reviews.sample(MONDAY)]


def test_the_draw_of_a_week_is_not_made_again_for_every_look(houses, django_assert_max_num_queries):
    busy_week(houses)
    with houses.acting(houses.jonas):
        assert reviews.overdue(date(2026, 11, 19)) == [MONDAY]
        with django_assert_max_num_queries(9):
            assert reviews.overdue(date(2026, 11, 19)) == [MONDAY]
