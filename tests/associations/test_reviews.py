"""Did it happen? Both sides are asked by themselves, and a difference stays in the open."""

import pytest

from favn.associations.choices.cooperation import Happened
from favn.associations.rules.reviews import months_later
from favn.kit.refusals import Conflict, Refused
from tests.associations.pacts import HOUSE
from tests.cast import NOW, TODAY

AGO = months_later(TODAY, -7)


@pytest.fixture
def row(pacts):
    """Agreed seven months ago, to be looked at every half year."""
    at = NOW.replace(year=AGO.year, month=AGO.month, day=AGO.day)
    return pacts.agreed(at=at)


@pytest.fixture
def account(pacts, row):
    return pacts.accounts(row)[0]


def told(happened="yes", **said):
    return {"verb": "tell", "number": 0, "happened": happened, "again": "yes"} | said


def test_each_tells_by_itself_and_then_both_are_shown(row, account, mehmet, freja, place):
    tail = f"{row.pk}/opfoelgning/{account.review.pk}/"
    assert "Svar nu" in mehmet.get(f"{place}plads/").content.decode()
    sent = told(what="Tre fester", many=3, of_what="fester")
    assert mehmet.post(f"{place}{tail}", sent).status_code == 302
    assert "Tre fester" not in freja.get(f"{HOUSE}{tail}").content.decode()
    assert freja.post(f"{HOUSE}{tail}", told("partly", many=1, what="Kun én")).status_code == 302
    for client, door in ((mehmet, place), (freja, HOUSE)):
        page = client.get(f"{door}{tail}").content.decode()
        assert "I siger ikke det samme" in page
        assert "Tre fester" in page
        assert "Kun én" in page


def test_a_changed_answer_keeps_the_first_one(pacts, row, account, mehmet, place):
    page = f"{place}{row.pk}/opfoelgning/{account.review.pk}/"
    mehmet.post(page, told(what="Alt gik"))
    assert mehmet.post(page, told("no", what="Vi tog fejl")).status_code == 409
    changed = told("no", what="Vi tog fejl") | {"number": 1}
    assert mehmet.post(page, changed).status_code == 302
    text = mehmet.get(page).content.decode()
    assert "Alt gik" in text
    assert "Vi tog fejl" in text
    with pytest.raises(Conflict):
        pacts.tell(row, 1, Happened.PARTLY, number=1)


def test_nobody_tells_before_the_day(pacts, row, mehmet, place):
    later = pacts.accounts(row)[1]
    page = f"{place}{row.pk}/opfoelgning/{later.review.pk}/"
    assert "Dagen er ikke kommet endnu." in mehmet.get(page).content.decode()
    assert mehmet.post(page, told()).status_code == 422
    with pytest.raises(Refused):
        pacts.tell(row, 1, review=1)


def test_who_owes_an_answer_stands_by_name_until_it_is_given(pacts, row, freja):
    page = freja.get(HOUSE).content.decode()
    assert "De her mangler at svare" in page
    assert "Medborgerhuset, Kulturforvaltningen" in page
    pacts.tell(row, 1)
    pacts.tell(row, 2, Happened.NO)
    assert "De her mangler at svare" not in freja.get(HOUSE).content.decode()


def test_whoever_only_looks_sees_both_answers_when_both_are_there(pacts, row, account, cast):
    page = f"{HOUSE}{row.pk}/opfoelgning/{account.review.pk}/"
    birgitte = cast.visit(cast.birgitte)
    pacts.tell(row, 1, what="Vi holdt fest")
    assert "Vi holdt fest" not in birgitte.get(page).content.decode()
    assert birgitte.post(page, told()).status_code == 403
    pacts.tell(row, 2, what="Det passer")
    assert "Vi holdt fest" in birgitte.get(page).content.decode()


def test_a_year_after_both_are_asked_again(pacts, row, moving):
    days = [(a.review.due_on, a.review.occasion) for a in pacts.accounts(row)]
    assert (months_later(AGO, 12), "year") in days
    moving(months_later(AGO, 12))
    assert pacts.tell(row, 1, review=1).happened == Happened.YES


def test_a_new_version_keeps_what_was_told_and_sets_new_days(pacts, row):
    pacts.tell(row, 1)
    version = pacts.agreement(row, 1, rhythm=3, starts_on=TODAY, why="Oftere")
    for place in (1, 2):
        pacts.say(version, place)
    accounts = pacts.accounts(row)
    assert accounts[0].told[0].happened == Happened.YES
    assert accounts[1].review.due_on == months_later(TODAY, 3)


def test_the_office_reminds_who_owes_and_nobody_else(pacts, row, account, freja, letterbox):
    page = f"{HOUSE}{row.pk}/opfoelgning/{account.review.pk}/"
    ((entry, _link, form),) = freja.get(page).context["links"]
    sent = {name: form[name].value() for name in form.fields} | {"verb": "link"}
    assert freja.post(page, sent | {"entry": entry.pk}).status_code == 302
    (text,) = letterbox.to("hus@m.example")
    assert "Skete det, I aftalte om “Fest i gården”?" in text
    pacts.tell(row, 1)
    assert freja.get(page).context["links"] == []
    assert freja.post(page, sent | {"entry": entry.pk}).status_code == 404
