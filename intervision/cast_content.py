"""Practice files: an invented case, and under a heading per phase what its people say and write there.

`# Overal` holds lines for every phase that has none of its own, by what is asked in it; each person needs one under
each of its headings. `# Opening`, `# Afsluiting` and `# Methode: slug` hold the lines of one phase by its title.
"""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from intervision.cast import (
    ALL_SPEAK,
    ANYWHERE,
    BRINGER_SPEAKS,
    CLOSING,
    HINT,
    OPENING,
    PEERS_SPEAK,
    SAYS,
    SHARED,
    WRITES,
    WRITTEN,
    Line,
    Play,
)
from intervision.models import PracticeCase
from pages.content import ContentFile, Section

MOST_CHARACTERS = 600
LEAST_PEERS = 3
METHOD = re.compile(r"^Methode:\s*([a-z0-9-]+)$")
LINE = re.compile(r"^- (?:(?P<who>[^:]+?) (?P<does>zegt|schrijft)|(?P<hint>Tip)):\s*(?P<text>.+)$")
EVERYBODY = (ALL_SPEAK, SHARED, *WRITTEN.values())


@dataclass(frozen=True)
class ParsedPractice:
    """A practice that holds, not stored yet."""

    play: Play
    summary: str


class PracticeLoader:
    """Loads `soort: oefening`."""

    def check(self, file: ContentFile) -> ParsedPractice:
        """The practice in this file. Raises ContentError with the line of what does not hold."""
        slug = file.text("slug")
        if slug != slugify(slug):
            raise file.error(f"'slug' is {slug!r}; gebruik kleine letters, cijfers en streepjes.", key="slug")
        bringer, peers = file.text("inbrenger", most=40), file.texts("meedenkers", least=LEAST_PEERS)
        lines = tuple(_lines(file, {bringer, *peers}))
        play = Play(slug, file.text("titel", most=120), bringer, tuple(peers), lines)
        needed = dict.fromkeys(EVERYBODY, (bringer, *peers))
        needed |= {BRINGER_SPEAKS: (bringer,), PEERS_SPEAK: tuple(peers)}
        for heading, people in needed.items():
            for who in people:
                if not play.general(heading, who, 0):
                    raise file.error(f"Onder '# Overal', '## {heading}' heeft {who} geen lijn.", key="meedenkers")
        return ParsedPractice(play, file.text("kort"))

    def store(self, parsed: ParsedPractice) -> None:
        """Write it in place of what stood there. A practice that runs keeps what it began with."""
        fields = {"title": parsed.play.title, "summary": parsed.summary, "play": parsed.play.to_json()}
        PracticeCase.objects.update_or_create(slug=parsed.play.slug, defaults=fields)

    def link(self, parsed: ParsedPractice) -> None:
        """It points at methods by their name only: one that is not there is never asked for."""


def _lines(file: ContentFile, people: set[str]) -> list[Line]:
    found: list[Line] = []
    part: str | None = None
    for section in file.sections():
        if section.level == 1:
            part = _part(file, section)
        elif section.level == 2 and part is not None:
            if part == ANYWHERE and section.title not in {*EVERYBODY, BRINGER_SPEAKS, PEERS_SPEAK}:
                raise file.error(f"'{section.title}' is geen kop onder '# Overal'.", line=section.line)
            found += [_line(file, section, part, row, people) for row in _rows(section)]
        else:
            reason = "Er zijn '# Overal', '# Opening', '# Afsluiting' en '# Methode: slug', en daaronder '## Fase'."
            raise file.error(reason, line=section.line)
    return found


def _part(file: ContentFile, section: Section) -> str:
    fixed = {"overal": ANYWHERE, "opening": OPENING, "afsluiting": CLOSING}
    if (name := section.title.lower()) in fixed:
        return fixed[name]
    if method := METHOD.match(section.title):
        return method.group(1)
    raise file.error(f"De kop '{section.title}' hoort hier niet.", line=section.line)


def _rows(section: Section) -> list[str]:
    """The lines of a list, each with what goes on below it."""
    rows: list[str] = []
    for row in section.text.splitlines():
        if row.startswith("- ") or not rows:
            rows.append(row.strip())
        elif row.strip():
            rows[-1] += " " + row.strip()
    return [row for row in rows if row]


def _line(file: ContentFile, section: Section, part: str, row: str, people: set[str]) -> Line:
    found = LINE.match(row)
    if found is None:
        reason = f"De lijn {row[:60]!r} is niet '- Naam zegt: …', '- Naam schrijft: …' of '- Tip: …'."
        raise file.error(reason, line=section.line)
    who, does, text = found["who"] or "", found["does"] or HINT, found["text"].strip()
    if does in {SAYS, WRITES} and who not in people:
        raise file.error(f"{who} speelt niet mee in deze oefening.", line=section.line)
    if len(text) > MOST_CHARACTERS:
        raise file.error(f"De lijn {row[:60]!r} telt meer dan {MOST_CHARACTERS} tekens.", line=section.line)
    return Line(part, section.title, who, does, text)
