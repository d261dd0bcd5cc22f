"""One conversation: kept while one writes, counted when it is done, never overwritten."""

import pytest
from django.db import connection

from favn.centre.actions import conversations
from favn.centre.models import Conversation, ConversationTopic, Note
from favn.kit import clock, history
from favn.kit.encryption import KeyMissing, Unreadable
from favn.kit.models import Change
from favn.kit.refusals import Conflict
from favn.people.accounts.actions.openings import open_beyond
from favn.people.accounts.lookups import told
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How, Why
from favn.people.register import actions as register
from tests.cast import NOW, TODAY, new_id
from tests.centre.casework import SECRET, page


@pytest.fixture
def case(work):
    return work.case()


def at(case, talk=None):
    return page(case, f"samtale/{talk or new_id()}/")


def conversations_(work):
    with work.acting():
        return list(Conversation.objects.owned())


def test_nothing_is_written_by_looking(work, case):
    work.text(at(case))
    assert conversations_(work) == []


def test_a_draft_saves_itself_and_counts_for_nothing(work, case):
    address = at(case)
    answer = work.post(address, json=True, **work.typed(topics=[], areas=""))
    assert answer.status_code == 200
    assert answer.json()["fields"] == {"version": 1}
    assert answer.json()["said"].startswith("Gemt kl. ")
    (row,) = conversations_(work)
    assert row.is_draft
    assert row.counted_as is None
    assert SECRET in work.text(address)
    html = work.text(page(case))
    assert "Du har en kladde fra i dag" in html
    assert SECRET not in html


def test_it_goes_on_from_where_it_was(work, case):
    address = at(case)
    work.post(address, json=True, **work.typed())
    again = work.post(address, json=True, **work.typed(1, text="Mere"))
    assert again.json()["fields"] == {"version": 2}
    done = work.post(address, verb="count", **work.typed(2, text="Færdig"))
    assert done.status_code == 302
    (row,) = conversations_(work)
    assert not row.is_draft
    assert row.counted_as == case.person.counted_as
    assert work.note_text(row) == "Færdig"
    with work.acting():
        assert sorted(row.topics.values_list("topic", flat=True)) == ["economy", "housing"]


def test_sent_twice_it_is_one_conversation(work, case):
    address = at(case)
    first = work.post(address, verb="count", **work.typed())
    second = work.post(address, verb="count", **work.typed())
    assert (first.status_code, second.status_code) == (302, 409)
    assert len(conversations_(work)) == 1


def test_two_windows_on_one_note_show_both_texts(work, case):
    address = at(case)
    work.post(address, json=True, **work.typed(text="Fra det første vindue"))
    typed = work.typed(0, text="Fra det andet vindue")
    told = work.post(address, json=True, **typed)
    assert told.status_code == 409
    assert "et andet vindue" in told.json()["said"]
    answer = work.post(address, verb="count", **typed)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Sådan står notatet nu" in html
    assert html.index("Fra det første vindue") < html.index("Fra det andet vindue")
    (row,) = conversations_(work)
    assert work.note_text(row) == "Fra det første vindue"
    saved = work.post(address, verb="count", **work.typed(1, text="Begge dele"))
    assert saved.status_code == 302
    assert work.note_text(row) == "Begge dele"


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"topics": []}, "Vælg mindst ét emne"),
        ({"areas": ""}, "hvor mange lovområder"),
        ({"areas": "0"}, "et helt tal fra 1 til 9"),
        ({"areas": "10"}, "et helt tal fra 1 til 9"),
        ({"areas": "2,5"}, "et helt tal fra 1 til 9"),
        ({"topics": ["x"]}, "Vælg fra listen"),
        ({"kind": "x"}, "Vælg fra listen"),
        ({"on": "2026-11-20"}, "Dagen ligger i fremtiden"),
        ({"on": "2024-01-01"}, "over et år gammel"),
        ({"on": "i går"}, "Skriv dagen som"),
        ({"version": "x"}, "Siden er for gammel"),
        ({"text": "a" * 20_001}, "Teksten er for lang"),
        ({"text": "cpr 010190-1234"}, "CPR-nummer"),
        ({"text": "\0"}, "tegn, der ikke kan gemmes"),
    ],
)
def test_bad_input_is_said_and_counts_nothing(work, case, field, sentence):
    answer = work.post(at(case), verb="count", **work.typed(**field))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert all(row.is_draft for row in conversations_(work))


