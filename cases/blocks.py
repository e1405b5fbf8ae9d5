"""The parts of a case, as a writer puts them together."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cases.enums import Assignment, GuidePart, Intensity, QuestionFor, RelatedKind, Standing
from pages.blocks import ProseBlock


class StatementBlock(blocks.StructBlock):
    """A sentence that somebody could write down after this stage, and what it turns out to be."""

    statement = blocks.CharBlock(label=_("Uitspraak"), max_length=240)
    turned_out = blocks.ChoiceBlock(
        label=_("Wat het later blijkt te zijn"),
        choices=Standing.choices,
        required=False,
        help_text=_("Laat leeg als het open blijft. De lezer ziet dit pas na de laatste fase."),
    )
    later = blocks.TextBlock(
        label=_("Waaraan je dat ziet"), required=False, rows=2, help_text=_("Eén of twee zinnen, zonder te oordelen.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Uitspraak")
        label_format = "{statement}"
        preview_value: dict[str, Any] = {
            "statement": "De moeder is weinig betrokken.",
            "turned_out": "interpretatie",
            "later": "Ze had zeven vragen klaar.",
        }


class InquiryBlock(blocks.StructBlock):
    """A question that the reader can choose to ask, and the answer that only who asks it gets."""

    whom = blocks.CharBlock(label=_("Aan wie"), max_length=80)
    question = blocks.CharBlock(label=_("Vraag"), max_length=200)
    answer = blocks.TextBlock(
        label=_("Antwoord"), rows=2, help_text=_("Alleen wie deze vraag kiest, krijgt dit te lezen. Nooit op papier.")
    )

    class Meta:
        icon = "help"
        label = _("Vraag om te stellen")
        label_format = "{whom}: {question}"
        preview_value: dict[str, Any] = {"whom": "Noé", "question": "Wie brengt Léo?", "answer": "Ik."}


class ConceptBlock(blocks.ChoiceBlock):
    """A choice among the concepts of one facet. Reading a stored one asks nothing: only the editor's form needs the list."""

    def __init__(self, facet: str, **kwargs: Any) -> None:
        super().__init__(choices=partial(concepts_to_choose, facet), **kwargs)

    def to_python(self, value: Any) -> Any:
        return value

    def normalize(self, value: Any) -> Any:
        return value


def concepts_to_choose(facet: str) -> Iterable[tuple[str, str]]:
    """The concepts of this facet that are in use. One query."""
    from vocabulary.models import Concept  # a block is made before models are

    return [(each.pk, each.label) for each in Concept.objects.in_use().filter(facet=facet).order_by("position")]


class ContentNoteBlock(blocks.StructBlock):
    """What a stage holds that a reader may not want to meet unprepared, and how much of it."""

    topic = ConceptBlock("inh", label=_("Onderwerp"))
    intensity = blocks.ChoiceBlock(label=_("Hoe sterk"), choices=Intensity.choices, default=Intensity.NAMED)

    class Meta:
        icon = "warning"
        label = _("Inhoudsnota")
        label_format = "{topic}: {intensity}"
        preview_value: dict[str, Any] = {"topic": "inh.racisme", "intensity": "genoemd"}


