"""The check on the writing page: warned beside the words, answered, and kept with the edition."""

import json
import re
from datetime import date

from favn.publishing.actions import stories
from favn.publishing.models import ClaimAnswer
from tests.cast import NOW, TODAY, new_id
from tests.publishing.papers import (
    VISITS,
    chapter_of,
    docx_words,
    freeze,
    pdf_words,
    try_to_freeze,
    words,
    write,
    written,
)
from tests.publishing.taps import LAST_YEAR, visits

WRONG = "Vi hjalp flere i år: 902 mod 977 året før."
TOLD = "Der står, at det er blevet flere eller mere, men tallene går fra 977 til 902."
RIGHT = "Vi hjalp flere i år: 977 mod 902 året før."


def page(cast, who, report, more: str = "") -> str:
    answer = cast.visit(who).get(f"/rapporter/{report.pk}/{more}")
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def keys(cast, who, report) -> list[str]:
    return re.findall(r'name="key" value="(\w+)"', page(cast, who, report, "tjek/"))


def answer(cast, who, report, key, said="Tallet er talt på en anden måde i år.", **more):
    data = {"id": new_id(), "key": key, "answer": said, **more}
    return cast.visit(who).post(f"/rapporter/{report.pk}/tjek/", data)


# Warned


def test_a_story_is_not_checked_as_an_answer_would_keep_its_words(houses):
    report = written(houses, houses.jonas, "Tak for i år.")
    with houses.acting(houses.jonas):
        at = {"by": houses.jonas, "at": NOW}
        story = stories.tell(id=new_id(), title="Kaffen", text=WRONG, **at)
        yes = stories.Yes("self", "paper", TODAY, date(2028, 1, 1), ["year"])
        stories.take_yes(id=new_id(), story=story, yes=yes, seen="1-", **at)
        stories.place(id=new_id(), story=story, report=report, **at)
    assert WRONG in page(houses, houses.jonas, report)
    assert keys(houses, houses.jonas, report) == []


def test_a_sentence_that_does_not_fit_is_warned_about_beside_its_chapter(houses):
    report = written(houses, houses.jonas, WRONG)
    shown = page(houses, houses.jonas, report)
    assert TOLD in shown
    assert "Modsigelse" in shown
    assert f"<blockquote>{WRONG}</blockquote>" in page(houses, houses.jonas, report, "tjek/")


def test_one_goes_from_a_warning_to_the_chapter_that_holds_it(houses):
    report = written(houses, houses.jonas, WRONG)
    place = re.search(r'<h3><a href="(/rapporter/[^#]+/)#([^"]+)"', page(
        houses, houses.jonas, report, "tjek/"
    ))  # fmt: skip
    assert place[1] == f"/rapporter/{report.pk}/"
    assert f'id="{place[2]}"' in page(houses, houses.jonas, report)


def test_what_fits_is_not_mentioned(houses):
    report = written(houses, houses.jonas, RIGHT)
    assert "Modsigelse" not in page(houses, houses.jonas, report)
    assert "Tjekket har ingen bemærkninger" in page(houses, houses.jonas, report, "tjek/")


def test_a_living_figure_is_read_as_its_number(houses):
    """The words are judged with the number that stands there now, and anew when it moves."""
    visits(houses, 3, on=LAST_YEAR)
    report = written(houses, houses.jonas, f"Vi havde flere besøg: {{{{{VISITS}}}}} mod 5 i 2024.")
    assert "men tallene går fra 5 til 3" in page(houses, houses.jonas, report)
    visits(houses, 4, on=LAST_YEAR)
    assert "men tallene går fra 5" not in page(houses, houses.jonas, report)


def test_a_table_that_somebody_typed_is_added_up(houses):
    table = "| Hold | Antal |\n|---|---|\n| Kor | 5 |\n| Systue | 7 |\n| I alt | {} |\n"
    report = written(houses, houses.jonas, table.format(12))
    assert "Modsigelse" not in page(houses, houses.jonas, report)
    write(houses, houses.jonas, report, table.format(13))
    assert "Der står 13 i alt, men de 2 dele giver 12 tilsammen." in page(
        houses, houses.jonas, report
    )


def test_a_list_and_a_quotation_are_read_too(houses):
    report = written(houses, houses.jonas, f"- Et punkt\n- {WRONG}\n\n> {WRONG}\n")
    assert page(houses, houses.jonas, report, "tjek/").count("<blockquote>") == 1


def test_the_script_gets_the_warnings_with_the_chapter(houses):
    report = written(houses, houses.jonas, RIGHT)
    told = write(houses, houses.jonas, report, WRONG, accept="application/json")
    assert TOLD in json.loads(told.content)["beside"]
    told = write(houses, houses.jonas, report, RIGHT, accept="application/json")
    assert json.loads(told.content)["beside"].strip() == ""


