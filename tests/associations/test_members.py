"""The association's own members: becoming one, the register, leaving, being forgotten.

Fee and “name and mail must be written” are the report's: centre-annual-report-2023, Become active.
"""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.models import Fee, FormTry, Member, Payment
from favn.associations.queries import members as queries
from favn.associations.rules.people import plain_name, same_name, tidy
from favn.kit.history import of
from favn.kit.models import History
from tests.associations.steps import Society, form_of
from tests.cast import TODAY, join, organisation

JOIN = "/bliv-medlem/medborgerhuset/"


def typed(page, **said):
    wish = {"name": "Yasmin Noor", "email": "yasmin@x.example", "agreed": "on", **said}
    return form_of(page, **wish)


def known(society):
    with society.open():
        return list(queries.members())


def test_the_form_exists_only_where_this_years_fee_is_open(society, cast):
    nobody = cast.visit()
    assert nobody.get(JOIN).status_code == 404
    society.year()
    page = nobody.get(JOIN).content.decode()
    assert "200,00 DKK" in page
    assert "2026" in page


def test_somebody_becomes_a_member_and_is_written_her_own_number(society, cast, settings):
    society.year()
    nobody = cast.visit()
    answer = nobody.post(JOIN, typed(nobody.get(JOIN)))
    assert answer["Location"] == f"{JOIN}tak/"
    (member,) = known(society)
    fee = society.fee(member)
    (letter,) = mail.outbox
    assert letter.to == ["yasmin@x.example"]
    assert fee.in_words in letter.body
    assert "MobilePay 12345" in letter.body
    assert member.agreed_at is not None
    assert nobody.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("left_out", "words"),
    [("name", "Skriv navnet."), ("email", "Skriv din mail."), ("agreed", "Sæt kryds her.")],
)
def test_name_and_mail_and_a_yes_must_be_there(society, cast, left_out, words):
    society.year()
    nobody = cast.visit()
    answer = nobody.post(JOIN, typed(nobody.get(JOIN), **{left_out: ""}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert known(society) == []


@pytest.mark.parametrize("name", ["12345", "–", "Ali 010190-1234", "x" * 121])
def test_what_is_no_name_is_refused_with_what_to_do(society, cast, name):
    society.year()
    nobody = cast.visit()
    answer = nobody.post(JOIN, typed(nobody.get(JOIN), name=name))
    assert answer.status_code == 422
    assert known(society) == []


def test_the_same_form_twice_and_the_same_mail_twice_are_one_member(society, cast):
    society.year()
    nobody = cast.visit()
    form = typed(nobody.get(JOIN))
    answers = [nobody.post(JOIN, form) for _ in range(2)]
    again = nobody.post(JOIN, typed(nobody.get(JOIN), name="En anden", email="YASMIN@x.example"))
    assert len(known(society)) == 1
    assert {a["Location"] for a in (*answers, again)} == {f"{JOIN}tak/"}
    assert len(mail.outbox) == 1


def test_five_forms_from_one_place_are_enough_for_a_while(society, cast):
    society.year()
    nobody = cast.visit()
    for n in range(5):
        form = typed(nobody.get(JOIN), email=f"m{n}@x.example")
        assert nobody.post(JOIN, form).status_code == 302
    late = nobody.post(JOIN, typed(nobody.get(JOIN), email="m6@x.example"))
    assert late.status_code == 422
    assert "Vent ti minutter" in late.content.decode()
    assert len(known(society)) == 5
    with society.open():
        assert not FormTry.objects.owned().filter(bucket__contains="127").exists()


def test_the_treasurer_sees_everybody_by_name_and_finds_one(society, grete):
    society.year()
    for name in ("Åse Bæk", "Ali Yıldız", "Bo Åkjær"):
        society.member(name, f"{name.split()[0].lower()}@x.example")
    page = grete.get("/medlemmer/").content.decode()
    assert page.index("Åse Bæk") < page.index("Ali Yıldız") < page.index("Bo Åkjær")
    found = grete.get("/medlemmer/?q=yildiz").content.decode()
    assert "Ali Yıldız" in found
    assert "Bo Åkjær" not in found


def test_an_empty_register_says_what_to_do_first(society, grete):
    assert "Åbn årets kontingent" in grete.get("/medlemmer/").content.decode()


def test_a_correction_that_somebody_overtook_is_shown_and_not_lost(society, grete):
    row = society.member("Bo Lund", "bo@x.example")
    page = f"/medlemmer/{row.pk}/ret/"
    mine, theirs = grete.get(page), grete.get(page)
    assert grete.post(page, form_of(theirs, name="Bo Lundgaard")).status_code == 302
    late = grete.post(page, form_of(mine, name="Bo Lundby"))
    assert late.status_code == 409
    assert "Bo Lundby" in late.content.decode()
    assert grete.post(page, form_of(late)).status_code == 302
    assert [m.called for m in _opened(society)] == ["Bo Lundby"]


def _opened(society):
    rows = known(society)
    for row in rows:
        with society.open():
            row.name = row.called
    return rows


def test_history_says_that_a_name_changed_and_never_which(society, grete):
    row = society.member("Hemmelig Person", "hemmelig@x.example")
    page = f"/medlemmer/{row.pk}/ret/"
    grete.post(page, form_of(grete.get(page), name="Ny Person", kind="supporting"))
    with society.open():
        told = str(list(of(row).values_list("verb", "changes")))
    assert "supporting" in told
    assert "Hemmelig" not in told
    assert "Ny Person" not in told


def test_names_lie_encrypted(society):
    society.member("Klartekst Person", "klar@x.example")
    with society.open(), connection.cursor() as cursor:
        cursor.execute(f'SELECT name, email FROM "{Member._meta.db_table}"')
        (row,) = cursor.fetchall()
    assert all(cell.startswith("v1.") for cell in row)


def test_somebody_leaves_and_comes_back_with_the_same_number(society, grete):
    row = society.member("Bo Lund", "bo@x.example")
    page = f"/medlemmer/{row.pk}/"
    out = {"verb": "leave", "version": 1, "on": "2026-11-01", "because": "moved"}
    assert grete.post(page, out).status_code == 302
    assert "Bo Lund" not in grete.get("/medlemmer/").content.decode()
    assert "Bo Lund" in grete.get("/medlemmer/?vis=gaaet").content.decode()
    assert grete.post(page, {"verb": "back", "version": 2}).status_code == 302
    assert "Bo Lund" in grete.get("/medlemmer/").content.decode()


@pytest.mark.parametrize("day", ["2027-01-01", "2024-01-01", "i går"])
def test_nobody_leaves_before_they_came_or_tomorrow(society, grete, day):
    row = society.member("Bo Lund", "bo@x.example")
    out = {"verb": "leave", "version": 1, "on": day, "because": "moved"}
    assert grete.post(f"/medlemmer/{row.pk}/", out).status_code == 422


def test_two_that_are_one_keep_the_money_together(society, grete):
    society.year()
    one, other = (
        society.member("Bo Lund", "bo@x.example"),
        society.member("Lund, Bo", "b@y.example"),
    )
    society.pay(other)
    page = grete.get("/medlemmer/ens/")
    assert page.content.decode().count("Bo Lund") >= 1
    answer = grete.post("/medlemmer/ens/", {"keep": one.pk, "gone": other.pk})
    assert answer.status_code == 302
    assert society.fee(one).state == "paid"
    assert [m.pk for m in _living(society)] == [one.pk]
    assert "Ingen ligner hinanden" in grete.get("/medlemmer/ens/").content.decode()


def _living(society):
    with society.open():
        return list(queries.members().living())


def test_erasing_keeps_amount_and_day_and_forgets_the_person(society, grete):
    society.year()
    row = society.member("Glem Mig", "glem@x.example")
    society.pay(row)
    page = f"/medlemmer/{row.pk}/slet/"
    assert grete.post(page, {"typed_name": str(row.number)}).status_code == 422
    leave = {"verb": "leave", "version": 1, "on": str(TODAY), "because": "asked"}
    assert grete.post(f"/medlemmer/{row.pk}/", leave).status_code == 302
    assert grete.post(page, {"typed_name": "forkert"}).status_code == 422
    assert grete.post(page, {"typed_name": str(row.number)}).status_code == 302
    assert grete.get(f"/medlemmer/{row.pk}/").status_code == 404
    with society.open():
        gone = Member.objects.owned().get(pk=row.pk)
        (paid,) = Payment.objects.owned()
        assert (gone.called, gone.mail, gone.telephone) == ("", "", "")
        assert (paid.paid_on, paid.amount, paid.who_paid) == (date(2026, 3, 3), 200, "")
        assert "Glem" not in str(list(History.objects.get_queryset().values()))
    assert "Glem Mig" not in grete.get("/medlemmer/kontingent/2026/").content.decode()


def test_the_number_of_somebody_forgotten_is_never_given_again(society, grete):
    row = society.member("Glem Mig", "glem@x.example")
    leave = {"verb": "leave", "version": 1, "on": str(TODAY), "because": "asked"}
    grete.post(f"/medlemmer/{row.pk}/", leave)
    grete.post(f"/medlemmer/{row.pk}/slet/", {"typed_name": str(row.number)})
    assert society.member("Ny Person", "ny@x.example").number == row.number + 1


def test_after_five_years_the_accounts_of_a_year_go_when_a_new_one_opens(society, settings):
    settings.TODAY = date(2020, 3, 1)
    society.year(2020)
    member = society.member("Gammel Gæst", "g@x.example", joined_on=date(2020, 1, 1))
    with society.open():
        assert Fee.objects.owned().filter(member=member).count() == 1
    society.pay(member, on=date(2020, 2, 1), year=2020)
    settings.TODAY = date(2025, 1, 1)
    society.year(2025)
    with society.open():
        assert Payment.objects.owned().count() == 1
    settings.TODAY = date(2026, 1, 1)
    society.year(2026)
    with society.open():
        assert Payment.objects.owned().count() == 0


def test_the_list_is_a_file_no_spreadsheet_runs(society, grete):
    society.year()
    society.member("=HYPERLINK(1)", "h@x.example", phone="+4512345678")
    text = grete.get("/medlemmer/medlemmer.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'+4512345678" in text


def test_the_chair_reads_and_does_not_write(society, cast):
    row = society.member("Bo Lund", "bo@x.example")
    chair = cast.visit(cast.mehmet)
    assert "Bo Lund" in chair.get(f"/medlemmer/{row.pk}/").content.decode()
    out = {"verb": "leave", "version": 1, "on": str(TODAY), "because": "moved"}
    chair.post(f"/medlemmer/{row.pk}/", out)
    assert len(_living(society)) == 1
    assert chair.get("/medlemmer/medlemmer.csv").status_code == 403


@pytest.mark.parametrize("page", ["", "ret/", "slet/"])
def test_another_associations_member_does_not_exist_here(society, grete, cast, page):
    join(cast, "olga", cast.naboerne, "treasurer", None)
    theirs = Society(cast, cast.naboerne, cast.olga)
    row = theirs.member("Nabo Person", "n@x.example")
    assert grete.get(f"/medlemmer/{row.pk}/{page}").status_code == 404
    assert "Nabo Person" not in grete.get("/medlemmer/").content.decode()
    keep = society.member("Bo Lund", "bo@x.example")
    assert grete.post("/medlemmer/ens/", {"keep": keep.pk, "gone": row.pk}).status_code == 404


def test_a_member_stands_in_no_register_of_persons(society, cast):
    """Who is a member of the association is nothing its counsellors need to know."""
    society.member("Bo Lund", "bo@x.example")
    sara = cast.visit(cast.sara)
    assert sara.get("/medlemmer/").status_code == 403
    assert "Bo Lund" not in sara.get("/personer/").content.decode()


@given(st.text(max_size=40))
def test_a_tidy_name_stays_tidy_and_is_the_same_name(name):
    once = tidy(name)
    assert tidy(once) == once
    assert plain_name(once) == plain_name(name)
    assert same_name(name, " ".join(reversed(once.split()))) or not plain_name(name)


def test_another_house_has_its_own_numbers(society, cast):
    other = organisation("tredje", "Tredje Hus", "association")
    join(cast, "lis", other, "treasurer", None)
    assert society.member("Bo Lund").number == 1
    assert Society(cast, other, cast.lis).member("Eva Holm").number == 1
