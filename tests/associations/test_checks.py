"""Resource checks: made once, started for both sides, who is missing, answered, the gap map."""

import re
import uuid

import pytest
from django.core import mail

from favn.associations.models import Claim
from favn.associations.queries import checks as queries
from favn.associations.queries.gap_map import gap_map
from favn.associations.rules.check_sheets import CITIZENSHIP, OURS, THEIRS, kits
from favn.associations.rules.check_words import SUBJECTS
from favn.kit import clock
from favn.kit.history import of
from favn.surveys import actions as surveys
from favn.surveys import queries as asking
from favn.surveys.rules.versions import why_not_publish
from tests.associations.checking import LAST_DAY, PAGE, main
from tests.associations.steps import elsewhere, form_of


@pytest.fixture
def lawan(directory):
    return directory.add("Vi Mødes", email="bestyrelsen@vimoedes.example")


@pytest.fixture
def check(checks, lawan):
    return checks.start(lawan)


# Making


def test_both_sides_have_the_eight_subjects_of_the_source():
    """Row 57 of the systems: vision, strategy, … monitoring and evaluation."""
    assert [s.en for s in SUBJECTS] == [
        "Vision", "Strategy", "Action plan", "Fundraising", "Leadership and roles",
        "Cooperation plan", "Budget and accounts", "Monitoring and evaluation",
    ]  # fmt: skip
    sheets = {kit.key: kit.sheet for kit in kits()}
    theirs = [s.key for s in sheets[THEIRS].sections]
    assert theirs == [*(s.key for s in sheets[OURS].sections), "wishes"]
    assert len(sheets[CITIZENSHIP].sections) == 9


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.key)
def test_what_the_house_brings_can_be_published_in_two_languages(kit):
    assert why_not_publish(kit.sheet, None) == []
    assert all(item.texts["en"] and item.texts["da"] for item in kit.sheet)
    keys = [item.key for item in kit.sheet]
    assert len(set(keys)) == len(keys)


def test_the_button_makes_all_three_and_twice_changes_nothing(freja, directory):
    assert "Opret først spørgeskemaerne" in main(freja, PAGE)
    assert [freja.post(PAGE).status_code for _ in range(2)] == [302, 302]
    with directory.open():
        made = queries.made()
        assert [one.version.number for one in made.values()] == [1, 1, 1]
    assert "Opret ressourcetjek" not in main(freja, PAGE)


def test_what_the_house_has_changed_is_left_alone(checks, directory, cast):
    checks.make()
    with directory.open():
        row = asking.questionnaire_named(THEIRS)
        surveys.change_questionnaire(
            questionnaire=row, revision=row.revision, title="Vores eget", purpose="Derfor",
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
    assert checks.make() == []
    with directory.open():
        assert asking.questionnaire_named(THEIRS).title == "Vores eget"


# Starting


def start(client, cast, **typed):
    said = {
        "title": "Tjek 2026", "last_day": LAST_DAY.isoformat(), "area": "written",
        "units": [str(cast.units["Kulturforvaltningen"].pk)],
    }  # fmt: skip
    page = client.get(f"{PAGE}ny/")
    return client.post(f"{PAGE}ny/", form_of(page) | said | typed)


def test_a_round_is_started_by_name_once_and_nobody_is_written_to(checks, lawan, freja, cast):
    checks.make()
    page = form_of(freja.get(f"{PAGE}ny/"))
    said = page | {
        "title": "Tjek", "last_day": LAST_DAY.isoformat(), "area": "written",
        "names": "vi mødes\n\nVI MØDES", "units": [str(cast.units["Kulturforvaltningen"].pk)],
    }  # fmt: skip
    first, second = (freja.post(f"{PAGE}ny/", said) for _ in range(2))
    assert first["Location"] == second["Location"]
    text = main(freja, first["Location"])
    assert "0 af 1 foreninger har svaret, og 0 af 1 forvaltninger." in text
    assert mail.outbox == []


def test_wrong_names_are_told_and_nothing_is_lost(checks, lawan, freja, cast):
    checks.make()
    answer = start(freja, cast, names="Vi Mødes\nDen Hemmelige")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "“Den Hemmelige” står ikke i oversigten." in text
    assert "Vi Mødes" in text


def test_two_of_one_name_are_told_apart_by_their_page(checks, lawan, directory, freja, cast):
    checks.make()
    directory.add("Vi Mødes")
    assert "Flere hedder “Vi Mødes”" in start(freja, cast, names="Vi Mødes").content.decode()
    assert start(freja, cast, names="vi-moedes-2").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"names": ""}, "Vælg mindst én forening."),
        ({"names": "Vi Mødes", "units": []}, "Kommunen skal også svare."),
        ({"names": "Vi Mødes", "last_day": "2026-01-01"}, "er allerede gået"),
    ],
)
def test_a_round_that_would_have_no_mirror_is_refused(checks, lawan, freja, cast, typed, said):
    checks.make()
    answer = start(freja, cast, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_all_or_an_area_can_be_asked_and_closed_ones_are_not(checks, directory, freja, cast):
    checks.make()
    directory.add("Aa")
    gone = directory.add("Bb")
    with directory.open():
        gone.closed_on = clock.today()
        gone.save()
    answer = start(freja, cast, area="every")
    assert "0 af 1 foreninger" in main(freja, answer["Location"])


# Following


def test_who_is_missing_stands_by_name_on_both_sides(checks, check, lawan, freja, directory):
    checks.ours(check, {})
    text = main(freja, f"{PAGE}{check.pk}/")
    assert "0 af 1 foreninger har svaret, og 1 af 1 forvaltninger." in text
    with directory.open():
        assert queries.missing(queries.round_with(check.pk).theirs) == ["Vi Mødes"]


def test_letters_go_to_both_sides_once_for_each_press(check, freja):
    page = f"{PAGE}{check.pk}/"
    press = str(uuid.uuid4())
    for _ in range(2):
        assert freja.post(page, {"verb": "invited", "id": press}).status_code == 302
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "bestyrelsen@vimoedes.example", "freja@sundhavn.example",
    ]  # fmt: skip
    assert "/skema/sundhavn/" in mail.outbox[0].body