class StageBlock(blocks.StructBlock):
    """One stage: what the reader gets to see, and what they do before they see more."""

    title = blocks.CharBlock(
        label=_("Titel"), max_length=120, help_text=_("Zegt waar je staat, niet wat er komt: 'Wat je eerst ziet'.")
    )
    text = ProseBlock(
        label=_("Tekst"),
        rows=8,
        help_text=_("Zestig tot negentig woorden. Wat mensen doen en zeggen, niet wat ze zijn. Markdown mag."),
    )
    assignments = blocks.MultipleChoiceBlock(
        label=_("Opdracht"),
        choices=Assignment.choices,
        required=False,
        help_text=_("De volgende fase gaat pas open als de lezer iets schreef, of koos om zonder schrijven te lezen."),
    )
    pause = blocks.IntegerBlock(
        label=_("Pauze in seconden"),
        required=False,
        min_value=0,
        max_value=900,
        help_text=_("Een voorstel. Iedereen kan de pauze overslaan."),
    )
    statements = blocks.ListBlock(
        StatementBlock(),
        label=_("Uitspraken"),
        default=[],
        help_text=_("Voor de opdracht 'feit, gehoord of interpretatie?'. Drie tot zes."),
    )
    inquiries = blocks.ListBlock(
        InquiryBlock(),
        label=_("Vragen om te stellen"),
        default=[],
        help_text=_("Voor de navraagronde. Acht vragen, waaruit de lezer er drie kiest."),
    )

    content = blocks.ListBlock(
        ContentNoteBlock(),
        label=_("Inhoudsnota bij deze fase"),
        default=[],
        help_text=_("Kort en feitelijk. De lezer ziet dit voor de tekst begint."),
    )
    gist = ProseBlock(
        label=_("In het kort"),
        required=False,
        rows=3,
        help_text=_("Bij een inhoudsnota: de fase zonder de details. Wie dat liever leest, kan zo toch verder."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Fase")
        label_format = "{title}"
        form_layout = ["title", "text", "assignments", "pause", "statements", "inquiries", "content", "gist"]
        preview_value: dict[str, Any] = {"title": "Wat je eerst ziet", "text": "Noé vertaalt.", "assignments": []}

    def clean(self, value: Any) -> Any:
        """An assignment that needs sentences or questions of the author is refused without them; a content note needs a
        short version."""
        cleaned = super().clean(value)
        errors = {
            field: ValidationError(str(reason))
            for assignment, field, least, reason in NEEDED
            if assignment in cleaned["assignments"] and len(cleaned[field]) < least
        }
        if len(cleaned["content"]) and not cleaned["gist"].strip():
            errors["gist"] = ValidationError(str(GIST_MISSES))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


GIST_MISSES = _("Een fase met een inhoudsnota heeft ook een korte versie zonder de details nodig.")

# What an assignment needs of the author: the field, how many, and why, in words for the writer.
NEEDED: tuple[tuple[Assignment, str, int, Any], ...] = (
    (Assignment.LEDGER, "statements", 2, _("Schrijf minstens twee uitspraken, of kies een andere opdracht.")),
    (Assignment.INQUIRY, "inquiries", 4, _("Schrijf minstens vier vragen: wie er drie kiest, laat iets liggen.")),
)


class VoiceBlock(blocks.StructBlock):
    """Somebody in the case speaks for themselves."""

    name = blocks.CharBlock(label=_("Wie spreekt"), max_length=80)
    role = ConceptBlock(
        "rol",
        label=_("Rol"),
        required=False,
        help_text=_("Wie deze persoon is in het verhaal. Telt mee voor wie aan het woord komt."),
    )
    quote = blocks.TextBlock(label=_("In eigen woorden"), rows=4)
    stake = blocks.TextBlock(
        label=_("Wat staat er op het spel"), required=False, rows=2, help_text=_("Voor deze persoon, in één zin.")
    )

    class Meta:
        icon = "openquote"
        label = _("Stem")
        label_format = "{name}"
        preview_value = {"name": "Noé", "quote": "Als ik alles vertaal, is zij beschaamd.", "stake": ""}


class KnowerBlock(blocks.StructBlock):
    """Somebody who knows something, and since which stage."""

    who = blocks.CharBlock(label=_("Wie"), max_length=80, help_text=_("De naam zoals bij de stemmen."))
    since = blocks.IntegerBlock(label=_("Vanaf fase"), min_value=1, max_value=5, default=1)

    class Meta:
        icon = "user"
        label = _("Wie dit weet")
        label_format = "{who}: {since}"
        preview_value: dict[str, Any] = {"who": "Noé", "since": 1}


class FactBlock(blocks.StructBlock):
    """Something that can be known in the case. Who is not named with it, does not know it."""

    fact = blocks.CharBlock(label=_("Wat er te weten is"), max_length=200)
    knowers = blocks.ListBlock(KnowerBlock(), label=_("Wie het weet, en vanaf wanneer"), default=[])

    class Meta:
        icon = "table"
        label = _("Weetje in het verhaal")
        label_format = "{fact}"
        preview_value: dict[str, Any] = {"fact": "De brief zit in de rugzak.", "knowers": []}


class QuestionBlock(blocks.StructBlock):
    """A question that stays open."""

    audience = blocks.ChoiceBlock(label=_("Voor wie"), choices=QuestionFor.choices, default=QuestionFor.SELF)
    text = blocks.TextBlock(label=_("Vraag"), rows=2)

    class Meta:
        icon = "help"
        label = _("Vraag")
        label_format = "{text}"
        preview_value = {"audience": "zelf", "text": "Wat heb je gezien, en wat heb je ingevuld?"}


class GuideBlock(blocks.StructBlock):
    """A part of the facilitator's guide."""

    part = blocks.ChoiceBlock(label=_("Onderdeel"), choices=GuidePart.choices)
    text = ProseBlock(label=_("Tekst"), rows=5)

    class Meta:
        icon = "group"
        label = _("Onderdeel van de gids")
        label_format = "{part}"
        preview_value = {"part": "opening", "text": "Zeg vooraf dat niemand over zichzelf hoeft te vertellen."}


class ReviewerBlock(blocks.StructBlock):
    """Somebody who read the case before it was published; by role, never by name."""

    role = blocks.CharBlock(label=_("Rol"), max_length=80)
    date = blocks.DateBlock(label=_("Datum"))
    verdict = blocks.CharBlock(label=_("Oordeel"), max_length=200)

    class Meta:
        icon = "view"
        label = _("Nalezer")
        label_format = "{role}"
        preview_value = {"role": "ervaringsdeskundige", "date": "2026-10-02", "verdict": "herkenbaar"}


class RelatedBlock(blocks.StructBlock):
    """Something to go on with, named by its address: this room does not know the rooms it points to."""

    kind = blocks.ChoiceBlock(label=_("Soort"), choices=RelatedKind.choices)
    slug = blocks.RegexBlock(
        label=_("Naam in het adres"),
        regex=r"^[a-z0-9-]+$",
        max_length=100,
        help_text=_("Het laatste stuk van het adres, bijvoorbeeld tolk-eerst-agenda. Wat nog niet bestaat, wacht."),
        error_messages={"invalid": _("Gebruik kleine letters, cijfers en streepjes.")},
    )

    class Meta:
        icon = "link"
        label = _("Hoort erbij")
        label_format = "{kind}: {slug}"
        preview_value = {"kind": "praktijk", "slug": "tolk-eerst-agenda"}


class MirrorBlock(blocks.StructBlock):
    """A short text in two versions that differ in one axis, for a round in which a group reads one of them by lot."""

    axis = ConceptBlock("as", label=_("Wat verschilt"), help_text=_("De ene as waarin de twee versies verschillen."))
    first = ProseBlock(label=_("Versie 1"), rows=6, help_text=_("Zestig tot negentig woorden, tot aan de keuze."))
    second = ProseBlock(
        label=_("Versie 2"), rows=6, help_text=_("Dezelfde tekst, met alleen dat ene anders. Lees ze naast elkaar na.")
    )

    class Meta:
        icon = "resubmit"
        label = _("Spiegelvignet")
        label_format = "{axis}"
        preview_value: dict[str, Any] = {"axis": "as.naam.naam", "first": "Younes wacht.", "second": "Jonas wacht."}


def stream_of(name: str, block: blocks.Block) -> blocks.StreamBlock:
    """A stream of one kind of part, which may be empty while a case is a draft."""
    return blocks.StreamBlock([(name, block)], required=False)
