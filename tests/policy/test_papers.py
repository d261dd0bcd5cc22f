"""A paper in the plan: looked at first, taken line by line, taken back whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.config import cli
from favn.kit import history
from favn.kit.records import ForeignTenant
from favn.policy import actions
from favn.policy.actions.papers import Choice, keep_paper, take_paper
from favn.policy.choices import Status
from favn.policy.models import Initiative, StatusText, UploadedLine, UploadedPaper
from favn.policy.queries import papers as queries
from tests.policy.papers import OTHER, OWN, PAPER, TEXT, docx_of
from tests.policy.steps import ask, at, cost, initiative, neighbour

PAGE = "/planen/papirer/"


@pytest.fixture
def birgitte(houses, plan):
    return houses.visit(houses.birgitte)


def send(client, data=PAPER, name="papir.docx", **typed):
    content = data.encode() if isinstance(data, str) else data
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), "year": "", **typed})


def sent(client, data=PAPER, name="papir.docx", **typed):
    """The address of the paper's own page."""
    answer = send(client, data, name, **typed)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def form_at(client, page, **typed):
    """What a browser would send: every field as it stands, unticked boxes left out."""
    form = client.get(page).context["form"]
    data = {"verb": "take"}
    for field in form:
        value = field.value()
        if value is not False and value is not None:
            data[field.html_name] = "on" if value is True else str(value)
    data |= typed
    return {name: value for name, value in data.items() if value is not None}


def take(client, page, **typed):
    return client.post(page, form_at(client, page, **typed), follow=True)


def stands(houses):
    with houses.acting(houses.birgitte):
        rows = Initiative.objects.owned().select_related("owner")
        return [(row.number, row.title, row.owner.name) for row in rows]


def texts(houses):
    with houses.acting(houses.birgitte):
        return {t.initiative.number: t for t in StatusText.objects.select_related("initiative")}


def social(houses):
    return str(houses.units[OTHER].pk)


# Sending it in


def test_the_plan_leads_to_its_papers(birgitte, houses):
    assert f'href="{PAGE}"' in birgitte.get("/planen/").content.decode()
    assert PAGE not in houses.visit(houses.rasmus).get("/planen/").content.decode()


