"""Every route of the resolver, and addresses for them: no hand-kept list that somebody forgets to extend."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """One URL pattern, written with its parameters as {name}."""

    template: str
    name: str
    parameters: tuple[str, ...]

    @property
    def is_editor(self) -> bool:
        return self.template.startswith("beheer/")


def routes() -> list[Route]:
    """Every route that the site answers, in Dutch."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Sequence[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for entry in patterns:
        piece = _template(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, prefix + piece)
        else:
            template = prefix + piece
            names = tuple(re.findall(r"\{(\w+)\}", template))
            yield Route(template, entry.name or "", names)


def _template(pattern: object) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return "nl/"
    if isinstance(pattern, RoutePattern):
        return PARAMETER.sub(lambda match: "{" + match["name"] + "}", str(pattern))
    assert isinstance(pattern, RegexPattern)
    text = GROUP.sub(lambda match: "{" + match["name"] + "}", str(pattern))
    if "(" in text:  # Wagtail's catch-all, whose group has no name
        text = "{page_path}"
    return text.strip("^$").replace("\\", "").removesuffix("?")


def address(route: Route, values: Mapping[str, object]) -> str:
    """The address of this route with these values."""
    made = route.template
    for name in route.parameters:
        made = made.replace("{" + name + "}", str(values[name]), 1)
    return "/" + made.lstrip("/")
