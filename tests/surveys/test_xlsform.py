"""A questionnaire from a file: what it becomes is said row by row, and nothing is written before.

And out again: the file of a version is valid by the standard's own reader and comes in as it was.
"""

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from favn.kit.files import Unreadable
from favn.surveys import queries
from favn.surveys.choices import Compare, Kind
from favn.surveys.imports import read
from favn.surveys.models import Question, Questionnaire
from favn.surveys.rules.sheet import key_from, say
from favn.surveys.tables import xlsform
from tests.cast import join
from tests.surveys import forms, steps
from tests.surveys.steps import words

FILES = "/spoergeskemaer/filer/"
REAL = Path(__file__).parents[3] / "shared" / "data" / "xlsform"
PURPOSE = {"purpose": "For at se, hvor vi kan hjælpe.", "asks": "bodies"}


@pytest.fixture
def editor(cast):
    return cast.visit(cast.birgitte)


def items(told):
    return {item.key: item for item in told.sheet}


def remarks(rows):
    return [(one.line, one.what) for one in rows]


def send(client, data, name="aar.xlsx"):
    return client.post(FILES, {"file": SimpleUploadedFile(name, data)})


# What a file becomes


def test_every_kind_the_engine_has_is_read():
    told = read(forms.every(), "aar.xlsx")
    assert (told.title, told.left_out, told.changed, told.faults) == ("Foreningens år", [], [], [])
    assert [(say(s.texts), say(s.lead)) for s in told.sheet.sections] == [
        ("Planen", "Svar for hele foreningen."), ("Penge", ""),
    ]  # fmt: skip
    assert {key: item.kind for key, item in items(told).items()} == {
        "has_plan": Kind.ONE, "age": Kind.NUMBER, "money": Kind.SEVERAL, "amount": Kind.NUMBER,
        "happy": Kind.SCALE, "motto": Kind.SHORT, "story": Kind.LONG, "founded": Kind.DATE,
    }  # fmt: skip
    plan, happy = items(told)["has_plan"], items(told)["happy"]
    assert (plan.is_optional, items(told)["age"].is_optional) == (False, True)
    assert (plan.texts["en"], say(plan.help)) == ("Do you have a plan?", "Også en kort")
    assert [option.texts.get("en") for option in plan.options] == ["Yes", "No"]
    assert (happy.lowest, happy.highest, say(happy.low_end)) == (1, 5, "slet ikke")
    assert told.sheet.languages == ("da", "en")


@pytest.mark.parametrize(
    ("written", "test", "value"),
    [
        ("${has_plan} = 'ja'", Compare.IS, "ja"),
        ("(${has_plan}!='ja')", Compare.IS_NOT, "ja"),
        ("selected(${has_plan}, 'nej')", Compare.IS, "nej"),
        ("${has_plan} = ‘nej’", Compare.IS, "nej"),
        ("not(selected( ${money} , '1' ))", Compare.IS_NOT, "1"),
        ("${many} >= 3", Compare.AT_LEAST, "3"),
        ("${many} > 3", Compare.AT_LEAST, "4"),
        ("${many} < 3", Compare.AT_MOST, "2"),
        ("${many} <= 3.0", Compare.AT_MOST, "3"),
    ],
)
def test_a_condition_on_one_answer_is_kept(written, test, value):
    rows = (
        ("select_one yes_no", "has_plan", "Plan?"), ("select_multiple money", "money", "Penge?"),
        ("integer", "many", "Hvor mange?"), ("text", "why", "Hvorfor?", "", "", written),
    )  # fmt: skip
    told = read(forms.workbook(rows, forms.YES_NO + forms.MONEY), "x.xlsx")
    gate = items(told)["why"].condition
    assert (gate.test, gate.value, told.changed) == (test, value, [])


@pytest.mark.parametrize(
    "written",
    ["${a} = 'ja' and ${b} = 'ja'", "${a} > 3", "${b} = 'måske'", "${later} = 'ja'", "true()",
     "count(${a}) > 1", "${money} = '1'", "${a} = ${b}", "("],
)  # fmt: skip
def test_what_it_cannot_ask_is_said_and_asked_of_everybody(written):
    rows = (
        ("decimal", "a", "A?"), ("select_one yes_no", "b", "B?"),
        ("select_multiple money", "money", "Penge?"),
        ("text", "why", "Hvorfor?", "", "yes", written), ("text", "later", "Senere"),
    )  # fmt: skip
    told = read(forms.workbook(rows, forms.YES_NO + forms.MONEY), "x.xlsx")
    assert remarks(told.changed) == [(5, "why")]
    why = items(told)["why"]
    assert (why.condition, why.is_optional) == (None, True)


