"""The teams of an association: made, renamed and closed, and colleagues moved, by who leads."""

import pytest

from favn.centre.models import Case
from favn.kit import clock
from favn.kit.models import History
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts.actions.teams import close_team, move_colleague
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Unit
from tests.cast import new_id
from tests.centre.casework import Casework
from tests.people.inviting import INVITE, STAFF, House

TEAMS = "/konto/teams/"


class Teams:
    """What the leader of a house does with its teams."""

    def __init__(self, cast):
        self.cast, self.team = cast, cast.units["Rådgivningen"]

    def client(self, who="jonas"):
        return self.cast.visit(getattr(self.cast, who))

    def make(self, name, who="jonas", **more):
        form = {"id": str(new_id()), "name": name} | more
        answer = self.client(who).post(TEAMS, form, follow=True)
        return answer.status_code, answer.content.decode()

    def named(self, name, who="jonas"):
        with self.cast.acting(getattr(self.cast, who)):
            return Unit.objects.owned().get(name=name)

    def press(self, verb, by="jonas", **form):
        address = f"{TEAMS}{self.team.pk}/"
        answer = self.client(by).post(address, {"verb": verb} | form, follow=True)
        return answer.status_code, answer.content.decode()

    def seat(self, name):
        with self.cast.acting(self.cast.jonas):
            rows = Membership.objects.owned().select_related("account", "unit")
            return rows.get(account=getattr(self.cast, name))

    def moved(self, name, to=None):
        form = {"who": str(self.seat(name).pk), "to": str(to.pk) if to else "-"}
        address = f"{TEAMS}{self.team.pk}/"
        answer = self.client().post(address, {"verb": "move"} | form, follow=True)
        return answer.status_code, answer.content.decode()

    def page(self, address=TEAMS, who="jonas"):
        answer = self.client(who).get(address)
        return answer.status_code, answer.content.decode()

    def rename(self, name, seen="Rådgivningen", **more):
        return self.press("rename", name=name, seen=seen, **more)


@pytest.fixture
def teams(houses):
    return Teams(houses)


def test_the_way_there_goes_by_the_staffs_page_of_an_association(teams):
    """The menu leads to the staff: seven daily entries are a role's most, and a header's too."""
    for who, stands in (("jonas", True), ("leila", True), ("birgitte", False)):
        menu, _main, page = teams.page(STAFF, who)[1].partition("<main")
        assert f'href="{STAFF}"' in menu
        assert (f'href="{TEAMS}"' in page) is stands, who


@pytest.mark.parametrize(("who", "status"), [
    ("amina", 403), ("sara", 403), ("mehmet", 403), ("sofia", 403), ("birgitte", 404),
])  # fmt: skip
def test_nobody_else_comes_in(teams, who, status):
    assert teams.page(who=who)[0] == status
    assert teams.make("Nyt", who)[0] == status
    assert teams.press("close", by=who)[0] == status


def test_the_page_says_how_many_belong_to_each(teams):
    Casework(teams.cast).case()
    html = teams.page()[1]
    assert "Rådgivningen" in html
    assert "2 kolleger, 1 åben sag" in html


def test_a_team_is_made_and_a_colleague_may_be_invited_to_it(teams):
    assert "Jura er oprettet" in teams.make("  Jura ")[1]
    jura = teams.named("Jura")
    assert (jura.kind, jura.closed_on) == ("team", None)
    assert f'<option value="{jura.pk}">Jura</option>' in teams.page(INVITE)[1]


def test_the_same_form_twice_makes_one_and_a_name_stands_once(teams):
    key = str(new_id())
    for _time in range(2):
        assert teams.make("Jura", id=key)[0] == 200
    status, html = teams.make("JURA")
    assert status == 422
    assert "findes allerede" in html
    with teams.cast.acting(teams.cast.jonas):
        assert Unit.objects.owned().count() == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_is_told(teams, name):
    assert teams.make(name)[0] == 422
    assert teams.rename(name)[0] == 422
    assert teams.named("Rådgivningen") == teams.team


def test_renamed_it_is_called_so_everywhere(teams):
    assert "Teamet hedder nu Samtaler" in teams.rename("Samtaler")[1]
    assert "Samtaler" in teams.page(STAFF)[1]
    assert teams.rename("Noget andet")[0] == 409, "the page of before still says Rådgivningen"
    teams.make("Jura")
    status, html = teams.rename("jura", seen="Samtaler")
    assert status == 422
    assert "findes allerede" in html
    assert teams.rename("SAMTALER", seen="Samtaler")[0] == 200, "its own name, in other letters"


def test_a_colleague_moves_and_her_open_cases_go_along(teams):
    work = Casework(teams.cast)
    case = work.case()
    teams.make("Jura")
    jura = teams.named("Jura")
    assert teams.client("tove").get(f"/sager/{case.pk}/").status_code == 200
    assert "Sara er nu i Jura" in teams.moved("sara", jura)[1]
    assert teams.seat("sara").unit == jura
    with teams.cast.acting(teams.cast.jonas):
        assert Case.objects.owned().get(pk=case.pk).team == jura
    assert teams.client("sara").get(f"/sager/{case.pk}/").status_code == 200
    assert teams.client("tove").get(f"/sager/{case.pk}/").status_code != 200
    assert "intet team" in teams.moved("sara")[1]
    with teams.cast.acting(teams.cast.jonas):
        assert Case.objects.owned().get(pk=case.pk).team is None


