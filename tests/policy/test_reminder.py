"""A reminder of a late count: mailed to those who may send it, and at most once a day."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail

from favn.config.trials.server import free_port
from favn.kit.models import History
from favn.kit.refusals import Refused, Taken
from favn.people.accounts.actions import leave_for
from favn.people.accounts.mail import Mail
from favn.people.accounts.models import Account, Membership
from favn.policy import actions
from favn.policy.models import CountReminder
from favn.policy.rules import quarter
from tests.cast import NOW, TODAY, join
from tests.policy.steps import ask, at, initiative, neighbour, send, standing
from tests.policy.test_count import filled

Q3 = quarter(2026, 3)


@pytest.fixture
def late(houses, row):
    """The third quarter, due 20 October and not sent; today is 19 November."""
    return ask(houses, row, first=Q3, last=Q3)


def page_of(duty, quarter="2026-Q3"):
    return f"/optaellinger/{duty.pk}/{quarter}/"


def remind(houses, duty, **changes):
    seen = standing(houses, duty, houses.birgitte, period=changes.pop("period", Q3))
    with houses.acting(houses.birgitte):
        row = actions.remind(
            **{"id": uuid.uuid4(), "standing": seen, "address": "http://localhost/her/"} | changes,
            by=houses.birgitte, at=at(seen.today, 10),
        )  # fmt: skip
        leave_for(duty.addressed_to, at=at(seen.today, 10))
        return row


def test_the_page_says_that_nothing_came_and_offers_a_reminder(houses, late):
    page = houses.visit(houses.birgitte).get(page_of(late)).content.decode()
    assert "Medborgerhuset har ikke sendt noget endnu." in page
    assert "Hvad Medborgerhuset har sendt" not in page
    assert "Fristen var 20. okt. 2026." in page
    assert "Send en påmindelse" in page
    assert "Sidste påmindelse" not in page


def test_birgitte_sends_one_and_those_who_may_send_get_it(houses, late):
    join(houses, "sofie", houses.medborgerhuset, "manager", None)
    birgitte = houses.visit(houses.birgitte)
    form = filled(birgitte, page_of(late), "remind")
    page = birgitte.post(page_of(late), form, follow=True).content.decode()
    assert "Påmindelsen er sendt til 2 personer i Medborgerhuset." in page
    assert "Sidste påmindelse er sendt i dag kl." in page
    assert "Der er allerede sendt en påmindelse i dag." in page
    (letter,) = mail.outbox
    assert letter.to == ["jonas@medborgerhuset.example", "sofie@medborgerhuset.example"]
    assert letter.subject == "Påmindelse: optællingen for 3. kvartal 2026 mangler"
    assert letter.content_subtype == "plain"
    for said in (
        "Sundhavn Kommune mangler jeres optælling for 3. kvartal 2026",
        "til indsats 7: Hverdagshjælp.",
        "Fristen var tirsdag 20. oktober 2026.",
        f"http://localhost{page_of(late)}",
        "Birgitte, Sundhavn Kommune",
    ):
        assert said in letter.body
    assert "jonas@" not in page


def test_the_mail_is_in_danish_also_where_the_sender_reads_english(houses, late):
    birgitte = houses.visit(houses.birgitte)
    form = filled(birgitte, page_of(late), "remind")
    birgitte.post(page_of(late), form, headers={"accept-language": "en"})
    assert "Fristen var tirsdag 20. oktober 2026." in mail.outbox[0].body
    assert "3. kvartal 2026" in mail.outbox[0].subject


def test_a_title_stands_in_the_mail_as_it_was_written(houses, plan):
    remind(houses, ask(houses, initiative(houses, plan, 9, "Sprog & arbejde"), first=Q3, last=Q3))
    assert "Sprog & arbejde" in mail.outbox[0].body


def test_both_sides_see_that_a_reminder_was_sent(houses, late):
    remind(houses, late)
    for who in (houses.jonas, houses.birgitte):
        page = houses.visit(who).get(page_of(late)).content.decode()
        assert "Påmindelse sendt" in page
        assert "Birgitte, Sundhavn Kommune" in page


def test_history_tells_it_on_the_municipalitys_side_alone(houses, late):
    remind(houses, late)
    with houses.acting(houses.birgitte):
        told = History.objects.owned().get(verb="remind")
    assert (told.actor_label, told.changes) == ("Birgitte", {"told": [0, 1]})
    with houses.acting(houses.jonas):
        assert not History.objects.owned().filter(verb="remind").exists()
        assert not CountReminder.objects.owned().exists()


def test_the_same_form_twice_is_one_mail(houses, late):
    birgitte = houses.visit(houses.birgitte)
    form = filled(birgitte, page_of(late), "remind")
    for _ in range(2):
        assert birgitte.post(page_of(late), form).status_code == 302
    assert len(mail.outbox) == 1


def test_a_second_one_the_same_day_is_refused_and_the_next_day_not(houses, late, settings):
    birgitte = houses.visit(houses.birgitte)
    form = filled(birgitte, page_of(late), "remind")
    remind(houses, late)
    answer = birgitte.post(page_of(late), form)
    assert answer.status_code == 422
    assert (
        "Der er allerede sendt en påmindelse i dag. Vent til i morgen." in answer.content.decode()
    )
    settings.TODAY = TODAY + timedelta(days=1)
    remind(houses, late)
    assert len(mail.outbox) == 2


def test_each_quarter_is_reminded_of_by_itself(houses, row, settings):
    both = ask(houses, row, first=quarter(2026, 2), last=Q3)
    remind(houses, both)
    remind(houses, both, period=quarter(2026, 2))
    assert len(mail.outbox) == 2


def test_what_is_not_late_is_not_reminded_of(houses, duty):
    page = houses.visit(houses.birgitte).get(page_of(duty, "2026-Q4")).content.decode()
    assert "Fristen er 20. jan. 2027." in page
    assert "Send en påmindelse" not in page
    with pytest.raises(Refused, match="ikke forsinket"):
        remind(houses, duty, period=quarter(2026, 4))


def test_a_preliminary_count_that_is_late_may_be_reminded_of(houses, duty, settings):
    send(houses, duty)
    settings.TODAY = date(2027, 1, 21)
    page = houses.visit(houses.birgitte).get(page_of(duty, "2026-Q4")).content.decode()
    assert "Tallet for hele kvartalet mangler" in page
    remind(houses, duty, period=quarter(2026, 4))
    assert "I har sendt et foreløbigt tal." in mail.outbox[0].body


def test_nobody_to_write_to_is_told_and_nothing_is_kept(houses, late):
    with houses.acting(houses.jonas):
        Membership.objects.owned().filter(account=houses.jonas).delete()
    with pytest.raises(Refused, match="Ring eller skriv til foreningen"):
        remind(houses, late)
    with houses.acting(houses.birgitte):
        assert not CountReminder.objects.owned().exists()
    assert mail.outbox == []


def test_a_closed_account_gets_no_mail(houses, late):
    Account.objects.filter(pk=houses.jonas.pk).update(is_active=False)
    with pytest.raises(Refused, match="Ring eller skriv"):
        remind(houses, late)


def test_where_the_mail_server_is_silent_the_letter_waits_in_the_associations_own_post(
    houses, late, letterbox, settings
):
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    remind(houses, late)
    with houses.acting(houses.birgitte):
        assert CountReminder.objects.owned().get().told == 1
        assert not Mail.objects.owned().exists(), "the city never holds their addresses"
    settings.EMAIL_PORT = up
    leave_for(houses.medborgerhuset, at=NOW)
    assert len(letterbox.to(houses.jonas.email)) == 1


def test_an_id_that_is_taken_is_not_found(houses, row, late):
    other = ask(houses, row, houses.naboerne, first=Q3, last=Q3)
    stands = remind(houses, other)
    with pytest.raises(Taken):
        remind(houses, late, id=stands.pk)


def test_only_the_planner_of_this_municipality_reminds(houses, late):
    form = filled(houses.visit(houses.birgitte), page_of(late), "remind")
    rasmus = houses.visit(houses.rasmus)
    assert "Send en påmindelse" not in rasmus.get(page_of(late)).content.decode()
    assert rasmus.post(page_of(late), form).status_code == 403
    assert neighbour(houses).post(page_of(late), form).status_code == 404
    assert houses.visit(houses.jonas).post(page_of(late), form).status_code == 404
    assert mail.outbox == []
