"""Danish search: stems, beginnings, insides of compounds, slips; ranked, marked, and forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from favn.statistics.searching import How, Index, folded, marked, stem, words_of

TEXTS = {
    "kvinder": ((5.0, "Somalisk Kvindeforening"), (1.0, "Vi mødes og laver mad hver onsdag.")),
    "aarhus": ((5.0, "Århus Svømmeklub"), (1.0, "Svømning for børn og unge.")),
    "lektier": ((5.0, "Vi Lærer"), (1.0, "Lektiehjælp for børn i 5. klasse, tirsdage.")),
    "kultur": ((5.0, "Kurdisk Kulturforening"), (1.0, "Musik, dans og kvindegrupper.")),
}


@pytest.fixture
def index():
    index = Index()
    for key, fields in TEXTS.items():
        index.put(key, fields, {"all", f"is-{key}"}, key)
    return index


@pytest.mark.parametrize(
    ("asked", "found", "how"),
    [("lektiehjælpen", "lektier", How.SAME), ("svømme", "aarhus", How.BEGINS),
     ("forening", "kvinder", How.INSIDE), ("foreninger", "kultur", How.INSIDE),
     ("lektiehjæpl", "lektier", How.SLIP), ("aarhus", "aarhus", How.SAME),
     ("AARHUS", "aarhus", How.SAME), ("svoemning", "aarhus", How.SAME),
     ("kurdisk", "kultur", How.SAME), ("musikforening", "kultur", How.PART)],
)  # fmt: skip
def test_a_word_is_found_in_its_ways(index, asked, found, how):
    answer = index.search(asked)
    assert found in answer.keys
    assert how in {agreement.how for agreement in answer.agreements}


def test_a_word_of_the_name_ranks_above_one_of_the_text(index):
    assert index.search("kvinder").keys == ("kvinder", "kultur")


def test_texts_with_every_word_stand_alone(index):
    assert index.search("kvinder musik").keys == ("kultur",)
    assert index.search("børn onsdag svømning").keys == ("aarhus",)


def test_a_slip_is_thought_of_only_where_nothing_else_is_found(index):
    index.put("fest", [(1.0, "fester")], (), "z")
    index.put("test", [(1.0, "teste")], (), "z")
    assert index.search("test").keys == ("test",)


def test_no_words_give_everything_in_order_and_facets_narrow_it(index):
    assert index.search("").keys == ("aarhus", "kultur", "kvinder", "lektier")
    assert index.search("og").keys == ("aarhus", "kultur", "kvinder")
    assert index.search("", frozenset({"is-kultur"})).keys == ("kultur",)
    assert index.search("kvinder", frozenset({"is-kultur"})).keys == ("kultur",)
    assert index.everything().facets["all"] == 4
    index.drop("kultur")
    assert index.everything().facets["all"] == 3


def test_a_text_that_changed_or_went_is_not_found_by_what_it_was(index):
    index.put("kultur", [(5.0, "Kurdisk Radio")], (), "kultur")
    assert index.search("musik").keys == ()
    index.drop("kultur")
    assert index.search("kurdisk").keys == ()
    assert len(index) == 3


def test_what_was_found_is_marked(index):
    answer = index.search("forening mad")
    pieces = marked("Somalisk Kvindeforening: mad til alle", answer.agreements)
    assert [p.text for p in pieces if p.is_found] == ["Kvindeforening", "mad"]
    assert "".join(p.text for p in pieces) == "Somalisk Kvindeforening: mad til alle"


def test_little_words_are_asked_for_only_when_alone():
    assert words_of("mad og musik i byen") == ["mad", "musik", "byen"]
    assert words_of("og i") == ["og", "i"]


@pytest.mark.parametrize(
    ("bent", "plain"), [("foreningerne", "forening"), ("kvindernes", "kvind"), ("unge", "ung")]
)
def test_stems_are_those_of_the_danish_algorithm(bent, plain):
    """snowballstem.org, the Danish algorithm's own vocabulary."""
    assert stem(bent) == plain


WORDS = some.sampled_from(("abe", "abekat", "æble", "Æbler", "kat", "katte", "og", "", "båd båden"))


@given(some.lists(some.tuples(some.integers(0, 20), WORDS), max_size=40))
def test_an_index_that_changed_much_answers_as_a_new_one(changes):
    """The oracle: an index made anew of what stands."""
    index, stands = Index(), {}
    for key, text in changes:
        index.put(key, [(1.0, text)], (), str(key))
        stands[key] = text
        if key % 7 == 0:
            index.drop(key)
            del stands[key]
    index._tidy()
    anew = Index()
    for key, text in stands.items():
        anew.put(key, [(1.0, text)], (), str(key))
    for word in ("ab", "abe", "kat", "æbler", "baad", "kart", ""):
        assert set(index.search(word).keys) == set(anew.search(word).keys)


@given(some.text(max_size=60))
def test_whatever_is_typed_is_answered_and_marked_whole(text):
    index = Index()
    index.put(1, [(1.0, text)], (), "")
    answer = index.search(text)
    if words_of(text):
        assert answer.keys == (1,)
    assert "".join(p.text for p in marked(text, answer.agreements)) == text
    assert folded(folded(text)) == folded(text)
