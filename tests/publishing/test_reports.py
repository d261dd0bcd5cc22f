"""Reports: written together, numbers placed by address, frozen, and read by those who may."""

import json
import re

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from favn.centre import actions as centre
from favn.kit.models import History
from favn.policy import actions as policy
from favn.publishing.models import AlreadyFrozen, Chapter, FrozenEdition, Report
from favn.publishing.tallies import amount as read_amount
from tests.cast import NOW, new_id
from tests.policy.steps import accept, ask, at, initiative, send
from tests.publishing import papers
from tests.publishing.papers import GUESTS, VISITS, begin, freeze, preview, write, written
from tests.publishing.taps import LAST_YEAR, guidances, visits

# Beginning


def test_the_centres_year_begins_with_foreword_numbers_rooms_income_and_cost(houses):
    visits(houses, 3, on=LAST_YEAR)
    report = begin(houses, houses.jonas, kind="year")
    with houses.acting(houses.jonas):
        titles = [c.title for c in Chapter.objects.get_queryset().filter(report=report)]
    assert titles == ["Forord", "Året i tal", "Rummene", "Indtægter", "Udgifter"]
    page = preview(houses, houses.jonas, report)
    assert "Registrerede besøg, 2025" in page
    assert "Vejledninger efter emne, 2025" in page


def test_the_municipalitys_report_has_a_chapter_for_each_office(houses):
    report = begin(houses, houses.birgitte, kind="status")
    page = preview(houses, houses.birgitte, report)
    for name, unit in houses.units.items():
        assert (f"<h2>{name}</h2>" in page) == (unit.organisation == houses.sundhavn)


def test_the_same_form_twice_begins_one_report(houses):
    key = new_id()
    for _ in range(2):
        begin(houses, houses.jonas, id=key)
    with houses.acting(houses.jonas):
        assert Report.objects.get_queryset().count() == 1


def test_two_reports_of_one_name_have_an_address_each(houses):
    first, second = (begin(houses, houses.jonas, title="Året på Ærø & Å") for _ in range(2))
    assert (first.slug, second.slug) == ("aaret-paa-aeroe-aa-2025", "aaret-paa-aeroe-aa-2025-2")


def test_a_year_that_cannot_be_keeps_what_was_typed(houses):
    data = {"id": new_id(), "title": "Min titel", "year": 1066, "kind": "other",
            "edition": "public"}  # fmt: skip
    answer = houses.visit(houses.jonas).post("/rapporter/ny/", data)
    assert answer.status_code == 422
    assert "Skriv et år fra 2000 til 2027" in answer.content.decode()
    assert "Min titel" in answer.content.decode()


# Writing


def test_a_chapter_is_saved_by_its_button_and_by_the_script(houses):
    report = begin(houses, houses.jonas)
    assert write(houses, houses.jonas, report, "Første linje").status_code == 302
    answer = write(houses, houses.jonas, report, "Anden *linje*", accept="application/json")
    told = json.loads(answer.content)
    assert (told["fields"]["version"], answer.status_code) == (3, 200)
    assert "<em>linje</em>" in told["html"]
    assert told["said"].startswith("Gemt kl.")
    assert "Anden <em>linje</em>" in preview(houses, houses.jonas, report)


def test_somebody_who_writes_on_is_one_line_of_history(houses):
    report = begin(houses, houses.jonas)
    for text in ("a", "ab", "abc"):
        write(houses, houses.jonas, report, text, accept="application/json")
    with houses.acting(houses.jonas):
        assert History.objects.get_queryset().filter(verb="write").count() == 1


def test_two_who_save_one_chapter_both_keep_what_they_typed(houses):
    report = begin(houses, houses.jonas)
    write(houses, houses.jonas, report, "Jonas skrev først", version=1)
    answer = write(houses, houses.jonas, report, "Jeg skrev i den anden fane", version=1)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Jonas har skrevet i “Forord” imens. Din tekst står stadig i feltet." in shown
    assert "Jeg skrev i den anden fane</textarea>" in shown
    assert "Sådan står kapitlet nu" in shown
    assert "Jonas skrev først" in shown
    assert 'name="version" value="2"' in shown
    write(houses, houses.jonas, report, "Jeg skrev i den anden fane", version=2)
    assert "den anden fane" in preview(houses, houses.jonas, report)


