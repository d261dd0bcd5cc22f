"""The staff's pages of a gathering: made, announced, changed, repeated, cancelled, moved."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook

from favn.gatherings import actions, queries
from favn.gatherings.choices import Answer
from favn.gatherings.models import Gathering, Letter
from favn.gatherings.views.doors import A_PAGE
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled

LIST = "/arrangementer/"


def page_of(row, tail=""):
    return f"{LIST}{row.pk}/{tail}"


def test_an_empty_house_is_led_from_the_list_to_its_first_gathering(cast, jonas):
    assert "Ingen arrangementer her" in jonas.get(LIST).content.decode()
    assert "Opret først en slags" in jonas.get(f"{LIST}ny/").content.decode()
    jonas.post(f"{LIST}slags/", {"verb": "first"})
    assert "Netværksmøde" in jonas.get(f"{LIST}slags/").content.decode()


def test_one_is_made_several_weeks_in_a_row_and_announced(calendar, jonas):
    page = jonas.get(f"{LIST}ny/")
    typed = filled(
        page, title="Sprogkursus", kind=str(calendar.kinds["kursus"].pk), purpose="Lær dansk.",
        on="2026-12-01", starts="17.00", ends="19:30", times=4, place="Havnegade 12", seats=20,
    )  # fmt: skip
    first, second = (jonas.post(f"{LIST}ny/", typed) for _time in range(2))
    assert first["Location"] == second["Location"]
    with calendar.cast.acting(calendar.by):
        row = Gathering.objects.owned().get()
        assert [str(m.on) for m in queries.meetings_of(row)] == [
            "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"
        ]  # fmt: skip
    jonas.post(first["Location"], {"verb": "announce"})
    public = calendar.cast.visit().get("/tag-del/medborgerhuset/sprogkursus/")
    assert public.status_code == 200


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"days": -1}, "Skriv først en dag, der ikke er gået."),
        ({"place": ""}, "Skriv først, hvor det foregår"),
    ],
)
def test_what_lacks_a_day_or_a_place_is_not_announced(calendar, jonas, more, sentence):
    row = calendar.draft(**more)
    assert sentence in jonas.get(page_of(row)).content.decode()
    assert jonas.post(page_of(row), {"verb": "announce"}).status_code == 422


def test_a_new_place_is_told_and_two_who_change_at_once_are_told_too(calendar, jonas):
    row = calendar.gathering()
    calendar.sign_up(row)
    mine, theirs = (
        filled(jonas.get(page_of(row, "ret/")), place=place) for place in ("Mit sted", "Deres sted")
    )
    assert jonas.post(page_of(row, "ret/"), theirs).status_code == 302
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().filter(why="moved").count() == 1
    answer = jonas.post(page_of(row, "ret/"), mine)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Deres sted" in text
    assert "Mit sted" in text
    assert jonas.post(page_of(row, "ret/"), filled(answer)).status_code == 302
    assert calendar.now(row).place == "Mit sted"


def test_lowered_seats_name_who_is_over(calendar, jonas):
    row = calendar.gathering(seats=5)
    calendar.sign_up(row, "Hodan")
    calendar.sign_up(row, "Piotr")
    typed = filled(jonas.get(page_of(row, "ret/")), seats=1)
    page = jonas.post(page_of(row, "ret/"), typed, follow=True).content.decode()
    assert "Disse har ikke plads mere: Piotr." in page
    assert "Over pladserne" in jonas.get(page_of(row, "tilmeldte/")).content.decode()


def test_the_same_as_last_time_takes_everything_but_the_days(calendar, jonas):
    row = calendar.over("Kursus", times=3, seats=12, co_hosts=(calendar.party(),))
    typed = filled(jonas.get(page_of(row, "igen/")), on="2027-01-11")
    where = jonas.post(page_of(row, "igen/"), typed)["Location"]
    with calendar.cast.acting(calendar.by):
        made = Gathering.objects.owned().exclude(pk=row.pk).get()
        days = [str(m.on) for m in queries.meetings_of(made)]
        assert [one.party.name for one in made.co_hosts.all()] == ["Café Kanel"]
    assert (made.title, made.seats, made.state, made.slug) == ("Kursus", 12, "draft", "kursus-2")
    assert days == ["2027-01-11", "2027-01-18", "2027-01-25"]
    assert where.endswith(f"{made.pk}/")


def test_the_invited_who_have_not_said_no_hear_of_a_new_place_too(calendar, jonas, letterbox):
    row = calendar.gathering()
    calendar.invite(row)
    said_no = calendar.invite(row, "Eritreas Venner", "ev@x.example")
    calendar.alone(
        actions.answer, invitation=said_no, said=Answer.NO, who_comes="", persons=0, version=1
    )
    page = page_of(row, "ret/")
    jonas.post(page, filled(jonas.get(page), place="Torvet 3"))
    (words,) = (text for text in letterbox.to("kanel@x.example") if "Der er ændret noget" in text)
    assert "Hej Café Kanel" in words
    assert "Sted: Torvet 3" in words
    assert letterbox.to("ev@x.example") == []


def test_one_more_day_of_what_was_held_opens_it_again_and_is_told(calendar, jonas, letterbox):
    row = calendar.over()
    calendar.staff_sign_up(row)
    calendar.do(actions.hold, meeting=calendar.meeting(row))
    page, hours = page_of(row, "gange/"), {"starts": "17:00", "ends": "20:00"}
    jonas.post(page, filled(jonas.get(page), on=str(TODAY - timedelta(days=1)), **hours))
    assert calendar.now(row).state == "held"
    typed = filled(jonas.get(page), on="2026-12-03", **hours)
    for _twice in range(2):
        jonas.post(page, typed)
    assert calendar.now(row).state == "announced"
    (words,) = (text for text in letterbox.to("hodan@x.example") if "Der er ændret noget" in text)
    assert "torsdag 3. december 2026" in words


def test_long_lists_are_paged_and_name_the_directory_on_a_page_of_its_own(calendar, jonas):
    row = calendar.over()
    calendar.party("Ukendt Forening")
    for number in range(A_PAGE + 1):
        signup = calendar.staff_sign_up(row, f"Gæst {number}", contact="20112233")
        calendar.do(
            actions.plan_call, meeting=calendar.meeting(row), signup=signup, invitation=None,
            due_on=TODAY + timedelta(days=number), who="Jonas",
        )  # fmt: skip
    for page in (page_of(row, "tilmeldte/"), f"{LIST}opkald/"):
        text = jonas.get(page).content.decode()
        assert "Side 1 af 2" in text
        assert "Ukendt Forening" not in text
        assert f"Gæst {A_PAGE}" not in text
        assert f"Gæst {A_PAGE}" in jonas.get(f"{page}?side=2").content.decode()
    assert f"Opkald ({A_PAGE + 1})" in jonas.get(LIST).content.decode()


def test_a_cancelled_one_tells_all_who_are_in_with_the_reason(calendar, jonas, letterbox):
    row = calendar.gathering(seats=1)
    calendar.sign_up(row, "Hodan", "hodan@x.example")
    calendar.sign_up(row, "Piotr", "piotr@x.example")
    calendar.sign_up(row, "Amal", "40556677")
    assert "Amal: 40556677" in jonas.get(page_of(row, "aflys/")).content.decode()
    assert jonas.post(page_of(row, "aflys/"), {"reason": " "}).status_code == 422
    jonas.post(page_of(row, "aflys/"), {"reason": "Salen er lukket."})
    told = {to[0] for to, letter in letterbox.letters if "Aflyst" in str(letter["Subject"])}
    assert told == {"hodan@x.example", "piotr@x.example"}
    assert jonas.post(page_of(row, "aflys/"), {"reason": "Igen"}).status_code == 422
    public = calendar.cast.visit().get("/tag-del/medborgerhuset/samtalesalon/").content.decode()
    assert "Salen er lukket." in public


def test_one_time_of_a_course_is_moved_and_another_called_off(calendar, jonas):
    row = calendar.gathering("Kursus", times=3)
    calendar.sign_up(row)
    first, second = calendar.meeting(row, 0), calendar.meeting(row, 1)
    page = f"{LIST}gang/{first.pk}/ret/"
    typed = filled(jonas.get(page), on="2026-11-30", starts="18:00", verb="move")
    assert jonas.post(page, typed).status_code == 302
    page = f"{LIST}gang/{second.pk}/ret/"
    jonas.post(page, filled(jonas.get(page), "off", reason="Læreren er syg.", verb="off"))
    stands = calendar.meeting(row, 1)
    public = calendar.cast.visit().get("/tag-del/medborgerhuset/kursus/").content.decode()
    assert stands.is_off
    assert "Læreren er syg." in public
    assert "mandag 30. november 2026" in public
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().filter(why="moved").count() == 2


def test_the_list_finds_by_words_state_and_kind_and_keeps_the_past_apart(calendar, jonas):
    calendar.gathering("Fest", kind="fest")
    calendar.draft("Kladde")
    calendar.over("Gammelt møde")

    def titles(query):
        return [row.title for row in jonas.get(LIST + query).context["page"]]

    assert titles("") == ["Fest", "Kladde"]
    assert titles("?q=fes") == titles("?tilstand=announced") == titles("?slags=fest") == ["Fest"]
    assert titles("?vis=holdte") == ["Gammelt møde"]
    assert "Intet passer" in jonas.get(f"{LIST}?q=findes-ikke").content.decode()


def test_the_workbook_has_a_line_for_each_and_runs_no_formula(calendar, jonas, tmp_path):
    row = calendar.gathering(seats=1)
    calendar.sign_up(row, "=HYPERLINK(1)")
    calendar.sign_up(row, "Piotr", "20112233", persons=2)
    file = tmp_path / "book.xlsx"
    file.write_bytes(jonas.get(page_of(row, "tilmeldte.xlsx")).content)
    lines = list(load_workbook(file).active.iter_rows(values_only=True))
    assert [line[1:5] for line in lines[1:]] == [
        ("'=HYPERLINK(1)", "hodan@x.example", 1, "Har plads"),
        ("Piotr", "20112233", 2, "På venteliste"),
    ]


def test_the_staff_writes_in_who_called_and_seats_who_waits(calendar, jonas):
    row = calendar.gathering(seats=1, closes_on=TODAY - timedelta(days=1))
    page = page_of(row, "tilmeldte/")
    for name in ("Hodan", "Piotr"):
        typed = filled(jonas.get(page), name=name, contact="20112233", verb="add")
        assert jonas.post(page, typed).status_code == 302
    assert "Samme kontakt" in jonas.get(page).content.decode()
    with calendar.cast.acting(calendar.by):
        piotr = queries.signups_of(row)[1]
    jonas.post(page, {"verb": "seat", "signup": str(piotr.pk)})
    assert calendar.states(row) == {"Hodan": "seated", "Piotr": "seated"}
    party = calendar.party()
    chosen = f"{page}{piotr.pk}/forening/"
    assert chosen in jonas.get(page).content.decode()
    assert jonas.post(chosen, {"party": "findes-ikke"}).status_code == 422
    jonas.post(chosen, filled(jonas.get(chosen), party=str(party.pk)))
    assert calendar.now(piotr).party_id == party.pk
    jonas.post(page, {"verb": "leave", "signup": str(piotr.pk)})
    assert calendar.states(row)["Piotr"] == "cancelled"


def test_a_held_meeting_cannot_be_moved(calendar, jonas):
    meeting = calendar.meeting(calendar.over())
    calendar.do(actions.hold, meeting=meeting, at=NOW)
    page = f"{LIST}gang/{meeting.pk}/ret/"
    answer = jonas.post(page, filled(jonas.get(page), on="2026-11-30", verb="move"))
    assert answer.status_code == 422
    assert "tæller med. Den kan ikke flyttes" in answer.content.decode()
