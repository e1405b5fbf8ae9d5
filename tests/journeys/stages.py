"""What a case tells, part by part, and which parts a browser was sent already."""

import html
import re
import time

from tests.conftest import BASE

READABLE = ("text/html", "application/json")
SHORTEST = 25
"""Shorter sentences ("Ja.") may well occur elsewhere."""


def parts_of(slug: str) -> dict[str, list[str]]:
    """Each part of a case as it lies in content/, with its sentences: stages, voices one by one, questions, the end."""
    text = (BASE / "content" / "nl" / "casussen" / f"{slug}.md").read_text().split("\n---\n", 1)[1]
    parts: dict[str, list[str]] = {}
    for title, body in re.findall(r"^# (.+?)\n(.+?)(?=^# |\Z)", text, re.MULTILINE | re.DOTALL):
        pieces = re.split(r"^## (.+)\n", body, flags=re.MULTILINE) if title == "Stemmen" else ["", title, body]
        for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
            spoken = re.sub(r"^(opdracht|pauze|rol|inzet|## ?\S+|  [a-z]+:|\|-+):?.*$", "", words, flags=re.MULTILINE)
            sentences = re.split(r"(?<=[.?!:])\s+|\n+|\*|\"|^- | \| ", spoken)
            parts[name.removeprefix("Fase: ")] = [each.strip(" -|") for each in sentences if len(each) > SHORTEST]
    assert all(parts.values())
    return parts


class Told:
    """Listens to every answer that a visitor's browser gets, from now on."""

    def __init__(self, visitor, slug: str):
        self.page = visitor.page
        self.parts = parts_of(slug)
        self.words = ""
        self.coming = set()
        self.page.on("response", self._begins)
        self.page.on("requestfinished", self._is_in)
        self.page.on("requestfailed", self._is_lost)

    def _begins(self, answer):
        # Of what the page sends while it is left, the browser never tells that it came in.
        if is_readable(answer) and not answer.url.endswith("/kladje/"):
            self.coming.add(answer.request)

    def _is_in(self, request):
        if request in self.coming:
            self.words += " ".join(html.unescape(request.response().text()).split())
            self.coming.discard(request)

    def _is_lost(self, request):
        self.coming.discard(request)

    def so_far(self) -> list[str]:
        """The parts of which at least one sentence was sent."""
        self.page.wait_for_load_state()
        deadline = time.monotonic() + 15
        while self.coming and time.monotonic() < deadline:
            self.page.wait_for_timeout(10)
        assert self.coming == set()
        return [part for part, sentences in self.parts.items() if any(each in self.words for each in sentences)]


def is_readable(answer) -> bool:
    return (
        bool(answer) and not 300 <= answer.status < 400 and answer.headers.get("content-type", "").startswith(READABLE)
    )
