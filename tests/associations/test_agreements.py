"""An agreement: out of the sheets, said yes to by both, changed by versions, on paper, ended."""

import io
import uuid
from datetime import date

import pytest
from pypdf import PdfReader

from favn.associations.choices.cooperation import Said, Stage, Subject
from favn.associations.queries import agreements as queries
from favn.associations.rules.reviews import months_later, review_days, year_after
from favn.kit.refusals import Refused
from favn.policy.models import Initiative, Plan
from tests.associations.pacts import HOUSE, as_sent
from tests.cast import TODAY


def versions(pacts, row):
    with pacts.open():
        return queries.agreements_of(row)


def test_no_agreement_before_both_have_aligned(pacts, freja):
    row = pacts.cooperation()
    assert "Begge afleverer først" in freja.get(f"{HOUSE}{row.pk}/aftale/ny/").content.decode()
    with pytest.raises(Refused, match="afstemt forventninger"):
        pacts.agreement(row)


def test_the_first_version_comes_out_of_the_sheets(pacts, freja):
    row = pacts.aligned(first="Lave mad\nDække bord", second="Låse op")
    pacts.write(row, 0, Subject.AIM, "Tre fester i 2027")
    form = freja.get(f"{HOUSE}{row.pk}/aftale/ny/").context["form"]
    assert form["aim"].value() == "Tre fester i 2027"
    assert [(form[f"what_{n}"].value(), form[f"doer_{n}"].value()) for n in (1, 2, 3)] == [
        ("Lave mad", "first"), ("Dække bord", "first"), ("Låse op", "second"),
    ]  # fmt: skip