def test_the_script_is_told_of_a_conflict_and_writes_nothing(houses):
    report = begin(houses, houses.jonas)
    write(houses, houses.jonas, report, "Den første", version=1)
    answer = write(houses, houses.jonas, report, "x", version=1, accept="application/json")
    assert answer.status_code == 409
    assert "har skrevet" in json.loads(answer.content)["said"]
    assert "Den første" in preview(houses, houses.jonas, report)


def test_the_same_words_twice_are_one_writing(houses):
    report = begin(houses, houses.jonas)
    for _ in range(2):
        assert write(houses, houses.jonas, report, "Ens", version=1).status_code == 302
    assert papers.chapter_of(houses, houses.jonas, report).version == 2


def test_chapters_are_added_moved_taken_out_and_brought_back(houses):
    report = begin(houses, houses.jonas)
    client, here = houses.visit(houses.jonas), f"/rapporter/{report.pk}/"
    for title in ("A", "B"):
        client.post(here, {"verb": "add", "id": new_id(), "title": title, "author": "Køkkenet"})
    b = papers.chapter_of(houses, houses.jonas, report, "B")
    client.post(here, {"verb": "up", "chapter": b.pk})
    assert order(houses, report) == ["Forord", "B", "A"]
    client.post(here, {"verb": "remove", "chapter": b.pk})
    assert order(houses, report) == ["Forord", "A"]
    assert "Kapitler, der er taget ud" in client.get(here).content.decode()
    client.post(here, {"verb": "restore", "chapter": b.pk})
    assert order(houses, report) == ["Forord", "B", "A"]


def order(cast, report):
    with cast.acting(cast.jonas):
        rows = Chapter.objects.get_queryset().filter(report=report, removed_at=None)
        return [chapter.title for chapter in rows]


def test_the_foreword_stays(houses):
    report = begin(houses, houses.jonas)
    row = papers.chapter_of(houses, houses.jonas, report)
    answer = houses.visit(houses.jonas).post(
        f"/rapporter/{report.pk}/", {"verb": "remove", "chapter": row.pk}
    )
    assert answer.status_code == 422
    assert "Forordet kan ikke fjernes" in answer.content.decode()


# Numbers in the text


def test_a_number_stands_in_its_sentence_and_leads_to_its_page(houses):
    visits(houses, 4, on=LAST_YEAR)
    report = written(houses, houses.jonas, f"Der kom {{{{{VISITS}}}}} gange.")
    assert f'Der kom <a href="/tal/{VISITS}/">4</a> gange.' in preview(houses, houses.jonas, report)


def test_alone_on_its_line_it_is_big_a_table_or_bars(houses):
    guidances(houses, "brev", 3, on=LAST_YEAR)
    guidances(houses, "mitid", 1, on=LAST_YEAR)
    by_topic = "centre.guidances@medborgerhuset/2025?by=topic"
    text = f"{{{{{VISITS}}}}}\n\n{{{{{by_topic} | tabel}}}}\n\n{{{{ {by_topic} | graf }}}}"
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text))
    assert '<span class="fv-digits">0</span>' in page
    assert "Vejledninger efter emne, 2025</caption>" in page
    assert "Flest: E-boks og breve med 3 vejledninger" in page


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("hvad som helst", "er ikke en adresse"),
        ("centre.vists@medborgerhuset/2025", "Det nærmeste er centre.visits"),
        (VISITS + "?by=shoe", "kan ikke deles efter “shoe”"),
        ("centre.visits@medborgerhuset/2024-2025", "er ikke en adresse"),
        ("centre.visits@naboerne/2025", "ikke delt med jer"),
        ("centre.visits@findes-ikke/2025", "ikke delt med jer"),
        (VISITS + " | lagkage", "Skriv tal, tabel, graf eller gennemsnit"),
        (VISITS + " | graf", "?by=month"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_beside_its_place(houses, place, sentence):
    report = written(houses, houses.jonas, f"Før {{{{{place}}}}} efter")
    page = preview(houses, houses.jonas, report)
    assert sentence in page
    assert "Før {{" in page
    answer = papers.try_to_freeze(houses, houses.jonas, report)
    assert answer.status_code == 422
    assert "Rapporten kan ikke fryses endnu" in answer.content.decode()


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(alphabet="{}|?@/=.abgraf 20<>&*_[]()`#\n", max_size=60))
def test_whatever_stands_in_braces_the_preview_answers(houses, text):
    key = f"hyp-{new_id()}"
    report = written(houses, houses.jonas, f"{{{{{text}}}}}", title=key)
    assert "Forord" in preview(houses, houses.jonas, report)


