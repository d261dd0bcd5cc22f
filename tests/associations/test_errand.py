"""An errand from its draft to its answer, and who it is beside it."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.associations.actions import errands as actions
from favn.associations.actions.errands import Wish
from favn.associations.choices import ErrandState
from favn.associations.models import Errand
from favn.config.cli import CommandError, parser
from favn.config.commands import errands as command
from favn.kit import clock
from favn.kit.refusals import Taken
from tests.associations.steps import DIRECTORY, elsewhere, form_of, mailed_link
from tests.cast import TODAY, new_id

INBOX = "/henvendelser/"
PUBLIC = "/foreningerne/sundhavn/henvendelse/"
WISH = {"kind": "room", "subject": "Lokale om tirsdagen", "text": "Vi er 20 og mødes fast.",
        "email": "skf@mail.example"}  # fmt: skip


@pytest.fixture
def entry(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset, purpose="Et hus for alle",
                         email="hus@x.example")  # fmt: skip


@pytest.fixture
def errand(directory, entry):
    return directory.asks(entry, email="hus@x.example")


def test_a_draft_is_saved_gone_on_with_and_sent_once(directory, entry, cast):
    mehmet = cast.visit(cast.mehmet)
    page = f"/vores-side/{entry.pk}/henvendelse/"
    first = form_of(mehmet.get(page), subject="Lokale") | {"verb": "draft"}
    assert first["email"] == "hus@x.example"
    draft = mehmet.post(page, first)["Location"]
    assert cast.visit(cast.freja).get(INBOX).content.decode().count("Lokale") == 0
    whole = form_of(mehmet.get(draft), **WISH)
    assert whole["subject"] == "Lokale om tirsdagen"
    for _ in range(2):
        assert mehmet.post(draft, whole | {"verb": "send"}).status_code in (302, 404)
    assert cast.visit(cast.freja).get(INBOX).content.decode().count("Lokale om tirsdagen") == 1


def test_by_link_the_same_form_stands_with_the_links_own_mail(directory, letterbox, freja, cast):
    row = directory.add("SKF", email="skf@mail.example")
    freja.post(f"{DIRECTORY}{row.slug}/spoerg/", {"verb": "ask", "press": "1"})
    page = f"{mailed_link(letterbox, 'skf@mail.example')}henvendelse/"
    stranger = cast.visit()
    typed = form_of(stranger.get(page), **WISH)
    assert typed["email"] == "skf@mail.example"
    assert stranger.post(page, typed | {"verb": "send"}).status_code == 302
    assert "med foreningens eget link" in freja.get(f"{INBOX}{typed['id']}/").content.decode()


def test_anothers_draft_is_neither_written_over_nor_sent(directory, entry):
    other, key = directory.add("Andre"), uuid.uuid4()
    mine, theirs = (
        {"id": key, "entry": one, "link": None, "by": directory.by, "at": clock.now(),
         "wish": Wish(subject=one.name, text="Vi er 20.", email="x@x.example")}
        for one in (entry, other)
    )  # fmt: skip
    with directory.open():
        actions.save_draft(**mine)
        for verb in (actions.save_draft, actions.send):
            for foreign in (theirs, theirs | {"entry": None}):
                with pytest.raises(Taken):
                    verb(**foreign)
        assert actions.send(**mine).subject == entry.name
        with pytest.raises(Taken):
            actions.send(**theirs)


def test_what_is_saved_of_a_draft_is_what_was_typed_and_nothing_of_its_course(directory, entry):
    pk = new_id()
    draft = {"id": pk, "entry": entry, "link": None, "by": directory.by, "at": clock.now()}
    with directory.open():
        actions.save_draft(wish=Wish(subject="Lokale"), **draft)
        with CaptureQueriesContext(connection) as asked:
            actions.save_draft(wish=Wish(subject="Lokale om tirsdagen"), **draft)
    written = [q["sql"] for q in asked if q["sql"].startswith("UPDATE") and "errand" in q["sql"]]
    assert written
    assert not any('"state"' in sql.split("WHERE")[0] for sql in written)


def test_the_form_for_everybody_is_sent_so_often_from_one_place(directory, cast):
    stranger = cast.visit()
    for _ in range(10):
        typed = form_of(stranger.get(PUBLIC), said_name="SKF", **WISH)
        assert [stranger.post(PUBLIC, typed).status_code for _ in range(2)] == [200, 200]
    late = stranger.post(PUBLIC, form_of(stranger.get(PUBLIC), said_name="SKF", **WISH))
    assert late.status_code == 422
    assert "Vent ti minutter" in late.content.decode()
    with directory.open():
        assert Errand.objects.owned().count() == 10


def test_a_machine_that_fills_in_everything_sends_nothing(directory, cast):
    stranger = cast.visit()
    typed = form_of(stranger.get(PUBLIC), said_name="SKF", website="x", **WISH)
    assert stranger.post(PUBLIC, typed).status_code == 200
    with directory.open():
        assert not Errand.objects.owned().exists()


def test_another_associations_draft_does_not_exist(directory, entry, cast):
    mehmet = cast.visit(cast.mehmet)
    page = f"/vores-side/{entry.pk}/henvendelse/"
    draft = mehmet.post(page, form_of(mehmet.get(page), subject="x") | {"verb": "draft"})
    other = directory.add("Hus to", party=cast.medborgerhuset)
    foreign = draft["Location"].replace(str(entry.pk), str(other.pk))
    assert mehmet.get(foreign).status_code == 404


@pytest.mark.parametrize(
    ("lacking", "said"),
    [({"subject": ""}, "Skriv med få ord"), ({"text": ""}, "hvad I beder om"),
     ({"kind": "support"}, "hvor mange kroner"), ({"said_name": ""}, "foreningens navn"),
     ({"email": ""}, "Skriv en mail")],
)  # fmt: skip
def test_what_is_missing_is_said(cast, lacking, said):
    client = cast.visit()
    typed = form_of(client.get(PUBLIC), **(WISH | {"said_name": "SKF"} | lacking))
    answer = client.post(PUBLIC, typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_stranger_is_found_in_the_directory_by_a_person(directory, cast, freja):
    row = directory.add("Somalisk Kvindeforening", email="skf@mail.example")
    directory.add("Havnens Boldklub")
    client = cast.visit()
    typed = form_of(client.get(PUBLIC), said_name="Somalisk kvindefor.", **WISH)
    assert [client.post(PUBLIC, typed).status_code for _ in range(2)] == [200, 200]
    page = f"{INBOX}{typed['id']}/"
    shown = freja.get(page).content.decode()
    assert "Skrevet uden link, som “Somalisk kvindefor.”" in shown
    assert "Samme mail." in shown
    assert "Boldklub" not in shown
    freja.post(page, {"verb": "belongs", "entry": row.slug})
    assert directory.errand(typed["id"]).entry == row


def test_beside_the_errand_stands_who_it_is(directory, entry, errand, freja):
    directory.asks(entry, subject="Penge til fest")
    for name in ("Ali Hassan", "Sara Nur"):
        directory.seat(entry, name)
    directory.add("Festforeningen", board=("Ali Hassan", "Bo Bo"))
    shown = freja.get(f"{INBOX}{errand.pk}/").content.decode()
    assert "Et hus for alle" in shown
    assert "Foreningen har ikke lagt vedtægter op." in shown
    assert "Festforeningen" in shown
    assert "1 af 2" in shown
    assert "Penge til fest" in shown
    assert "Ali Hassan" not in shown


def test_it_is_taken_on_answered_with_a_reason_followed_up_and_closed(directory, errand, freja):
    page = f"{INBOX}{errand.pk}/"
    freja.post(page, {"verb": "take-on"})
    assert "Taget" in freja.get(page).content.decode()
    said = form_of(freja.get(page), decision="refused", answer="Der er ikke plads.")
    answer = freja.post(page, said | {"verb": "answer"})
    assert answer.status_code == 422
    assert "Et nej uden grund kan ingen bruge." in answer.content.decode()
    whole = said | {"reason": "Salen er lejet ud.", "follow_up_on": "2026-11-19", "verb": "answer"}
    assert freja.post(page, whole).status_code == 302
    assert errand.subject in freja.get(f"{INBOX}?vis=foelg-op").content.decode()
    assert freja.post(page, {"verb": "close"}).status_code == 302
    assert directory.errand(errand.pk).state == ErrandState.CLOSED
    assert errand.subject not in freja.get(f"{INBOX}?vis=foelg-op").content.decode()
    assert errand.subject in freja.get(f"{INBOX}?vis=besvaret").content.decode()


def test_two_colleagues_do_not_answer_over_each_other(directory, errand, freja, cast):
    page = f"{INBOX}{errand.pk}/"
    mine, theirs = (form_of(freja.get(page), decision="granted", answer=text) | {"verb": "answer"}
                    for text in ("Ja", "Ja tak"))  # fmt: skip
    assert freja.post(page, theirs).status_code == 302
    late = freja.post(page, mine)
    assert late.status_code == 409
    assert directory.errand(errand.pk).answer == "Ja tak"
    assert late.context["form"]["answer"].value() == "Ja"


def answered(freja, errand, **typed):
    page = f"{INBOX}{errand.pk}/"
    said = form_of(freja.get(page), **({"decision": "granted", "answer": "I får salen."} | typed))
    return freja.post(page, said | {"verb": "answer"}, follow=True).content.decode()


def test_the_answer_is_mailed_with_what_comes_next(errand, freja, letterbox, cast):
    day = {"follow_up_on": "2026-12-03"}
    shown = answered(freja, errand, **day)
    assert "Svaret står på henvendelsen og er mailet til hus@x.example." in shown
    (words,) = letterbox.to("hus@x.example")
    for said in ("I får salen.", "Vi skriver eller ringer til jer om det praktiske.",
                 "Vi vender tilbage til jer torsdag 3. december 2026.", PUBLIC):  # fmt: skip
        assert said in words
    (_to, letter), = letterbox.letters  # fmt: skip
    assert letter["Reply-To"] == cast.freja.email


def test_a_letter_no_server_takes_is_said_and_the_answer_stands(
    directory, errand, freja, letterbox
):
    letterbox.refused.add("hus@x.example")
    shown = answered(freja, errand)
    assert "Svaret er ikke nået frem" in shown
    assert "mailserveren tog den ikke (hus@x.example)" in shown
    assert directory.errand(errand.pk).answer == "I får salen."
    again = {"verb": "mail", "id": new_id(), "to": "ny@x.example"}
    for _twice in range(2):
        assert freja.post(f"{INBOX}{errand.pk}/", again).status_code == 302
    assert len(letterbox.to("ny@x.example")) == 1
    assert directory.errand(errand.pk).email == "ny@x.example"
    assert "Svaret er mailet til ny@x.example" in freja.get(f"{INBOX}{errand.pk}/").content.decode()


def test_an_errand_without_an_address_says_that_one_must_ring(directory, entry, freja):
    errand = directory.asks(entry, email="x@x.example")
    with directory.open():
        errand.email = ""
        errand.save(update_fields=["email"])
    assert "ingen e-mail er kendt" in answered(freja, errand)


def test_a_letter_that_came_back_is_noted_and_waits_for_somebody(errand, freja, letterbox):
    answered(freja, errand)
    assert freja.post(f"{INBOX}{errand.pk}/", {"verb": "returned"}).status_code == 302
    assert "Mailen kom retur (hus@x.example)" in freja.get(f"{INBOX}{errand.pk}/").content.decode()
    waits = freja.get(f"{DIRECTORY}venter/").content.decode()
    assert "Svar, der ikke er nået frem</a>: 1" in waits


def test_nothing_is_mailed_before_there_is_an_answer(errand, freja, letterbox):
    early = {"verb": "mail", "id": new_id(), "to": "hus@x.example"}
    assert freja.post(f"{INBOX}{errand.pk}/", early).status_code == 422
    assert letterbox.letters == []


def follow_round():
    words = ["errands", "--site", "https://favn.example"]
    return command.run(parser("errands").parse_args(words))


def test_the_colleague_is_reminded_once_on_the_day_it_was_to_be_looked_at(
    errand, freja, letterbox, cast, moving, capsys
):
    answered(freja, errand, follow_up_on="2026-11-20")
    assert follow_round() == 0
    assert letterbox.to(cast.freja.email) == []
    moving(TODAY + timedelta(days=1))
    for _twice in range(2):
        assert follow_round() == 0
    (words,) = letterbox.to(cast.freja.email)
    assert f"https://favn.example/henvendelser/{errand.pk}/" in words
    assert "sundhavn: 1 colleagues reminded" in capsys.readouterr().out


def test_a_reminder_no_server_took_is_tried_again(errand, freja, letterbox, cast):
    answered(freja, errand, follow_up_on="2026-11-19")
    letterbox.later.add(cast.freja.email)
    assert follow_round() == 1
    letterbox.later.clear()
    assert follow_round() == 0
    assert len(letterbox.to(cast.freja.email)) == 1


def test_the_round_wants_a_whole_address():
    with pytest.raises(CommandError, match="--site"):
        command.run(parser("errands").parse_args(["errands", "--site", "favn.example"]))


def test_the_association_reads_its_answer_on_its_own_page(entry, errand, freja, cast):
    page = f"{INBOX}{errand.pk}/"
    said = form_of(freja.get(page), decision="granted", answer="I får salen.") | {"verb": "answer"}
    freja.post(page, said)
    shown = cast.visit(cast.mehmet).get(f"/vores-side/{entry.pk}/").content.decode()
    assert "I får salen." in shown


def test_a_foreign_errand_does_not_exist(cast, freja):
    other = elsewhere(cast)
    foreign = other.asks(other.add("Nordby Kor"), email="k@x.example")
    assert freja.get(f"{INBOX}{foreign.pk}/").status_code == 404
    assert freja.post(f"{INBOX}{foreign.pk}/", {"verb": "take-on"}).status_code == 404
    assert freja.get(f"{INBOX}{new_id()}/").status_code == 404


def test_an_errand_cannot_be_given_to_a_foreign_association(directory, errand, freja, cast):
    twin = elsewhere(cast).add("Nordby Kor")
    page = f"{INBOX}{errand.pk}/"
    assert freja.post(page, {"verb": "belongs", "entry": twin.slug}).status_code == 404


def many_errands(directory, entry, number):
    """As `send` leaves them, without their history."""
    with directory.open():
        Errand.objects.bulk_create([
            Errand(organisation=directory.house, entry=entry, said_name=entry.name, kind="room",
                   subject=f"Lokale nr. {n:05}", text="Ord", email="x@x.example", state="sent",
                   created_at=clock.now(), sent_at=clock.now() - timedelta(minutes=n))
            for n in range(number)
        ])  # fmt: skip


def test_the_ten_thousandth_errand_costs_no_more_questions_and_is_found(
    directory, entry, freja, django_assert_max_num_queries
):
    many_errands(directory, entry, 3)
    with django_assert_max_num_queries(25) as few:
        freja.get(INBOX)
    many_errands(directory, entry, 10_000)
    with django_assert_max_num_queries(len(few)):
        page = freja.get(INBOX)
    text = page.content.decode()
    assert "Venter (10.003)" in text
    assert text.count("Lokale nr. ") == 50
    assert "Side 1 af 201" in text
    assert "Lokale nr. 09999" in text, "the oldest comes first"
    last = freja.get(f"{INBOX}?side=201").content.decode()
    assert "Lokale nr. 00000" in last
    found = freja.get(f"{INBOX}?q=huset+07777&slags=room").content.decode()
    assert found.count("Lokale nr. ") == 1
    assert "Ingen passer" in freja.get(f"{INBOX}?q=07777&slags=support").content.decode()


@pytest.mark.parametrize("asked", ["vis=hest", "side=hest", "slags=hest", "q=%00", "q=" + "x" * 99])
def test_a_wrong_address_of_the_inbox_shows_what_waits(errand, freja, asked):
    assert errand.subject in freja.get(f"{INBOX}?{asked}").content.decode()


def test_an_empty_inbox_says_what_will_come(freja):
    assert "Ingen venter" in freja.get(INBOX).content.decode()


@pytest.mark.parametrize("who", ["rasmus", "birgitte", "sofia"])
def test_only_whoever_answers_errands_sees_them(errand, cast, who):
    assert cast.visit(getattr(cast, who)).get(INBOX).status_code == 403


def test_an_errand_that_is_not_answered_cannot_be_closed(directory, errand, freja):
    answer = freja.post(f"{INBOX}{errand.pk}/", {"verb": "close"})
    assert answer.status_code == 422
    with directory.open():
        assert Errand.objects.owned().get().state == ErrandState.SENT


def test_whether_two_are_one_is_settled_on_the_way_and_one_is_back_at_the_errand(directory, freja):
    row = directory.add("Somalisk Kvindeforening", email="skf@mail.example")
    twin = directory.add("Somalisk kvindeforening!", email="skf@mail.example")
    errand = directory.asks(row)
    told = freja.get(f"{INBOX}{errand.pk}/").content.decode()
    pair = f"{DIRECTORY}{row.slug}/samme/{twin.slug}/?henvendelse={errand.pk}"
    assert pair in told
    answer = freja.post(pair, form_of(freja.get(pair)) | {"verb": "same"})
    assert answer["Location"] == f"{INBOX}{errand.pk}/"
    other = freja.get(f"{pair[:-4]}hest")
    assert other.status_code == 200, "an errand that is none leads to the association"