def test_a_condition_of_thousands_of_brackets_is_more_than_it_can_ask():
    written = "(" * 600 + "${b} = 'ja'" + ")" * 600
    rows = (("select_one yes_no", "b", "B?"), ("text", "why", "Hvorfor?", "", "", written))
    (told,) = read(forms.workbook(rows, forms.YES_NO), "x.xlsx").changed
    assert "er mere, end Favn kan spørge om" in told.said


def test_a_list_that_many_questions_ask_is_read_once():
    rows = [("select_one yes_no", f"q{n}", "Q?") for n in range(3)]
    rows.append(("select_one yes_no or_other", "more", "Q?"))
    first, *same, other = read(forms.workbook(rows, forms.YES_NO), "x.xlsx").sheet
    assert all(one.options is first.options for one in same)
    assert len(other.options) == len(first.options) + 1


def test_names_that_come_out_as_the_same_key_are_numbered():
    taken = []
    for text in ("Ja", "ja!", "Nej", "JA", "---"):
        taken.append(key_from(text, set(taken)))
    assert taken == ["ja", "ja-2", "nej", "ja-3", "x"]


def test_what_a_group_asks_for_goes_for_every_question_in_it():
    rows = (
        ("select_one yes_no", "has_plan", "Plan?"),
        ("begin_group", "more", "Mere", "", "", "${has_plan} = 'ja'"),
        ("text", "one", "Et"), ("text", "two", "To", "", "", "${one} = 'x'"), ("end_group",),
    )  # fmt: skip
    told = read(forms.workbook(rows, forms.YES_NO), "x.xlsx")
    assert items(told)["one"].condition.value == "ja"
    assert remarks(told.changed) == [(5, "two")]


def test_what_is_left_out_and_what_changes_stands_by_row():
    rows = (
        ("start", "begun"), ("geopoint", "where", "Hvor?"), ("calculate", "sum", "", ""),
        ("begin_repeat", "child", "Barn"), ("text", "name", "Navn"), ("end_repeat",),
        ("integer", "age", "Alder", "", "", "", ". < 120"), ("note", "thanks", "Tak!"),
        ("select_one yes_no or_other", "pick", "Vælg", "", "", "", "", "", "", "x = 1"),
        ("range", "wide", "Hvor?", "", "", "", "", "", "start=0 end=100 step=5"),
        ("text", "hello", "Hej ${age}"), ("note", "end", "Slut"),
    )  # fmt: skip
    told = read(forms.workbook(rows, forms.YES_NO), "x.xlsx")
    assert told.faults == []
    assert sorted(remarks(told.left_out)) == [
        (2, "begun"), (3, "where"), (4, "sum"), (5, "child"), (11, "wide"), (13, "end"),
    ]  # fmt: skip
    assert sorted(remarks(told.changed)) == [
        (8, "age"), (9, "thanks"), (10, "pick"), (10, "pick"), (12, "hello"),
    ]  # fmt: skip
    assert "1 spørgsmål" in next(one.said for one in told.left_out if one.line == 5)
    assert [option.key for option in items(told)["pick"].options] == ["ja", "nej", "other"]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([("select_one nowhere", "a", "A?")], 2),
        ([("telepathy", "a", "A?")], 2),
        ([("text", "", "A?")], 2),
        ([("text", "ok", "OK"), ("", "a", "A?")], 3),
        ([("text", "a", "A?"), ("text", "a", "B?")], 3),
        ([("begin_group", "g", "G"), ("text", "a", "A?")], 2),
        ([("text", "a", "A?"), ("end_group",)], 3),
        ([("begin_repeat", "g", "G"), ("text", "a", "A?")], 2),
        ([("select_one twice", "a", "A?")], 2),
    ],
)
def test_what_is_wrong_by_the_standard_must_be_mended_in_the_file(rows, line):
    choices = [("twice", "x", "X"), ("twice", "x", "Y")]
    told = read(forms.workbook(rows, choices), "x.xlsx")
    assert [one.line for one in told.faults][:1] == [line]


