"""The link by mail: one press, without an account; and what the wrong person can say."""

from datetime import timedelta

import pytest

from favn.associations.actions.meetings import entry_asked
from favn.associations.models import AskLink, Claim
from favn.associations.queries import freshness
from favn.kit import clock
from favn.surveys.queries import asked_with
from tests.associations.steps import DIRECTORY, form_of, mailed_link

MAIL = "hodan@forening.example"
DUE = f"{DIRECTORY}bekraeft/"


@pytest.fixture
def entry(directory):
    row = directory.add("Somalisk Kvindeforening", email=MAIL, contact_name="Hodan Ali",
                        months_ago=14, phone="12345678")  # fmt: skip
    directory.seat(row, "Hemmelig Person")
    return row


@pytest.fixture
def link(entry, freja, letterbox):
    ask(freja, entry)
    return mailed_link(letterbox, MAIL)


def ask(freja, entry, press="1"):
    return freja.post(f"{DIRECTORY}{entry.slug}/spoerg/", {"verb": "ask", "press": press})


def test_looking_changes_nothing_and_one_press_confirms(directory, entry, link, cast):
    stranger = cast.visit()
    page = stranger.get(link)
    assert "Linket er sendt til h…n@forening.example" in page.content.decode()
    assert directory.entry(entry.slug).freshness == "ageing"
    assert stranger.post(link, {"version": entry.version}).status_code == 302
    assert directory.entry(entry.slug).freshness == "fresh"


def test_the_same_press_asks_once_and_a_new_link_ends_the_old(entry, freja, letterbox, cast):
    for press in ("1", "1"):
        ask(freja, entry, press)
    assert len(letterbox.to(MAIL)) == 1
    first = mailed_link(letterbox, MAIL)
    ask(freja, entry, "2")
    assert cast.visit().get(first).status_code == 410
    assert cast.visit().get(mailed_link(letterbox, MAIL)).status_code == 200


def test_nobody_confirms_what_they_did_not_see(directory, entry, link, cast, freja):
    page = f"{DIRECTORY}{entry.slug}/ret/"
    freja.post(page, form_of(freja.get(page), purpose="Noget helt andet"))
    late = cast.visit().post(link, {"version": entry.version})
    assert late.status_code == 409
    assert directory.entry(entry.slug).freshness == "ageing"


def test_the_wrong_person_says_so_and_the_link_ends(directory, entry, link, cast, freja):
    stranger = cast.visit()
    said = form_of(stranger.get(f"{link}forkert/"), kind="not_me", said="Jeg kender dem ikke")
    assert "siden er ikke ændret" in stranger.post(f"{link}forkert/", said).content.decode()
    assert stranger.get(link).status_code == 410
    assert directory.entry(entry.slug).email == MAIL
    assert "Jeg kender dem ikke" in freja.get(DUE).content.decode()
    decide(directory, freja, "accept")
    assert directory.entry(entry.slug).email == ""


def test_another_contact_stands_only_when_the_office_has_decided(
    directory, entry, link, cast, freja
):
    stranger = cast.visit()
    page = f"{link}forkert/"
    half = form_of(stranger.get(page), kind="other", new_name="Ayan Nur")
    assert stranger.post(page, half).status_code == 422
    said = half | {"new_email": "ayan@forening.example"}
    assert [stranger.post(page, said).status_code for _ in range(2)] == [200, 200]
    assert directory.entry(entry.slug).email == MAIL
    decide(directory, freja, "accept")
    row = directory.entry(entry.slug)
    assert (row.email, row.reached_at) == ("ayan@forening.example", "Ayan Nur")
    assert stranger.get(link).status_code == 410


def test_a_claim_that_is_refused_changes_nothing(directory, entry, link, cast, freja):
    stranger = cast.visit()
    stranger.post(f"{link}forkert/", form_of(stranger.get(f"{link}forkert/"), kind="closed"))
    decide(directory, freja, "refuse")
    decide(directory, freja, "accept")
    assert directory.entry(entry.slug).closed_on is None