def asked_id(directory, wave, ref_id):
    with directory.open():
        return str(asking.asked_with(asking.wave_with(wave.pk), ref_id).pk)


def written(client, check, verb):
    """What one press of the round's letters says, and every address that was written to."""
    mail.outbox.clear()
    sent = {"verb": verb, "id": str(uuid.uuid4())}
    assert client.post(f"{PAGE}{check.pk}/", sent).status_code == 302
    return {
        letter.to[0]: re.search(r"http://[^/]+(/skema/\S+)", letter.body)[1]
        for letter in mail.outbox
    }


def test_a_board_that_changed_overnight_is_reminded_and_the_former_opens_nothing(
    check, lawan, freja, cast
):
    former = written(freja, check, "invited")["bestyrelsen@vimoedes.example"]
    page = f"/foreninger/{lawan.slug}/ret/"
    freja.post(page, form_of(freja.get(page), email="nyformand@vimoedes.example"))
    assert cast.visit().get(former).status_code == 410
    now = written(freja, check, "reminded")
    assert "bestyrelsen@vimoedes.example" not in now
    assert cast.visit().get(now["nyformand@vimoedes.example"]).status_code == 200


def test_whoever_says_it_is_not_them_has_no_check_either(check, lawan, freja, cast):
    former = written(freja, check, "invited")["bestyrelsen@vimoedes.example"]
    freja.post(f"/foreninger/{lawan.slug}/spoerg/", {"verb": "ask", "press": "1"})
    link = re.search(r"http://[^/]+(/foreningerne/\S+)", mail.outbox[-1].body)[1]
    stranger = cast.visit()
    said = form_of(stranger.get(f"{link}forkert/"), kind="not_me")
    assert stranger.post(f"{link}forkert/", said).status_code == 200
    assert stranger.get(former).status_code == 410
    assert "bestyrelsen@vimoedes.example" not in written(freja, check, "reminded")
    page = f"/foreninger/{lawan.slug}/ret/"
    freja.post(page, form_of(freja.get(page), email="ny@vimoedes.example"))
    assert "ny@vimoedes.example" in written(freja, check, "reminded")


def test_what_is_said_to_have_closed_is_asked_nothing_more(check, lawan, directory, freja, cast):
    written(freja, check, "invited")
    freja.post(f"/foreninger/{lawan.slug}/spoerg/", {"verb": "ask", "press": "1"})
    link = re.search(r"http://[^/]+(/foreningerne/\S+)", mail.outbox[-1].body)[1]
    for kind in ("closed", "not_me"):
        cast.visit().post(
            f"{link}forkert/", form_of(cast.visit().get(f"{link}forkert/"), kind=kind)
        )
    with directory.open():
        claim = Claim.objects.owned().get(kind="closed")
    freja.post("/foreninger/bekraeft/", {"verb": "accept", "claim": str(claim.pk)})
    assert "bestyrelsen@vimoedes.example" not in written(freja, check, "reminded")


