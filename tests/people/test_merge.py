"""Two records of one person: what moves is shown, the stricter stands, and it comes apart again."""

import pytest

from favn.centre.models import Visit
from favn.kit import history
from favn.kit.tenancy import acting_for
from favn.people.persons import actions, queries
from favn.people.persons.choices import Act, Tier
from favn.people.persons.models import Card, Consent, Merge, Person, Relation
from tests.cast import TODAY, new_id


@pytest.fixture
def two(register):
    """One person written down twice, with something of every kind at the second."""
    keep = register.add("Mohammed Al-Hassan", born="1987")
    gone = register.add("محمد الحسن", phone="20112233", safe_contact="Ring ikke", contact="sms",
                        address="Hemmeligvej 7", address_is_protected=True)  # fmt: skip
    register.say(gone, "follow_up")
    register.card(gone)
    with register.acting():
        to = {"name": "Huda", "kind": "partner"}
        actions.add_relation(id=new_id(), person=gone, to=to, other=None, **register.who())
    return keep, gone


def merge(register, keep, gone, versions=None, pk=None):
    keep_version, gone_version = versions or (
        register.again(keep).version, register.again(gone).version)  # fmt: skip
    typed = {"id": str(pk or new_id()), "keep_version": keep_version, "gone_version": gone_version}
    return register.client.post(register.page(keep, f"saml/{gone.pk}/"), typed)


def apart(register, keep):
    with register.acting():
        (row,) = Merge.objects.filter(undone_at=None)
    return register.client.post(register.page(keep, f"skil/{row.pk}/"))


def all_rows(register):
    """Everything that points at a person, as it stands."""
    with register.acting():
        return {
            model.__name__: sorted(map(str, model.objects.values_list("pk", "person_id")))
            for model in (Card, Consent, Relation)
        }


def test_the_page_shows_both_and_all_that_moves_but_no_protected_address(register, two):
    html = register.text(register.page(two[0], f"saml/{two[1].pk}/"))
    for words in ("محمد الحسن", "20112233", "Samtykker", "Kort", "Familie og hjælpere", "skrevet"):
        assert words in html
    assert "Adressen er beskyttet hos den ene" in html
    assert "Hemmeligvej" not in html


def test_what_moves_is_what_the_page_said(register, two):
    keep, gone = two
    page = register.client.get(register.page(keep, f"saml/{gone.pk}/"))
    said = dict(page.context["moves"])
    assert said == {"Samtykker": 1, "Kort": 1, "Familie og hjælpere": 1}
    merge(register, keep, gone)
    with register.acting():
        moved = Merge.objects.get().moved
        assert sum(len(keys) for fields in moved.values() for keys in fields.values()) == 3
        for model in (Card, Consent, Relation):
            assert set(model.objects.values_list("person_id", flat=True)) == {keep.pk}


def test_empty_fields_are_filled_and_the_other_name_is_kept(register, two):
    merge(register, *two)
    row = register.again(two[0])
    with register.acting():
        assert (row.name, row.born, row.phone) == ("Mohammed Al-Hassan", "1987", "20112233")
        assert row.also_known_as == "محمد الحسن"
        assert (row.contact, row.safe_contact) == ("sms", "Ring ikke")
        assert (row.address, row.address_is_protected) == ("Hemmeligvej 7", True)
    assert register.names() == ["Mohammed Al-Hassan"]


def test_the_old_address_leads_to_the_one_who_stands(register, two):
    merge(register, *two)
    assert register.client.get(register.page(two[1])).url == register.page(two[0])


def test_undone_everything_is_as_it_was(register, two):
    keep, gone = two
    rows, before = all_rows(register), [_words(register, one) for one in two]
    merge(register, keep, gone)
    assert apart(register, keep).status_code == 302
    assert all_rows(register) == rows
    assert [_words(register, one) for one in two] == before
    assert len(register.names()) == 2


def _words(register, person):
    left_out = {"version", "touched_at", "last_contact_on"}
    row = register.again(person)
    with register.acting():
        names = (f.name for f in Person._meta.local_fields if f.name not in left_out)
        return {name: getattr(row, name) for name in names}


def test_undone_what_was_written_since_stays_where_it_was_written(register, two):
    keep, gone = two
    merge(register, keep, gone)
    line = register.say(register.again(keep), "contact")
    apart(register, keep)
    with register.acting():
        assert Consent.objects.get(pk=line.pk).person_id == keep.pk


