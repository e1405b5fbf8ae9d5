"""Words that occur nowhere by themselves: planted in a field, and looked for in everything that leaves the server."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"kpc-[a-z0-9_]+-[a-z0-9_]+-\d+|kpcw[a-z]{4}q", re.IGNORECASE)
WORD = re.compile(r"kpcw[a-z]{4}q", re.IGNORECASE)
"""Nine letters that a crawl now and then meets in a random token too; only one that was planted counts."""
MARKS = re.compile(r"</?mark[^>]*>")
"""Search puts these inside words."""


@dataclass
class Canaries:
    """What was planted, by what it is."""

    kinds: dict[str, str] = field(default_factory=dict)
    literals: dict[str, str] = field(default_factory=dict)
    files: dict[bytes, str] = field(default_factory=dict)

    def token(self, kind: str, name: str) -> str:
        """`KPC-<kind>-<field>-<n>`, for a field that holds one word. Survives being made part of an address."""
        made = f"KPC-{kind.replace('.', '_')}-{name}-{len(self.kinds)}"
        self.kinds[made.lower()] = kind
        return made

    def text(self, kind: str, name: str) -> str:
        """A token and a word of letters only: what a search engine cuts up is found again by the word."""
        token = self.token(kind, name)
        word = "kpcw" + letters(len(self.kinds)) + "q"
        self.kinds[word] = kind
        return f"{token} {word}"

    def literal(self, kind: str, secret: str) -> str:
        """A secret that cannot be chosen, such as a code."""
        self.literals[secret] = kind
        return secret

    def file(self, kind: str, content: bytes) -> None:
        """The stored bytes of a file."""
        self.files[content] = kind

    def found_in(self, content: bytes) -> dict[str, str]:
        """Every token in this content, with its kind."""
        text = MARKS.sub("", content.decode("utf-8", "replace"))
        found = {
            token: self.kinds.get(token.lower(), "unknown")
            for token in TOKEN.findall(text)
            if token.lower() in self.kinds or not WORD.fullmatch(token)
        }
        found |= {secret: kind for secret, kind in self.literals.items() if secret in text}
        return found | {f"file of {kind}": kind for stored, kind in self.files.items() if stored in content}


def letters(number: int) -> str:
    """A number in four letters."""
    found = ""
    for _place in range(4):
        number, rest = divmod(number, 26)
        found += chr(ord("a") + rest)
    return found
