"""The yearly fee: a reference each, the payment provider's file, who owes, reminders, receipts.

200 kr a year is the report's (centre-annual-report-2023, Become active); names are invented.
"""

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from favn.associations.actions import fee_letters
from favn.associations.actions import payments as actions
from favn.associations.choices.membership import Doubt, FeeState
from favn.associations.imports.cells import Unclear, money
from favn.associations.imports.payments import read
from favn.associations.models import Payment
from favn.associations.queries import members as queries
from favn.associations.rules.fees import state_of
from favn.associations.rules.payments import Line, Owed, judge
from favn.associations.rules.references import is_whole, numbers_in, reference_for, spaced
from favn.kit import clock
from favn.kit.files import Unreadable
from favn.kit.refusals import Conflict
from favn.people.accounts import mail as posting
from tests.associations.steps import Society, form_of
from tests.cast import TODAY, join

FILES = "/medlemmer/indbetalinger/"
YEAR = "/medlemmer/kontingent/2026/"


@pytest.fixture
def three(society):
    """Ali, Bo and Eva owe 200 kr each for 2026."""
    society.year()
    return [society.member(name, f"{name[:2].lower().strip()}@x.example")
            for name in ("Ali Demir", "Bo Lund", "Eva Holm")]  # fmt: skip


def sent(grete, file):
    return grete.post(FILES, {"file": file})


def taken(grete, page, **chosen):
    form = grete.get(page).context["form"]
    return grete.post(page, {"verb": "take", "seal": form["seal"].value(), **chosen})


def states(society):
    with society.open():
        return {fee.member.called: str(fee.state) for fee in queries.fees()}


# The reference


@given(st.integers(2000, 2099), st.integers(1, 9999))
def test_a_reference_is_eight_digits_that_check_themselves(year, number):
    reference = reference_for(year, number)
    assert len(reference) == 8
    assert is_whole(reference)
    assert numbers_in(f"kontingent {spaced(reference)} tak") == [reference]


@given(st.integers(2000, 2099), st.integers(1, 99_999), st.data())
def test_one_wrong_digit_or_two_that_changed_place_are_never_another_members(year, number, data):
    reference = reference_for(year, number)
    place = data.draw(st.integers(0, len(reference) - 2))
    digits = list(reference)
    if data.draw(st.booleans()):
        digits[place] = str((int(digits[place]) + data.draw(st.integers(1, 9))) % 10)
    else:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = "".join(digits)
    assert wrong == reference or not is_whole(wrong)


@given(st.decimals("0.01", "500", places=2), st.lists(st.decimals("0.01", "500", places=2)))
def test_a_fee_is_paid_when_what_came_in_is_what_is_owed(amount, payments):
    state = state_of(amount, payments, is_waived=False)
    paid = sum(payments, Decimal(0))
    assert (state == FeeState.PAID) == (paid == amount)
    assert (state == FeeState.OPEN) == (paid == 0)
    assert (state == FeeState.OVER) == (paid > amount)


# The file


def test_a_file_is_read_whole_before_anything_stands_in_the_accounts(society, grete, three):
    ali, bo, _eva = (society.fee(m) for m in three)
    file = society.file(
        f"03-03-2026 14:05;200,00;{ali.reference};Ali Demir;T1",
        f"2026-03-04;200;Kontingent {bo.in_words};B. Lund;T2",
    )
    page = sent(grete, file)["Location"]
    assert grete.get(page).context["facts"] == [("Betalinger, der passer", "2")]
    assert set(states(society).values()) == {"open"}
    assert taken(grete, page).status_code == 302
    expected = {"Ali Demir": "paid", "Bo Lund": "paid", "Eva Holm": "open"}
    assert states(society) == expected
    assert taken_again(grete, page).status_code == 302
    assert states(society) == expected


def taken_again(grete, page):
    return grete.post(page, {"verb": "take", "seal": "hvad som helst"})


