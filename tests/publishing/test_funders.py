"""A grant from its letter to the report that is sent: promised beside counted, asked once.

Known answers: four visits on 19 November 2025, three guidances about letters on 19 November 2026,
counted by hand here; the store knows whole months.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.publishing.models import Funding, OwedReport, Question, Report
from favn.publishing.rules.funders import after, covering
from tests.cast import new_id
from tests.publishing import papers
from tests.publishing.papers import freeze, pdf_words, words
from tests.publishing.taps import LAST_YEAR, guidances, visits

LETTER = {
    "funder": "Nordhavnsfonden", "party": "", "purpose": "Åben dør om aftenen", "ore": "250.000",
    "first_on": "2025-10-01", "last_on": "2026-12-31", "reference": "NF-77",
}  # fmt: skip


class Desk:
    """Jonas at the grants' pages, and words for what he does there."""

    def __init__(self, cast):
        self.cast, self.client = cast, cast.visit(cast.jonas)

    def take_on(self, **letter):
        data = {"id": new_id(), **LETTER, **letter}
        answer = self.client.post("/bevillinger/ny/", data)
        assert answer.status_code == 302, words(answer.content.decode())
        return str(data["id"])

    def do(self, grant, verb, status=302, **data):
        data = {"id": new_id(), "verb": verb, **data}
        answer = self.client.post(f"/bevillinger/{grant}/", data)
        assert answer.status_code == status, words(answer.content.decode())
        return str(data["id"])

    def promise(self, grant, said, target, counted_by="", due_on="2026-12-31"):
        data = {"words": said, "target": target, "due_on": due_on, "counted_by": counted_by}
        return self.do(grant, "promise", **data)

    def question(self, said):
        answer = self.client.post("/bevillinger/svar/", {"id": (key := new_id()), "words": said})
        assert answer.status_code == 302, words(answer.content.decode())
        return str(key)

    def answer(self, question, text, year=2026, version=0):
        address = f"/bevillinger/svar/{question}/{year}/"
        return self.client.post(address, {"version": version, "text": text})

    def open(self, grant, about="2026", due_on="2027-02-01"):
        owed = self.do(grant, "owe", period=about, due_on=due_on)
        self.do(grant, "open", owed=owed)
        with self.cast.acting(self.cast.jonas):
            return Report.objects.get_queryset().get(owed=owed)

    def page(self, address):
        answer = self.client.get(address)
        assert answer.status_code == 200
        return words(answer.content.decode())

    def fill(self, report):
        """Write over every help text, as people do."""
        for title in ("Kort fortalt", "Lovet og talt", "Pengene"):
            text = papers.chapter_of(self.cast, self.cast.jonas, report, title).text
            for helped in ("[Hvad har pengene gjort muligt i perioden? Fem linjer er nok.]",
                           "[Hvad gik som lovet, og hvad gik anderledes? Skriv hvorfor.]",
                           "[beløb]"):  # fmt: skip
                text = text.replace(helped, "100")
            answer = papers.write(self.cast, self.cast.jonas, report, text, title=title)
            assert answer.status_code == 302


@pytest.fixture
def desk(houses):
    return Desk(houses)


def test_the_empty_page_says_what_a_grant_is_good_for(desk):
    page = desk.page("/bevillinger/")
    assert "Ingen bevillinger endnu" in page
    assert "/bevillinger/ny/" in page


def test_reports_lead_to_grants(desk):
    assert "/bevillinger/" in desk.page("/rapporter/")


def test_a_promise_stands_beside_what_the_house_counted(houses, desk):
    visits(houses, 4, on=LAST_YEAR)
    guidances(houses, "brev", 3)
    grant = desk.take_on()
    desk.promise(grant, "Besøg om aftenen", 400, "centre.visits")
    desk.promise(grant, "Hjælp til breve", 50, "centre.guidances|topic|brev")
    desk.promise(grant, "Glade gæster", 90)
    page = desk.page(f"/bevillinger/{grant}/")
    assert "Besøg om aftenen<br><small>Registrerede besøg</small>" in page
    assert ">4</a></td>" in page
    assert "Vejledninger: E-boks og breve" in page
    assert ">3</a></td>" in page
    assert "Ikke talt: intet i huset tæller det." in page


def test_few_people_are_held_back_as_in_the_report(houses, desk):
    visits(houses, 3, on=LAST_YEAR, cards=3)
    grant = desk.take_on(last_on="2025-12-31")
    desk.promise(grant, "Forskellige mennesker", 20, "centre.guests", "2025-12-31")
    page = desk.page(f"/bevillinger/{grant}/")
    assert "hele tallet holdes tilbage" in page
    assert ">3</a>" not in page


def test_people_of_two_years_are_never_added(houses, desk):
    visits(houses, 6, on=LAST_YEAR, cards=6)
    grant = desk.take_on()
    desk.promise(grant, "Forskellige mennesker", 20, "centre.guests")
    page = desk.page(f"/bevillinger/{grant}/")
    assert "2025: 6" in page
    assert "2026: holdt tilbage" in page


