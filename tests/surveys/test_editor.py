"""Making a questionnaire: sections, questions, order, languages, publishing; frozen afterwards."""

import uuid

import pytest

from favn.surveys import queries
from favn.surveys.choices import Kind
from favn.surveys.forms.sheets import QuestionForm
from favn.surveys.models import Question, Questionnaire
from favn.surveys.rules.sheet import Band, Section, Sheet, say
from tests.surveys import steps
from tests.surveys.steps import KNOWN, words

LIST = "/spoergeskemaer/"


@pytest.fixture
def editor(cast):
    return cast.visit(cast.birgitte)


@pytest.fixture
def at(cast, check):
    """The address of the first version of an empty questionnaire."""
    return f"{LIST}{check.pk}/1/"


def now(cast, check, number=1):
    with cast.acting(cast.birgitte):
        return queries.version_of(check, number)


def texts(cast, check, number=1):
    return [say(item.texts) for item in now(cast, check, number).sheet]


def press(client, cast, check, verb, number=1, **more):
    revision = now(cast, check, number).revision
    return client.post(f"{LIST}{check.pk}/{number}/", {"verb": verb, "revision": revision} | more)


def test_without_any_the_page_says_what_will_stand_there(editor):
    assert "Ingen spørgsmål" not in words(editor, LIST)
    assert "Ingen spørgeskemaer endnu" in words(editor, LIST)