def test_the_same_file_is_read_once_and_a_longer_one_adds_only_what_is_new(society, grete, three):
    ali, bo, _eva = (society.fee(m) for m in three)
    first = f"03-03-2026;200;{ali.reference};Ali Demir;T1"
    page = sent(grete, society.file(first))["Location"]
    assert sent(grete, society.file(first))["Location"] == page
    taken(grete, page)
    longer = society.file(first, f"04-03-2026;200;{bo.reference};Bo Lund;T2", name="hele.csv")
    page = sent(grete, longer)["Location"]
    assert grete.get(page).context["facts"] == [
        ("Betalinger, der passer", "1"),
        ("Står i regnskabet i forvejen", "1"),
    ]
    taken(grete, page)
    assert states(society) == {"Ali Demir": "paid", "Bo Lund": "paid", "Eva Holm": "open"}


def test_every_doubt_is_said_and_nothing_is_guessed(society, grete, three):
    ali, bo, eva = (society.fee(m) for m in three)
    mistyped = f"{ali.reference[:-1]}{(int(ali.reference[-1]) + 1) % 10}"
    file = society.file(
        f"03-03-2026;200;{ali.reference};Ali Demir;T1",
        f"03-03-2026;200;{ali.reference};Ali Demir;T2",
        f"03-03-2026;150;{bo.reference};Bo Lund;T3",
        "03-03-2026;200;;Eva Holm;T4",
        f"03-03-2026;200;{mistyped};Ukendt Ukendtsen;T5",
        f"03-03-2026;200;{reference_for(2026, 9000)};Ukendt Ukendtsen;T6",
        "03-03-2026;200;hilsen;Ukendt Ukendtsen;T7",
        f"03-03-2026;400;{bo.reference} og {eva.reference};Bo Lund;T8",
    )
    page = sent(grete, file)["Location"]
    effect = grete.get(page).context["effect"]
    assert [str(one.judged.doubt) for one in effect.doubts] == [
        "twice", "amount", "name", "mistyped", "unknown", "nobody", "several",
    ]  # fmt: skip
    assert [one.payment.line for one in effect.sure] == [2]
    text = grete.get(page).content.decode()
    for doubt in (Doubt.TWICE, Doubt.WRONG_AMOUNT, Doubt.NAME_ONLY, Doubt.NOBODY):
        assert str(doubt.label) in text
    assert taken(grete, page, line_5=eva.pk).status_code == 302
    assert states(society) == {"Ali Demir": "paid", "Bo Lund": "open", "Eva Holm": "paid"}
    waiting = grete.get(FILES).content.decode()
    assert waiting.count("Ukendt Ukendtsen") == 3


def test_the_same_words_twice_on_a_day_without_an_id_are_two_payments(society, grete, three):
    heads = "Dato;Beløb;Navn;Besked"
    lines = ["03-03-2026;200;Eva Holm;"] * 2
    page = sent(grete, society.file(*lines, heads=heads))["Location"]
    effect = grete.get(page).context["effect"]
    assert len(effect.doubts) == 2
    assert not effect.known


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("32-13-2026;200;x;Ali;T1", "er ikke en dag"),
        ("03-03-2027;200;x;Ali;T1", "er ikke kommet endnu"),
        ("03-03-2026;to hundrede;x;Ali;T1", "er ikke et beløb"),
        ("03-03-2026;-200;x;Ali;T1", "gået ud igen"),
        ("03-03-2026;0;x;Ali;T1", "kan ikke være et kontingent"),
        ("03-03-2026;;x;Ali;T1", "er ikke et beløb"),
        ("03-03-2026;9999999;x;Ali;T1", "kan ikke være et kontingent"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(society, grete, three, line, words):
    ali = society.fee(three[0])
    good = f"03-03-2026;200;{ali.reference};Ali Demir;T9"
    page = sent(grete, society.file(good, line))["Location"]
    text = grete.get(page).content.decode()
    assert words in text
    assert "Linjer, der ikke kan læses" in text
    taken(grete, page)
    assert states(society)["Ali Demir"] == "paid"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"Navn;Farve\nAli;gr\xf8n\n", "mangler en kolonne"),
        (b"%PDF-1.4", "billede eller en PDF"),
        (b"Dato;Bel\xf8b;Besked\n", "ingen betalinger"),
        (b'{"dataset": 1}', "ikke en liste over betalinger"),
        (b"PK\x03\x04 ikke et regneark", "i stykker"),
    ],
)
def test_a_file_that_is_no_list_of_payments_is_refused_with_what_to_do(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data, today=TODAY)