def test_a_form_without_danish_stands_in_its_own_language_and_old_headings_are_known():
    heads = ("Type", "Value", "Label::English (en)", "label::Klingon (tlh)", "Relevance")
    told = read(forms.workbook([("Select one from yes_no", "A.b", "Plan?", "nuqneH"),
                                ("string", "c", "Why?", "", "${A.b} = 'ja'")],
                               forms.YES_NO, heads=heads), "hvorfor.xlsx")  # fmt: skip
    plan = items(told)["ab"]
    assert (plan.texts["da"], plan.texts["en"]) == ("Plan?", "Plan?")
    assert items(told)["c"].condition.value == "ja"
    assert told.title == "hvorfor"
    assert "Klingon" in told.left_out[0].said


@pytest.mark.parametrize("data", [b"navn;mail\n", b"%PDF-1.7", b"", b"\xd0\xcf\x11\xe0old"])
def test_another_kind_of_file_is_refused_in_a_sentence(editor, data):
    answer = send(editor, data)
    assert answer.status_code == 422
    assert list(answer.context["rows"]) == []


def test_a_workbook_that_asks_nothing_is_no_questionnaire(editor):
    from openpyxl import Workbook  # noqa: PLC0415 - only here

    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(Unreadable, match="survey"):
        read(out.getvalue(), "x.xlsx")


# The pages


def test_nothing_is_written_before_somebody_has_looked(editor, cast):
    page = send(editor, forms.every())["Location"]
    assert "8 spørgsmål kan tages med" in words(editor, page)
    assert "Har I en plan?" in words(editor, page)
    with cast.acting(cast.birgitte):
        assert Questionnaire.objects.owned().count() == 0
        assert Question.objects.owned().count() == 0
    assert page in editor.get(FILES).content.decode()


def test_it_is_taken_once_as_a_draft_that_can_be_published(editor, cast):
    file = forms.every()
    page = send(editor, file)["Location"]
    data = {"verb": "take", "title": "Foreningens år"} | PURPOSE
    first, again = (editor.post(page, data)["Location"] for _ in range(2))
    assert first == again
    with cast.acting(cast.birgitte):
        row = Questionnaire.objects.owned().get()
        draft = queries.draft_of(row)
        assert len(list(draft.sheet)) == 8
        assert say(draft.sheet.sections[1].texts) == "Penge"
    answer = editor.post(first, {"verb": "publish", "revision": draft.revision})
    assert answer.status_code == 302
    assert send(editor, file)["Location"] == page, "the same file is the one kept"


def test_a_file_with_faults_is_not_taken(editor, cast):
    page = send(editor, forms.workbook([("select_one nowhere", "a", "A?")]))["Location"]
    told = words(editor, page)
    assert "Listen “nowhere” findes ikke i arket “choices”." in told
    assert "Opret som nyt spørgeskema" not in told
    answer = editor.post(page, {"verb": "take", "title": "X"} | PURPOSE)
    assert answer.status_code == 422
    with cast.acting(cast.birgitte):
        assert Questionnaire.objects.owned().count() == 0


def test_without_a_purpose_it_says_what_is_missing(editor):
    page = send(editor, forms.every())["Location"]
    answer = editor.post(page, {"verb": "take", "title": "X", "asks": "bodies", "purpose": ""})
    assert answer.status_code == 422
    assert "hvad svarene skal bruges til" in answer.content.decode()


def test_its_own_file_goes_into_the_next_draft_as_the_same_questions(editor, cast, check, version):
    at = f"/spoergeskemaer/{check.pk}/1/xlsform.xlsx"
    book = load_workbook(io.BytesIO(editor.get(at).content))
    survey = book["survey"]
    heads = [cell.value for cell in survey[1]]
    survey.cell(1, len(heads) + 1, "label::English (en)")
    for row in survey.iter_rows(min_row=2):
        if row[1].value == "has_plan":
            survey.cell(row[0].row, len(heads) + 1, "Do you have a plan?")
    out = io.BytesIO()
    book.save(out)
    page = send(editor, out.getvalue())["Location"]
    assert editor.post(page, {"verb": "into", "into": str(check.pk)}).status_code == 302
    with cast.acting(cast.birgitte):
        draft = queries.draft_of(queries.questionnaire_with(check.pk))
        asked = {item.key: item for item in draft.sheet}
        assert {item.question for item in draft.sheet} == {i.question for i in version.sheet}
        assert asked["has_plan"].texts["en"] == "Do you have a plan?"
        assert asked["vision"].bands == version.sheet.item(asked["vision"].question).bands
        assert (
            asked["plan_age"].condition == version.sheet.item(asked["plan_age"].question).condition
        )
        assert Question.objects.owned().count() == len(list(version.sheet))


