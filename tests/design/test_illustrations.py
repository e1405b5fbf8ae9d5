"""The drawings: one for every case, practice and module, all in the page's own colours and in no words."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pages.templatetags.illustrations import VIEW_BOX, illustration

BASE = Path(__file__).resolve().parents[2]
DRAWINGS = sorted((BASE / "static" / "illustrations").glob("*.svg"))
DRAWN_FOLDERS = ("casussen", "praktijken", "modules")
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"circle", "ellipse", "g", "path", "rect", "svg"}
ATTRIBUTES = {
    *{"id", "viewBox", "d", "transform"},
    *{"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"},
    *{"fill", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
    *{"stroke-dasharray", "stroke-dashoffset"},
}
LINE_WIDTHS = range(2, 25)
LARGEST = 8 * 1024


def token_values():
    """The light value of each token a drawing may use; a drawing repeats it for when it stands alone."""
    tokens = (BASE / "static" / "css" / "tokens.css").read_text()
    return dict(re.findall(r"(--ill-\w+): (#[0-9a-f]{6});", tokens))


def elements(path):
    return list(ElementTree.parse(path).iter())


def name_of(element):
    return element.tag.removeprefix(SVG)


each_drawing = pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)


def test_every_case_practice_and_module_has_a_drawing_and_no_drawing_is_left_over():
    slugs = {path.stem for folder in DRAWN_FOLDERS for path in (BASE / "content" / "nl" / folder).glob("*.md")}
    assert {path.stem for path in DRAWINGS} == slugs


def test_a_page_refers_to_the_drawing_and_hides_it_from_screen_readers():
    assert illustration("acht-maten-rust") == (
        f'<svg class="illustration" viewBox="{VIEW_BOX}" aria-hidden="true" focusable="false">'
        '<use href="/static/illustrations/acht-maten-rust.svg#art"></use></svg>'
    )


@pytest.mark.parametrize("slug", ["bestaat-niet", "", None, "../css/tokens", "Acht-maten-rust", "acht-maten-rust.svg"])
def test_nothing_is_drawn_for_what_has_no_drawing(slug):
    assert illustration(slug) == ""


@each_drawing
def test_it_stands_alone_in_the_frame_that_the_pages_use(path):
    root = ElementTree.parse(path).getroot()
    assert (root.tag, root.get("viewBox")) == (f"{SVG}svg", VIEW_BOX)


@each_drawing
def test_all_of_it_is_in_the_one_group_that_the_pages_take(path):
    root = ElementTree.parse(path).getroot()
    assert [(name_of(child), child.get("id")) for child in root] == [("g", "art")]
    assert [element.get("id") for element in root.iter() if element.get("id")] == ["art"]


@each_drawing
def test_it_is_made_of_shapes_only(path):
    """No words, styles, scripts, pictures or references: nothing to translate, to block or to fetch."""
    assert {name_of(element) for element in elements(path)} - SHAPES == set()
    assert {name for element in elements(path) for name in element.attrib} - ATTRIBUTES == set()
    assert [element.text for element in elements(path) if (element.text or "").strip()] == []


@each_drawing
def test_its_colours_are_the_tokens(path):
    allowed = {f"var({token}, {value})" for token, value in token_values().items()} | {"none"}
    used = {element.get(paint) for element in elements(path) for paint in ("fill", "stroke") if element.get(paint)}
    assert used - allowed == set()


@each_drawing
def test_every_shape_says_its_colour(path):
    """A shape that says nothing is black, on light and on dark."""
    silent = []

    def walk(element, painted):
        painted = painted or element.get("fill") is not None or element.get("stroke") is not None
        if name_of(element) not in {"g", "svg"} and not painted:
            silent.append(element.attrib)
        for child in element:
            walk(child, painted)

    walk(ElementTree.parse(path).getroot(), painted=False)
    assert silent == []


@each_drawing
def test_it_is_light_to_send_and_calm_to_see(path):
    assert path.stat().st_size < LARGEST
    shapes = [element for element in elements(path) if name_of(element) not in {"g", "svg"}]
    assert 6 <= len(shapes) <= 40
    widths = {float(element.get("stroke-width")) for element in elements(path) if element.get("stroke-width")}
    assert widths - set(map(float, LINE_WIDTHS)) == set()


def test_no_two_drawings_are_the_same():
    """Compared by their shapes, so that a copy in other colours counts as a copy."""
    shapes = {path.stem: tuple(e.get("d") or tuple(e.attrib.items()) for e in elements(path)[2:]) for path in DRAWINGS}
    assert len(set(shapes.values())) == len(DRAWINGS)
    lines = Counter(d for path in DRAWINGS for d in {e.get("d") for e in elements(path)} if d and len(d) > 60)
    assert [d for d, count in lines.items() if count > 1] == []