def test_both_say_yes_and_it_is_kept_who_and_when(pacts, mehmet, freja, place):
    row = pacts.aligned()
    page = f"{HOUSE}{row.pk}/aftale/ny/"
    form = as_sent(freja.get(page))
    assert [freja.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert len(versions(pacts, row)) == 1
    ours, theirs = f"{place}{row.pk}/aftale/", f"{HOUSE}{row.pk}/aftale/"
    assert mehmet.post(ours, {"says": "yes"}).status_code == 302
    assert pacts.again(row).stage == Stage.PROPOSED
    assert freja.post(theirs, {"says": "yes"}).status_code == 302
    assert pacts.again(row).stage == Stage.AGREED
    text = mehmet.get(ours).content.decode()
    assert "Mehmet, Medborgerhuset" in text
    assert "Freja, Kulturforvaltningen" in text
    assert "Svar nu" not in mehmet.get(f"{place}plads/").content.decode()


def test_a_no_says_what_to_mend_and_a_change_is_a_new_version(pacts, mehmet, freja, place):
    row = pacts.aligned()
    first = pacts.agreement(row)
    ours = f"{place}{row.pk}/aftale/"
    assert mehmet.post(ours, {"says": "no"}).status_code == 422
    assert mehmet.post(ours, {"says": "no", "why": "Vi kan kun to"}).status_code == 302
    page = f"{HOUSE}{row.pk}/aftale/ny/"
    form = as_sent(freja.get(page), aim="To fester")
    assert freja.post(page, form).status_code == 422, "what changed must be said"
    assert freja.post(page, form | {"why": "De kan kun to"}).status_code == 302
    assert [v.aim for v in versions(pacts, row)] == ["To fester", first.aim]
    assert "Vi kan kun to" in mehmet.get(f"{ours}?udgave=1").content.decode()
    with pytest.raises(Refused, match="nyere udgave"):
        pacts.say(first, 2)


def test_the_old_version_holds_until_both_agree_to_the_new_one(pacts):
    row = pacts.agreed()
    second = pacts.agreement(row, 1, aim="Fire fester", why="Flere vil være med")
    with pacts.open():
        assert queries.standing_agreement(row).number == 1
    assert pacts.again(row).stage == Stage.PROPOSED
    for place in (1, 2):
        pacts.say(second, place)
    with pacts.open():
        assert queries.standing_agreement(row).number == 2


def test_two_who_make_a_version_at_once_both_keep_their_words(pacts, mehmet, freja, place):
    row = pacts.aligned()
    one, two = f"{place}{row.pk}/aftale/ny/", f"{HOUSE}{row.pk}/aftale/ny/"
    mine = as_sent(mehmet.get(one), aim="Mad til alle")
    theirs = as_sent(freja.get(two), aim="Orden i salen")
    assert mehmet.post(one, mine).status_code == 302
    late = freja.post(two, theirs)
    assert late.status_code == 409
    assert "Orden i salen" in late.content.decode()
    form = as_sent(late, why="Begge dele")
    assert freja.post(two, form).status_code == 302
    assert len(versions(pacts, row)) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": date(2020, 1, 1)}, "kan ikke slutte, før den begynder"),
        ({"what_1": "", "what_2": ""}, "mindst én opgave"),
        ({"aim": ""}, "Skriv noget her."),
    ],
)
def test_terms_that_make_no_sense_are_refused_and_kept(pacts, freja, wrong, sentence):
    row = pacts.aligned()
    page = f"{HOUSE}{row.pk}/aftale/ny/"
    answer = freja.post(page, as_sent(freja.get(page), money="0 kr.") | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "0 kr." in answer.content.decode()


def test_the_paper_has_the_words_of_the_page_and_can_be_read_aloud(pacts, mehmet, place):
    row = pacts.agreed(aim="Tre fester i gården")
    answer = mehmet.get(f"{place}{row.pk}/aftale.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Tre fester i gården" in text
    assert "Finde borde" in text
    assert "Ja, det er vores aftale" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert mehmet.get(f"{place}{row.pk}/aftale.pdf?udgave=7").status_code == 404


def test_it_ends_with_a_reason_both_see_and_a_year_after_is_still_asked(
    pacts, mehmet, freja, place
):
    row = pacts.agreed()
    page = f"{place}{row.pk}/"
    end = {"verb": "end", "reason": "Salen lukker"}
    assert [mehmet.post(page, end).status_code for _ in range(2)] == [302, 302]
    assert "Salen lukker" in freja.get(f"{HOUSE}{row.pk}/").content.decode()
    assert [a.review.due_on for a in pacts.accounts(row)] == [months_later(TODAY, 12)]
    with pytest.raises(Refused, match="afsluttet"):
        pacts.agreement(row, 1, why="Videre")


def test_an_association_does_not_see_the_plan_and_does_not_lose_its_line(pacts, mehmet, place):
    row = pacts.aligned()
    page = f"{place}{row.pk}/aftale/ny/"
    assert "initiative" not in mehmet.get(page).context["form"].fields


def test_days_of_review_run_to_the_end_and_not_beyond():
    assert review_days(date(2026, 1, 31), date(2026, 12, 31), 3) == [
        date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31), date(2026, 12, 31),
    ]  # fmt: skip
    assert len(review_days(date(2026, 1, 1), None, 6)) == 5
    assert year_after(date(2024, 2, 29), None) == date(2025, 2, 28)


def test_an_unknown_cooperation_is_not_found(freja, mehmet, place):
    for client, page in ((freja, HOUSE), (mehmet, place)):
        for rest in ("", "ark/", "afstemt/", "aftale/", "aftale/ny/", "aftale.pdf"):
            assert client.get(f"{page}{uuid.uuid4()}/{rest}").status_code == 404


def test_one_side_says_yes_once(pacts):
    version = pacts.agreement(pacts.aligned())
    assert pacts.say(version, 1).pk == pacts.say(version, 1, Said.NO, "Alligevel ikke").pk


def test_what_both_wrote_alike_stands_once(pacts, freja):
    row = pacts.aligned()
    form = freja.get(f"{HOUSE}{row.pk}/aftale/ny/").context["form"]
    assert form["aim"].value() == "Naboer kender hinanden"


def test_beside_the_agreement_stands_its_initiative_and_what_was_counted(pacts, freja, cast):
    with pacts.open():
        plan = Plan.objects.create(
            organisation=pacts.house, slug="plan", title="Planen", first_year=2024, last_year=2028
        )
        initiative = Initiative.objects.create(
            organisation=pacts.house, plan=plan, number=7, title="Foreninger som partnere"
        )
    row = pacts.agreed(initiative=initiative)
    page = f"{HOUSE}{row.pk}/aftale/"
    told = freja.get(page).content.decode()
    assert 'href="/planer/plan/7/"' in told
    assert "Optællingerne ses af indsatsens egen forvaltning og planredaktøren." in told
    planner = cast.visit(cast.birgitte).get(page).content.decode()
    assert "Ingen optælling er sendt til indsatsen endnu." in planner
