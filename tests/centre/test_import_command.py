"""`favn import` tells people what was not counted, and lets two doors keep a list each."""

import pytest

from favn.centre.models import Visit
from favn.config import cli
from favn.kit.tenancy import acting_for

CONTENT = "slags;dato;tid;antal\nbesøg;2026-11-18;14;2\n"


@pytest.fixture
def command(houses, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cli, "start_django", lambda: None)

    def run(what="visits", name="forsiden.csv", *more):
        path = tmp_path / name
        path.write_text(CONTENT, encoding="utf-8")
        code = cli.run(["import", what, str(path), "--organisation", "medborgerhuset", *more])
        with acting_for(houses.medborgerhuset.pk):
            return code, Visit.objects.counted().count(), capsys.readouterr()

    return run


def test_an_equal_list_from_another_door_is_not_swallowed_in_silence(command):
    code, counted, said = command()
    assert (code, counted, said.err) == (cli.DONE, 2, "")
    code, counted, said = command("visits", "bagsiden.csv")
    assert (code, counted) == (cli.DONE, 2)
    assert "2 entries in the file look like ones already recorded" in said.err
    assert "--source" in said.err


def test_with_a_source_of_its_own_it_counts_once(command):
    command()
    for _time in range(2):
        code, counted, _said = command("visits", "bagsiden.csv", "--source", "bagdøren")
        assert (code, counted) == (cli.DONE, 4)
