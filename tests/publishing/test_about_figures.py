"""About the numbers: definitions for everybody, numbers for nobody."""

from favn.kit.figures import catalogue


def test_every_figure_is_explained_to_everybody(houses):
    page = houses.visit().get("/om-tallene/").content.decode()
    for figure in catalogue().values():
        assert str(figure.title) in page
        assert f'id="{figure.id}"' in page
