"""One entry: corrected, taken out, restored, always with what stood before."""

from datetime import date, timedelta

import pytest

from favn.centre.choices import Void
from favn.centre.models import Guidance, Participation, Visit
from favn.kit import clock, history
from favn.kit.models import Change
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, new_id

YESTERDAY = TODAY - timedelta(days=1)


def address(row):
    return f"/indtastninger/{row._meta.model_name}/{row.pk}/"


def correction(row, **fields):
    typed = {"verb": "correct", "version": row.version, "on": row.on.isoformat(), "hour": row.hour}
    target = getattr(row, "topic_id", None) or getattr(row, "session_id", None)
    return typed | ({"target": target} if target else {}) | {"reason": "Forkert knap"} | fields


def send(desk, row, typed, who=None):
    client = desk.cast.visit(who) if who else desk.client
    return client.post(address(row), typed)


def test_a_wrong_hour_and_day_is_put_right_with_its_reason_in_the_history(desk):
    row = desk.visit()
    answer = send(desk, row, correction(row, on=YESTERDAY.isoformat(), hour="9"))
    assert answer.url == f"/indtastninger/?dag={YESTERDAY.isoformat()}"
    (now,) = desk.rows(Visit)
    assert (now.on, now.hour, now.weekday, now.version) == (YESTERDAY, 9, 3, 2)
    with acting_for(desk.cast.medborgerhuset.pk):
        line = history.of(now)[0]
    assert (line.verb, line.reason, line.actor_label) == ("correct", "Forkert knap", "Amina")
    assert line.changes == {"on": ["2026-11-19", "2026-11-18"], "hour": ["13", "9"]}
    html = desk.client.get(address(now)).content.decode()
    assert "Dag: torsdag 19. november 2026 → onsdag 18. november 2026" in html
    assert "Tidspunkt: 13–14 → 09–10" in html
    assert "2026-11-19" not in html


def test_both_months_are_counted_again(desk):
    row = desk.visit()
    with acting_for(desk.cast.medborgerhuset.pk):
        Change.objects.get_queryset().delete()
    send(desk, row, correction(row, on="2026-10-30"))
    with acting_for(desk.cast.medborgerhuset.pk):
        marks = set(Change.objects.get_queryset().values_list("year", "month"))
    assert marks == {(2026, 10), (2026, 11)}