def test_a_closed_association_can_be_opened_again(directory, entry, link, cast, freja):
    stranger = cast.visit()
    stranger.post(f"{link}forkert/", form_of(stranger.get(f"{link}forkert/"), kind="closed"))
    decide(directory, freja, "accept")
    assert directory.entry(entry.slug).closed_on == clock.today()
    freja.post(f"{DIRECTORY}{entry.slug}/spoerg/", {"verb": "reopen"})
    assert directory.entry(entry.slug).closed_on is None


def test_a_link_changes_the_page_but_never_whom_one_reaches(directory, entry, link, cast):
    stranger = cast.visit()
    page = f"{link}ret/"
    typed = form_of(stranger.get(page), purpose="Sammen om mad", email="tyv@x.example", phone="9")
    assert stranger.post(page, typed).status_code == 302
    row = directory.entry(entry.slug)
    assert (row.purpose, row.email, row.reached_at) == ("Sammen om mad", MAIL, "Hodan Ali")
    assert row.freshness == "fresh"


def test_a_link_shows_no_name_the_person_did_not_agree_to(link, cast):
    page = cast.visit().get(f"{link}bestyrelse/").content.decode()
    assert "Hemmelig Person" not in page
    assert "Navnet vises kun for kommunen" in page


def test_a_link_ends_by_itself_and_opens_no_other_house(directory, link, cast):
    assert cast.visit().get(link.replace("sundhavn", "naboerne")).status_code == 404
    assert cast.visit().get(f"{link[:-5]}/").status_code == 404
    with directory.open():
        AskLink.objects.owned().update(expires_at=clock.now() - timedelta(seconds=1))
    assert cast.visit().get(link).status_code == 410


def test_a_letter_that_no_server_takes_is_said_and_ends_no_older_link(
    entry, link, freja, letterbox, cast
):
    letterbox.refused.add(MAIL)
    shown = freja.post(f"{DIRECTORY}{entry.slug}/spoerg/", {"verb": "ask", "press": "2"},
                       follow=True)  # fmt: skip
    assert "Mailserveren tog ikke mailen til hodan@forening.example" in shown.content.decode()
    assert cast.visit().get(link).status_code == 200


def test_who_said_it_is_not_them_gets_no_more_letters_before_it_is_decided(
    directory, entry, link, cast, freja, letterbox, checks
):
    stranger = cast.visit()
    stranger.post(f"{link}forkert/", form_of(stranger.get(f"{link}forkert/"), kind="not_me"))
    before = len(letterbox.to(MAIL))
    for verb in ("ask", "place"):
        said = freja.post(f"{DIRECTORY}{entry.slug}/spoerg/", {"verb": verb, "press": "7"},
                          follow=True)  # fmt: skip
        assert "siger, at det ikke er dem" in said.content.decode()
    assert len(letterbox.to(MAIL)) == before
    later = clock.now() + timedelta(days=60)
    with directory.open():
        assert entry_asked(directory.entry(entry.slug)).sent_to == ""
        assert not freshness.askable(later.date(), later).filter(pk=entry.pk).exists()
    wave = checks.start(entry).theirs
    with directory.open():
        assert asked_with(wave, entry.pk).mail == ""
    decide(directory, freja, "refuse")
    ask(freja, entry, "8")
    assert len(letterbox.to(MAIL)) == before + 1


def test_an_old_claim_does_not_wipe_a_contact_that_was_written_since(
    directory, entry, link, cast, freja
):
    stranger = cast.visit()
    stranger.post(f"{link}forkert/", form_of(stranger.get(f"{link}forkert/"), kind="not_me"))
    page = f"{DIRECTORY}{entry.slug}/ret/"
    freja.post(page, form_of(freja.get(page), email="ny@forening.example"))
    with directory.open():
        claim = Claim.objects.owned().get()
    answer = freja.post(DUE, {"verb": "accept", "claim": str(claim.pk)})
    assert answer.status_code == 409
    assert directory.entry(entry.slug).email == "ny@forening.example"
    decide(directory, freja, "refuse")


