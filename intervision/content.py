"""Method files: front matter about the method, then one `# Fase:` per phase with its codes and its texts.

"Voor iedereen" is read by every chair and on the screen in the room, so it says what happens; what one chair does
stands under its own heading.
"""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from intervision import method_codes
from intervision.enums import HIDDEN_KINDS, Figure, Keep, MethodKind, Reveal, Trust, WriteKind
from intervision.models import Method, Phase
from intervision.validation import faults_of
from pages.content import ContentFile, Section

HEADING = re.compile(r"^Fase:\s*(.+)$")
TEXTS = {
    "voor iedereen": "instruct_all",
    "voor de meedenkers": "instruct_peers",
    "voor de inbrenger": "instruct_bringer",
    "voor de begeleider": "instruct_facilitator",
}
KEYS = frozenset(
    {"titel_en", "minuten", "bereik", "beurt", "aan_het_woord", "stil", "schrijven", "vraag", "stoel", "naamloos",
     "tonen", "gaat_naar", "bewaren", "per_persoon", "kijkt_terug", "figuur"}
)  # fmt: skip


@dataclass(frozen=True)
class ParsedMethod:
    """A method and its phases, checked but not stored."""

    method: Method
    phases: list[Phase]


class MethodLoader:
    """Loads `soort: methode`, as wrapper `soort: methode-omlijsting`, and as lens `soort: lens`."""

    def __init__(self, *, wrapper: bool = False, lens: bool = False) -> None:
        self.wrapper, self.lens = wrapper, lens

    def check(self, file: ContentFile) -> ParsedMethod:
        """The method in this file. Raises ContentError with the line of what does not hold."""
        phases = _phases(file)
        method = self._method(file, phases)
        if faults := faults_of(method, phases):
            raise file.error(" ".join(faults), key="totaal_min")
        return ParsedMethod(method, phases)

    def store(self, parsed: ParsedMethod) -> bool:
        """Write the method and its phases, in place of what stood there. Running sessions keep their snapshot.

        Whether it did: what trainers and editors wrote or changed is theirs, and stays.
        """
        if Method.objects.filter(slug=parsed.method.slug, is_ours=True).exists():
            return False
        store_method(parsed.method, parsed.phases)
        return True

    def link(self, parsed: ParsedMethod) -> None:
        """A method points at nothing."""

    def _method(self, file: ContentFile, phases: list[Phase]) -> Method:
        slug = file.text("slug")
        if slug != slugify(slug):
            raise file.error(f"'slug' is {slug!r}; gebruik kleine letters, cijfers en streepjes.", key="slug")
        method = Method(slug=slug, title=file.text("titel", most=120), written=True)
        method.title_en = file.text("titel_en", required=False, most=120)
        method.purpose = file.text("doel", required=not self.wrapper)
        if self.wrapper:
            method.kind = MethodKind.CLOSING if "afsluit" in slug or "closing" in slug else MethodKind.OPENING
            method.total_min = sum(phase.minutes for phase in phases)
            return method
        if self.lens:
            if len(phases) != 1:
                raise file.error("Een lens heeft precies één fase.", key="slug")
            method.kind, method.total_min = MethodKind.LENS, phases[0].minutes
            method.sources = file.texts("bronnen")
            return method
        method.family = file.text("familie", required=False)
        method.choose_when = file.text("kies_wanneer")
        method.avoid_when = file.text("vermijd_wanneer")
        method.group_min = _whole(file, "groep_min")
        method.group_max = _whole(file, "groep_max")
        method.total_min = _whole(file, "totaal_min")
        method.ideal = file.text("ideaal", required=False)
        method.trust = file.text("vertrouwen")
        if method.trust not in Trust.values:
            raise file.error(f"'vertrouwen' is {method.trust!r}; kies low, medium of high.", key="vertrouwen")
        method.pitfalls = file.texts("valkuilen")
        method.sources = file.texts("bronnen")
        method.roles = file.texts("rollen")
        method.outputs = file.text("opbrengst", required=False)
        return method