def test_a_paper_is_looked_at_before_anything_stands_in_the_plan(birgitte, houses):
    page = birgitte.get(sent(birgitte)).content.decode()
    assert "3 nye indsatser" in page
    assert "Intet er i Plan for fællesskab endnu" in page
    assert "Teksten bryder af efter" in page
    assert "Status er udledt: i gang, af ordene" in page
    assert "“løber fra 2024-26”" in page
    assert stands(houses) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n123", "Filen er et billede, hvad den end hedder."),
        (b"Et brev.", "Papiret har ingen nummererede indsatser"),
    ],
)
def test_a_file_that_is_no_paper_is_refused_at_its_field(birgitte, data, sentence):
    answer = send(birgitte, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_without_a_file_or_a_year_the_form_says_so(birgitte):
    answer = birgitte.post(PAGE, {"year": "2025"})
    assert "Vælg den fil, papiret står i." in answer.content.decode()
    nameless = docx_of((OWN, [("1. Kor", "Sang.")]), before="Uden")
    answer = send(birgitte, nameless)
    assert "Papiret nævner ikke selv året. Skriv det her." in answer.content.decode()
    assert birgitte.get(sent(birgitte, nameless, year="2024")).context["paper"].year == 2024


def test_without_a_plan_the_page_says_what_to_do_first(houses):
    client = houses.visit(houses.birgitte)
    assert "Opret planen først" in client.get(PAGE).content.decode()
    assert send(client).status_code == 404


def test_the_same_file_again_is_the_paper_that_stands(birgitte, houses):
    first, again = sent(birgitte), sent(birgitte, name="kopi.docx")
    assert first == again
    with houses.acting(houses.birgitte):
        assert (UploadedPaper.objects.count(), UploadedLine.objects.count()) == (1, 3)


# Taking it


def test_the_chosen_lines_stand_in_the_plan_with_their_words(birgitte, houses):
    page = take(birgitte, sent(birgitte)).content.decode()
    assert "2 linjer er taget med i planen." in page
    assert stands(houses) == [
        (1, "Støtte til Haven", OWN), (2, "Brobyggere i boligområder", OWN),
    ]  # fmt: skip
    assert "Ikke taget med" in page


def test_an_inferred_status_is_marked_and_is_no_offices_answer(birgitte, houses):
    take(birgitte, sent(birgitte))
    said = texts(houses)[1]
    assert (said.year, said.written_by) == (2025, "papiret papir.docx")
    assert (said.status, said.is_inferred, said.rests_on) == ("running", True, "løber fra 2024-26")
    with houses.acting(houses.birgitte):
        row = Initiative.objects.get(number=1)
    assert (row.status, row.status_on) == (Status.PLANNED, None)


def test_what_breaks_off_is_said_in_the_plan_too(birgitte, houses):
    page = sent(birgitte)
    take(birgitte, page, take_3="on", office_1=social(houses))
    assert "[Papiret bryder af efter “et hus, og det skal”.]" in texts(houses)[3].text
    assert stands(houses)[2] == (3, "Hus til nyankomne", OTHER)


def test_an_unknown_office_is_chosen_once_for_all_its_lines(birgitte, houses):
    page = sent(birgitte, docx_of(("Socialudvalget", [("1. A", "Ja."), ("2. B", "Ja.")])))
    assert "Hvem er “Socialudvalget”?" in birgitte.get(page).content.decode()
    answer = take(birgitte, page)
    assert answer.status_code == 422
    assert "Vælg den forvaltning, der ejer indsatsen." in answer.content.decode()
    assert stands(houses) == []
    take(birgitte, page, office_1=social(houses))
    assert stands(houses) == [(1, "A", OTHER), (2, "B", OTHER)]


def test_a_line_without_number_or_office_gets_both(birgitte, houses):
    page = sent(birgitte, docx_of(("", [("Uden nummer", "Ja."), ("1. Kor", "Ja.")]),
                                  before="Status for planen 2025."))  # fmt: skip
    filled = {"take_1": "on", "number_1": "8", "owner_1": social(houses)}
    assert take(birgitte, page, take_1="on").status_code == 422
    take(birgitte, page, **filled)
    assert stands(houses) == [(8, "Uden nummer", OTHER)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title_1": " "}, "Skriv, hvad indsatsen hedder."),
        ({"title_1": "x" * 201}, "Titlen må højst have 200 tegn."),
        ({"take_1": None, "take_2": None}, "Sæt flueben ved mindst én linje."),
        ({"seen_1": "x"}, "Siden er for gammel. Åbn den igen."),
    ],
)
def test_a_mistake_names_the_mend_keeps_the_rest_and_takes_nothing(
    birgitte, houses, typed, sentence
):
    page = sent(birgitte)
    answer = take(birgitte, page, title_2="Broer", **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Broer</textarea>" in answer.content.decode()
    assert stands(houses) == []


def test_a_number_that_stands_twice_is_given_to_one(birgitte, houses):
    page = sent(birgitte, docx_of((OWN, [("7. A", "Ja."), ("7. B", "Ja.")])))
    both = {"take_1": "on", "take_2": "on"}
    answer = take(birgitte, page, **both)
    assert "Skriv et nummer, som ingen anden valgt linje har." in answer.content.decode()
    take(birgitte, page, number_2="8", **both)
    assert stands(houses) == [(7, "A", OWN), (8, "B", OWN)]


def test_a_long_title_is_shortened_by_a_person_and_kept_whole(birgitte, houses):
    long = "Indsats med et meget langt navn " * 8
    page = sent(birgitte, docx_of((OWN, [(f"1. {long}", "Ja.")])))
    take(birgitte, page, take_1="on", title_1="Kort")
    with houses.acting(houses.birgitte):
        row = Initiative.objects.get(number=1)
    assert row.title == "Kort"
    assert long.strip() in row.summary


def test_a_known_number_gets_the_papers_title_and_keeps_its_office(birgitte, houses, plan):
    initiative(houses, plan, 1, "Haven", unit=OTHER)
    initiative(houses, plan, 2, "Brobyggere i boligområder")
    page = sent(birgitte)
    shown = birgitte.get(page).content.decode()
    assert "1 indsats får en ny titel" in shown
    assert "I planen hedder den “Haven”." in shown
    assert f"I planen hører indsatsen til {OTHER}." in shown
    take(birgitte, page, take_1="on")
    assert stands(houses) == [
        (1, "Støtte til Haven", OTHER), (2, "Brobyggere i boligområder", OWN),
    ]  # fmt: skip


def test_a_text_that_was_written_already_is_left_alone(birgitte, houses, plan):
    row = initiative(houses, plan, 2, "Brobyggere i boligområder")
    with houses.acting(houses.birgitte):
        actions.write_status(initiative=row, year=2025, status=Status.FINISHED, text="Vores egen.",
                             version=0, by=houses.birgitte, at=at())  # fmt: skip
    page = sent(birgitte)
    assert "1 af dem er helt uændret" in birgitte.get(page).content.decode()
    take(birgitte, page)
    assert texts(houses)[2].text == "Vores egen."


def test_a_paper_saved_anew_adds_nothing(birgitte, houses):
    rows = [("1. Støtte til Haven", "Indsatsen løber fra 2024-26.")]
    take(birgitte, sent(birgitte, docx_of((OWN, rows))))
    page = sent(birgitte, docx_of((OWN, rows), before="Gemt igen. Status for planen 2025"))
    assert "Alt i papiret står i planen i forvejen." in birgitte.get(page).content.decode()


def test_the_same_form_twice_takes_it_once(birgitte, houses):
    page = sent(birgitte)
    form = form_at(birgitte, page)
    assert [birgitte.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert len(stands(houses)) == 2


def test_who_was_first_is_said_and_what_was_typed_stays(birgitte, houses, plan):
    page = sent(birgitte)
    form = form_at(birgitte, page, title_2="Broer")
    initiative(houses, plan, 1, "Kollegaens")
    answer = birgitte.post(page, form)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Indsats 1 er ændret, siden du åbnede siden." in said
    assert "Broer</textarea>" in said
    assert stands(houses) == [(1, "Kollegaens", OWN)]


# Taking it back


def back(client, page):
    return client.post(page, {"verb": "back"}, follow=True)


def test_a_paper_is_taken_back_whole_and_can_be_taken_again(birgitte, houses, plan):
    initiative(houses, plan, 1, "Haven")
    before, page = stands(houses), sent(birgitte)
    take(birgitte, page, take_1="on")
    assert len(stands(houses)) == 2
    assert "Planen er, som den var." in back(birgitte, page).content.decode()
    assert stands(houses) == before
    assert texts(houses) == {}
    take(birgitte, page, take_1="on")
    assert [line[:2] for line in stands(houses)] == [
        (1, "Støtte til Haven"), (2, "Brobyggere i boligområder"),
    ]  # fmt: skip


def test_history_tells_all_of_it(birgitte, houses):
    page = sent(birgitte)
    take(birgitte, page)
    back(birgitte, page)
    with houses.acting(houses.birgitte):
        told = history.of(UploadedPaper.objects.get())
        assert sorted(told.values_list("verb", "actor_label")) == [
            ("read", "Birgitte"), ("take", "Birgitte"), ("take back", "Birgitte"),
        ]  # fmt: skip


def correct(houses, row):
    values = {name: getattr(row, name) for name in ("summary", "owner", "starts_on", "ends_on")}
    actions.change_initiative(initiative=row, version=row.version, title="Rettet", funded=None,
                              by=houses.birgitte, at=at(), **values)  # fmt: skip


def tell(houses, row):
    actions.write_status(initiative=row, year=2026, status=Status.RUNNING, text="Ny.", version=0,
                         by=houses.birgitte, at=at())  # fmt: skip


@pytest.mark.parametrize("change", [correct, tell, ask])
def test_what_was_worked_on_since_is_not_taken_back(birgitte, houses, change):
    page = sent(birgitte)
    take(birgitte, page)
    with houses.acting(houses.birgitte):
        change(houses, Initiative.objects.select_related("owner").get(number=2))
    before = stands(houses)
    answer = back(birgitte, page)
    assert answer.status_code == 422
    assert "Papiret kan ikke tages tilbage: 1 indsats er brugt" in answer.content.decode()
    assert stands(houses) == before


def test_a_paper_that_waits_is_removed_and_one_in_the_plan_is_not(birgitte, houses):
    page = sent(birgitte)
    take(birgitte, page)
    answer = birgitte.post(page, {"verb": "discard"})
    assert (answer.status_code, len(stands(houses))) == (422, 2)
    back(birgitte, page)
    assert birgitte.post(page, {"verb": "discard"}).status_code == 302
    assert birgitte.get(page).status_code == 404


# Who may, and what it costs


@pytest.mark.parametrize("who", ["rasmus", "jonas"])
def test_only_the_planner_reads_papers(birgitte, houses, who):
    page, client = sent(birgitte), houses.visit(getattr(houses, who))
    assert {client.get(PAGE).status_code, client.get(page).status_code} == {403}
    assert client.post(page, {"verb": "take"}).status_code == 403


def test_another_municipality_sees_nothing_of_it(birgitte, houses):
    page, signe = sent(birgitte), neighbour(houses)
    assert signe.get(page).status_code == 404
    assert signe.post(page, {"verb": "take"}).status_code == 404
    assert "papir.docx" not in signe.get(PAGE).content.decode()


def test_an_unknown_verb_is_not_found(birgitte):
    assert birgitte.post(sent(birgitte), {"verb": "eat"}).status_code == 404


def test_forty_lines_cost_no_more_queries_than_two(birgitte, houses):
    few = cost(birgitte, sent(birgitte))
    rows = [(f"{n}. Indsats {n}", "Der er holdt et møde.") for n in range(1, 41)]
    assert cost(birgitte, sent(birgitte, docx_of((OWN, rows)))) == few


# The command


@pytest.fixture
def command(houses, plan, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "start_django", lambda: None)

    def run(*more, data=TEXT, name="papir.txt"):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        code = cli.run(["import", "paper", str(path), *more])
        return code, capsys.readouterr()

    return run


def test_the_dry_run_tells_every_line_and_keeps_nothing(command, houses):
    code, said = command("--organisation", "sundhavn", "--plan", "plan", "--dry-run")
    assert code == cli.DONE
    assert "5 lines read under 2 offices, 3 without doubt." in said.out
    assert "is not in the paper." in said.err
    assert "skips number 5" in said.err
    with houses.acting(houses.birgitte):
        assert UploadedPaper.objects.count() == 0


def test_without_dry_run_it_waits_on_its_page(command, houses, birgitte):
    code, said = command("--organisation", "sundhavn")
    assert code == cli.DONE
    assert "The plan is untouched." in said.out
    assert stands(houses) == []
    assert "papir.txt" in birgitte.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--organisation", "medborgerhuset"), "Known: sundhavn"),
        (("--plan", "anden"), "Known: plan"),
    ],
)
def test_a_wrong_call_says_what_is_known(command, words, sentence):
    code, said = command(*words)
    assert code == cli.WRONG_CALL
    assert sentence in said.err


def test_an_unreadable_paper_ends_in_its_sentence(command):
    code, said = command(data=b"\x89PNG\r\n\x1a\n", name="papir.docx")
    assert code == cli.NO
    assert "The file is an image" in said.err


def test_the_verbs_hold_the_border_too(birgitte, houses):
    sent(birgitte)
    with houses.acting(houses.birgitte):
        paper = queries.paper_with(UploadedPaper.objects.get().pk)
        lines = queries.lines_of(paper)
    neighbour(houses)
    choice = Choice(lines[0], 1, "Vores nu", None, 0)
    foreign = UploadedPaper(organisation=houses.sundhavn, plan=paper.plan, year=2025, sha256="x")
    with houses.acting(houses.signe):
        assert list(UploadedLine.objects.all()) == []
        assert queries.paper_with(paper.pk) is None
        with pytest.raises(UploadedPaper.DoesNotExist):
            take_paper(paper=paper, choices=[choice], by=houses.signe, at=at())
        with pytest.raises(ForeignTenant):
            keep_paper(paper=foreign, lines=[], by=houses.signe, at=at())
    assert stands(houses) == []