def decide(directory, freja, verb):
    with directory.open():
        pk = Claim.objects.owned().get().pk
    assert freja.post(DUE, {"verb": verb, "claim": str(pk)}).status_code == 302


@pytest.mark.parametrize("claim", ["", "ingen", "11111111-1111-4111-8111-111111111111"])
def test_an_unknown_claim_is_not_found(freja, claim):
    assert freja.post(DUE, {"verb": "accept", "claim": claim}).status_code == 404


def test_the_link_to_needs_goes_to_the_associations_mail_and_nowhere_else(
    directory, entry, link, cast, letterbox
):
    stranger = cast.visit()
    press = stranger.get(link).context["press"]["id"].value()
    sent = {"verb": "place", "id": press}
    assert [stranger.post(link, sent).status_code for _ in range(2)] == [302, 302]
    assert [to for to, _letter in letterbox.letters] == [[MAIL], [MAIL]]
    place = mailed_link(letterbox, MAIL)
    assert "behov og samarbejder" in cast.visit().get(place).content.decode()
    assert directory.entry(entry.slug).freshness == "ageing", "asking for it confirms nothing"


def test_the_office_sends_the_link_to_needs_once_a_press(entry, freja, letterbox, cast):
    page = f"{DIRECTORY}{entry.slug}/spoerg/"
    for _ in range(2):
        freja.post(page, {"verb": "place", "press": "1"})
    assert len(letterbox.to(MAIL)) == 1
    assert cast.visit().get(mailed_link(letterbox, MAIL)).status_code == 200


def placed(freja, entry, letterbox):
    """The link to the association's own pages, as it was mailed."""
    freja.post(f"{DIRECTORY}{entry.slug}/spoerg/", {"verb": "place", "press": "9"})
    return mailed_link(letterbox, entry.email)


def test_an_accepted_new_contact_ends_every_link_of_the_former(
    directory, entry, link, cast, freja, letterbox
):
    place, stranger = placed(freja, entry, letterbox), cast.visit()
    said = form_of(stranger.get(f"{link}forkert/"), kind="other", new_name="Ayan Nur",
                   new_email="ayan@forening.example")  # fmt: skip
    stranger.post(f"{link}forkert/", said)
    assert stranger.get(place).status_code == 200
    decide(directory, freja, "accept")
    assert [stranger.get(page).status_code for page in (link, place)] == [410, 410]


def test_the_wrong_person_opens_nothing_that_was_sent_there(entry, link, cast, freja, letterbox):
    place, stranger = placed(freja, entry, letterbox), cast.visit()
    stranger.post(f"{link}forkert/", form_of(stranger.get(f"{link}forkert/"), kind="not_me"))
    assert [stranger.get(page).status_code for page in (link, place)] == [410, 410]


def test_another_address_ends_the_links_to_the_former_and_keeps_the_ones_sent_to_it(
    directory, entry, link, cast, freja, letterbox
):
    place, page = placed(freja, entry, letterbox), f"{DIRECTORY}{entry.slug}/ret/"
    freja.post(page, form_of(freja.get(page), phone="87654321"))
    assert cast.visit().get(place).status_code == 200
    freja.post(page, form_of(freja.get(page), email=MAIL.upper()))
    assert cast.visit().get(place).status_code == 200
    freja.post(page, form_of(freja.get(page), email="ny@forening.example"))
    assert directory.entry(entry.slug).email == "ny@forening.example"
    assert [cast.visit().get(one).status_code for one in (link, place)] == [410, 410]


def test_nobody_is_invited_where_a_link_has_ended(directory, entry, link, freja, letterbox):
    placed(freja, entry, letterbox)
    page = f"{DIRECTORY}{entry.slug}/ret/"
    freja.post(page, form_of(freja.get(page), email=""))
    with directory.open():
        assert entry_asked(directory.entry(entry.slug)).sent_to == ""