def test_a_megabyte_and_marks_that_turn_the_text_are_refused_or_cleaned(work, case):
    assert work.post(at(case), verb="count", **work.typed(text="a" * 1_000_000)).status_code == 422
    talk = new_id()
    work.post(at(case, talk), verb="count", **work.typed(text="Gæld\u202e100"))
    assert work.note_text(conversations_(work)[0]) == "Gæld100"


def test_an_id_of_another_case_or_house_is_unknown(work, case):
    other = work.talk(work.case(work.person("Anden")))
    theirs = work.talk(work.case(work.person("Deres", by="kian"), by="kian"), by="kian")
    assert work.client().get(at(case, other.pk)).status_code == 404
    assert work.post(at(case, theirs.pk), verb="count", **work.typed()).status_code == 404
    assert work.note_text(theirs, "kian") == SECRET
    assert work.client("kian").get(at(case)).status_code == 404


def test_a_colleague_of_the_team_cannot_rewrite_it(work, case):
    talk = work.talk(case)
    for verb in ("keep", "count", "drop"):
        answer = work.post(at(case, talk.pk), "tove", verb=verb, **work.typed(talk.version))
        assert answer.status_code == 403
    assert work.note_text(talk) == SECRET


def test_a_draft_may_go_and_what_is_counted_stays(work, case):
    draft, counted = work.talk(case, count=False), work.talk(case)
    assert work.post(at(case, draft.pk), verb="drop").status_code == 302
    assert work.post(at(case, counted.pk), verb="drop").status_code == 422
    assert [row.pk for row in conversations_(work)] == [counted.pk]
    with work.acting():
        assert Note.objects.owned().count() == 1


def test_without_a_name_only_numbers_are_kept(work):
    address = f"/samtale-uden-navn/{new_id()}/"
    assert "Notat" not in work.text(address)
    assert work.post(address, verb="count", **work.typed()).status_code == 302
    (row,) = conversations_(work)
    assert (row.person_id, row.case_id, row.counted_as) == (None, None, None)
    with work.acting():
        assert not Note.objects.owned().exists()


def test_what_was_counted_is_put_right_and_stays_counted(work, case):
    talk = work.talk(case)
    form = work.typed(talk.version, topics=["work"], areas="4", text="Rettet")
    assert work.post(at(case, talk.pk), verb="count", **form).status_code == 302
    row = work.again(talk)
    assert (row.areas, row.is_draft, row.band) == (4, False, "4 eller flere")
    with work.acting():
        assert list(ConversationTopic.objects.owned().values_list("topic", flat=True)) == ["work"]


def test_a_lawyers_note_is_closed_to_the_counsellor_and_says_whose_it_is(work, cast):
    person = work.person()
    case = work.case(person)
    legal = work.case(person, by="lars", kind="legal")
    work.talk(legal, by="lars", text="Advokatens ord")
    html = work.text(page(case))
    assert "Advokatens ord" not in html
    assert "Låst. Spørg Lars" in html
    assert "Jura" in html
    assert "Advokatens ord" in work.text(page(legal), "lars")
    assert work.client().get(page(legal)).status_code == 403


def test_with_a_reason_the_case_opens_and_the_law_stays_closed(work):
    legal = work.case(by="lars", kind="legal")
    work.talk(legal, by="lars", text="Advokatens ord")
    with work.acting("jonas"):
        open_beyond(
            id=new_id(), account=work.cast.jonas, person=legal.person, at=clock.now(),
            reason="Lars er syg, og retten venter",
        )  # fmt: skip
    html = work.text(page(legal), "jonas")
    assert "Advokatens ord" not in html
    assert "Låst. Spørg Lars" in html


def test_the_database_holds_no_word_of_a_note(work, case):
    talk = work.talk(case)
    with work.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM centre_note")
        sealed = cursor.fetchone()[0]
        assert SECRET not in sealed
        cursor.execute("SELECT about FROM centre_case")
        assert "Gæld" not in cursor.fetchone()[0]
    assert work.note_text(talk) == SECRET


def test_a_note_moved_to_another_row_is_refused(work, case):
    one, other = work.talk(case), work.talk(case, text="Noget andet")
    with work.acting():
        sealed = {n.conversation_id: n for n in Note.objects.owned()}
        swapped = sealed[one.pk].__dict__["text"]
        Note.objects.filter(pk=sealed[other.pk].pk).update(text=swapped)
        with pytest.raises(Unreadable):
            str(Note.objects.get(pk=sealed[other.pk].pk).text)


