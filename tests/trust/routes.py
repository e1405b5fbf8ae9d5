"""Every route of the resolver, and addresses for them: no hand-kept list that somebody forgets to extend."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")
AT_MOST = 12
"""Addresses per route: enough for every object that could leak, few enough to visit as every role."""


@dataclass(frozen=True)
class Route:
    """One URL pattern, written with its parameters as {name}."""

    template: str
    name: str
    parameters: tuple[str, ...]

    @property
    def is_editor(self) -> bool:
        return self.template.startswith("beheer/")


class UnknownParameter(Exception):
    """A route has a parameter for which the world has no example."""


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


def addresses(route: Route, examples: Mapping[str, Sequence[object]]) -> list[str]:
    """Addresses of this route, with every example of each parameter. Raises UnknownParameter."""
    missing = [name for name in route.parameters if name not in examples]
    if missing and not route.is_editor:
        raise UnknownParameter(f"{route.template}: give the world an example of {', '.join(missing)}")
    values = [examples.get(name, ("1",)) for name in route.parameters]
    made = []
    for chosen in islice(product(*values), AT_MOST):
        address = route.template
        for name, value in zip(route.parameters, chosen, strict=True):
            address = address.replace("{" + name + "}", str(value), 1)
        made.append("/" + address.lstrip("/"))
    return made
