"""The council paper: two columns by office, for Word and as a PDF that anybody can read."""

from io import BytesIO

import pytest
from docx import Document as WordDocument
from pypdf import PdfReader

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Status
from tests.cast import new_id
from tests.policy.round_steps import close, committee, hand_in, open_round
from tests.policy.steps import OTHER, OWN, accept, ask, initiative, send

PDF, DOCX = "/planen/status/2026.pdf", "/planen/status/2026.docx"


@pytest.fixture
def round_(houses, plan, row):
    return open_round(houses, plan)


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def pages(client, address=PDF):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(
        " ".join(p.extract_text().split()) for p in PdfReader(BytesIO(answer.content)).pages
    )
    return text.replace("\xad ", "")  # words are hyphenated at the ends of lines


def tables(client):
    answer = client.get(DOCX)
    assert "attachment" in answer["Content-Disposition"]
    return WordDocument(BytesIO(answer.content)).tables


def test_each_office_has_its_two_columns(birgitte, houses, plan, round_, row):
    initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)
    hand_in(houses, round_, row, "Huset åbnede i maj.")
    _overview, own, other = tables(birgitte)
    assert [cell.text for cell in own.rows[0].cells] == ["Indsats", "Status"]
    assert own.rows[1].cells[0].text == "7. Hverdagshjælp"
    assert "I gang" in own.rows[1].cells[1].text
    assert "Huset åbnede i maj." in own.rows[1].cells[1].text
    assert other.rows[1].cells[1].text == "Mangler status for året."


def test_a_draft_says_that_it_is_one_and_a_frozen_paper_its_mark(birgitte, houses, round_, row):
    assert "Udkast, som papiret ser ud 19. november 2026" in pages(birgitte)
    hand_in(houses, round_, row)
    closed = close(houses, round_)
    text = pages(birgitte)
    assert "Udkast" not in text
    assert closed.fingerprint[:12] in text


def test_accepted_numbers_stand_in_it_with_their_way_back(birgitte, houses, round_, row, duty):
    accept(houses, send(houses, duty))
    hand_in(houses, round_, row)
    assert "3 besøg (foreløbigt, til og med 19. november 2026)" in pages(birgitte)
    reader = PdfReader(BytesIO(birgitte.get(PDF).content))
    links = [a.get_object()["/A"]["/URI"] for p in reader.pages for a in p.get("/Annots", [])
             if "/URI" in a.get_object().get("/A", {})]  # fmt: skip
    assert any("/tal/centre.visits@medborgerhuset/2026-Q4/?indsats=7" in link for link in links)


def test_an_inferred_status_is_never_the_offices_answer(birgitte, houses, round_, row):
    with houses.acting(houses.birgitte):
        said = actions.Saying(
            Status.FINISHED, "Kurset er gennemført.", 0, rests_on="er gennemført", is_inferred=True
        )
        actions.say(initiative=row, year=2026, saying=said, by=houses.birgitte, at=clock.now())
    assert "udledt, ikke forvaltningens svar" in pages(birgitte)
    assert "Udledt af “er gennemført”" in birgitte.get("/planen/status/2026/").content.decode()


def test_statements_are_chapters_with_four_sections(birgitte, houses, plan, row):
    social = committee(houses, "Socialudvalget")
    open_round(houses, plan)
    page = f"/planen/runden/2026/udvalg/{social.pk}/"
    birgitte.post(page, {"verb": "write", "version": "0", "plan": "Vi er langt.",
                         "barometer": "", "together": "", "ahead": "Vi fortsætter."})  # fmt: skip
    text = pages(birgitte)
    assert "Udtalelse fra Socialudvalget" in text
    assert "Vi fortsætter." in text
    assert "Udvalget har ikke skrevet noget." in text


def test_offices_read_it_and_associations_do_not(houses, round_):
    assert houses.visit(houses.rasmus).get(PDF).status_code == 200
    assert houses.visit(houses.jonas).get(PDF).status_code == 403
    assert houses.visit(houses.birgitte).get("/planen/status/2026.exe").status_code == 404


def test_until_it_is_frozen_an_office_sees_only_its_own_counts(houses, plan, round_, row, duty):
    accept(houses, send(houses, duty))
    hand_in(houses, round_, row)
    elsewhere = initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)
    accept(houses, send(houses, ask(houses, elsewhere, figures=("centre.participations",))))
    text = pages(houses.visit(houses.rasmus))
    assert "3 besøg" in text
    assert "deltagelser" not in text
    assert "0 deltagelser" in pages(houses.visit(houses.birgitte))


def test_what_went_into_another_is_named_with_its_own_numbers(
    birgitte, houses, plan, round_, row, duty
):
    """Its accepted counts stay in the year's paper, under where it went and added to nothing."""
    accept(houses, send(houses, duty))
    hand_in(houses, round_, row, "Vi nåede tre besøg.", Status.FINISHED)
    target = initiative(houses, plan, number=8, title="Åbne døre", unit=OWN)
    with houses.acting(houses.birgitte):
        actions.stop_asking(duty=duty, reason="lagt sammen", by=houses.birgitte, at=clock.now())
        actions.merge(
            id=new_id(), initiative=row, version=row.version, into=target, by=houses.birgitte,
            when=actions.Occasion(clock.today(), "samme arbejde"), at=clock.now(),
        )  # fmt: skip
    hand_in(houses, round_, target)
    said = "Lagt ind her 19. november 2026: 7. Hverdagshjælp. Dens egen status og tal:"
    assert said in pages(birgitte)
    for own in ("Afsluttet (Rasmus", "Vi nåede tre besøg.", "3 besøg"):
        assert own in pages(birgitte)
    draft = birgitte.get("/planen/status/2026/").content.decode()
    assert "Lagt ind her i dag: 7. Hverdagshjælp. Dens egen status og tal:" in draft
    close(houses, round_)
    frozen = birgitte.get("/planen/status/2026/").content.decode()
    assert "Lagt ind her i dag: 7. Hverdagshjælp. Dens egen status og tal:" in frozen
    assert "?indsats=7" in frozen
    assert "Vi nåede tre besøg." in frozen
    assert "Vi nåede tre besøg." in draft
    assert said in pages(birgitte)


def test_titles_from_people_become_no_markup(birgitte, houses, plan, round_):
    title = "#let x = 1 <b>*stjerne*</b> @navn $x$"
    initiative(houses, plan, number=8, title=title, unit=OWN)
    assert "*stjerne*" in pages(birgitte)
    assert title in tables(birgitte)[1].rows[2].cells[0].text