def test_a_month_to_come_is_not_a_month_of_zeros(houses):
    visits(houses, 2)
    now = "centre.visits@medborgerhuset/2026?by=month"
    page = preview(houses, houses.jonas, written(houses, houses.jonas, f"{{{{{now} | tabel}}}}"))
    assert "november</th>" in page
    assert "december" not in page


def test_a_table_of_ones_own_is_drawn_as_bars(houses):
    text = "| Post | Kroner |\n|---|--:|\n| Løn | 1.250.000 |\n\n{{ graf: Løn er størst }}"
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text))
    assert "<strong>Løn er størst</strong>" in page
    assert page.count("1.250.000") == 2  # beside its bar, and in the table under the bars
    assert "ikke en adresse" not in page


@pytest.mark.parametrize(
    ("said", "amount"),
    [("1.250.000 kr.", 1250000), ("7,3 mio.", 7_300_000), ("12", 12), ("–", None), ("1234", 1234)],
)
def test_danish_amounts_are_read(said, amount):
    assert read_amount(said) == amount


# Protection


@pytest.mark.parametrize("edition", ["funder", "public"])
def test_few_persons_stay_withheld_on_page_paper_and_in_word(houses, edition):
    visits(houses, 4, on=LAST_YEAR, cards=4)
    text = f"Vi så {{{{{GUESTS}}}}} mennesker.\n\n{{{{{GUESTS}?by=month | tabel}}}}"
    report = written(houses, houses.jonas, text, edition=edition)
    client = houses.visit(houses.jonas)
    edition = freeze(houses, houses.jonas, report)
    told = [
        preview(houses, houses.jonas, report),
        papers.words(client.get(f"/rapporter/udgave/{edition.pk}/").content.decode()),
        papers.pdf_words(client.get(f"/rapporter/udgave/{edition.pk}.pdf").content),
        papers.docx_words(client.get(f"/rapporter/udgave/{edition.pk}.docx").content),
    ]
    for one in told:
        bare = re.sub(r"<[^>]+>", "", one)
        assert "Vi så holdt tilbage mennesker." in bare
        assert "så få personer" in bare
        assert not re.search(r"(?<![\d.])4(?![\d.])", bare)
    assert edition.values[GUESTS]["total"] is None


def test_the_house_itself_sees_them_exactly(houses):
    visits(houses, 4, on=LAST_YEAR, cards=4)
    report = written(houses, houses.jonas, f"Vi så {{{{{GUESTS}}}}}.", edition="internal")
    assert ">4</a>" in preview(houses, houses.jonas, report)


# Freezing


def test_a_frozen_edition_stays_as_it_was_and_says_what_has_moved(houses):
    first, *_ = visits(houses, 5, on=LAST_YEAR)
    report = written(houses, houses.jonas, f"Der kom {{{{{VISITS}}}}}.")
    edition = freeze(houses, houses.jonas, report)
    client, here = houses.visit(houses.jonas), f"/rapporter/udgave/{edition.pk}/"
    before, paper = client.get(here).content.decode(), client.get(f"{here[:-1]}.pdf").content
    assert "Tal, der har flyttet sig" not in before
    with houses.acting(houses.jonas):
        centre.void(entry=first, why="wrong", by=houses.jonas, at=NOW)
    write(houses, houses.jonas, report, "Noget helt andet")
    after = papers.words(client.get(here).content.decode())
    assert "Da rapporten blev skrevet" in after
    assert "nu 4" in after
    assert ">5</a>" in after
    assert "Noget helt andet" not in after
    assert client.get(f"{here[:-1]}.pdf").content == paper
    assert edition.values[VISITS]["total"] == 5
    assert edition.values[VISITS]["snapshot"]


def test_a_frozen_edition_can_never_be_saved_again(houses):
    report = written(houses, houses.jonas, "Ord")
    edition = freeze(houses, houses.jonas, report)
    edition.title = "Noget andet"
    with houses.acting(houses.jonas), pytest.raises(AlreadyFrozen):
        edition.save()


