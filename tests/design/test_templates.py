"""What holds for every template of the site, whoever wrote it."""

import re
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (BASE / "templates").rglob("*") if path.suffix in {".html", ".js", ".svg"})
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}|<!--.*?-->", re.S)
HOST = re.compile(r"(?:src|href|action|content|poster|srcset)\s*=\s*[\"'](?:https?:)?//(?!www\.w3\.org)", re.I)
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S | re.I)


def text_of(path):
    return COMMENT.sub("", path.read_text())


def name_of(path):
    return str(path.relative_to(BASE / "templates"))


def offenders(wrong, names=TEMPLATES):
    return [name_of(path) for path in names if wrong(text_of(path))]


def test_there_are_templates_to_look_at():
    assert "base.html" in {name_of(path) for path in TEMPLATES}


def test_no_inline_style():
    """One page is never served: it lies in the copy of somebody's own data, and is opened from their own machine."""
    served = [path for path in TEMPLATES if name_of(path) != "mydata/export.html"]
    assert offenders(lambda text: re.search(r"<style\b|\sstyle\s*=\s*[\"']", text), served) == []


def test_no_inline_script():
    inline = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.I)
    allowed = re.compile(r"<script\b[^>]*type=[\"']application/(?:ld\+)?json", re.I)
    assert offenders(lambda text: any(not allowed.match(tag) for tag in inline.findall(text))) == []


def test_no_handler_in_an_attribute():
    assert offenders(lambda text: re.search(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", text)) == []


def test_no_third_party_host():
    """Prose links of people are rendered from Markdown; a template itself never names another host."""
    assert offenders(HOST.search) == []


@pytest.mark.parametrize("planted", ['<link href="https://fonts.example/x.css">', "<img src='//cdn.example/a.png'>"])
def test_the_search_for_hosts_finds_them(planted):
    assert HOST.search(planted)


def test_every_form_that_posts_carries_the_token():
    def lacks_token(text):
        posts = [form for form in FORM.findall(text) if re.search(r"method\s*=\s*[\"']?post", form, re.I)]
        return any("{% csrf_token %}" not in form and "csrf_token" not in form for form in posts)

    assert offenders(lacks_token) == []


def test_every_blocktranslate_is_trimmed():
    tag = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}")
    assert offenders(lambda text: any("trimmed" not in found for found in tag.findall(text))) == []


def test_css_loads_nothing_from_elsewhere():
    found = [
        str(path.relative_to(BASE))
        for path in (BASE / "static" / "css").rglob("*.css")
        if re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", path.read_text())
    ]
    assert found == []
