"""What a report takes from the plan: one address each, kept at freezing, and said when it moves."""

import uuid

import pytest

from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Unit
from favn.policy import actions
from favn.policy.choices import Status
from tests.cast import join, organisation
from tests.policy import round_steps
from tests.policy.steps import OWN, at, cost
from tests.publishing import papers, plans
from tests.publishing.papers import freeze, preview, written
from tests.publishing.plans import BUDGET, BY_STATUS, PLAN, amount, promised, said


@pytest.fixture
def plan(houses):
    made, rows = plans.opened(houses)
    said(houses, rows[0])
    houses.rows = rows
    return made


def shown(houses, *places, who=None, **about):
    """What the preview of a report with these places says."""
    who = who or houses.birgitte
    text = "\n\n".join(f"{{{{{place}}}}}" for place in places)
    return preview(houses, who, written(houses, who, text, year=2026, **about))


def test_initiatives_stand_by_status_and_those_without_are_named(houses, plan):
    page = shown(houses, f"{BY_STATUS} | tabel")
    assert "I gang</th> <td>1" in page
    assert "Uden status</th> <td>1" in page
    assert "I alt</strong></th> <td><strong>2" in page


def test_a_status_read_out_of_older_prose_is_never_the_offices_own(houses, plan):
    with houses.acting(houses.birgitte):
        saying = actions.Saying(
            Status.FINISHED, "Færdig", 0, "Nogen", is_inferred=True, rests_on="Færdig"
        )
        actions.say(
            initiative=houses.rows[1], year=2026, saying=saying, by=houses.birgitte, at=at()
        )
    assert "Afsluttet" not in shown(houses, f"{BY_STATUS} | tabel")


def test_one_office_alone(houses, plan):
    page = shown(houses, f"policy.initiatives{PLAN}?by=initiative&unit=kulturforvaltningen | tabel")
    assert "1. Åbne klubber" in page
    assert "Job med mening" not in page
    assert "Indsatser i planen: Kulturforvaltningen" in page


def test_a_total_counts_every_krone_once_and_says_what_it_left_out(houses, plan):
    """Known answer: a city's frame of 9.1 million in 2013, printed in both of two agreements."""
    frame = amount(houses, plan, "Rammen", 9_100_000, unit=houses.units[OWN])
    amount(houses, plan, "Rammen igen", 9_100_000, same_as=frame)
    amount(houses, plan, "Aftale 1", 7_300_000, part_of=frame)
    amount(houses, plan, "Flerårig", 5_000_000, first_year=2025)
    page = shown(houses, BUDGET, f"{BUDGET}?by=payer | graf")
    assert '<span class="fv-digits">9.100.000</span>' in page
    assert "18.2" not in page
    assert "de samme penge som Rammen: Rammen igen" in page
    assert "ligger inden i Rammen: Aftale 1" in page
    assert "beløbet gælder flere år: Flerårig" in page
    assert "2 indsatser har ikke deres eget beløb" in page


def test_what_no_initiative_has_stands_as_a_line_of_its_own(houses, plan):
    frame = amount(houses, plan, "Rammen", 1_000_000)
    amount(houses, plan, "Til klubber", 400_000, part_of=frame, initiative=houses.rows[0])
    page = shown(houses, f"{BUDGET}?by=initiative | tabel")
    assert "1. Åbne klubber</th> <td>400.000" in page
    assert "Ikke fordelt på indsatser</th> <td>600.000" in page