def test_without_the_key_nothing_is_written_and_what_needs_none_goes_on(work, case, settings):
    work.talk(case)
    settings.FAVN_KEYS = settings.FAVN_KEYS / "lost"
    with pytest.raises(KeyMissing):
        work.talk(case, text="Nyt")
    with work.acting():
        assert Note.objects.owned().count() == 1
        assert [row.areas for row in Conversation.objects.owned()] == [2]


def test_an_erased_person_stays_one_of_the_counted_and_no_word_is_left(work, case):
    talk = work.talk(case)
    counted_as = talk.counted_as
    with work.acting():
        register.erase(person=case.person, why=Why.ASKED, by=work.cast.sara, at=NOW)
        (row,) = Conversation.objects.owned()
        assert (row.person_id, row.case_id, row.by_id) == (None, None, None)
        assert row.counted_as == counted_as
        assert ConversationTopic.objects.owned().count() == 1
        assert not Note.objects.owned().exists()


def test_draft_with_a_stale_version_is_a_conflict_not_a_new_row(work, case):
    with work.acting(), pytest.raises(conversations.Conflict):
        conversations.keep_talk(
            id=new_id(), case=case, talk=conversations.Talk(TODAY, case.kind), version=3,
            by=work.member(), at=NOW,
        )  # fmt: skip


def test_the_extract_tells_that_a_note_is_there_and_not_what_it_says(work, case):
    work.post(at(case), verb="count", **work.typed())
    for rest in ("udtraek/", "udtraek/?fil=json"):
        html = work.text(f"/personer/{case.person.pk}/{rest}")
        assert SECRET not in html
        assert "Lukket. En kode til egen side fra den, der skrev det, åbner det." in html


def test_a_form_sent_with_a_fault_is_a_look_all_the_same(work, case):
    address = at(case)
    work.post(address, verb="count", **work.typed(topics=[], areas=""))
    with work.acting():
        assert told(case.person_id) != []


# Put right with a reason, taken out, counted again


def put_right(work, case, talk, verb, **form):
    return work.post(at(case, f"{talk.pk}/ret"), verb=verb, **form)


def counted(work):
    with work.acting():
        rows = Conversation.objects.owned().filter(**Conversation.Privacy.counted).count()
        topics = ConversationTopic.objects.owned().filter(**ConversationTopic.Privacy.counted)
        return rows, topics.count()


def test_a_conversation_counted_by_mistake_is_taken_out_and_may_come_back(work, case):
    talk = work.talk(case)
    assert counted(work) == (1, 1)
    form = {"version": talk.version, "why": "wrong"}
    assert put_right(work, case, talk, "void", **form).status_code == 302
    assert counted(work) == (0, 0)
    assert "Tæller ikke med" in work.text(page(case))
    with work.acting():
        line = history.of(talk)[0]
        assert (line.verb, line.changes["void"]) == ("void", ["", "wrong"])
        assert Change.objects.get_queryset().filter(table="centre.conversation").exists()
    assert put_right(work, case, talk, "void", **form).status_code == 422
    assert put_right(work, case, talk, "restore", version=form["version"]).status_code == 409
    now = work.again(talk)
    assert put_right(work, case, talk, "restore", version=now.version).status_code == 302
    assert counted(work) == (1, 1)


def test_a_correction_the_person_asks_for_needs_no_yes(work, case):
    talk = work.talk(case)
    with work.acting():
        said = Said("case", Act.WITHDRAWN, How.SPOKEN)
        persons.say(id=new_id(), person=case.person, said=said, by=work.cast.sara, at=clock.now())
    form = work.typed(talk.version, text="Ingen gæld", reason="person")
    assert put_right(work, case, talk, "correct", **form).status_code == 422
    assert put_right(work, case, talk, "correct", asked="on", **form).status_code == 302
    assert work.note_text(talk) == "Ingen gæld"
    with work.acting():
        assert history.of(talk)[0].reason == "Personen bad om det. Den forkerte person"


def test_a_draft_that_another_tab_has_just_counted_is_not_dropped(work, case):
    draft = work.talk(case, count=False)
    work.talk(case, id=draft.pk, version=draft.version)
    with work.acting(), pytest.raises(Conflict):
        conversations.drop_draft(row=draft, by=work.cast.sara, at=clock.now())
    assert not work.again(draft).is_draft