def test_it_is_made_once_however_often_it_is_sent(editor, cast):
    data = {"id": uuid.uuid4(), "title": "Årligt tjek", "purpose": "For at se", "asks": "bodies"}
    answers = [editor.post(LIST, data) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    with cast.acting(cast.birgitte):
        assert Questionnaire.objects.owned().get().key == "aarligt-tjek"


def test_without_a_purpose_it_says_what_is_missing(editor):
    answer = editor.post(LIST, {"id": uuid.uuid4(), "title": "X", "asks": "bodies"})
    assert answer.status_code == 422
    assert "hvad svarene skal bruges til" in answer.content.decode()


def test_a_section_and_a_question_are_added_by_form(editor, cast, check, at):
    press(editor, cast, check, "section", title="Vision", lead="Hvor I vil hen")
    assert "Ingen spørgsmål i afsnittet endnu." in words(editor, at)
    assert "En skala" not in words(editor, f"{at}afsnit/vision/nyt/")
    page = editor.get(f"{at}afsnit/vision/nyt/?slags=scale")
    data = {
        "id": page.context["identity"], "revision": page.context["form"]["revision"].value(),
        "text": "Hvor klar er visionen?", "lowest": 1, "highest": 5, "low_end": "slet ikke",
        "high_end": "helt", "bands": "1 = Svag\n4 = Stærk", "may_unknown": "on",
    }  # fmt: skip
    address = f"{at}afsnit/vision/nyt/?slags=scale"
    assert [editor.post(address, data).status_code for _ in range(2)] == [302, 302]
    item = next(iter(now(cast, check).sheet))
    assert (item.kind, item.key, item.highest) == (Kind.SCALE, "hvor-klar-er-visionen", 5)
    assert [(b.lowest, say(b.texts)) for b in item.bands] == [(1, "Svag"), (4, "Stærk")]
    assert texts(cast, check) == ["Hvor klar er visionen?"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"highest": 1, "lowest": 1}, "En skala har fra 2 til 11 trin."),
        ({"low_end": ""}, "Skriv, hvad skalaens to ender betyder."),
        ({"bands": "1 = A\n1 = B"}, "lapper de over hinanden"),
        ({"bands": "hej"}, "Skriv hvert bånd som et tal"),
        ({"text": ""}, "Skriv spørgsmålet."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(editor, cast, check, at, typed, said):
    press(editor, cast, check, "section", title="Vision")
    address = f"{at}afsnit/vision/nyt/?slags=scale"
    page = editor.get(address)
    data = {
        "id": page.context["identity"], "revision": page.context["form"]["revision"].value(),
        "text": "Hvor klar?", "lowest": 1, "highest": 5, "low_end": "slet ikke",
        "high_end": "helt", "bands": "",
    }  # fmt: skip
    answer = editor.post(address, data | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_new_scale_is_the_last_one_over_again(editor, cast, check):
    steps.draft(cast, check)
    form = editor.get(f"{LIST}{check.pk}/1/afsnit/plan/nyt/?slags=scale").context["form"]
    said = [form[name].value() for name in ("low_end", "high_end", "bands")]
    assert said == ["slet ikke", "helt", "1 = Spirende\n4 = Stærk"]
    assert form["low_end"].field.required


def test_a_band_keeps_its_translation_when_its_question_is_reworded():
    item = steps.scale(bands=(Band(1, {"da": "Spirende", "en": "Budding"}),))
    sheet = Sheet((Section("vision", steps.da("Vision"), {}, (item,)),))
    shown = QuestionForm(sheet, item, None, initial={"revision": 1})
    typed = {field.html_name: field.value() for field in shown if field.value()}
    form = QuestionForm(sheet, item, None, typed | {"text": "Ved alle, hvor I vil hen?"})
    assert form.is_valid()
    assert form.made().bands == item.bands


def test_options_keep_their_keys_when_the_words_change(editor, cast, check):
    steps.draft(cast, check)
    address = f"{LIST}{check.pk}/1/spoergsmaal/{KNOWN['has_plan']}/"
    form = editor.get(address).context["form"]
    assert form["options"].value() == "ja | Ja\nnej | Nej"
    data = {f.html_name: f.value() for f in form if f.value() not in (None, False)}
    data["options"] = "ja | Ja, skrevet ned\nnej | Nej\nPå vej"
    assert editor.post(address, data).status_code == 302
    options = now(cast, check).sheet.item(KNOWN["has_plan"]).options
    assert [o.key for o in options] == ["ja", "nej", "pa-vej"] or options[2].key == "paa-vej"
    assert say(options[0].texts) == "Ja, skrevet ned"


def test_questions_move_within_a_section_and_on_into_the_next(editor, cast, check):
    steps.draft(cast, check)
    press(editor, cast, check, "down", what=KNOWN["vision"])
    assert texts(cast, check)[:2] == ["Jeres motto", "Hvor klar er jeres vision?"]
    press(editor, cast, check, "down", what=KNOWN["vision"])
    assert now(cast, check).sheet.home_of(KNOWN["vision"]).key == "plan"


def test_sections_move_and_at_the_end_they_stay(editor, cast, check):
    steps.draft(cast, check)
    press(editor, cast, check, "up", what="money")
    assert [s.key for s in now(cast, check).sheet.sections] == ["vision", "money", "plan"]
    press(editor, cast, check, "up", what="vision")
    assert [s.key for s in now(cast, check).sheet.sections] == ["vision", "money", "plan"]


def test_a_condition_that_no_longer_stands_before_stops_publishing(editor, cast, check, at):
    steps.draft(cast, check)
    press(editor, cast, check, "up", what=KNOWN["plan_age"])
    assert "Betingelsen skal pege på et spørgsmål, der står før." in words(editor, at)
    answer = press(editor, cast, check, "publish")
    assert answer.status_code == 422
    assert not now(cast, check).is_published


def test_two_who_edit_at_once_are_told(editor, cast, check, at):
    steps.draft(cast, check)
    old = now(cast, check).revision
    press(editor, cast, check, "down", what=KNOWN["vision"])
    answer = editor.post(at, {"verb": "retire", "what": KNOWN["vision"], "revision": old})
    assert answer.status_code == 409
    assert "En anden har ændret udgaven imens" in answer.content.decode()
    assert "Hvor klar er jeres vision?" in texts(cast, check)


def test_a_published_version_never_changes(editor, cast, check, version, at):
    before = now(cast, check).fingerprint
    assert "Den kan ikke ændres." in words(editor, at)
    for verb, more in (("retire", {"what": KNOWN["vision"]}), ("section", {"title": "Ny"})):
        assert press(editor, cast, check, verb, **more).status_code == 422
    assert now(cast, check).fingerprint == before
    assert KNOWN["vision"] in {i.question for i in now(cast, check).sheet}


def test_a_published_versions_questions_have_no_form(editor, check, version, at):
    answer = editor.get(f"{at}spoergsmaal/{KNOWN['vision']}/")
    assert (answer.status_code, answer.url) == (302, at)


def test_the_next_version_keeps_every_identity(editor, cast, check, version):
    answer = editor.post(f"{LIST}{check.pk}/", {"verb": "begin"})
    assert answer.url == f"{LIST}{check.pk}/2/"
    editor.post(f"{LIST}{check.pk}/", {"verb": "begin"})
    with cast.acting(cast.birgitte):
        assert len(queries.versions_of(check)) == 2
        assert Question.objects.owned().count() == len(KNOWN)
    assert [i.question for i in now(cast, check, 2).sheet] == [i.question for i in version.sheet]


def reword(client, cast, check, text, **more):
    address = f"{LIST}{check.pk}/2/spoergsmaal/{KNOWN['vision']}/"
    form = client.get(address).context["form"]
    data = {f.html_name: f.value() for f in form if f.value() not in (None, False)}
    return client.post(address, data | {"text": text} | more)


def test_new_words_must_say_whether_answers_still_compare(editor, cast, check, version):
    editor.post(f"{LIST}{check.pk}/", {"verb": "begin"})
    reword(editor, cast, check, "Hvor tydelig er jeres vision?")
    assert "Sig, om svarene stadig kan sammenlignes." in words(editor, f"{LIST}{check.pk}/2/")
    assert press(editor, cast, check, "publish", 2).status_code == 422
    reword(editor, cast, check, "Hvor tydelig er jeres vision?", is_comparable="yes")
    assert press(editor, cast, check, "publish", 2).status_code == 302


def test_the_differences_name_what_is_new_gone_and_reworded(editor, cast, check, version):
    editor.post(f"{LIST}{check.pk}/", {"verb": "begin"})
    reword(editor, cast, check, "Hvor tydelig er jeres vision?", is_comparable="no")
    press(editor, cast, check, "retire", 2, what=KNOWN["motto"])
    text = words(editor, f"{LIST}{check.pk}/2/forskelle/")
    assert "6 spørgsmål er uændrede." in text
    assert "Hvor klar er jeres vision? Hvor tydelig er jeres vision? Nej" in text
    assert "Taget ud Jeres motto –" in text


def test_the_first_version_has_nothing_to_differ_from(editor, check, at):
    assert "den første udgave" in words(editor, f"{at}forskelle/")


def test_the_preview_shows_a_section_as_it_is_answered(editor, cast, check):
    steps.draft(cast, check)
    text = words(editor, f"{LIST}{check.pk}/1/se/2/")
    assert "Sådan ser del 2 af 3 ud for den, der svarer. Intet bliver gemt." in text
    assert "Vises kun efter bestemte svar: Hvor gammel er planen?" in text
    assert editor.get(f"{LIST}{check.pk}/1/se/4/").status_code == 404


def test_a_translation_is_read_by_whoever_answers_in_it(editor, cast, check, anybody):
    steps.draft(cast, check)
    address = f"{LIST}{check.pk}/1/sprog/ar/"
    form = editor.get(address).context["form"]
    assert form["q_vision_texts"].label == "Hvor klar er jeres vision?"
    data = {"revision": form["revision"].value(), "q_vision_texts": "ما مدى وضوح رؤيتكم؟"}
    assert editor.post(address, data).status_code == 302
    press(editor, cast, check, "publish")
    wave = steps.open_wave(cast, now(cast, check))
    page = steps.link(cast, wave)
    anybody.post(page, {"verb": "language", "language": "ar"})
    body = anybody.get(f"{page}1/").content.decode()
    assert '<div lang="ar" dir="rtl">' in body
    assert "ما مدى وضوح رؤيتكم؟" in body
    assert "Jeres motto" in body  # not translated, so it stands in Danish


@pytest.mark.parametrize("path", ["xx/", "da/"])
def test_a_language_that_is_none_is_not_found(editor, check, at, path):
    assert editor.get(f"{at}sprog/{path}").status_code == 404


def test_title_and_purpose_change_on_what_was_shown(editor, check):
    data = {"verb": "change", "revision": 1, "title": "Nyt navn", "purpose": "Nyt formål"}
    assert editor.post(f"{LIST}{check.pk}/", data).status_code == 302
    answer = editor.post(f"{LIST}{check.pk}/", data | {"title": "Et andet"})
    assert answer.status_code == 409
    assert "Et andet" in answer.content.decode()


@pytest.mark.parametrize("name", ["sofia", "rasmus"])
def test_only_writers_edit(cast, check, at, name):
    client = cast.visit(getattr(cast, name))
    assert client.post(at, {"verb": "publish", "revision": 1}).status_code == 403
    assert client.get(f"{at}sprog/en/").status_code == 403


@pytest.mark.parametrize(("name", "status"), [("mehmet", 404), ("leila", 403), ("amina", 403)])
def test_another_organisation_finds_nothing(cast, check, at, name, status):
    client = cast.visit(getattr(cast, name))
    for path in ("", "forskelle/", "se/1/"):
        assert client.get(f"{at}{path}").status_code == status
    assert client.get(f"{LIST}{check.pk}/").status_code == status