def test_a_case_that_has_ended_keeps_the_teams_name(teams):
    work = Casework(teams.cast)
    case = work.case()
    with teams.cast.acting(teams.cast.sara):
        Case.objects.owned().filter(pk=case.pk).update(closed_at=clock.now())
    for name in ("sara", "tove"):
        teams.moved(name)
    assert "Rådgivningen er lukket" in teams.press("close")[1]
    with teams.cast.acting(teams.cast.jonas):
        assert Case.objects.owned().get(pk=case.pk).team == teams.team


def test_one_that_is_not_empty_says_what_is_in_it_and_where_it_is_given_on(teams):
    Casework(teams.cast).case()
    House(teams.cast, []).ask(role="counsellor", unit=str(teams.team.pk))
    status, html = teams.press("close")
    assert status == 422
    assert "2 kolleger, 1 inviteret, 1 åben sag" in html
    assert "Flyt kollegerne ovenfor" in html
    assert f'href="{STAFF}"' in html
    assert teams.named("Rådgivningen").closed_on is None


def test_what_somebody_left_behind_is_given_on_first(teams):
    work = Casework(teams.cast)
    case = work.case()
    House(teams.cast, []).end(teams.cast.sara.email)
    teams.moved("tove")
    status, html = teams.press("close")
    assert status == 422
    assert "1 åben sag" in html
    assert 'href="/efterladt/"' in html
    with teams.cast.acting(teams.cast.jonas):
        Case.objects.owned().filter(pk=case.pk).update(owner=teams.cast.siv)
    assert "er lukket" in teams.press("close")[1], "the case follows whoever has it now"


def test_closed_nobody_is_put_there_until_it_is_opened_again(teams, mailoutbox):
    teams.make("Jura")
    for name in ("sara", "tove"):
        teams.moved(name)
    teams.press("close")
    html = teams.page()[1]
    assert "Rådgivningen" in html.partition("Lukkede teams")[2]
    key = str(teams.team.pk)
    assert key not in teams.page(INVITE)[1]
    house = House(teams.cast, mailoutbox)
    assert house.ask(role="counsellor", unit=key)[0] == 422
    assert teams.moved("sara", teams.team)[0] == 422
    with teams.cast.acting(teams.cast.jonas), pytest.raises(Refused, match="lukket imens"):
        move_colleague(
            membership=teams.seat("sara"), to=teams.team, by=teams.cast.jonas, at=clock.now()
        )
    assert "findes allerede" in teams.make("Rådgivningen")[1]
    assert "er åbnet igen" in teams.press("reopen")[1]
    assert teams.press("reopen")[0] == 422
    assert "Sara er nu i Rådgivningen" in teams.moved("sara", teams.team)[1]


def test_an_old_page_moves_nobody_back(teams):
    teams.make("Jura")
    jura, old = teams.named("Jura"), teams.seat("sara")
    teams.moved("sara", jura)
    with teams.cast.acting(teams.cast.jonas), pytest.raises(Conflict):
        move_colleague(membership=old, to=None, by=teams.cast.jonas, at=clock.now())
    assert teams.seat("sara").unit == jura


def test_who_leads_no_more_is_stopped_by_the_action(teams):
    with teams.cast.acting(teams.cast.jonas):
        with pytest.raises(Refused, match="ikke adgang til det mere"):
            close_team(team=teams.team, by=teams.cast.sara, at=clock.now())
        with pytest.raises(Refused, match="ikke adgang til det mere"):
            move_colleague(
                membership=teams.seat("tove"), to=None, by=teams.cast.sara, at=clock.now()
            )


@pytest.mark.parametrize("form", [
    {}, {"who": "x"}, {"who": "", "to": "-"}, {"to": "x"},
    {"who": "0b1c7f0e-6e55-4c39-9a39-0d4f5a0f9d11"},
])  # fmt: skip
def test_an_odd_form_moves_nobody(teams, form):
    assert teams.press("move", **form)[0] == 422
    assert teams.seat("sara").unit == teams.team


def test_another_house_sees_and_touches_nothing_of_it(teams):
    assert "Rådgivningen" not in teams.page(who="leila")[1]
    assert teams.page(f"{TEAMS}{teams.team.pk}/", "leila")[0] == 404
    for verb in ("close", "rename", "move", "reopen"):
        assert teams.press(verb, by="leila")[0] == 404
    teams.make("Naboteam", "leila")
    own = teams.named("Naboteam", "leila")
    address = f"{TEAMS}{own.pk}/"
    form = {"verb": "move", "who": str(teams.seat("sara").pk), "to": str(own.pk)}
    assert teams.client("leila").post(address, form).status_code == 422
    assert teams.moved("sara", own)[0] == 422
    assert "Naboteam" not in teams.page()[1]
    assert teams.seat("sara").unit == teams.team
    office = teams.cast.units["Kulturforvaltningen"]
    assert teams.page(f"{TEAMS}{office.pk}/", "birgitte")[0] == 404


def test_the_log_says_who_moved_and_what_was_closed(teams):
    for name in ("sara", "tove"):
        teams.moved(name)
    teams.press("close")
    with teams.cast.acting(teams.cast.jonas):
        rows = History.objects.owned().filter(actor_id=teams.cast.jonas.pk).order_by("at")
        told = [(row.verb, row.reason) for row in rows]
    assert told == [("move", "Sara, Rådgiver"), ("move", "Tove, Rådgiver"), ("retire", "")]
    assert teams.client().get("/haendelser/").status_code == 200