def store_method(method: Method, phases: list[Phase]) -> Method:
    """Store a method under its slug, replacing its fields and phases. Atomic; a second time changes nothing."""
    fields = {
        field.attname: getattr(method, field.attname)
        for field in Method._meta.concrete_fields
        if field.name not in {"id", "slug"}
    }
    with transaction.atomic():
        stored, _created = Method.objects.update_or_create(slug=method.slug, defaults=fields)
        stored.phases.all().delete()
        for phase in phases:
            phase.pk, phase.method = None, stored
        Phase.objects.bulk_create(phases)
    return stored


def _whole(file: ContentFile, key: str) -> int:
    text = file.text(key)
    if not text.isdigit():
        raise file.error(f"'{key}' is {text!r}; het moet een geheel getal zijn.", key=key)
    return int(text)


def _phases(file: ContentFile) -> list[Phase]:
    phases: list[Phase] = []
    for section in file.sections():
        if section.level == 0:
            continue
        heading = HEADING.match(section.title)
        if section.level == 1 and heading:
            phases.append(_phase(file, section, len(phases) + 1, heading.group(1).strip()))
        elif section.level == 2 and phases and section.title.lower() in TEXTS:
            setattr(phases[-1], TEXTS[section.title.lower()], section.text)
        else:
            reason = f"De kop '{section.title}' hoort hier niet; er zijn '# Fase: …' en daaronder '## Voor iedereen'."
            raise file.error(reason, line=section.line)
    for phase in phases:
        if any(write["kind"] in HIDDEN_KINDS for write in phase.writes) and not phase.carries_to:
            phase.carries_to = [phase.nr + 1] if phase.nr < len(phases) else []
    return phases


def _phase(file: ContentFile, section: Section, nr: int, title: str) -> Phase:
    values: dict[str, str] = {}
    for row in section.text.splitlines():
        key, colon, value = row.partition(":")
        if not row.strip():
            continue
        if not colon or key.strip() not in KEYS:
            raise file.error(f"De lijn {row!r} onder fase '{title}' is geen kenmerk.", line=section.line)
        values[key.strip()] = value.strip().strip('"')
    try:
        return _phase_of(values, nr, title)
    except ValueError as error:
        raise file.error(f"Fase '{title}': onbekende code of getal ({error}).", line=section.line) from None


def _phase_of(values: dict[str, str], nr: int, title: str) -> Phase:
    minutes = int(values.get("minuten", ""))
    least, most = method_codes.minutes_range(values.get("bereik"), minutes)
    writing = values.get("schrijven", "")
    writes = method_codes.writes(method_codes.items(writing.replace(";", ",")), values.get("vraag", ""))
    if values.get("naamloos", "nee") == "ja":
        for write in writes:
            if write["kind"] == WriteKind.HIDDEN_REVEAL:
                write["kind"] = WriteKind.HIDDEN_ANONYMOUS.value
    return Phase(
        nr=nr,
        title=title,
        title_en=values.get("titel_en", ""),
        minutes=minutes,
        least=least,
        most=most,
        scale_per_person=float(values.get("per_persoon", 0)),
        floor=method_codes.who(values.get("aan_het_woord")),
        silent=method_codes.who(values.get("stil")),
        writes=writes,
        reveal=Reveal(values["tonen"]) if "tonen" in values else method_codes.reveal_of(writing),
        turn=method_codes.turn(values.get("beurt")),
        looks_back=values.get("kijkt_terug", "nee") == "ja",
        bringer_seat=method_codes.chair(values.get("stoel")),
        carries_to=[int(part) for part in method_codes.items(values.get("gaat_naar"))],
        keep=Keep(values.get("bewaren", "discard")),
        figure=Figure(values["figuur"]).value if "figuur" in values else "",
    )
