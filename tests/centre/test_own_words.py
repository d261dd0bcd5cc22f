"""A code for the own page opens the words of the one who gave it, and of nobody else."""

import pytest

from favn.centre.choices import Complaint
from favn.kit import history
from tests.cast import TODAY, new_id

DOOR = "/min-side/medborgerhuset/"
INSIDE = f"{DOOR}side/"
SOCIAL, LEGAL, HEALTH = "Hun skylder husleje", "Klagen er sendt", "Ondt i knæet"
CLOSED = "Lukket. En kode til egen side fra den, der skrev det, åbner det."


@pytest.fixture
def zahra(work):
    """A person about whom three professions wrote."""
    person = work.person()
    work.talk(work.case(person), text=SOCIAL)
    work.talk(work.case(person, by="lars", kind="legal"), by="lars", text=LEGAL)
    form = {"id": str(new_id()), "topics": [Complaint.values[0]], "text": HEALTH}
    address = f"/personer/{person.pk}/sundhed/"
    held = work.post(address, "nora", verb="hold", on=TODAY.isoformat(), **form)
    assert held.status_code == 302
    return person


@pytest.fixture
def guest(work):
    """A browser in which nobody is signed in."""
    return work.cast.visit()


def code(work, person, who="sara"):
    address = f"/personer/{person.pk}/egen-side/"
    return work.client(who).post(address, {"id": str(new_id())}).context["code"]


def opened(client, given) -> str:
    assert client.post(DOOR, {"code": given}).url == INSIDE
    return client.get(INSIDE).content.decode()


@pytest.mark.parametrize(
    ("giver", "word"), [("sara", SOCIAL), ("lars", LEGAL), ("nora", HEALTH), ("ida", None)]
)
def test_it_opens_what_the_giver_wrote_and_tells_of_the_rest(work, zahra, guest, giver, word):
    html = opened(guest, code(work, zahra, giver))
    for one in (SOCIAL, LEGAL, HEALTH):
        assert (one in html) == (one == word)
    assert CLOSED in html
    assert "Skriv en kode mere" in html


def test_a_giver_who_keeps_the_code_reads_nothing_new_and_the_person_sees_it(work, zahra, guest):
    snooping = opened(guest, code(work, zahra, "tove"))
    assert SOCIAL not in snooping
    assert LEGAL not in snooping
    html = opened(work.cast.visit(), code(work, zahra, "sara"))
    told = html[html.index("Koder til denne side") :]
    assert told.count("Rådgiver, Medborgerhuset") == 2
    assert "Ikke brugt" not in told
    assert "Har du ikke selv brugt den" in told


def test_a_second_code_adds_the_words_of_its_giver(work, zahra, guest):
    opened(guest, code(work, zahra, "sara"))
    html = opened(guest, code(work, zahra, "nora"))
    assert SOCIAL in html
    assert HEALTH in html
    assert LEGAL not in html


def test_a_code_of_another_person_adds_nothing_of_the_first(work, zahra, guest):
    other = work.person("Anden Person")
    work.talk(work.case(other, by="lars", kind="legal"), by="lars", text="Om den anden")
    opened(guest, code(work, zahra, "sara"))
    html = opened(guest, code(work, other, "lars"))
    assert "Om den anden" in html
    assert SOCIAL not in html
    assert "Zahra" not in html


def test_that_it_was_opened_stands_in_the_persons_history(work, zahra, guest):
    opened(guest, code(work, zahra))
    with work.acting():
        lines = [(line.verb, line.actor_label) for line in history.of(zahra)[:2]]
    assert sorted(lines) == [("give-code", "Sara"), ("open-own-page", "Den, der havde koden")]
    assert "Egen side åbnet med koden" in work.text(f"/personer/{zahra.pk}/", "tove")


def test_a_new_code_ends_ones_own_older_one_and_not_a_colleagues(work, zahra):
    old, of_nora, new = code(work, zahra), code(work, zahra, "nora"), code(work, zahra)
    assert work.cast.visit().post(DOOR, {"code": old}).status_code == 422
    for given in (of_nora, new):
        assert work.cast.visit().post(DOOR, {"code": given}).status_code == 302


def test_a_paper_names_no_word_and_the_staffs_extract_opens_none(work, zahra):
    html = work.text(f"/personer/{zahra.pk}/udtraek/", "sara")
    for word in (SOCIAL, LEGAL, HEALTH):
        assert word not in html
    assert CLOSED in html