def test_a_workbook_with_titles_above_and_a_sum_below_is_read(society, grete, three):
    ali = society.fee(three[0])
    book = Workbook()
    sheet = book.active
    sheet.append(["Udtræk fra betalingstjenesten"])
    sheet.append([])
    sheet.append(["Navn", "Beløb", "Dato", "Kommentar", "Transaktions-ID"])
    sheet.append(["Ali Demir", 200, date(2026, 3, 3), int(ali.reference), "T1"])
    sheet.append([None, 200, None, None, None])
    data = io.BytesIO()
    book.save(data)
    file = society.file(name="udtraek.xlsx")
    file.file, file.size = io.BytesIO(data.getvalue()), len(data.getvalue())
    page = sent(grete, file)["Location"]
    assert taken(grete, page).status_code == 302
    assert states(society)["Ali Demir"] == "paid"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("200", 200), ("200,00", 200), ("200.00", 200), ("1.200,00", 1200), ("1,200.00", 1200),
        ("200 kr.", 200), ("kr. 200,50", Decimal("200.50")), ("DKK 200", 200), (200.0, 200),
        ("+200", 200),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_danes_and_english_write_it(text, amount):
    assert money(text) == amount


@pytest.mark.parametrize("text", ["1.20.0", "2 0 0 a", "200,005", "NaN", "1e3", "∞"])
def test_an_amount_that_is_none_is_never_guessed(text):
    with pytest.raises(Unclear):
        money(text)


def test_a_file_is_taken_back_and_the_accounts_are_as_they_were(society, grete, three):
    ali = society.fee(three[0])
    page = sent(grete, society.file(f"03-03-2026;200;{ali.reference};Ali Demir;T1"))["Location"]
    taken(grete, page)
    assert grete.post(page, {"verb": "back"}).status_code == 302
    assert set(states(society).values()) == {"open"}
    assert taken(grete, page).status_code == 302
    assert states(society)["Ali Demir"] == "paid"
    (payment,) = _payments(society)
    void = {"because": "Betalt tilbage"}
    assert grete.post(f"/medlemmer/betaling/{payment.pk}/tag-ud/", void).status_code == 302
    assert states(society)["Ali Demir"] == "open"
    assert grete.post(page, {"verb": "back"}).status_code == 422


def test_a_file_is_not_taken_back_over_what_a_person_placed_by_hand(society, grete, three):
    page = sent(grete, society.file("03-03-2026;200;tak;Ukendt;T1"))["Location"]
    taken(grete, page)
    with society.open():
        (waiting,) = queries.unplaced()
        actions.place(payment=waiting, fee=society.fee(three[2]), by=society.by,
                      at=clock.now() + timedelta(hours=1))  # fmt: skip
    assert grete.post(page, {"verb": "back"}).status_code == 422
    assert states(society)["Eva Holm"] == "paid"


def _payments(society):
    with society.open():
        return list(Payment.objects.owned().exclude(fee=None))


def test_what_changed_since_the_page_was_shown_is_looked_at_again(society, grete, three):
    ali = society.fee(three[0])
    page = sent(grete, society.file(f"03-03-2026;200;{ali.reference};Ali Demir;T1"))["Location"]
    seal = grete.get(page).context["form"]["seal"].value()
    society.pay(three[0])
    late = grete.post(page, {"verb": "take", "seal": seal})
    assert late.status_code == 409
    assert "Er betalt i forvejen" in late.content.decode()


def test_one_payment_in_two_files_that_wait_is_taken_once(society, grete, three):
    ali = society.fee(three[0])
    line = f"03-03-2026;200;{ali.reference};Ali Demir;T1"
    first = sent(grete, society.file(line))["Location"]
    second = sent(grete, society.file(line, "", name="igen.csv"))["Location"]
    assert first != second
    with society.open():
        file = queries.file_with(uuid.UUID(second.split("/")[-2]))
        placed = {queries.lines_in(file)[0].pk: ali}
    taken(grete, first)
    with society.open(), pytest.raises(Conflict):
        actions.take_file(file=file, placed=placed, by=society.by, at=clock.now())
    assert len(_payments(society)) == 1


