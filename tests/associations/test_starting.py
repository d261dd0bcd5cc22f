"""Before the first talk: an office's own ground, the association's standpoint, advice and cards."""

from favn.associations.choices.starting import CARDS, OWN, STANDPOINT
from tests.associations.pacts import HOUSE
from tests.associations.steps import elsewhere

ANSWERED = {"verb": "", "known": "yes", "text": "To kolleger i Kultur"}


def answer(page, key, **said):
    row = next(row for row in page.context["rows"] if row["point"].key == key)
    form = row["form"]
    return {name: form[name].value() or "" for name in form.fields} | ANSWERED | said


def test_five_points_of_ones_own_and_five_of_the_association():
    """Folder of 2017, “Kom godt i gang”: five, then four and a conclusion; four cards."""
    assert (len(OWN), len(STANDPOINT), len(CARDS)) == (5, 5, 4)


def test_what_an_office_finds_out_stands_with_name_and_the_newest_counts(pacts, freja):
    page = f"{HOUSE}klar/{pacts.unit.pk}/"
    sent = answer(freja.get(page), "actors", known="no")
    assert [freja.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert "1 af 5 er skrevet." in freja.get(page).content.decode()
    freja.post(page, answer(freja.get(page), "actors", text="Nu ved vi det"))
    text = freja.get(page).content.decode()
    assert "Nu ved vi det" in text
    assert "1 af 5 er skrevet." in text


def test_the_cooperation_says_what_is_not_cleared_up_until_it_is(pacts, freja):
    row = pacts.cooperation()
    page = f"{HOUSE}{row.pk}/"
    assert "Der er 10 ting, I ikke har fundet ud af endnu." in freja.get(page).content.decode()
    for where, points in (
        (f"{HOUSE}klar/{pacts.unit.pk}/", OWN),
        (f"{HOUSE}kender/{pacts.ours.pk}/", STANDPOINT),
    ):
        for point in points:
            freja.post(where, answer(freja.get(where), point.key))
    assert "ikke har fundet ud af" not in freja.get(page).content.decode()


def test_an_association_never_sees_what_an_office_wrote_of_it(pacts, freja, mehmet, place):
    where = f"{HOUSE}kender/{pacts.ours.pk}/"
    freja.post(where, answer(freja.get(where), "motive", text="Vil ses i byen"))
    row = pacts.cooperation()
    for page in ("plads/", f"{row.pk}/"):
        assert "Vil ses i byen" not in mehmet.get(f"{place}{page}").content.decode()


def test_an_unknown_point_and_a_foreign_association_are_not_found(pacts, freja, cast):
    page = f"{HOUSE}klar/{pacts.unit.pk}/"
    sent = answer(freja.get(page), "actors")
    assert freja.post(page, sent | {"point": "andet"}).status_code == 404
    theirs = elsewhere(cast).add("Nordby Boldklub")
    assert freja.get(f"{HOUSE}kender/{theirs.pk}/").status_code == 404


def test_who_only_reads_writes_nothing_down(pacts, freja, cast):
    where = f"{HOUSE}kender/{pacts.ours.pk}/"
    sent = answer(freja.get(where), "motive")
    assert cast.visit(cast.birgitte).post(where, sent).status_code == 403
    assert cast.visit(cast.birgitte).get(f"{HOUSE}klar/{pacts.unit.pk}/").status_code == 404