def test_a_participation_moves_to_another_session_which_is_opened(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    wanted = desk.cast.slots["sy@medborgerhuset"].session_id(TODAY)
    send(desk, row, correction(row, target=wanted))
    assert desk.rows(Participation)[0].session.activity.name == "Systuen"


def test_a_new_day_asks_for_a_session_of_that_day_and_keeps_the_rest(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    week_ago = TODAY - timedelta(days=7)
    answer = send(desk, row, correction(row, on=week_ago.isoformat(), reason="Ugen før"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Holdet er ikke på den dag. Vælg et af dagens." in html
    assert "Ugen før" in html
    there = desk.cast.slots["cafe@medborgerhuset"].session_id(week_ago)
    assert str(there) in html
    send(desk, row, correction(row, on=week_ago.isoformat(), target=there))
    (now,) = desk.rows(Participation)
    assert (now.on, now.session_id) == (week_ago, there)


def test_a_guidance_moves_to_another_topic(desk):
    desk.tap(desk.topic())
    (row,) = desk.rows(Guidance)
    send(desk, row, correction(row, target=desk.cast.topics["mitid@medborgerhuset"].pk))
    assert desk.rows(Guidance)[0].topic.name == "MitID"


@pytest.mark.parametrize("foreign", ["cafe@naboerne", "nobody"])
def test_a_foreign_topic_cannot_be_chosen(desk, foreign):
    desk.tap(desk.topic())
    (row,) = desk.rows(Guidance)
    target = desk.cast.topics["brev@naboerne"].pk if "@" in foreign else new_id()
    assert send(desk, row, correction(row, target=target)).status_code == 422
    assert desk.rows(Guidance)[0].version == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Hvorfor retter du?"),
        ({"on": "2030-01-01", "reason": "Tastet forkert"}, "ligger i fremtiden"),
        ({"on": "19/11", "reason": "Tastet forkert"}, "dag-måned-år"),
        ({"reason": "Ingenting"}, "Du har ikke ændret noget"),
    ],
)
def test_a_mistake_names_the_mend_and_keeps_what_was_typed(desk, fields, sentence):
    row = desk.visit()
    answer = send(desk, row, correction(row, **fields))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert fields["reason"] in html
    assert desk.rows(Visit)[0].version == 1


def test_the_second_of_two_gets_a_readable_conflict_and_can_send_again(desk):
    row = desk.visit()
    seen_by_both = correction(row, hour="9")
    send(desk, row, seen_by_both)
    answer = send(desk, row, seen_by_both | {"hour": "11"}, who=desk.cast.jonas)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "En anden har rettet det samme imens" in html
    assert "09–10" in html
    assert desk.rows(Visit)[0].hour == 9
    again = answer.context["correction"]["version"].value()
    send(desk, row, seen_by_both | {"hour": "11", "version": again}, who=desk.cast.jonas)
    assert desk.rows(Visit)[0].hour == 11


def test_taken_out_and_counted_again(desk):
    row = desk.visit()
    send(desk, row, {"verb": "void", "version": 1, "why": "twice"})
    assert desk.rows(Visit)[0].void == Void.TWICE
    send(desk, row, {"verb": "restore", "version": 2})
    (now,) = desk.rows(Visit)
    assert (now.voided_at, now.void) == (None, "")
    with acting_for(desk.cast.medborgerhuset.pk):
        assert [line.verb for line in history.of(now)].count("restore") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"verb": "void", "version": 1, "why": "other"}, "Skriv kort, hvad der er galt."),
        ({"verb": "void", "version": 1, "why": "undone"}, "Hvad er der galt?"),
        ({"verb": "restore", "version": 1}, "tæller allerede med"),
    ],
)
def test_what_cannot_be_done_is_said(desk, typed, sentence):
    row = desk.visit()
    answer = send(desk, row, typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert desk.rows(Visit)[0].version == 1


OLD = {
    "void": {"why": "twice"},
    "restore": {},
    "correct": {"on": "2023-05-03", "hour": "9", "reason": "Forkert dag"},
}


def of_a_closed_year(desk, **fields):
    with acting_for(desk.cast.medborgerhuset.pk):
        row = Visit(id=new_id(), organisation=desk.cast.medborgerhuset, on=date(2023, 5, 2),
                    hour=12, **fields)  # fmt: skip
        row.save()
    return row


@pytest.mark.parametrize("verb", OLD)
def test_the_desk_cannot_change_a_closed_year_and_the_manager_can(desk, verb):
    out = {"voided_at": clock.now(), "void": Void.WRONG} if verb == "restore" else {}
    row = of_a_closed_year(desk, **out)
    typed = {"verb": verb, "version": 1} | OLD[verb]
    answer = send(desk, row, typed)
    assert answer.status_code == 422
    assert "kun den daglige leder kan rette den" in answer.content.decode()
    assert desk.rows(Visit)[0].version == 1
    assert send(desk, row, typed, who=desk.cast.jonas).status_code == 302
    assert desk.rows(Visit)[0].version == 2


def test_an_entry_cannot_be_moved_back_into_a_closed_year(desk):
    row = desk.visit()
    for who in (desk.cast.amina, desk.cast.jonas):
        assert send(desk, row, correction(row, on="2023-05-02"), who=who).status_code == 422
    assert desk.rows(Visit)[0].on == TODAY


def test_the_page_of_a_closed_year_explains_and_has_forms_for_the_manager_only(desk):
    row = of_a_closed_year(desk)
    html = desk.client.get(address(row)).content.decode()
    assert "kun den daglige leder kan rette den" in html
    assert 'name="verb"' not in html
    manager = desk.cast.visit(desk.cast.jonas).get(address(row)).content.decode()
    assert "kun den daglige leder" not in manager
    assert 'name="verb"' in manager


def test_the_sessions_to_choose_from_write_their_hour_as_the_reader_does(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    assert "Sprogcafé, 13.00" in desk.client.get(address(row)).content.decode()
    english = desk.client.get(address(row), headers={"accept-language": "en"})
    assert "Sprogcafé, 13:00" in english.content.decode()


def test_unknown_and_foreign_entries_are_not_found(desk):
    row = desk.visit()
    leila = desk.cast.visit(desk.cast.leila)
    for method in (leila.get, leila.post):
        assert method(address(row)).status_code == 404
    assert desk.client.get(f"/indtastninger/visit/{new_id()}/").status_code == 404
    assert desk.client.get(f"/indtastninger/card/{row.pk}/").status_code == 404


def test_history_names_the_sessions_with_their_day_as_people_write_it(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    wanted = desk.cast.slots["sy@medborgerhuset"].session_id(TODAY)
    send(desk, row, correction(row, target=wanted))
    html = desk.client.get(address(row)).content.decode()
    day = "torsdag 19. november 2026"
    assert f"Hold: Sprogcafé {day} → Systuen {day}" in html


def test_history_says_why_an_entry_was_taken_out(desk):
    row = desk.visit()
    typed = {"verb": "void", "version": 1, "why": "twice", "note": "Også talt på tavlen"}
    send(desk, row, typed)
    html = desk.client.get(address(row)).content.decode()
    line = html[html.index("Historik") :]
    assert "Talt to gange; Også talt på tavlen" in line
    send(desk, row, {"verb": "restore", "version": 2})
    assert "Talt med igen" in desk.client.get(address(row)).content.decode()


def test_a_future_day_is_refused_at_the_day_and_not_at_the_session(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    answer = send(desk, row, correction(row, on="2026-12-24"))
    errors = answer.context["correction"].errors
    assert answer.status_code == 422
    assert list(errors) == ["on"]
    assert "ligger i fremtiden" in errors["on"][0]
    assert desk.rows(Participation)[0].version == 1
