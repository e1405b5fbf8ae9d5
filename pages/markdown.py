"""Markdown to safe HTML: the only place where text of people or editors becomes markup."""

import re
import threading
from functools import lru_cache
from typing import Any

import markdown
import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

EXTENSIONS = ("sane_lists", "smarty", "nl2br")
ALLOWED_TAGS = {
    "p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "hr", "del", "sup", "sub",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}

MOST_BRACKETS = 400
"""Python-Markdown looks for the end of each `[` again from there: 8,000 of them take ten seconds."""
_TANGLED = re.compile(r"^(?: {80}|\t{20}|(?: ?>){20})", re.MULTILINE)
"""Nesting that no writer means; each level of it is a level of recursion."""
_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.]) +\S")
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*[/\\]{2}")
_SCHEME = re.compile(r"([^/?#]*):")


def render(text: str) -> SafeString:
    """HTML of this Markdown with an allow-list of tags. Raw HTML in it, links to scripts and attributes are dropped.

    Text that would keep the renderer busy or nest without end is shown as it was typed, in paragraphs.
    """
    if text.count("[") > MOST_BRACKETS or _TANGLED.search(text):
        return _as_typed(text)
    try:
        html = _convert(text)
    except RecursionError:
        return _as_typed(text)
    clean = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes=ALLOWED_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - sanitised on the line above


_thread = threading.local()


def _convert(text: str) -> str:
    """The converter of this thread at work: making one takes longer than most texts do. Nothing of the text stays in it."""
    text = _lists_apart(text)
    converter: Any = _thread.__dict__.pop("converter", None) or markdown.Markdown(
        extensions=EXTENSIONS, output_format="html"
    )
    html: str = converter.convert(text)
    converter.reset()
    converter.lines = []
    _thread.converter = converter  # back only after all went well: one that broke off half-way is made anew
    return html


def _lists_apart(text: str) -> str:
    """The same with a blank line before each list that follows straight on a line: people write them so, Markdown wants it.

    A number other than 1 starts no list, so that a sentence may go on with a year.
    """
    lines: list[str] = []
    in_list = False
    for line in text.split("\n"):
        before = lines[-1] if lines else ""
        starts = _ITEM.match(line) is not None
        if starts and not in_list and before.strip() and not before.startswith(("    ", "\t", ">")):
            lines.append("")
        lines.append(line)
        in_list = starts or (in_list and bool(line.strip()))
    return "\n".join(lines)


@lru_cache(maxsize=1024)
def render_published(text: str) -> SafeString:
    """The same, kept in this process: for the text of pages, which many read. What people write is never kept."""
    return render(text)


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses that look like a path here and lead elsewhere (`//evil.example`), or like a scheme we do not know."""
    if attribute != "href":
        return value
    scheme = _SCHEME.match(value)
    unknown = scheme is not None and scheme[1].lower() not in ALLOWED_SCHEMES
    return None if unknown or _ELSEWHERE.match(value) else value


def _as_typed(text: str) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped by linebreaks
