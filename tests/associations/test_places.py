"""An association's own pages: by account, by link, and for nobody else."""

import re
from datetime import timedelta

import pytest

from favn.associations.choices.cooperation import Subject
from tests.associations.pacts import HOUSE, as_sent
from tests.associations.steps import elsewhere, form_of
from tests.cast import TODAY, join

PAGES = ("plads/", "netvaerk/", "behov/nyt/")


def test_a_chair_comes_by_the_account_to_the_only_place(mehmet, place):
    assert mehmet.get("/vores/")["Location"] == f"{place}plads/"
    assert "Medborgerhuset: behov og samarbejder" in mehmet.get(f"{place}plads/").content.decode()


def test_a_chair_whose_house_is_in_no_directory_is_told_so(cast):
    join(cast, "olga", cast.naboerne, "chair", None)
    page = cast.visit(cast.olga).get("/vores/").content.decode()
    assert "Ingen kommune har jer i sin oversigt endnu" in page


def test_a_stranger_sees_nothing_of_another_house(pacts, cast, place):
    row = pacts.agreed()
    wish = pacts.wish(pacts.ours)
    join(cast, "olga", cast.naboerne, "chair", None)
    pages = [*PAGES, f"behov/{wish.pk}/", f"{row.pk}/", f"{row.pk}/ark/", f"{row.pk}/aftale.pdf"]
    for who in ("olga", "leila", "amina", "freja"):
        client = cast.visit(getattr(cast, who))
        assert {client.get(f"{place}{page}").status_code for page in pages} <= {403, 404}, who
    theirs = pacts.directory.add("Naboerne i Nord", party=cast.naboerne)
    olga = cast.visit(cast.olga)
    own = f"/vores/{theirs.pk}/"
    assert olga.get(f"{own}plads/").status_code == 200
    assert {olga.get(f"{own}{page}").status_code for page in pages[3:]} == {404}
    assert "Fest i gården" not in olga.get(f"{own}plads/").content.decode()


def test_another_municipality_sees_none_of_it(pacts, cast):
    row = pacts.agreed()
    gro = cast.visit(elsewhere(cast).by)
    for page in ("", "ark/", "afstemt/", "aftale/", "aftale/ny/", "aftale.pdf"):
        assert gro.get(f"{HOUSE}{row.pk}/{page}").status_code == 404
    assert "Fest i gården" not in gro.get(HOUSE).content.decode()


def test_an_association_without_an_account_does_all_of_it_by_its_link(pacts, cast):
    other = pacts.directory.add("Systuen i Vest", email="sy@v.example")
    row = pacts.cooperation(one=other)
    path, client = pacts.link(other), cast.visit()
    assert "Systuen i Vest: behov og samarbejder" in client.get(f"{path}plads/").content.decode()
    page = f"{path}{row.pk}/ark/"
    sent = as_sent(client.get(page), verb="save")
    assert client.post(page, sent).status_code == 422, "who writes is asked for"
    assert client.post(page, sent | {"who": "Hodan"}).status_code == 302
    row = pacts.aligned(row)
    version = pacts.agreement(row)
    page = f"{path}{row.pk}/aftale/"
    assert client.get(page).context["form"]["who"].value() == "Hodan", "typed once"
    assert client.post(page, {"says": "yes", "who": "Hodan"}).status_code == 302
    pacts.say(version, 2)
    assert "Hodan, Systuen i Vest" in client.get(page).content.decode()
    wish = form_of(client.get(f"{path}behov/nyt/"), title="Garn",
                   matter=str(pacts.kinds["udstyr"].pk))  # fmt: skip
    assert client.post(f"{path}behov/nyt/", wish).status_code == 302


def test_a_link_opens_only_its_own_and_ends(pacts, cast, moving):
    other = pacts.directory.add("Systuen i Vest")
    row, path, client = pacts.aligned(), pacts.link(other), cast.visit()
    assert client.get(f"{path}{row.pk}/").status_code == 404
    assert client.get(f"{path}ikke-en-nøgle/").status_code == 404
    assert client.get("/foreningerne/sundhavn/plads/gaet/plads/").status_code == 404
    assert client.get(f"{path}plads/".replace("sundhavn", "naboerne")).status_code == 404
    assert client.get(f"{path}plads/")["Cache-Control"] == "no-store"
    newer = pacts.link(other)
    ended = client.get(f"{path}plads/")
    assert ended.status_code == 410
    assert "nyere link" in ended.content.decode()
    moving(TODAY + timedelta(days=91))
    assert client.get(f"{newer}plads/").status_code == 410


def test_the_office_mails_the_link_and_it_opens(pacts, freja, cast, letterbox):
    row = pacts.cooperation()
    page = f"{HOUSE}{row.pk}/"
    ((_, link, form),) = freja.get(page).context["links"]
    assert link is None
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"verb": "link", "entry": pacts.ours.pk}
    assert [freja.post(page, sent).status_code for _ in range(2)] == [302, 302]
    (text,) = letterbox.to("hus@m.example")
    assert "“Fest i gården” venter på jer." in text
    path = re.search(r"https?://[^/]+(/foreningerne/\S+)", text).group(1)
    assert cast.visit().get(path).status_code == 200


def test_without_a_mail_server_the_older_link_still_works(pacts, freja, cast, settings):
    row, path = pacts.cooperation(), pacts.link()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = f"{HOUSE}{row.pk}/"
    ((_, _link, form),) = freja.get(page).context["links"]
    sent = {name: form[name].value() for name in form.fields}
    said = freja.post(page, sent | {"verb": "link", "entry": pacts.ours.pk}, follow=True)
    assert "mailserveren svarer ikke" in said.content.decode()
    assert cast.visit().get(f"{path}plads/").status_code == 200


def test_who_only_reads_sends_no_link(pacts, cast):
    row = pacts.cooperation()
    sent = {"verb": "link", "entry": pacts.ours.pk, "email": "x@x.example"}
    assert cast.visit(cast.birgitte).post(f"{HOUSE}{row.pk}/", sent).status_code == 403


def test_a_joined_association_keeps_what_it_had(pacts, cast, mehmet, place):
    old = pacts.directory.add("Gammelt navn")
    row = pacts.cooperation(one=old, title="Fra før")
    with pacts.open():
        old.merged_into = pacts.ours
        old.save()
    assert "Fra før" in mehmet.get(f"{place}plads/").content.decode()
    pacts.write(row, 1, Subject.AIM, "Stadig vores")
    assert "Stadig vores" in mehmet.get(f"{place}{row.pk}/ark/").content.decode()


@pytest.mark.parametrize("page", ["", "behov/", "forslag/", "slags/", f"talt/{TODAY.year}/"])
def test_the_houses_lists_open_empty_for_readers(cast, page):
    assert cast.visit(cast.birgitte).get(f"{HOUSE}{page}").status_code == 200


def test_lists_cost_the_same_with_many(pacts, freja, mehmet, place, django_assert_max_num_queries):
    for number in range(10):
        pacts.agreed(row=pacts.aligned(pacts.cooperation(title=f"Fest {number}")))
    with django_assert_max_num_queries(22):
        assert freja.get(HOUSE).context["page"].paginator.count == 10
    assert "Fest 9" in mehmet.get(f"{place}plads/").content.decode()