def test_a_link_is_not_given_by_hand_once_the_other_side_has_begun(
    checks, check, lawan, freja, directory, cast
):
    """A link shows what stands behind it."""
    page = f"{PAGE}{check.pk}/"
    said = {"verb": "hand", "id": str(uuid.uuid4())}
    theirs = said | {"asked": asked_id(directory, check.theirs, lawan.pk)}
    assert "/skema/sundhavn/" in freja.post(page, theirs, follow=True).content.decode()
    checks.theirs(check, lawan, {})
    checks.ours(check, {})
    refused = freja.post(page, theirs | {"id": str(uuid.uuid4())})
    assert refused.status_code == 422
    assert "et link ville vise dig det" in refused.content.decode()
    unit = cast.units["Kulturforvaltningen"].pk
    own = said | {"asked": asked_id(directory, check.ours, unit), "id": str(uuid.uuid4())}
    assert freja.post(page, own).status_code == 302


def test_more_time_is_given_to_both_and_an_old_page_is_told(check, freja, directory):
    page = f"{PAGE}{check.pk}/"
    said = {"verb": "extend", "revision": "1", "last_day": "2026-12-20"}
    assert freja.post(page, said).status_code == 302
    assert freja.post(page, said | {"last_day": "2026-12-24"}).status_code == 409
    with directory.open():
        row = queries.round_with(check.pk)
        assert {wave.last_day.day for wave in row.waves} == {20}


def test_a_closed_round_takes_no_more_and_says_so(check, freja, directory):
    page = f"{PAGE}{check.pk}/"
    for _ in range(2):
        assert freja.post(page, {"verb": "close"}).status_code == 302
    assert "Runden er lukket." in main(freja, page)
    with directory.open():
        assert of(check).filter(verb="close").count() == 1


# Answering


def party(directory, cast, **said):
    """Medborgerhuset in Sundhavn's directory, kept by Mehmet."""
    return directory.add("Medborgerhuset", party=cast.medborgerhuset, **said)


def test_a_chair_answers_from_the_associations_own_page(checks, directory, cast):
    row = party(directory, cast)
    check = checks.start(row, citizenship=True)
    mehmet, page = cast.visit(cast.mehmet), f"/vores-side/{row.pk}/tjek/"
    text = main(mehmet, page)
    assert text.count("Svar nu") == 2
    assert "Kommunen mangler svar fra Kulturforvaltningen." in text
    said = {"wave": str(check.theirs_id), "id": str(uuid.uuid4())}
    answer = mehmet.post(page, said)
    assert answer["Location"].startswith("/skema/sundhavn/")
    assert "Foreningens ressourcetjek" in cast.visit().get(answer["Location"]).content.decode()


def test_the_office_never_enters_an_associations_answers(check, lawan, freja):
    said = {"wave": str(check.theirs_id), "id": str(uuid.uuid4())}
    answer = freja.post(f"/foreninger/{lawan.slug}/tjek/", said)
    assert answer.status_code == 200
    assert "Kun foreningen selv svarer" in answer.content.decode()


def test_an_association_that_is_not_asked_reads_what_will_come(directory, cast):
    page = f"/vores-side/{party(directory, cast).pk}/tjek/"
    assert "Intet ressourcetjek endnu" in main(cast.visit(cast.mehmet), page)


@pytest.mark.parametrize("name", ["birgitte", "freja"])
def test_answers_to_a_check_are_not_read_among_questionnaires(checks, check, lawan, cast, name):
    """Else whoever asks would read the association's answers before the municipality's own."""
    checks.theirs(check, lawan, {})
    client = cast.visit(getattr(cast, name))
    at = f"/spoergeskemaer/runder/{check.theirs_id}"
    text = main(client, f"{at}/")
    assert "Svarene læses dér, hvor runden er åbnet." in text
    assert "Vis et link" not in text
    for ending in ("/resultat/", "/resultat.csv", f"/svar/{uuid.uuid4()}/"):
        assert client.get(f"{at}{ending}").status_code == 403


