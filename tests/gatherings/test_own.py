"""One's own sign-up behind a code: change it, take an offer, leave. Nobody else's opens."""

from favn.gatherings import actions
from favn.gatherings.rules.codes import code_for
from tests.gatherings.steps import filled


def page_of(signup, house="medborgerhuset"):
    return f"/tag-del/{house}/min/{code_for('signup', signup.pk)}/"


def test_the_number_is_changed_and_the_seat_given_back(calendar, guest):
    hodan = calendar.sign_up(calendar.gathering(seats=5))
    page = page_of(hodan)
    typed = filled(guest.get(page), persons=3, verb="persons")
    assert "Antallet er rettet." in guest.post(page, typed, follow=True).content.decode()
    answer = guest.post(page, {"verb": "leave"}, follow=True)
    assert "Du er meldt fra." in answer.content.decode()
    assert "Meld dig til igen" in answer.content.decode()
    assert calendar.now(hodan).state == "cancelled"


def test_an_offer_is_taken_with_one_button(calendar, guest):
    row = calendar.gathering(seats=1)
    hodan, piotr = calendar.sign_up(row, "Hodan"), calendar.sign_up(row, "Piotr")
    calendar.alone(actions.leave, signup=hodan)
    assert "Sig ja senest" in guest.get(page_of(piotr)).content.decode()
    page = guest.post(page_of(piotr), {"verb": "yes"}, follow=True).content.decode()
    assert "Pladsen er din" in page


def test_two_windows_on_one_sign_up_do_not_overwrite_each_other(calendar, guest):
    hodan = calendar.sign_up(calendar.gathering(seats=9))
    page = page_of(hodan)
    mine, theirs = (filled(guest.get(page), persons=n, verb="persons") for n in (2, 3))
    assert guest.post(page, theirs).status_code == 302
    assert guest.post(page, mine).status_code == 409
    assert calendar.now(hodan).persons == 3


def test_when_it_has_begun_or_is_cancelled_the_code_changes_nothing(calendar, guest):
    row = calendar.over()
    hodan = calendar.staff_sign_up(row)
    typed = filled(guest.get(page_of(hodan)), persons=3, verb="persons")
    for told in (typed, {"verb": "leave"}):
        answer = guest.post(page_of(hodan), told)
        assert answer.status_code == 422
        assert "begyndt eller slut" in answer.content.decode()
    assert (calendar.now(hodan).state, calendar.now(hodan).persons) == ("seated", 1)
    calendar.do(actions.leave, signup=hodan)
    assert calendar.now(hodan).state == "cancelled"
    off = calendar.gathering("Fest", seats=1)
    amal, piotr = calendar.sign_up(off, "Amal"), calendar.sign_up(off, "Piotr")
    calendar.alone(actions.leave, signup=amal)
    calendar.do(actions.cancel, gathering=off, reason="Salen er lukket.")
    assert guest.post(page_of(piotr), {"verb": "yes"}).status_code == 422
    assert calendar.now(piotr).state == "offered"


def test_a_hidden_place_is_told_to_those_with_a_seat_alone(calendar, guest):
    row = calendar.gathering(seats=1, place="Hemmelig vej 1", is_place_told=False)
    seated, waiting = calendar.sign_up(row, "Hodan"), calendar.sign_up(row, "Piotr")
    told = "Hemmelig vej 1"
    assert told in guest.get(page_of(seated)).content.decode()
    assert told not in guest.get(page_of(waiting)).content.decode()
    assert told not in guest.get("/tag-del/medborgerhuset/samtalesalon/").content.decode()
    files = [
        guest.get(f"{page_of(one)}arrangement.ics").content.decode() for one in (seated, waiting)
    ]
    assert [told in text for text in files] == [True, False]
    public = guest.get("/tag-del/medborgerhuset/samtalesalon/arrangement.ics").content.decode()
    assert told not in public


def test_the_code_on_paper_opens_it_and_a_wrong_one_says_so(calendar, guest):
    hodan = calendar.sign_up(calendar.gathering())
    code = code_for("signup", hodan.pk)
    door = "/tag-del/medborgerhuset/min/"
    typed = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
    assert guest.post(door, {"code": typed})["Location"] == page_of(hodan)
    wrong = guest.post(door, {"code": "AAAA BBBB CCCC DDDD"})
    assert wrong.status_code == 422
    assert "Koden åbner ingen tilmelding her" in wrong.content.decode()


def test_a_code_opens_nothing_in_another_house_and_is_kept_by_no_cache(calendar, guest):
    hodan = calendar.sign_up(calendar.gathering())
    assert guest.get(page_of(hodan, "naboerne")).status_code == 404
    assert guest.get(page_of(hodan))["Cache-Control"] == "no-store"
    assert code_for("signup", hodan.pk) not in hodan.token_hash
