"""Markdown as blocks and runs of text, for a document that is no web page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from pages.markdown import render

BLOCKS = frozenset({"p", "li", "h3", "h4", "pre"})
LISTS = frozenset({"ul", "ol"})
STYLES = {"em": "em", "strong": "strong", "del": "del", "code": "code", "sup": "", "sub": "", "a": ""}


@dataclass
class _Open:
    """A block that is being read."""

    kind: str
    runs: list[dict[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the few tags that `render` allows. Whatever else there is stands there as its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict[str, Any]] = []
        self._open: _Open | None = None
        self._styles: list[str] = []
        self._lists: list[str] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in LISTS:
            self._close()
            self._lists.append(tag)
        elif tag == "blockquote":
            self._close()
            self._quoted += 1
        elif tag in BLOCKS and not (tag == "p" and self._open and self._open.kind in LISTS):
            self._close()
            self._open = _Open(self._lists[-1] if tag == "li" and self._lists else "p" if tag in {"p", "pre"} else tag)
        elif tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._close()
        elif tag in STYLES:
            self._styles.append(STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            self._close()
            if self._lists:
                self._lists.pop()
        elif tag == "blockquote":
            self._close()
            self._quoted = max(self._quoted - 1, 0)
        elif tag in BLOCKS and not (tag == "p" and self._open and self._open.kind in LISTS):
            self._close()
        elif tag in STYLES and self._styles:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        self._add(data)

    def close(self) -> None:
        super().close()
        self._close()

    def _add(self, text: str) -> None:
        if self._open is None:
            if not text.strip():
                return
            self._open = _Open("p")
        if self._open.runs and self._open.runs[-1]["text"] == "\n" and text != "\n":
            text = text.lstrip("\n")
        style = next((each for each in reversed(self._styles) if each), "")
        self._open.runs.append({"text": text if text == "\n" else text.replace("\n", " "), "style": style})

    def _close(self) -> None:
        if self._open and any(run["text"].strip() for run in self._open.runs):
            self.blocks.append({"kind": self._open.kind, "runs": self._open.runs, "quoted": bool(self._quoted)})
        self._open = None


def blocks_of(text: str) -> list[dict[str, Any]]:
    """The text as blocks in order, each with its runs: `{"kind": "p", "runs": [{"text": …, "style": …}]}`.

    A kind is `p`, `ul` or `ol` for one item of a list, `h3` or `h4`.
    """
    reader = _Reader()
    reader.feed(str(render(text)))
    reader.close()
    return reader.blocks