# The gap map


def several(checks, directory, number):
    """So many associations: the first stands strong in vision, the others need more."""
    rows = [directory.add(f"Forening {place}") for place in range(number)]
    check = checks.start(*rows)
    for place, row in enumerate(rows):
        checks.theirs(check, row, {"vision": (5, 5, 5) if not place else (1, 2, 3)})
    return check, rows


def vision(directory, check, *, names):
    with directory.open():
        told = gap_map(queries.round_with(check.pk), clock.now(), names=names)
        return told, next((row for row in told.rows if row.key == "vision"), None)


def test_the_map_counts_associations_in_bands_that_do_not_overlap(checks, directory):
    """5 is strong; a mean of 2 needs more; all other subjects have a mean of 3, on the way."""
    check, _rows = several(checks, directory, 6)
    assert not vision(directory, check, names=True)[0].is_open
    checks.ours(check, {"vision": (2, 2, 2)})
    told, row = vision(directory, check, names=True)
    assert told.bands == ("Har brug for mere", "På vej", "Står stærkt")
    assert [cell.count for cell in row.cells] == [5, 0, 1, 0]
    assert row.cells[2].names == ("Forening 0",)
    assert (told.rows[0], row.ours.mean) == (row, 2)
    assert [cell.count for cell in told.rows[1].cells] == [0, 6, 0, 0]


def test_associations_see_the_map_without_names_and_without_small_numbers(checks, directory):
    check, _rows = several(checks, directory, 6)
    checks.ours(check, {})
    _told, row = vision(directory, check, names=False)
    assert [cell.count for cell in row.cells] == [None, 0, None, 0]
    assert all(cell.names == () for cell in row.cells)


def test_the_map_of_fewer_than_five_is_for_the_office_alone(checks, directory, cast, freja):
    check, _rows = several(checks, directory, 4)
    checks.ours(check, {})
    assert vision(directory, check, names=False)[0].rows == ()
    assert "Vision: 3 af 4 foreninger har brug for mere" in main(freja, f"{PAGE}{check.pk}/kort/")


def test_the_map_is_shut_until_the_municipality_has_answered(checks, directory, freja):
    check, _rows = several(checks, directory, 2)
    assert "Kortet er lukket endnu" in main(freja, f"{PAGE}{check.pk}/kort/")


def test_a_map_without_answers_says_what_will_stand_there(checks, check, freja):
    checks.ours(check, {})
    assert "Når den første forening har svaret" in main(freja, f"{PAGE}{check.pk}/kort/")


# Borders


@pytest.mark.parametrize("name", ["rasmus", "birgitte", "mehmet", "leila"])
def test_only_whoever_keeps_the_directory_sees_the_rounds(check, cast, name):
    client = cast.visit(getattr(cast, name))
    for ending in ("", "ny/", "skridt/", f"{check.pk}/", f"{check.pk}/kort/"):
        assert client.get(f"{PAGE}{ending}").status_code == 403, ending


def test_another_municipalitys_round_does_not_exist_here(check, cast):
    other = elsewhere(cast)
    client = cast.visit(other.by)
    for ending in ("", "kort/"):
        assert client.get(f"{PAGE}{check.pk}/{ending}").status_code == 404
    assert str(check.pk) not in client.get(PAGE).content.decode()


def test_many_who_owe_an_answer_stand_on_pages_those_missing_first(checks, directory, freja):
    rows = [directory.add(f"Forening {number:02}") for number in range(53)]
    check = checks.start(*rows)
    checks.theirs(check, rows[0], {})
    first = freja.get(f"{PAGE}{check.pk}/")
    assert first.context["page"].paginator.count == 53
    assert [one.asked.name for one in first.context["theirs"]][:2] == ["Forening 01", "Forening 02"]
    last = freja.get(f"{PAGE}{check.pk}/?side=2")
    assert [one.asked.name for one in last.context["theirs"]] == [
        "Forening 51", "Forening 52", "Forening 00",
    ]  # fmt: skip
    assert "Side 2 af 2" in main(freja, f"{PAGE}{check.pk}/?side=2")


def test_a_page_of_those_who_owe_costs_the_same_with_many(
    checks, directory, freja, django_assert_max_num_queries
):
    check = checks.start(*(directory.add(f"Forening {number:02}") for number in range(30)))
    with django_assert_max_num_queries(32):
        freja.get(f"{PAGE}{check.pk}/")
