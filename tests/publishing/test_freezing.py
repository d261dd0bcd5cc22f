"""Nobody freezes words they never saw, and all that is in the way is said at once."""

from tests.cast import new_id
from tests.publishing import papers
from tests.publishing.papers import begin, seen, try_to_freeze, words, write, written


def test_words_written_since_the_page_was_shown_are_not_frozen_unseen(houses):
    report = written(houses, houses.jonas, "Det, jeg så")
    shown = seen(houses, houses.jonas, report)
    write(houses, houses.jonas, report, "Noget andet")
    answer = try_to_freeze(houses, houses.jonas, report, shown=shown)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Rapporten er ændret, siden du så den (Forord)" in told
    assert f'name="seen" value="{shown}"' not in told
    assert try_to_freeze(houses, houses.jonas, report).status_code == 302


def test_the_script_carries_ones_own_words_along(houses):
    report = written(houses, houses.jonas, "Først")
    shown = seen(houses, houses.jonas, report)
    told = write(houses, houses.jonas, report, "Så", accept="application/json").json()
    mine = f"{told['seen']['of']}-{told['fields']['version'] - 1}"
    assert mine in shown
    answer = try_to_freeze(
        houses, houses.jonas, report, shown=shown.replace(mine, told["seen"]["mark"])
    )
    assert answer.status_code == 302


def test_a_form_without_what_was_seen_freezes_nothing(houses):
    report = written(houses, houses.jonas, "Ord")
    answer = houses.visit(houses.jonas).post(
        f"/rapporter/{report.pk}/", {"verb": "freeze", "id": new_id()}
    )
    assert answer.status_code == 422


def test_everything_in_the_way_is_said_at_once_and_before_one_tries(houses):
    report = begin(houses, houses.jonas, kind="year")
    page = words(houses.visit(houses.jonas).get(f"/rapporter/{report.pk}/").content.decode())
    for title in ("Forord", "Rummene", "Indtægter", "Udgifter"):
        assert f"“{title}”: Der står stadig" in page
    told = try_to_freeze(houses, houses.jonas, report).content.decode()
    assert "Der er 4 ting at rette" in told


def test_income_begins_without_zeros(houses):
    report = begin(houses, houses.jonas, kind="year")
    text = papers.chapter_of(houses, houses.jonas, report, "Indtægter").text
    assert "| 0 |" not in text
    assert "{{ sum }}" in text


def test_a_megabyte_of_text_is_refused_with_a_sentence_and_kept(houses):
    report = begin(houses, houses.jonas)
    answer = write(houses, houses.jonas, report, "a" * 1_000_000)
    assert answer.status_code == 422
    assert "a" * 1000 in answer.content.decode()


def test_broken_markdown_is_words(houses):
    report = written(houses, houses.jonas, "**[a](\n\n| a |\n|--\n> > >\n{{ graf: }} {{ sum }")
    assert papers.preview(houses, houses.jonas, report)
    assert try_to_freeze(houses, houses.jonas, report).status_code in {302, 422}