def test_editions_are_numbered_and_the_same_form_twice_freezes_one(houses):
    report = written(houses, houses.jonas, "Ord")
    key = new_id()
    for _ in range(2):
        papers.try_to_freeze(houses, houses.jonas, report, key)
    assert freeze(houses, houses.jonas, report).number == 2
    with houses.acting(houses.jonas):
        assert FrozenEdition.objects.get_queryset().count() == 2


def test_words_meant_for_the_writer_are_not_frozen(houses):
    report = begin(houses, houses.jonas)
    answer = papers.try_to_freeze(houses, houses.jonas, report)
    assert answer.status_code == 422
    assert "Der står stadig 1 hjælpetekst" in answer.content.decode()


def test_a_sign_that_no_font_has_is_said_and_not_frozen(houses):
    report = written(houses, houses.jonas, "Et tegn fra Knossos: \U00010080")
    client = houses.visit(houses.jonas)
    answer = papers.try_to_freeze(houses, houses.jonas, report)
    assert answer.status_code == 422
    assert "findes ikke i skrifterne her" in answer.content.decode()
    answer = client.get(f"/rapporter/{report.pk}/kladde.pdf", follow=True)
    assert "findes ikke i skrifterne her" in answer.content.decode()
    assert client.get(f"/rapporter/{report.pk}/kladde.docx").status_code == 200


def test_the_frozen_paper_passes_an_independent_checker(houses):
    visits(houses, 3, on=LAST_YEAR)
    text = f"## Besøg\n\n{{{{{VISITS}}}}}\n\n{{{{{VISITS}?by=month | graf}}}}"
    edition = freeze(houses, houses.jonas, written(houses, houses.jonas, text))
    pdf = houses.visit().get(public_address(edition) + ".pdf").content
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


# Who reads what


def public_address(edition: FrozenEdition) -> str:
    return f"/rapport/medborgerhuset/{edition.report.slug}/{edition.number}"


def test_a_public_edition_is_read_by_everybody_and_its_numbers_lead_on(houses):
    visits(houses, 3, on=LAST_YEAR)
    figure = f"/tal/{VISITS}/"
    anybody = houses.visit()
    assert anybody.get(figure).status_code == 404
    edition = freeze(
        houses, houses.jonas, written(houses, houses.jonas, f"Der kom {{{{{VISITS}}}}}.")
    )
    shown = anybody.get(public_address(edition) + "/").content.decode()
    assert f'<a href="{figure}">3</a>' in shown
    assert "Hent som PDF" in shown
    assert "frosset i dag" in shown
    assert anybody.get(figure).status_code == 200
    listed = anybody.get("/rapport/medborgerhuset/").content.decode()
    assert public_address(edition) + "/" in listed
    docx = anybody.get(public_address(edition) + ".docx")
    assert "Der kom 3." in papers.docx_words(docx.content)


def test_everybody_sees_what_has_been_published_since_and_nothing_live(houses):
    first, *_ = visits(houses, 5, on=LAST_YEAR)
    report = written(houses, houses.jonas, f"Der kom {{{{{VISITS}}}}}.")
    edition = freeze(houses, houses.jonas, report)
    with houses.acting(houses.jonas):
        centre.void(entry=first, why="wrong", by=houses.jonas, at=NOW)
    here = public_address(edition) + "/"
    assert "nu 4" not in houses.visit().get(here).content.decode()
    freeze(houses, houses.jonas, report)
    assert "nu 4" in houses.visit().get(here).content.decode()


@pytest.mark.parametrize("edition", ["internal", "funder"])
def test_other_editions_and_drafts_stay_in_the_house(houses, edition):
    report = written(houses, houses.jonas, "Kun for os", edition=edition)
    row = freeze(houses, houses.jonas, report)
    for ending in ("/", ".pdf", ".docx"):
        assert houses.visit().get(public_address(row) + ending).status_code == 404
    assert houses.visit().get("/rapport/medborgerhuset/").status_code == 404
    assert houses.visit().get(f"/rapporter/{report.pk}/se/").status_code == 302