def test_money_nobody_is_known_for_is_placed_by_hand(society, grete, three):
    page = sent(grete, society.file("03-03-2026;200;tak;Ukendt;T1"))["Location"]
    taken(grete, page)
    with society.open():
        (waiting,) = queries.unplaced()
    place = f"/medlemmer/betaling/{waiting.pk}/placer/"
    assert "Eva Holm" in grete.get(place).content.decode()
    assert grete.post(place, {"fee": society.fee(three[2]).pk}).status_code == 302
    assert states(society)["Eva Holm"] == "paid"
    assert grete.post(place, {"fee": uuid.uuid4()}).status_code == 404


def test_too_little_is_part_paid_and_the_rest_fits(society, grete, three):
    society.pay(three[1], "150")
    assert states(society)["Bo Lund"] == "part"
    bo = society.fee(three[1])
    page = sent(grete, society.file(f"04-03-2026;50;{bo.reference};Bo Lund;T1"))["Location"]
    taken(grete, page)
    assert states(society)["Bo Lund"] == "paid"


def test_another_currency_is_refused_by_line(society, grete, three):
    ali = society.fee(three[0])
    heads = "Dato;Beløb;Valuta;Besked"
    file = society.file(f"03-03-2026;200;SEK;{ali.reference}", heads=heads)
    page = sent(grete, file)["Location"]
    assert "Der er betalt i SEK" in grete.get(page).content.decode()
    taken(grete, page)
    assert states(society)["Ali Demir"] == "open"


def _oracle(lines, fees):
    """The plainest way: a fee is paid by the first line that names it alone and pays it exactly."""
    paid, sure = set(), {}
    for line in lines:
        named = [f for f in fees if f.reference in line.message.split()]
        if len(named) == 1 and named[0].key not in paid and line.amount == named[0].amount:
            paid.add(named[0].key)
            sure[line.line] = named[0].key
    return sure


@given(st.lists(st.tuples(st.sets(st.integers(1, 5), max_size=2), st.sampled_from([100, 200]))))
def test_the_judge_agrees_with_the_plainest_way(drawn):
    fees = [
        Owed(str(n), reference_for(2026, n), 2026, Decimal(200), "DKK", Decimal(0), False, False,
             f"Navn {n}") for n in range(1, 6)
    ]  # fmt: skip
    lines = [
        Line(n, TODAY, Decimal(amount), "DKK", "Fremmed",
             " og ".join(reference_for(2026, k) for k in sorted(named)), mark=str(n))
        for n, (named, amount) in enumerate(drawn)
    ]  # fmt: skip
    judged = judge(lines, fees, frozenset())
    assert {one.line.line: one.fee for one in judged if one.fee} == _oracle(lines, fees)
    assert len(judged) == len(lines)
    assert all(one.fee or one.doubt or one.refused or one.is_known for one in judged)


# Who owes, reminders and receipts


def test_who_has_not_paid_stands_by_name_and_is_reminded_with_their_own_number(
    society, grete, three
):
    society.pay(three[0])
    page = grete.get(YEAR)
    text = page.content.decode()
    assert "Bo Lund" in text
    assert "Ali Demir" not in text
    press = page.context["press"]
    mail.outbox.clear()
    for _ in range(2):
        assert grete.post(YEAR, {"verb": "remind", "press": press}).status_code == 302
    assert sorted(letter.to[0] for letter in mail.outbox) == ["bo@x.example", "ev@x.example"]
    for letter, member in zip(sorted(mail.outbox, key=lambda m: m.to), three[1:], strict=True):
        assert society.fee(member).in_words in letter.body
    grete.post(YEAR, {"verb": "remind", "press": uuid.uuid4()})
    assert len(mail.outbox) == 2


def test_who_has_no_mail_is_told_by_name(society, grete, three):
    society.member("Uden Mail")
    page = grete.get(YEAR)
    answer = grete.post(YEAR, {"verb": "remind", "press": page.context["press"]}, follow=True)
    assert "Uden Mail. Ikke sendt: ingen e-mail er kendt." in answer.content.decode()


def test_a_mail_server_that_refuses_one_still_takes_the_others(society, three, letterbox):
    letterbox.refused = {"bo@x.example"}
    with society.open():
        sent_ = fee_letters.write_to(
            fees=queries.accounts_of(queries.year_with(2026)).owing, kind="reminder",
            press=uuid.uuid4(), house="Medborgerhuset", by=society.by, at=clock.now(),
        )  # fmt: skip
        posting.leave(*sent_, at=clock.now())
    assert sorted(str(one.reached) for one in sent_) == ["failed", "sent", "sent"]


