"""The food club: a guest who also cooks is counted at the table and in the kitchen, never added."""

from datetime import timedelta

from favn.centre.models import Hours, Participation
from favn.kit import figures
from favn.people.persons.models import Card
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY
from tests.centre.test_cards import issue


def total(house, figure):
    return figures.value(figure, house.pk, Period(TODAY.year), edition=Edition.INTERNAL).total


def test_who_cooks_and_eats_is_one_at_the_table_and_hours_in_the_kitchen(desk, team, settings):
    cook, evening = team.role("Kok"), desk.cast.slots["cafe@medborgerhuset"]
    amal = team.add("Amal Haddad", cook, guest=True)
    line = team.line(cook, on=TODAY, slot=evening, places=2)
    team.regular(line, amal)
    issue(desk)
    (card,) = desk.rows(Card)
    with team.open():
        Card.objects.owned().filter(pk=card.pk).update(person=amal.person)
    desk.tap(desk.session(), card=card.code)
    desk.tap(desk.session())
    settings.TODAY = TODAY + timedelta(days=1)
    assert [team.settle(), team.settle()] == [1, 0]
    assert [row.card_id for row in desk.rows(Participation)].count(card.pk) == 1
    house, neighbours = desk.cast.medborgerhuset, desk.cast.naboerne
    assert total(house, "centre.participations") == 2
    assert total(house, "centre.volunteer_hours") == team.only(Hours).minutes / 60 > 0
    with desk.cast.acting(desk.cast.leila):
        assert total(neighbours, "centre.participations") in (0, None)


def test_an_evening_that_is_called_off_has_neither_guests_nor_hours(desk, team, settings):
    cook, evening = team.role("Kok"), desk.cast.slots["cafe@medborgerhuset"]
    team.regular(team.line(cook, on=TODAY, slot=evening), team.add("Amal Haddad", cook))
    day = f"/ugen/{TODAY}/{evening.session_id(TODAY)}/"
    jonas = desk.cast.visit(desk.cast.jonas)
    jonas.post(day, {"verb": "call-off", "seen": "0", "note": "Ovnen er gået i stykker."})
    settings.TODAY = TODAY + timedelta(days=1)
    assert team.settle() == 0
    assert desk.rows(Participation) == []
