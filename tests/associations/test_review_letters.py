"""`favn reviews`: on the day both sides are reminded by themselves, once, and the page says so."""

import re
from datetime import timedelta

import pytest

from favn.associations.actions import agreements, freshness
from favn.associations.models import ReviewLetter
from favn.associations.rules.reviews import months_later
from favn.config import cli
from favn.kit import clock
from tests.associations.pacts import HOUSE
from tests.associations.steps import elsewhere
from tests.cast import NOW, TODAY, new_id

SITE = "https://favn.example"
SYSTUEN = "sy@v.example"


def remind():
    return cli.run(["reviews", "--site", SITE])


@pytest.fixture
def systuen(pacts):
    """An association without an account."""
    return pacts.directory.add("Systuen i Vest", email=SYSTUEN)


@pytest.fixture
def row(pacts, systuen):
    """Agreed half a year ago, so that today is the day."""
    day = months_later(TODAY, -6)
    at = NOW.replace(year=day.year, month=day.month, day=day.day)
    return pacts.agreed(at=at, row=pacts.aligned(pacts.cooperation(one=systuen)))


def letters(pacts):
    with pacts.open():
        return {one.side.name: one.reached for one in ReviewLetter.objects.owned()}


def test_both_sides_are_reminded_on_the_day_and_once(pacts, row, letterbox, cast, moving):
    for _again in range(2):
        assert remind() == cli.DONE
    (text,) = letterbox.to(SYSTUEN)
    assert "Skete det, I aftalte om “Fest i gården”?" in text
    (office,) = letterbox.to(cast.freja.email)
    path = re.search(rf"{SITE}(\S+)", office)[1]
    assert cast.visit(cast.freja).get(path).status_code == 200
    assert letters(pacts) == {"Systuen i Vest": "sent", "Kulturforvaltningen": "sent"}
    moving(TODAY + timedelta(days=1))
    remind()
    assert len(letterbox.letters) == 2


def test_the_letters_link_opens_the_answer(row, letterbox, cast):
    remind()
    path = re.search(rf"{SITE}(\S+)", letterbox.to(SYSTUEN)[0])[1]
    page = cast.visit().get(path).content.decode()
    assert "Svar nu" in page


def test_nobody_is_reminded_before_the_day_or_after_answering(pacts, row, letterbox, moving):
    moving(TODAY - timedelta(days=1))
    remind()
    assert letterbox.letters == []
    moving(TODAY)
    pacts.tell(row, 1)
    remind()
    assert letterbox.to(SYSTUEN) == []
    assert letters(pacts) == {"Kulturforvaltningen": "sent"}


def test_the_page_says_who_was_reminded_and_when(pacts, row, letterbox, freja):
    remind()
    account = pacts.accounts(row)[0]
    page = f"{HOUSE}{row.pk}/opfoelgning/{account.review.pk}/"
    assert "Systuen i Vest blev mindet med en mail i dag" in freja.get(page).content.decode()
    assert "Systuen i Vest mindet" in freja.get(HOUSE).content.decode()


def test_one_letter_tells_of_everything_that_waits(pacts, row, systuen, letterbox):
    day = months_later(TODAY, -6)
    at = NOW.replace(year=day.year, month=day.month, day=day.day)
    other = pacts.cooperation(one=systuen, title="Bazar på torvet")
    pacts.agreed(at=at, row=pacts.aligned(other))
    remind()
    (text,) = letterbox.to(SYSTUEN)
    assert "“Fest i gården”" in text
    assert "“Bazar på torvet”" in text


def test_what_no_server_takes_is_tried_again_and_told_by_the_code(pacts, row, letterbox, freja):
    letterbox.refused.add(SYSTUEN)
    assert remind() == cli.NO
    assert letters(pacts)["Systuen i Vest"] == "failed"
    assert (
        "Systuen i Vest: Ikke sendt: mailserveren tog den ikke" in freja.get(HOUSE).content.decode()
    )
    letterbox.refused.clear()
    assert remind() == cli.DONE
    assert len(letterbox.to(SYSTUEN)) == 1


def test_an_association_without_a_mail_is_said_and_not_a_fault(pacts, letterbox):
    silent = pacts.directory.add("Uden mail")
    day = months_later(TODAY, -6)
    at = NOW.replace(year=day.year, month=day.month, day=day.day)
    pacts.agreed(at=at, row=pacts.aligned(pacts.cooperation(one=silent)))
    assert remind() == cli.DONE
    assert letters(pacts)["Uden mail"] == "no-address"


def test_who_said_that_it_is_not_them_is_not_reminded(pacts, row, systuen, letterbox):
    at, by = clock.now(), pacts.directory.by
    with pacts.open():
        link = freshness.ask(id=new_id(), entry=systuen, address_of=lambda token: f"{SITE}/{token}",
                             by=by, at=at)  # fmt: skip
        freshness.claim(id=new_id(), link=link, said=freshness.Said("not_me"), at=at)
    assert remind() == cli.DONE
    assert letters(pacts) == {"Systuen i Vest": "no-address", "Kulturforvaltningen": "sent"}
    assert not any("Skete det" in text for text in letterbox.to(SYSTUEN))


def test_an_old_day_is_the_offices_to_raise(pacts, row, letterbox, moving):
    moving(TODAY + timedelta(days=31))
    remind()
    assert letterbox.letters == []


def test_an_ended_cooperation_is_asked_a_year_after(pacts, row, letterbox, moving):
    with pacts.open():
        agreements.end(
            cooperation=pacts.again(row), reason="Flyttet", by=pacts.by, said_by="Freja",
            at=clock.now(),
        )  # fmt: skip
    moving(months_later(TODAY, 12))
    remind()
    assert len(letterbox.to(SYSTUEN)) == 1


def test_another_municipality_reminds_only_its_own(pacts, row, letterbox, cast):
    elsewhere(cast)
    remind()
    assert len(letterbox.letters) == 2
    with pytest.raises(SystemExit):
        cli.run(["reviews"])
    assert cli.run(["reviews", "--site", "favn.example"]) == cli.WRONG_CALL
