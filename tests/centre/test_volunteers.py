"""The project leader's first page: who waits, what lacks, what is empty, who has not come."""

import uuid
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.centre.actions import role_register, volunteers
from favn.centre.actions.volunteers import Signed
from favn.centre.choices import Item, Stage
from favn.centre.models import Volunteer, VolunteerRole
from favn.people.persons.choices import Act
from favn.people.persons.models import Person
from tests.cast import NOW, TODAY
from tests.centre.volunteering import SOON
from tests.gatherings.steps import filled

PAGE = "/frivillige/"


def test_an_empty_house_says_what_belongs_here_and_where_to_begin(team, vera):
    page = vera.get(PAGE).content.decode()
    assert "Skriv først en rolle" in page
    rest = ("alle", "timer", "henvendelser", "roller", "tal")
    for address in ("/vagter/", "/vagter/plan/", *(f"/frivillige/{name}/" for name in rest)):
        assert vera.get(address).status_code == 200, address


def test_whoever_wrote_first_stands_on_top(team, vera):
    team.role()
    for days, name in ((1, "Bodil Riis"), (9, "Amal Haddad")):
        signed = Signed(name, "x@x.example", is_mail=True)
        team.alone(
            volunteers.sign_up, id=uuid.uuid4(), signed=signed, at=NOW - timedelta(days=days)
        )
    page = vera.get(PAGE).content.decode()
    assert 0 < page.index("Amal Haddad") < page.index("Bodil Riis")


def test_it_says_whose_list_lacks_what_and_which_shifts_are_empty(team, vera):
    role = team.role("Rådgiver", Item.SECRECY)
    who = team.newcomer("Amal Haddad")
    who.wishes = [role.slug]
    with team.open():
        who.save()
    team.talked(who)
    team.shift(role, SOON)
    page = vera.get(PAGE).content.decode()
    assert "tavshedserklæring skrevet under" not in page  # not wished any more after the talk
    with team.open():
        Volunteer.objects.owned().update(wishes=[role.slug])
    page = vera.get(PAGE).content.decode()
    assert "tavshedserklæring skrevet under" in page
    assert "1 ledig" in page


def test_it_says_who_has_not_come_for_long_and_who_took_their_yes_back(team, vera):
    role = team.role()
    team.add("Henning Dam", role, days=90)
    gone = team.add("Gerda Holm", role)
    team.says(gone.person, act=Act.WITHDRAWN)
    page = vera.get(PAGE).content.decode()
    assert "Henning Dam</bdi></a>, endnu ikke på vagt" in page
    assert "Har trukket deres ja tilbage" in page


def test_a_talk_whose_day_has_passed_says_so(team, vera):
    team.role()
    who = team.newcomer("Amal Haddad")
    talk = f"/frivillige/{who.pk}/samtale/"
    vera.post(talk, filled(vera.get(talk), talk_on=str(TODAY - timedelta(days=2))))
    assert "Dagen er gået" in vera.get(PAGE).content.decode()


def test_the_last_of_thousands_is_on_a_page_like_the_first(team, vera):
    """Written at once, as a test of paging; the list asks as much for many as for a few."""
    team.role()
    team.newcomer("Amal Haddad")
    with CaptureQueriesContext(
        connection,
    ) as few:
        vera.get("/frivillige/alle/")
    with team.open():
        one = Person.objects.owned().get()
        rows = [
            Volunteer(
                organisation=team.house, signed_on=TODAY, stage=Stage.LEFT, left_on=TODAY,
                person=one, called="Amal",
            )
            for _ in range(2_000)
        ]  # fmt: skip
        Volunteer.objects.bulk_create(rows, batch_size=500)
    with CaptureQueriesContext(connection) as many:
        page = vera.get("/frivillige/alle/?trin=left&side=40").content.decode()
    assert "Side 40 af 40" in page
    assert len(many) <= len(few) + 2


def test_a_role_is_written_put_right_and_used_no_more(team, vera):
    page = "/frivillige/roller/"
    typed = filled(vera.get(page), name="Madklub", about="Laver mad.", needs=["introduction"])
    assert vera.post(page, typed).status_code == 302
    row = team.only(VolunteerRole)
    one = f"{page}{row.pk}/"
    again = filled(vera.get(one), name="Køkken", verb="revise")
    assert vera.post(one, again).status_code == 302
    assert vera.post(one, again).status_code == 409
    who = team.talked(team.newcomer("Amal Haddad"))
    team.see(who, Item.INTRODUCTION)
    team.do(volunteers.begin_role, who=who, role=row, version=who.version)
    assert "Nogen har rollen" in vera.post(one, {"verb": "retire"}).content.decode()
    held = team.again(who)
    team.do(volunteers.leave, who=held, why="time", version=held.version)
    assert vera.post(one, {"verb": "retire"}).status_code == 302


def test_two_roles_never_share_a_name(team, vera):
    team.role("Madklub")
    page = "/frivillige/roller/"
    answer = vera.post(page, filled(vera.get(page), name="madklub", about="Igen."))
    assert "allerede en rolle med det navn" in answer.content.decode()
    assert role_register.new_slug("Madklub", {"madklub"}) != "madklub"


def test_the_desk_and_the_manager_see_no_names(cast, team):
    team.add("Amal Haddad", team.role())
    for who in (cast.amina, cast.jonas, cast.sara):
        assert cast.visit(who).get(PAGE).status_code == 403
    assert cast.visit(cast.jonas).get("/frivillige/tal/").status_code == 200
