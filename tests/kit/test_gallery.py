"""Every component says what it is, is shown with an example, and stands in the list for rooms."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from favn.kit import gallery

COMPONENTS = gallery.components()


@pytest.fixture
def page(client, db):
    answer = client.get("/kit/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_there_are_components():
    assert len(COMPONENTS) >= 30


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.name)
def test_a_component_is_described_and_stands_in_the_gallery(component, page):
    assert component.what.endswith((".", "s”."))
    assert component.when
    assert all(name and text for name, text in component.parameters)
    section = page.split(f'id="{component.name}">')[1].split("</section>")[0]
    assert "How to write it" in section


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.name)
def test_an_example_uses_its_component_and_draws_something(component):
    names = (f"kit/{component.name}.html", f"{{% {component.name} ")
    assert any(name in component.example + " " for name in names) or (
        f"{{% {component.name} %}}" in component.example
    )
    drawn = gallery.specimen(component, gallery.made_up(), RequestFactory().get("/kit/"))
    assert "<" in drawn


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.name)
def test_a_component_takes_only_what_it_says(component):
    """A word in an `include` of an example that the comment does not name is a spelling mistake."""
    described = {part.strip() for name, _text in component.parameters for part in name.split(",")}
    include = rf'include "kit/{component.name}\.html" with ([^%]+?)(?: only)? %'
    for given in re.findall(include, component.example):
        used = set(re.findall(r"(\w+)=", re.sub(r'"[^"]*"', '""', given)))
        assert used <= described


def test_the_list_for_rooms_is_printed_from_the_components():
    kept = (gallery.FOLDER / "README.md").read_text(encoding="utf-8")
    assert kept == gallery.readme(), (
        "print it again: python -m favn.kit.gallery > src/favn/kit/templates/kit/README.md"
    )


def test_a_component_without_its_description_is_refused(tmp_path):
    bare = tmp_path / "bare.html"
    bare.write_text("<p></p>", encoding="utf-8")
    with pytest.raises(gallery.UndescribedComponent, match=r"bare\.html must open with a comment"):
        gallery.described(bare)


def test_no_component_holds_inline_style_or_script(page):
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)


def test_ids_of_the_gallery_are_its_own(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_error_pages_stand_without_a_request(name):
    drawn = engines["django"].get_template(name).render({})
    assert "<h1>" in drawn
    assert "/kit/favn.css" in drawn
