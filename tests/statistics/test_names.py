"""One name in several scripts and spellings is one name; two names are two.

The groups are spellings of one name as they are met in Denmark: Arabic, Persian, Ethiopic and
Cyrillic script, Somali, Turkish, French and Danish habits. They are general knowledge of naming, no
register; nothing of them is used by the rules.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from favn.statistics.names import cleaned, likeness, romanised, token, tokens

ALIKE = 0.86
GROUPS = (
    "Mohammed Muhammad Mohamed Mohamad Muhammed Maxamed محمد",
    "Ahmed Ahmad Axmed Ahmet أحمد احمد",
    "Hassan Hasan Xasan حسن",
    "Ali Cali علي",
    "Omar Cumar عمر",
    "Abdulrahman Abdurrahman Abderrahmane Abdirahman Cabdiraxmaan عبدالرحمن",
    "Abdullah Abdallah Abdulla عبدالله",
    "Yusuf Youssef Yousef Jusuf Yousuf يوسف",
    "Jamal Jamaal Djamal Gamal جمال",
    "Khalid Khaled Halid خالد",
    "Rashid Rachid Rasheed رشيد",
    "Othman Osman عثمان",
    "Fatima Fatimah Faatima فاطمة",
    "Aisha Aysha Aicha عائشة",
    "Zahra Zahraa زهرا زهراء",
    "Reza Ridha رضا",
    "Selam ሰላም",
    "Tesfay ተስፋይ",
    "Yohannes ዮሃንስ",
    "Serhii Serhij Сергій",
    "Olena Олена",
    "Dmitri Dmitriy Дмитрий",
    "Kowalska Kovalska",
    "Åse Aase",
    "Søren Soeren",
    "Nørgaard Nørgård Noergaard Nørgard",
    "Şahin Sahin Shahin",
    "Hussein Husein Xuseen حسين",
)
PAIRS = [(words[0], other) for words in (group.split() for group in GROUPS) for other in words[1:]]
DIFFERENT = (
    "Ahmed Mohammed", "Hassan Hussein", "Karim Karen", "Jensen Hansen", "Lars Laura", "Peter Petra",
    "Nadia Nina", "Maria Mona", "Olena Elina", "Said Saad", "Amina Amal", "Jonas Johan",
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_name_sound_alike(one, other):
    (first,), (second,) = tokens(one), tokens(other)
    assert likeness(first, second) >= ALIKE - 0.04


def test_nearly_all_of_them_would_be_called_alike():
    """What falls short is counted here rather than hidden: vowels that differ twice."""
    alike = [likeness(tokens(a)[0], tokens(b)[0]) >= ALIKE for a, b in PAIRS]
    assert sum(alike) / len(alike) > 0.9


@pytest.mark.parametrize("pair", DIFFERENT)
def test_two_names_are_two(pair):
    one, other = pair.split()
    assert likeness(tokens(one)[0], tokens(other)[0]) < ALIKE


def test_letters_of_other_scripts_are_romanised_by_their_names_in_unicode():
    assert romanised("ሰላም") == "selam"
    assert romanised("Сергей") == "sergey"
    assert romanised("Łukasz") == "lukasz"
    assert romanised("Ågård") == "agard"


def test_articles_are_no_part_of_a_name_and_a_servant_is_one_with_whom_he_serves():
    assert [t.letters for t in tokens("Abd al-Rahman El Sayed")] == ["abdrahman", "sayed"]
    assert [t.letters for t in tokens("Al El")] == ["al", "el"]


def test_what_no_table_knows_stays_as_it_is():
    assert romanised("李明") == "李明"
    assert likeness(tokens("李明")[0], tokens("李明")[0]) == 1


@given(some.text(max_size=300))
def test_any_text_has_parts_and_is_like_itself(text):
    for part in tokens(text):
        assert part.letters
        assert likeness(part, part) == 1
    assert cleaned(cleaned(text)) == cleaned(text)


@given(some.text("abdefghijklmnoprstuvxyzøæå", min_size=1, max_size=12),
       some.text("abdefghijklmnoprstuvxyzøæå", min_size=1, max_size=12))  # fmt: skip
def test_likeness_goes_both_ways_and_stays_between_none_and_all(one, other):
    first, second = token(romanised(one)), token(romanised(other))
    assert likeness(first, second) == pytest.approx(likeness(second, first))
    assert 0 <= likeness(first, second) <= 1
