"""What people write is shown as text, whatever they write."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussion.forms import LONGEST_POST
from pages import markdown
from pages.markdown import ALLOWED_TAGS, render
from tests.discussion.hostile import BUSY, PAYLOADS

HARMLESS = {"href", "title", "rel"}


class Elements(HTMLParser):
    """Every element and attribute as a browser would meet them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def faults(html):
    """What of this HTML could run, load, or lead elsewhere unseen."""
    found = []
    for tag, attributes in Elements(html).found:
        if tag not in ALLOWED_TAGS:
            found.append(tag)
        found += [f"{tag} {name}" for name in attributes if name not in HARMLESS]
        address = attributes.get("href")
        if address is not None:
            allowed = address.startswith(("http://", "https://", "mailto:", "tel:", "#"))
            local = address.startswith("/") and not address.startswith(("//", "/\\"))
            if not (allowed or local or ":" not in address.partition("/")[0]):
                found.append(f"href {address}")
            if address.lstrip("\t\n\r ").startswith(("//", "/\\", "\\\\")):
                found.append(f"href {address}")
            if attributes.get("rel") != "noopener noreferrer nofollow":
                found.append("rel")
    return found


def test_the_set_is_large_enough():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "Tekst ervoor\n\n{}\n\nen erna", "- {}"])
def test_a_hostile_text_is_inert(payload, around):
    assert faults(render(around.replace("{}", payload))) == []


def test_the_check_itself_sees_faults():
    assert faults("<img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a><p id=x>") == [
        "img", "img src", "img onerror", "href javascript:alert(1)", "rel", "p id",
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("<>&\"'/\\=()[]!:#*_`~-\n\t xajsrcipthef:lg1"), max_size=200))
def test_no_text_of_markup_characters_gets_through(text):
    assert faults(render(text)) == []


@pytest.mark.parametrize("text", BUSY.values(), ids=BUSY)
def test_no_text_keeps_the_renderer_busy(text):
    text = text[:LONGEST_POST]
    begun = time.process_time()
    html = render(text)
    assert time.process_time() - begun < 1
    assert faults(html) == []


def test_what_people_mean_is_kept():
    assert render("Dit is **vet**, *schuin* en [een link](https://unia.be).\n\n- een\n- twee\n\n> citaat") == (
        "<p>Dit is <strong>vet</strong>, <em>schuin</em> en "
        '<a href="https://unia.be" rel="noopener noreferrer nofollow">een link</a>.</p>\n'
        "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n<blockquote>\n<p>citaat</p>\n</blockquote>"
    )


@given(st.lists(st.text(alphabet="ab*_[]()<>`#-=.:\"'&\n 1\u202e\x02\x03"), max_size=4))
def test_a_text_reads_the_same_whatever_was_read_before_it(texts):
    in_a_row = [markdown.render(text) for text in texts]
    assert [_alone(text) for text in texts] == in_a_row
    assert [converter.lines for converter in vars(markdown._thread).values()] in ([], [[]])


def _alone(text):
    vars(markdown._thread).clear()
    return markdown.render(text)