@pytest.mark.parametrize("who", ["leila", "birgitte", "rasmus"])
def test_another_house_never_sees_a_draft(houses, who):
    report = written(houses, houses.jonas, "KANARIEFUGL", title="KANARIEFUGL")
    row = papers.chapter_of(houses, houses.jonas, report)
    edition = freeze(houses, houses.jonas, report)
    client = houses.visit(getattr(houses, who))
    assert "KANARIEFUGL" not in client.get("/rapporter/").content.decode()
    for address in (
        f"/rapporter/{report.pk}/", f"/rapporter/{report.pk}/se/",
        f"/rapporter/{report.pk}/kladde.pdf", f"/rapporter/{report.pk}/kladde.docx",
        f"/rapporter/{report.pk}/kapitel/{row.pk}/", f"/rapporter/udgave/{edition.pk}/",
        f"/rapporter/udgave/{edition.pk}.pdf", f"/rapporter/udgave/{edition.pk}.docx",
    ):  # fmt: skip
        assert client.get(address).status_code in {403, 404}, address
        assert client.post(address, {"verb": "freeze", "id": new_id()}).status_code in {403, 404}
    data = {"version": row.version, "title": "x", "text": "stjålet", "author": ""}
    client.post(f"/rapporter/{report.pk}/kapitel/{row.pk}/", data)
    assert "stjålet" not in preview(houses, houses.jonas, report)


def test_a_chapter_of_another_report_is_not_found_in_this_one(houses):
    one, other = (written(houses, houses.jonas, t, title=t) for t in ("en", "to"))
    row = papers.chapter_of(houses, houses.jonas, other)
    client = houses.visit(houses.jonas)
    data = {"version": row.version, "title": "x", "text": "x", "author": ""}
    assert client.post(f"/rapporter/{one.pk}/kapitel/{row.pk}/", data).status_code == 404
    for key in (row.pk, new_id(), "x"):
        data = {"verb": "remove", "chapter": key}
        assert client.post(f"/rapporter/{one.pk}/", data).status_code == 404


def test_the_chair_reads_and_the_door_does_not(houses):
    report = written(houses, houses.jonas, "Kladden")
    assert "Kladden" in preview(houses, houses.mehmet, report)
    mehmet, amina = houses.visit(houses.mehmet), houses.visit(houses.amina)
    assert mehmet.get(f"/rapporter/{report.pk}/").status_code == 403
    assert "Skriv videre" not in preview(houses, houses.mehmet, report)
    assert amina.get("/rapporter/").status_code == 403


# The municipality's own numbers are those it has accepted


QUARTER = "centre.visits@medborgerhuset/2026-Q4"


def test_a_sent_number_is_placed_when_it_is_accepted(houses):
    with houses.acting(houses.birgitte):
        plan = policy.open_plan(
            id=new_id(), slug="plan", title="Plan", first_year=2025, last_year=2027,
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    visits(houses, 6)
    duty = ask(houses, initiative(houses, plan))
    report = written(houses, houses.birgitte, f"Huset talte {{{{{QUARTER}}}}} besøg.")
    assert "ikke delt med jer" in preview(houses, houses.birgitte, report)
    count = send(houses, duty)
    assert "ikke godkendt endnu" in preview(houses, houses.birgitte, report)
    accept(houses, count)
    assert "Huset talte 6 besøg." in preview(houses, houses.birgitte, report)
    edition = freeze(houses, houses.birgitte, report)
    shown = houses.visit().get(f"/rapport/sundhavn/{edition.report.slug}/1/")
    assert "Huset talte 6 besøg." in shown.content.decode()


# Words stay words


def test_nothing_that_is_typed_becomes_markup_or_layout(houses):
    evil = '<script>alert(1)</script> #read("/etc/passwd") {% debug %} {{ 7*7 }}'
    report = written(houses, houses.jonas, evil, title=evil)
    client = houses.visit(houses.jonas)
    client.post(f"/rapporter/{report.pk}/",
                {"verb": "add", "id": new_id(), "title": evil, "author": evil})  # fmt: skip
    for address in ("se/", ""):
        shown = client.get(f"/rapporter/{report.pk}/{address}").content.decode()
        assert "<script>alert" not in shown
    paper = papers.pdf_words(client.get(f"/rapporter/{report.pk}/kladde.pdf").content)
    assert '#read("/etc/passwd")' in paper.replace("“", '"').replace("”", '"')
    assert "root:" not in paper
    assert evil.split(maxsplit=1)[0] in papers.docx_words(
        client.get(f"/rapporter/{report.pk}/kladde.docx").content
    )
