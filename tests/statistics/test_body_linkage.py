"""Which associations may be one: what speaks for and against, and how it is looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from favn.statistics.bodies import Body, Why, name, place
from favn.statistics.body_linkage import SHOWN, Bodies

CROWD = [f"{origin} {theme}forening" for origin in ("Tyrkisk", "Polsk", "Tamilsk", "Iransk")
         for theme in ("Kultur", "Sports", "Musik", "Forældre", "Senior")]  # fmt: skip
BOARD = ("Hodan Ali", "Ayan Nur", "Sahra Abdi")


@pytest.fixture
def register():
    register = Bodies()
    for one in CROWD:
        register.put(one, Body((one,), address="Havnegade 1", postcode="4600"))
    return register


def found(register, *names, **more):
    return {one.key for one in register.candidates(Body(names, **more))}


@pytest.mark.parametrize(
    ("known", "asked"),
    [("Somalisk Kvindeforening", "Somalisk kvindefor."), ("Somalisk Kvindeforening", "SKF"),
     ("Somalisk Kvindeforening", "Foreningen for somaliske kvinder"),
     ("Åens Sejlere", "Aaens Sejlere"), ("Somalisk Kvindeforening", "Somalsik Kvindeforening"),
     ("Xidig", "Hidig"), ("Al-Nour Kulturcenter", "Al Noor Kultur Center"),
     ("Syrisk Kulturforening", "Syrisk Kult. Forening")],
)  # fmt: skip
def test_one_association_is_found_under_its_other_name(register, known, asked):
    register.put("x", Body((known,), mail="info@x.example"))
    assert "x" in found(register, asked, mail="info@x.example")


@pytest.mark.parametrize(
    ("known", "asked"),
    [("Somalisk Kvindeforening", "Somalisk Ungdomsforening"),
     ("Røde Broer Vestbyen", "Grønne Broer Vestbyen"),
     ("Kurdisk Kulturforening", "Kurdisk Kulturforening Kvindegruppen")],
)  # fmt: skip
def test_two_that_look_alike_are_not_one(register, known, asked):
    register.put("x", Body((known,)))
    assert "x" not in found(register, asked)


def test_an_address_where_many_live_says_little(register):
    rare = Body(("Nordlys",), address="Sømandsvej 4", postcode="4600")
    register.put("x", rare)
    crowded = register.entries[CROWD[0]].body
    alone, among = (
        register.weighed(Body(("A",), address=b.address, postcode="4600"),
                         Body(("B",), address=b.address, postcode="4600"))[0]
        for b in (rare, crowded)
    )  # fmt: skip
    assert alone - among > 2


def test_two_cvr_numbers_speak_against_and_never_decide(register):
    one = Body(("Somalisk Kvindeforening",), cvr="1", board=BOARD)
    register.put("x", one)
    (candidate,) = register.candidates(Body(one.names, cvr="2", board=BOARD[::-1]))
    assert Why.OTHER_CVR in {why for why, _word in candidate.reasons}
    assert (Why.SHARED_BOARD, "3|3") in candidate.reasons
    assert candidate.is_likely


def test_another_name_with_the_same_board_is_worth_a_look(register):
    register.put("x", Body(("Håbet",), board=(*BOARD, "Fadumo Warsame"), phone="12345678"))
    assert "x" in found(register, "Fyrtårnet", board=(*BOARD, "Ny Mand"), phone="+45 12 34 56 78")


def test_never_more_than_five_are_shown(register):
    for number in range(9):
        register.put(number, Body((f"Håbet {number}",), cvr="10150817"))
    assert len(register.candidates(Body(("Håbet",), cvr="10150817"))) == 5


def test_who_is_forgotten_is_found_no_more(register):
    register.put("x", Body(("Håbet",), board=BOARD))
    register.put("y", Body(("Lyset",), board=BOARD[:2]))
    assert register.sharing_board("y") == {"x": (2, 3)}
    register.drop("x")
    assert found(register, "Håbet") == set()
    assert register.sharing_board("y") == {}


@pytest.mark.parametrize(
    ("written", "parts"),
    [("Kvindeforeningen", ["kvind", "forening"]), ("Foreningen", ["forening"]),
     ("Tyrkisk Kult. Foren.", ["tyrkisk", "kultur", "forening"]),
     ("Boldklubben af 1898", ["bold", "klub", "1898"])],
)  # fmt: skip
def test_a_name_is_taken_apart(written, parts):
    assert [part.token.letters for part in name(written).parts] == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Havnegade 12", "Havnegd. 12"),
        ("Åvej 3 B", "Aavej 3b"),
        ("Bøgeallé 7", "Bøgealle 7, 2. tv"),
    ],
)
def test_an_address_is_the_same_however_it_is_written(one, other):
    assert place(one, "4600") == place(other, "4600") != ""


WORDS = some.sampled_from(
    ["Somalisk", "Kurdisk", "Kvinde", "Kultur", "forening", "klub", "Håbet", "SKF", "i"]
)
BODIES = some.builds(
    Body, some.lists(WORDS, min_size=1, max_size=4).map(lambda w: (" ".join(w),)),
    some.sampled_from(("", "1", "2")), board=some.lists(some.sampled_from(BOARD)).map(tuple),
)  # fmt: skip


@settings(max_examples=60)
@given(some.lists(BODIES, min_size=2, max_size=8))
def test_looking_for_pairs_finds_what_comparing_every_one_finds(bodies):
    """The oracle: every pair, compared."""
    register = Bodies()
    for key, body in enumerate(bodies):
        register.put(key, body)
    shown = {frozenset((one, c.key)) for one, c in register.pairs()}
    every = {
        frozenset((a, b))
        for a in register.entries for b in register.entries
        if a < b and register.compared(register.entries[a], b).weight >= SHOWN
    }  # fmt: skip
    assert shown == every