def test_a_known_name_of_another_kind_is_refused(editor, cast, check, version):
    page = send(editor, forms.workbook([("date", "has_plan", "Hvornår?")]))["Location"]
    answer = editor.post(page, {"verb": "into", "into": str(check.pk)})
    assert answer.status_code == 422
    assert "has_plan" in answer.content.decode()
    with cast.acting(cast.birgitte):
        assert queries.draft_of(queries.questionnaire_with(check.pk)) is None


def test_another_organisation_sees_none_of_it(editor, cast, check, version):
    file = forms.every()
    page = send(editor, file)["Location"]
    join(cast, "nora", cast.naboerne, "chair", None)
    stranger = cast.visit(cast.nora)
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"verb": "discard"}).status_code == 404
    assert stranger.get(f"/spoergeskemaer/{check.pk}/1/xlsform.xlsx").status_code == 404
    assert page not in stranger.get(FILES).content.decode()
    theirs = send(stranger, file)["Location"]
    assert theirs != page, "the same file is theirs too"
    assert stranger.post(theirs, {"verb": "into", "into": str(check.pk)}).status_code == 422


def test_who_only_looks_reads_no_files(cast):
    assert cast.visit(cast.amina).get(FILES).status_code == 403


def test_a_file_is_thrown_away(editor):
    page = send(editor, forms.every())["Location"]
    assert editor.post(page, {"verb": "discard"})["Location"] == FILES
    assert editor.get(page).status_code == 404


# Out again


def test_what_goes_out_comes_in_as_it_was(cast, check, version):
    with cast.acting(cast.birgitte):
        told = read(xlsform(queries.version_of(check, 1)), "x.xlsx")
    assert (told.faults, told.left_out, told.changed) == ([], [], [])
    assert told.title == check.title
    back, was = list(told.sheet), list(version.sheet)
    for name in ("key", "kind", "texts", "is_optional", "options", "lowest", "highest", "low_end"):
        assert [getattr(i, name) for i in back] == [getattr(i, name) for i in was], name
    gates, before = ([i.condition for i in items] for items in (back, was))
    assert [g and (g.test, g.value) for g in gates] == [g and (g.test, g.value) for g in before]
    assert [(say(s.texts), say(s.lead)) for s in told.sheet.sections] == [
        (say(s.texts), say(s.lead)) for s in version.sheet.sections
    ]


def test_what_goes_out_is_valid_by_the_standards_own_reader(cast, check, version):
    with cast.acting(cast.birgitte):
        data = xlsform(queries.version_of(check, 1))
    made = convert(io.BytesIO(data))
    assert "<h:title>Ressourcetjek</h:title>" in made.xform
    assert len(re.findall(r"<bind ", made.xform)) >= len(list(version.sheet))


def test_a_label_is_never_a_formula(cast, check):
    sheet = steps.whole()
    section = sheet.sections[0]
    evil = steps.scale("vision", "=HYPERLINK(1)")
    changed = sheet.with_section(type(section)(section.key, section.texts, section.lead, (evil,)))
    row = steps.draft(cast, check, changed)
    with cast.acting(cast.birgitte):
        book = load_workbook(io.BytesIO(xlsform(queries.version_of(check, row.number))))
    cells = [cell for line in book["survey"].iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


# Real ones


def real():
    return sorted(REAL.rglob("*.xls[xm]")) if REAL.exists() else []


def accepted(data):
    """Whether the standard's own reader takes it."""
    try:
        convert(io.BytesIO(data))
    except PyXFormError:
        return False
    return True


@pytest.mark.skipif(not REAL.exists(), reason="real forms lie in ../shared/data, not here")
def test_a_real_form_has_faults_where_the_standards_own_reader_refuses_it_and_nowhere_else():
    files = real()
    assert len(files) > 20
    for file in files:
        data = file.read_bytes()
        told = read(data, file.name)
        if accepted(data):
            assert [one.said for one in told.faults if one.what] == [], file.name
            assert bool(told.faults) == (not list(told.sheet)), file.name
        else:
            assert told.faults, file.name
