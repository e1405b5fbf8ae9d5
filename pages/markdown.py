"""Markdown to safe HTML: the only place where text of people or editors becomes markup."""

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe

EXTENSIONS = ("sane_lists", "smarty", "nl2br")
ALLOWED_TAGS = {
    "p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "hr", "del", "sup", "sub",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}


def render(text: str) -> SafeString:
    """HTML of this Markdown with an allow-list of tags. Raw HTML in it, links to scripts and attributes are dropped."""
    html = markdown.markdown(text, extensions=EXTENSIONS, output_format="html")
    clean = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - sanitised on the line above
