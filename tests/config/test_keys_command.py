"""favn keys: their age, a new one, rows written anew, and an old one taken out."""

import pytest

from favn.config.cli import CommandError, parser
from favn.config.commands import keys as command
from favn.kit import encryption
from favn.kit.encryption import keys, upkeep
from tests.cast import TODAY


def run(*words) -> int:
    return command.run(parser("keys").parse_args(["keys", *words]))


@pytest.fixture
def person(register):
    return register.add("KANARIEFUGL")


def test_it_shows_what_each_key_opens_and_never_the_key(person, capsys):
    assert run() == 0
    told = capsys.readouterr().out
    assert f"{encryption.ring().present}  made {TODAY}, used for new texts, opens 8 texts" in told
    assert keys.place().read_text().split('"secret": "')[1][:20] not in told


def test_a_new_key_a_reseal_and_the_old_one_can_go(register, person, capsys):
    old = encryption.ring().present
    assert run("--new") == 0
    with pytest.raises(CommandError, match="is in use"):
        run("--drop", old)
    assert run("--reseal") == 0
    assert "1 rows written anew." in capsys.readouterr().out
    assert run("--drop", old) == 0
    assert list(encryption.ring().keys) == [encryption.ring().present]
    assert register.read(register.again(person), "name") == "KANARIEFUGL"


def test_the_present_and_an_unknown_key_stay(person):
    with pytest.raises(CommandError, match="is in use"):
        run("--drop", encryption.ring().present)
    with pytest.raises(CommandError, match="no key"):
        run("--drop", "ffffffff")


def test_a_lost_key_is_named_and_no_other_is_made_in_its_place(register, person, capsys):
    lost = encryption.ring().present
    keys.place().unlink()
    assert run() == 1
    assert f"{lost}  MISSING" in capsys.readouterr().out
    assert not upkeep.first_key([register.house.pk], TODAY)
    assert not keys.place().exists()


def test_the_first_key_is_made_where_nothing_is_encrypted_yet(cast):
    keys.place().unlink()
    assert upkeep.first_key([cast.medborgerhuset.pk], TODAY)
    assert not upkeep.first_key([cast.medborgerhuset.pk], TODAY)