def test_promised_revised_and_delivered_stand_beside_each_other(houses, plan):
    """Known answer: a city's 18 workshops, lowered to 15."""
    output = promised(houses, houses.rows[0], "workshops", 18)
    promised(houses, houses.rows[1], "møder", None)
    with houses.acting(houses.birgitte):
        actions.revise(
            id=uuid.uuid4(), output=output, version=1, promised=15, on=at().date(),
            reason="tre sprang fra", by=houses.birgitte, at=at(),
        )  # fmt: skip
        actions.deliver(
            id=uuid.uuid4(), output=output, delivered=4, on=at().date(), note="",
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    page = shown(houses, f"policy.outputs{PLAN}?by=output | tabel")
    assert "1. Åbne klubber: workshops</th> <td>18, ændret til 15</td> <td>4" in page
    assert "2. Job med mening: møder</th> <td>intet tal</td> <td>ikke oplyst" in page


def test_promises_of_what_went_into_another_are_named(houses, plan):
    promised(houses, houses.rows[0], "workshops", 18)
    promised(houses, houses.rows[1], "møder", 4)
    with houses.acting(houses.birgitte):
        actions.merge(
            id=uuid.uuid4(), initiative=houses.rows[1], version=houses.rows[1].version,
            into=houses.rows[0], when=actions.Occasion(at().date(), "ryddet op"),
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    page = shown(houses, f"policy.outputs{PLAN}?by=output | tabel")
    assert "lagt ind i en anden: 2. Job med mening: møder." in page
    assert "2. Job med mening: møder</th>" not in page


def test_what_an_open_round_says_is_marked_as_such(houses, plan):
    """A public report may tell more than the public plan, but not as if it were closed."""
    open_ = "Runden for 2026 var ikke lukket."
    assert open_ not in shown(houses, f"{BY_STATUS} | tabel")
    round_ = round_steps.open_round(houses, plan)
    assert open_ in shown(houses, f"{BY_STATUS} | tabel", title="Midt i runden")
    by_initiative = f"policy.initiatives{PLAN}?by=initiative | tabel"
    assert open_ in shown(houses, by_initiative, title="Hver for sig")
    round_steps.hand_in(houses, round_, houses.rows[1], by=houses.birgitte)
    round_steps.close(houses, round_)
    assert open_ not in shown(houses, f"{BY_STATUS} | tabel", title="Bagefter")


def test_a_committees_statement_stands_in_its_chapter(houses, plan):
    with acting_for(houses.sundhavn.pk):
        committee = Unit.objects.create(
            organisation=houses.sundhavn, name="Kulturudvalget", kind="committee"
        )
    plans.statement(houses, plan, committee, plan="Klubberne er åbne.")
    whole = f"policy.statements{PLAN}?by=committee | tabel"
    own = f"policy.statements{PLAN}?by=section&unit=kulturudvalget | tabel"
    page = shown(houses, whole, own)
    assert "Kulturudvalget</th> <td>1" in page
    assert "Klubberne er åbne." in page
    assert "Det videre arbejde" in page


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (f"policy.initiativs{PLAN}", "Det nærmeste er policy.initiatives"),
        (f"policy.initiatives{PLAN}?by=shoe", "kan ikke deles efter “shoe”"),
        ("policy.initiatives@sundhavn/handleplan/1999", "gælder fra 2025 til 2027"),
        (f"policy.initiatives{PLAN}?by=status&unit=rumfart", "hedder rumfart"),
        ("policy.initiatives@sundhavn/andenplan/2026", "ikke delt med jer"),
        (f"policy.outputs{PLAN}?by=output | graf", "er ord og kan ikke være søjler"),
        (f"{BY_STATUS} | kun Forsvundet", "ingen del, der hedder “Forsvundet”"),
        (f"{BY_STATUS} | lagkage", "Skriv tal, tabel, graf eller gennemsnit"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_beside_its_place(houses, plan, place, sentence):
    assert sentence in shown(houses, place)


def test_another_house_never_reads_the_plan(houses, plan):
    place = f"{BY_STATUS} | tabel"
    assert "ikke delt med jer" in shown(houses, place, who=houses.jonas)
    join(houses, "signe", organisation("fjordby", "Fjordby Kommune", "municipality"), "planner",
         None)  # fmt: skip
    assert "ikke delt med jer" in shown(houses, place, who=houses.signe)


def test_an_edition_keeps_the_table_and_says_what_has_moved(houses, plan):
    text = f"Planen har {{{{policy.initiatives{PLAN}}}}}.\n\n{{{{{BY_STATUS} | tabel}}}}"
    report = written(houses, houses.birgitte, text, year=2026)
    edition = freeze(houses, houses.birgitte, report)
    client = houses.visit(houses.birgitte)
    here = f"/rapporter/udgave/{edition.pk}/"
    assert "Nu:" not in client.get(here).content.decode()
    said(houses, houses.rows[1], Status.FINISHED)
    after = papers.words(client.get(here).content.decode())
    assert "Uden status</th> <td>1" in after
    assert "Nu: Uden status 0; Afsluttet 1." in after
    pdf = papers.pdf_words(client.get(f"{here[:-1]}.pdf").content)
    assert "Nu:" not in pdf
    assert "Talt pr." in pdf


def test_a_report_of_many_tables_reads_the_plan_once(houses, plan):
    def price(places):
        text = "\n\n".join(f"{{{{{place} | tabel}}}}" for place in places)
        report = written(houses, houses.birgitte, text, year=2026)
        return cost(houses.visit(houses.birgitte), f"/rapporter/{report.pk}/se/")

    asked = [f"policy.initiatives{PLAN}?by={by}" for by in ("status", "office", "goal")]
    own = f"{asked[0]}&unit=kulturforvaltningen"
    more = [*asked, own, f"{BUDGET}?by=payer", f"{BUDGET}?by=initiative"]
    assert price(more) <= price(asked[:1]) + 3


def test_everybody_reads_the_table_in_the_published_edition_and_its_definition(houses, plan):
    text = f"Planen har {{{{policy.initiatives{PLAN}}}}} indsatser."
    edition = freeze(houses, houses.birgitte, written(houses, houses.birgitte, text, year=2026))
    page = houses.visit().get(f"/rapport/sundhavn/{edition.report.slug}/1/").content.decode()
    assert '<a href="/om-tallene/#policy.initiatives">2</a>' in page
    about = houses.visit().get("/om-tallene/").content.decode()
    assert 'id="policy.initiatives"' in about


def test_next_year_the_same_address_of_last_year_gives_the_same(houses, plan, settings):
    before = shown(houses, f"{BY_STATUS} | tabel")
    said(houses, houses.rows[1], Status.FINISHED, year=2027)
    settings.TODAY = clock.today().replace(year=2027)
    after = shown(houses, f"{BY_STATUS} | tabel")
    assert ("Afsluttet" in before, "Afsluttet" in after) == (False, False)