def test_the_report_is_filled_from_the_books_and_frozen_when_it_is_sent(houses, desk):
    visits(houses, 4, on=LAST_YEAR)
    visits(houses, 2)
    grant = desk.take_on()
    desk.promise(grant, "Besøg | om aftenen", 400, "centre.visits")
    desk.promise(grant, "Kaffe", 5, "centre.guidances|topic|brev")
    desk.promise(grant, "Glade gæster", 90)
    question = desk.question("Hvad har I lært?")
    desk.do(grant, "ask", question=question)
    report = desk.open(grant)
    assert report.edition == "funder"
    draft = papers.preview(houses, houses.jonas, report)
    assert "NF-77" in draft
    assert "1. oktober 2025 til 31. december 2026" in draft
    for said in ("Besøg / om aftenen", "2024", "ikke talt", "Sådan er der talt", "250.000"):
        assert said in draft
    assert "Hver gang en gæst kommer ind ad døren" in draft
    board = desk.page("/bevillinger/")
    assert "Der står stadig" in board
    desk.fill(report)
    assert desk.answer(question, "At ringe dagen før.", version=1).status_code == 302
    assert "Intet mangler" in desk.page("/bevillinger/")
    edition = freeze(houses, houses.jonas, report)
    pdf = desk.client.get(f"/rapporter/udgave/{edition.pk}.pdf").content
    told = pdf_words(pdf)
    assert "At ringe dagen før." in told
    assert "Hvad har I lært?" in told
    assert b"/MarkInfo" in pdf
    page = desk.page("/bevillinger/")
    assert "Ingen rapporter mangler at blive sendt." in page
    assert "Pauser tæller med, så det er ikke arbejdstid." in page
    assert "minutter" in page
    kept = {address: one["total"] for address, one in edition.values.items()}
    assert kept["centre.visits@medborgerhuset/2025"] == 4
    assert kept["centre.visits@medborgerhuset/2026"] == 2
    assert edition.values["centre.visits@medborgerhuset/2026"]["edition"] == "funder"


def test_a_number_that_went_to_a_funder_says_so_on_its_own_page(houses, desk):
    grant = desk.take_on()
    desk.promise(grant, "Besøg", 400, "centre.visits")
    report = desk.open(grant)
    desk.fill(report)
    freeze(houses, houses.jonas, report)
    page = desk.page("/tal/centre.visits@medborgerhuset/2026/")
    assert "Nordhavnsfonden: Åben dør om aftenen, 2026" in page


def test_one_answer_goes_to_every_funder_that_asks(houses, desk):
    first, second = desk.take_on(), desk.take_on(funder="Styrelsen", purpose="Frivillige")
    for grant in (first, second):
        desk.promise(grant, "Besøg", 400, "centre.visits")
    question = desk.question("Hvad har I lært?")
    reports = []
    for grant in (first, second):
        desk.do(grant, "ask", question=question)
        reports.append(desk.open(grant))
    desk.answer(question, "Vi ringer nu.", version=1)
    for report in reports:
        assert "Vi ringer nu." in papers.preview(houses, houses.jonas, report)
    both = "Nordhavnsfonden: Åben dør om aftenen · Styrelsen: Frivillige"
    assert desk.page("/bevillinger/svar/").count(both) == 2
    uses = desk.page(f"/bevillinger/svar/{question}/2026/")
    assert all(report.title in uses for report in reports)


def test_a_sent_report_keeps_the_answer_that_stood(houses, desk):
    grant, question = desk.take_on(), desk.question("Hvad har I lært?")
    desk.do(grant, "ask", question=question)
    report = desk.open(grant)
    desk.fill(report)
    desk.answer(question, "Først.", version=1)
    edition = freeze(houses, houses.jonas, report)
    desk.answer(question, "Siden.", version=2)
    assert "Først." in desk.page(f"/rapporter/udgave/{edition.pk}/")
    assert "Siden." in papers.preview(houses, houses.jonas, report)


def test_an_answer_that_moved_since_it_was_seen_is_not_frozen_unseen(houses, desk):
    grant, question = desk.take_on(), desk.question("Hvad har I lært?")
    desk.do(grant, "ask", question=question)
    report = desk.open(grant)
    desk.fill(report)
    desk.answer(question, "Først.", version=1)
    shown = papers.seen(houses, houses.jonas, report)
    desk.answer(question, "Siden.", version=2)
    answer = papers.try_to_freeze(houses, houses.jonas, report, shown=shown)
    assert answer.status_code == 409
    assert "Hvad har I lært?" in answer.content.decode()


def test_two_who_answer_at_once_both_keep_what_they_typed(desk):
    question = desk.question("Hvad har I lært?")
    assert desk.answer(question, "Mit svar").status_code == 302
    late = desk.answer(question, "Dit svar")
    assert late.status_code == 409
    told = late.content.decode()
    assert "Mit svar" in told
    assert "Dit svar" in told


