"""About the numbers: definitions for everybody, numbers for nobody."""

from favn.kit.figures import catalogue


def test_every_figure_is_explained_to_everybody(houses):
    page = houses.visit().get("/om-tallene/").content.decode()
    for figure in catalogue().values():
        assert str(figure.title) in page
        assert f'id="{figure.id}"' in page


def test_rounded_shares_are_not_promised_to_give_a_hundred(houses):
    page = houses.visit().get("/om-tallene/").content.decode()
    assert "så andelene giver 100" not in page
    assert "kan tilsammen give lidt over eller under 100 %" in page