# Answered


def test_an_answer_stands_beside_the_warning_and_ends_with_the_words(houses):
    report = written(houses, houses.jonas, WRONG)
    (key,) = keys(houses, houses.jonas, report)
    assert answer(houses, houses.jonas, report, key).status_code == 302
    assert "Tallet er talt på en anden måde" in page(houses, houses.jonas, report, "tjek/")
    assert "Besvaret af Jonas" in page(houses, houses.jonas, report)
    write(houses, houses.jonas, report, WRONG.replace("977", "988"))
    assert "Besvaret af" not in page(houses, houses.jonas, report)


def test_a_later_answer_takes_the_place_of_the_first(houses):
    report = written(houses, houses.jonas, WRONG)
    (key,) = keys(houses, houses.jonas, report)
    for said in ("Fordi det er rigtigt.", "Fordi det er talt om.", "Fordi det er talt om."):
        assert answer(houses, houses.jonas, report, key, said).status_code == 302
    with houses.acting(houses.jonas):
        assert [row.answer for row in ClaimAnswer.objects.get_queryset()] == [
            "Fordi det er talt om."
        ]


def test_a_click_is_no_answer(houses):
    report = written(houses, houses.jonas, WRONG)
    (key,) = keys(houses, houses.jonas, report)
    for said in ("", "ok", " " * 30):
        refused = answer(houses, houses.jonas, report, key, said)
        assert refused.status_code == 422
        assert "Skriv, hvorfor det er rigtigt" in refused.content.decode()


def test_words_that_no_longer_stand_cannot_be_answered(houses):
    report = written(houses, houses.jonas, WRONG)
    (key,) = keys(houses, houses.jonas, report)
    write(houses, houses.jonas, report, RIGHT)
    assert answer(houses, houses.jonas, report, key).status_code == 404


def test_a_foreign_house_finds_nothing_to_answer(houses):
    report = written(houses, houses.jonas, WRONG)
    (key,) = keys(houses, houses.jonas, report)
    stranger = houses.birgitte
    assert houses.visit(stranger).get(f"/rapporter/{report.pk}/tjek/").status_code == 404
    assert answer(houses, stranger, report, key).status_code == 404


# Kept


def test_freezing_with_a_contradiction_is_allowed_and_said(houses):
    report = written(houses, houses.jonas, WRONG)
    assert "1 modsigelse er ikke besvaret" in page(houses, houses.jonas, report)
    edition = freeze(houses, houses.jonas, report)
    shown = houses.visit(houses.jonas).get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    assert TOLD in shown
    assert "Ikke besvaret" in shown


def test_an_answer_is_kept_with_the_edition_for_the_house_alone(houses):
    report = written(houses, houses.jonas, WRONG, title="Året")
    (key,) = keys(houses, houses.jonas, report)
    answer(houses, houses.jonas, report, key)
    assert "modsigelse er ikke besvaret" not in page(houses, houses.jonas, report)
    edition = freeze(houses, houses.jonas, report)
    answer(houses, houses.jonas, report, key, "Et helt andet svar bagefter.")
    own = houses.visit(houses.jonas).get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    assert "Tallet er talt på en anden måde i år. (Jonas" in own
    assert "Et helt andet svar" not in own
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}"
    stranger = houses.visit()
    for path, read in ((f"{address}/", lambda b: b.decode()), (f"{address}.pdf", pdf_words),
                       (f"{address}.docx", docx_words)):  # fmt: skip
        told = read(stranger.get(path).content)
        assert "902 mod 977" in told
        assert "Tallet er talt på en anden" not in told
        assert "blevet flere eller mere" not in told


def test_a_report_without_remarks_keeps_none(houses):
    report = written(houses, houses.jonas, RIGHT)
    assert freeze(houses, houses.jonas, report).claims == []


def test_a_chapter_that_was_taken_out_is_not_checked(houses):
    report = written(houses, houses.jonas, RIGHT)
    houses.visit(houses.jonas).post(
        f"/rapporter/{report.pk}/",
        {"verb": "add", "id": (key := new_id()), "title": "Nyt", "author": ""},
    )
    write(houses, houses.jonas, report, WRONG, title="Nyt")
    assert TOLD in page(houses, houses.jonas, report)
    houses.visit(houses.jonas).post(f"/rapporter/{report.pk}/", {"verb": "remove", "chapter": key})
    assert TOLD not in page(houses, houses.jonas, report)
    assert chapter_of(houses, houses.jonas, report, "Nyt").removed_at
    assert try_to_freeze(houses, houses.jonas, report).status_code == 302