def test_a_shared_answer_is_written_in_its_own_place(houses, desk):
    grant, question = desk.take_on(), desk.question("Hvad har I lært?")
    desk.do(grant, "ask", question=question)
    report = desk.open(grant)
    answer = papers.write(houses, houses.jonas, report, "Her", title="Hvad har I lært?")
    assert answer.status_code == 422
    assert "Ét svar til flere" in answer.content.decode()


def test_opened_twice_it_is_one_report(houses, desk):
    grant = desk.take_on()
    owed = desk.do(grant, "owe", period="2026", due_on="2027-02-01")
    desk.do(grant, "open", owed=owed)
    desk.do(grant, "open", owed=owed)
    with houses.acting(houses.jonas):
        assert Report.objects.get_queryset().filter(owed=owed).count() == 1
    assert "kan ikke tages ud" in self_told(desk, grant, owed)


def self_told(desk, grant, owed):
    data = {"verb": "drop-owed", "owed": owed}
    return desk.client.post(f"/bevillinger/{grant}/", data).content.decode()


def test_a_report_past_its_day_is_late_and_stands_first(desk):
    grant = desk.take_on()
    desk.do(grant, "owe", period="2026", due_on="2027-02-01")
    desk.do(grant, "owe", period="2025", due_on="2026-11-01")
    page = desk.page("/bevillinger/")
    assert page.index("18 dage over fristen") < page.index("74 dage tilbage")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ore": "mange"}, "Skriv et beløb i kroner"),
        ({"ore": "0"}, "Skriv et beløb over nul"),
        ({"ore": "1,999"}, "Skriv et beløb i kroner"),
        ({"last_on": "2025-09-30"}, "Den sidste dag ligger før den første"),
        ({"last_on": "2055-09-30"}, "Perioden er over femten år"),
        ({"funder": ""}, "Skriv noget her"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_a_sentence(desk, wrong, told):
    answer = desk.client.post("/bevillinger/ny/", {"id": new_id(), **LETTER, **wrong})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_letter_is_put_right_once_and_by_one(houses, desk):
    grant = desk.take_on()
    data = {**LETTER, "version": 1, "ore": "300.000,50"}
    assert desk.client.post(f"/bevillinger/{grant}/ret/", data).status_code == 302
    assert "300.000,50 kr." in desk.page(f"/bevillinger/{grant}/")
    late = desk.client.post(f"/bevillinger/{grant}/ret/", {**data, "ore": "1"})
    assert late.status_code == 409
    with houses.acting(houses.jonas):
        assert Funding.objects.get_queryset().get().ore == 30_000_050


def test_the_municipality_that_pays_and_counts_is_one(houses, desk):
    grant = desk.take_on(funder="Sundhavn Kommune", party=houses.sundhavn.pk)
    assert "Tal til kommunens indsatser" not in desk.page(f"/bevillinger/{grant}/")


def test_another_house_sees_and_does_nothing_here(houses, desk):
    grant, question = desk.take_on(), desk.question("Hvad har I lært?")
    owed = desk.do(grant, "owe", period="2026", due_on="2027-02-01")
    other = Desk(houses)
    other.client = houses.visit(houses.leila)
    for address in (f"/bevillinger/{grant}/", f"/bevillinger/{grant}/ret/",
                    f"/bevillinger/svar/{question}/2026/"):  # fmt: skip
        assert other.client.get(address).status_code == 404
    theirs = other.take_on()
    other.do(theirs, "open", status=404, owed=owed)
    other.do(theirs, "stop-asking", status=404, question=question)
    other.do(theirs, "ask", status=422, question=question)
    with houses.acting(houses.jonas):
        assert OwedReport.objects.get_queryset().count() == 1
        assert Question.objects.get_queryset().count() == 1


def test_the_treasurer_reads_and_does_not_write(houses, desk):
    grant = desk.take_on()
    desk.promise(grant, "Besøg", 400, "centre.visits")
    treasurer = houses.visit(houses.grete)
    page = words(treasurer.get(f"/bevillinger/{grant}/").content.decode())
    assert "Din rolle ser ikke det tal." in page
    assert treasurer.post(f"/bevillinger/{grant}/", {"verb": "owe"}).status_code == 403


MONTHS = st.tuples(st.integers(2020, 2030), st.integers(1, 12))


@given(MONTHS, st.integers(0, 80))
def test_a_span_is_covered_once_by_the_fewest_periods(first, more):
    months, last = [first], first
    for _ in range(more):
        last = after(last)
        months.append(last)
    periods = covering(first, last)
    assert [(p.year, m) for p in periods for m in p.months] == months
    years = [p for p in periods if p.kind == "year"]
    whole = [y for y in range(2019, 2040) if (y, 1) >= first and (y, 12) <= last]
    assert [p.year for p in years] == whole
    assert sum(p.kind == "month" for p in periods) <= 4


def test_an_empty_span_has_no_periods():
    assert covering((2026, 3), (2026, 2)) == []