def test_a_yes_and_a_no_become_a_no_and_undone_a_yes_again(register, two):
    keep, gone = two
    register.say(keep, "case")
    register.say(gone, "case", Act.DECLINED)
    html = register.text(register.page(keep, f"saml/{gone.pk}/"))
    assert "Nej gælder" in html
    merge(register, keep, gone)
    with register.acting():
        assert not queries.consent_stands(keep, "case", on=TODAY)
    apart(register, keep)
    with register.acting():
        assert queries.consent_stands(keep, "case", on=TODAY)
        assert not queries.consent_stands(gone, "case", on=TODAY)


def test_a_yes_that_only_one_was_asked_for_stands(register, two):
    merge(register, *two)
    with register.acting():
        assert queries.consent_stands(two[0], "follow_up", on=TODAY)


def test_a_case_at_one_is_a_case_of_both(register, two):
    keep, gone = two
    register.say(gone)
    with register.acting():
        actions.raise_to_case(person=gone, **register.who())
    merge(register, keep, gone)
    assert register.again(keep).tier == Tier.CASE


def test_a_person_is_not_merged_with_themselves(register, two):
    keep = two[0]
    page = register.page(keep, f"saml/{keep.pk}/")
    assert "den samme registrering" in register.text(page)
    assert merge(register, keep, keep).status_code in (409, 422)
    assert register.again(keep).merged_into_id is None


def test_one_who_is_gone_already_is_not_merged_again(register, two):
    merge(register, *two)
    third = register.add("Muhamad Hasan")
    answer = merge(register, third, two[1])
    assert answer.status_code == 422
    assert "allerede samlet" in answer.content.decode()


def test_two_at_once_the_second_hears_of_it(register, two):
    keep, gone = two
    answer = merge(register, keep, gone, versions=(keep.version + 4, gone.version))
    assert answer.status_code == 409
    assert "er rettet siden" in answer.content.decode()
    with register.acting():
        assert Merge.objects.count() == 0


def test_pressed_twice_they_are_merged_once(register, two):
    keep, gone = two
    pk, versions = new_id(), (register.again(keep).version, register.again(gone).version)
    for _ in range(2):
        assert merge(register, keep, gone, versions, pk).status_code == 302
    with register.acting():
        assert Merge.objects.count() == 1


def test_nobody_of_another_house_is_merged_in(register, two):
    with acting_for(register.cast.naboerne.pk):
        wanted = actions.Wanted("Mohammed Al-Hassan")
        theirs = actions.add_person(id=new_id(), wanted=wanted, **register.who())
    page = f"saml/{theirs.pk}/"
    assert register.client.get(register.page(two[0], page)).status_code == 404
    assert register.client.post(register.page(two[0], page), {}).status_code == 404


def test_a_merge_needs_the_right_to_both_and_a_coordinator_cannot_erase_by_it(register, two):
    amina = register.cast.visit(register.cast.amina)
    assert amina.post(register.page(two[0], f"saml/{two[1].pk}/"), {}).status_code == 403


def test_the_merge_of_another_person_is_not_taken_apart_here(register, two):
    keep, gone = two
    merge(register, keep, gone)
    other = register.add("Kirsten Holm")
    with register.acting():
        row = Merge.objects.get()
    assert register.client.post(register.page(other, f"skil/{row.pk}/")).status_code == 404


def test_visits_follow_their_card_and_are_counted_as_before(register, two):
    keep, gone = two
    with register.acting():
        card = Card.objects.get(person=gone)
        Visit.objects.create(organisation=register.house, on=TODAY, hour=13, card=card)
    merge(register, keep, gone)
    with register.acting():
        assert Visit.objects.get().card_id == card.pk
        assert ("Besøg med kort", 1) in queries.about(register.again(keep))


def test_history_says_that_they_were_merged_and_by_whom(register, two):
    merge(register, *two)
    with register.acting():
        for person in two:
            line = history.of(person).first()
            assert (line.verb, line.actor_label) == ("merge", "Sara")


def test_whoever_wants_no_contact_has_no_phone_on_the_page(register, two):
    keep, gone = two
    page = register.page(keep, f"saml/{gone.pk}/")
    assert "20112233" in register.text(page)
    register.say(gone, "contact", Act.DECLINED)
    assert "20112233" not in register.text(page)
    merge(register, keep, gone)
    assert register.read(register.again(keep), "phone") == "20112233"


def test_the_newer_of_two_is_taken_apart_first_and_the_page_says_so(register, two):
    merge(register, *two)
    merge(register, two[0], register.add("Mohamed"))
    html = register.text(register.page(two[0]))
    assert html.count("Skil dem ad igen") == 1
    assert "når den nyere er skilt ad" in html