def test_a_receipt_says_day_and_amount_and_is_sent_once(society, grete, three):
    society.pay(three[0])
    page = grete.get(YEAR)
    mail.outbox.clear()
    grete.post(YEAR, {"verb": "receipts", "press": page.context["press"]})
    (letter,) = mail.outbox
    assert "3. marts 2026" in letter.body
    assert "200,00" in letter.body
    assert grete.get(YEAR).context["unreceipted"] == 0
    paper = grete.get(f"/medlemmer/kontingent/{society.fee(three[0]).pk}/kvittering.pdf")
    assert paper.content.startswith(b"%PDF")
    unpaid = f"/medlemmer/kontingent/{society.fee(three[1]).pk}/kvittering.pdf"
    assert grete.get(unpaid).status_code == 404


def test_a_year_is_opened_once_and_charges_everybody(society, grete):
    society.member("Ali Demir")
    page = grete.get("/medlemmer/kontingent/")
    typed = form_of(page, amount="200,00", due_on="2026-12-01", how="MobilePay 1")
    answers = [grete.post("/medlemmer/kontingent/", typed) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    again = form_of(grete.get("/medlemmer/kontingent/"), amount="250", due_on="2026-12-01", how="x")
    assert grete.post("/medlemmer/kontingent/", again).status_code == 422
    assert states(society) == {"Ali Demir": "open"}


@pytest.mark.parametrize("amount", ["0", "-5", "gratis", "200,005"])
def test_a_fee_is_some_money(society, grete, amount):
    typed = form_of(
        grete.get("/medlemmer/kontingent/"), amount=amount, due_on="2026-12-01", how="MobilePay 1"
    )
    assert grete.post("/medlemmer/kontingent/", typed).status_code == 422


def test_a_waived_fee_is_no_debt(society, grete, three):
    fee = society.fee(three[1])
    page = f"/medlemmer/kontingent/{fee.pk}/eftergiv/"
    assert grete.post(page, {"verb": "waive", "because": ""}).status_code == 422
    assert grete.post(page, {"verb": "waive", "because": "Æresmedlem"}).status_code == 302
    assert states(society)["Bo Lund"] == "waived"
    assert grete.post(page, {"verb": "again"}).status_code == 302
    assert states(society)["Bo Lund"] == "open"


@pytest.mark.parametrize(
    "page",
    [
        "indbetalinger/{file}/",
        "betaling/{line}/placer/",
        "betaling/{line}/tag-ud/",
        "kontingent/{fee}/eftergiv/",
    ],
)
def test_another_associations_money_does_not_exist_here(society, grete, cast, page):
    join(cast, "olga", cast.naboerne, "treasurer", None)
    theirs = Society(cast, cast.naboerne, cast.olga)
    theirs.year()
    fee = theirs.fee(theirs.member("Nabo Person"))
    olga = cast.visit(cast.olga)
    where = sent(olga, theirs.file(f"03-03-2026;200;{fee.reference};Nabo;T1"))["Location"]
    file = uuid.UUID(where.split("/")[-2])
    with theirs.open():
        line = queries.lines_in(queries.file_with(file))[0].pk
    address = "/medlemmer/" + page.format(file=file, line=line, fee=fee.pk)
    assert olga.get(address).status_code == 200
    assert grete.get(address).status_code == 404
    assert grete.post(address, {"verb": "take", "because": "x"}).status_code == 404


def test_a_reference_of_another_house_pays_nothing_here(society, grete, cast, three):
    """Two houses may have the same number for two people; each file is held against its own."""
    join(cast, "olga", cast.naboerne, "treasurer", None)
    theirs = Society(cast, cast.naboerne, cast.olga)
    theirs.year()
    same = theirs.fee(theirs.member("Nabo Person"))
    assert same.reference == society.fee(three[0]).reference
    page = sent(grete, society.file(f"03-03-2026;200;{same.reference};Ali Demir;T1"))["Location"]
    taken(grete, page)
    assert states(society)["Ali Demir"] == "paid"
    assert states(theirs) == {"Nabo Person": "open"}
