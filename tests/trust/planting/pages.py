"""Pages: public, of the team, drafts, and a change that is not published yet; with pictures and a PDF."""

import uuid
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture
from wagtail.images.models import Rendition
from wagtail.models import Collection, ReferenceIndex

from cases.models import CasePage
from modules.models import ModulePage
from pages.models import StandardPage
from pages.tree import home_of
from people.models import Audience
from people.models.audience import of_group
from practices.models import PracticePage
from tests.factories.cases import blocks, make_case, publish
from tests.factories.modules import block, edit, id_of, module, unit
from tests.factories.practices import make_practice
from tests.trust.canary import Canaries
from tests.trust.planting.people import People

PRACTICE_TEXTS = (
    "occasion", "who", "means", "hard_parts", "not_when", "effect_young", "effect_network", "evidence", "voice",
    "transfer", "discouraged_because",
)  # fmt: skip


@dataclass
class Pages:
    """Everything that stands in the tree."""

    cases: dict[str, CasePage] = field(default_factory=dict)
    modules: dict[str, ModulePage] = field(default_factory=dict)
    practices: dict[str, PracticePage] = field(default_factory=dict)
    texts: dict[str, StandardPage] = field(default_factory=dict)
    picture: Picture | None = None
    rendition: Rendition | None = None
    document: Document | None = None

    @property
    def all(self) -> list[Any]:
        return [*self.cases.values(), *self.modules.values(), *self.practices.values(), *self.texts.values()]


WHO = ("public", "team", "draft")


def plant_pages(canaries: Canaries, people: People) -> Pages:
    """One page of every kind for everybody, one for the team, and one draft."""
    pages = Pages()
    team = of_group(people.team)
    for who in WHO:
        audience = {"audience": team} if who == "team" else {}
        pages.cases[who] = _case(canaries, who, audience)
        pages.practices[who] = _practice(canaries, who, audience)
        pages.modules[who] = _module(canaries, who, audience, pages.cases[who])
        pages.texts[who] = _text(canaries, who, audience)
    for page in (pages.cases, pages.practices, pages.modules, pages.texts):
        page["draft"].unpublish()
    for page in pages.all:
        if page.live and page.audience_id != team.pk:
            page.summary = canaries.text("page.revision", "summary")
            page.save_revision()
    _lineage(pages)
    _files(canaries, pages, team)
    return pages


def _title(canaries: Canaries, who: str) -> str:
    return canaries.text("page.public" if who == "public" else f"page.{who}.title", "title")


def _words(canaries: Canaries, who: str, name: str) -> str:
    return canaries.text("page.public" if who == "public" else f"page.{who}.text", name)


def _case(canaries: Canaries, who: str, audience: dict[str, Any]) -> CasePage:
    page = make_case(f"casus-{who}", **audience)
    page.title, page.summary = _title(canaries, who), _words(canaries, who, "summary")
    later = {
        "public": ("case.stage.passed", "case.stage.later", "case.ending", "case.guide"),
        "team": ("case.team.later",) * 4,
        "draft": ("page.draft.text",) * 4,
    }[who]
    second, third, ending, guide = later
    stages = page.stages.raw_data
    first_kind = "page.public" if who == "public" else f"page.{who}.text"
    for kind, stage in zip((first_kind, second, third), stages, strict=True):
        stage["value"] |= {"title": canaries.text(first_kind if who != "public" else kind, "stage_title")}
        stage["value"] |= {"text": canaries.text(kind, "stage_text")}
    answer = "case.answer" if who == "public" else later[0]
    for stage in stages:
        stage["value"]["assignments"] = [*stage["value"]["assignments"], "uitspraken", "navraag"]
        for listed in stage["value"]["statements"]:
            listed["value"]["later"] = canaries.text(ending, "later")
        for listed in stage["value"]["inquiries"]:
            listed["value"]["answer"] = canaries.text(answer, "answer")
    page.stages = list(stages)
    page.voices = blocks(
        "voice",
        [
            {"name": canaries.token(ending, "voice_name"), "role": "", "quote": canaries.text(ending, "quote"),
             "stake": canaries.text(ending, "stake")}
            for _voice in range(3)
        ],
    )  # fmt: skip
    page.knowledge = blocks("fact", [{"fact": canaries.text(ending, "fact"), "knowers": []}])
    page.questions = blocks(
        "question",
        [{"audience": who, "text": canaries.text(ending, "question")} for who in ("zelf", "groep", "structuur")],
    )
    page.guide = blocks("part", [{"part": "opening", "text": canaries.text(guide, "guide")}])
    page.do_step, page.wants = canaries.text(ending, "do_step"), canaries.text(ending, "wants")
    publish(page)
    return CasePage.objects.get(pk=page.pk)


def _practice(canaries: Canaries, who: str, audience: dict[str, Any]) -> PracticePage:
    texts = {name: _words(canaries, who, name) for name in (*PRACTICE_TEXTS, "summary")}
    page = make_practice(f"praktijk-{who}", title=_title(canaries, who), **texts, **audience)
    page.steps = [("step", _words(canaries, who, "step")) for _step in range(3)]
    page.save_revision().publish()
    return page


def _module(canaries: Canaries, who: str, audience: dict[str, Any], case: CasePage) -> ModulePage:
    made = module(slug=f"module-{who}", title=_title(canaries, who), summary=_words(canaries, who, "summary"))
    for name, value in audience.items():
        setattr(made, name, value)
    return edit(
        made,
        unit(
            _words(canaries, who, "unit"),
            block("text", _words(canaries, who, "block"), key=f"text-{who}", text=_words(canaries, who, "text")),
            block("writing", "Schrijf", key=f"writing-{who}", text=_words(canaries, who, "writing")),
            block("case_stage", "Fase", key=f"stage-{who}", case=str(case.translation_key), stage=2, text="Kijk."),
            block("do_step", "Klein", key=f"step-{who}", text=_words(canaries, who, "do_step")),
            key=f"unit-{who}",
            slug="eenheid",
        ),
        for_whom=_words(canaries, who, "for_whom"),
        before=_words(canaries, who, "before"),
        closing=_words(canaries, who, "closing"),
    )


def block_of(who: str, name: str = "writing") -> str:
    """The id of a block of the module."""
    return id_of(f"{name}-{who}")


def _text(canaries: Canaries, who: str, audience: dict[str, Any]) -> StandardPage:
    home = home_of("nl")
    page = StandardPage(
        title=_title(canaries, who), slug=f"tekst-{who}", summary=_words(canaries, who, "summary"), **audience
    )
    page.body = [("heading", _words(canaries, who, "heading")), ("prose", _words(canaries, who, "prose"))]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _lineage(pages: Pages) -> None:
    """What is public points at what is not: the way on must not tell."""
    public = pages.practices["public"]
    PracticePage.objects.filter(pk=pages.practices["team"].pk).update(adapted_from=public)
    related = [
        ("praktijk", "praktijk-team"), ("praktijk", "praktijk-draft"), ("module", "module-team"), ("casus", "casus-team"),
    ]  # fmt: skip
    raw = blocks("related", [{"kind": kind, "slug": slug} for kind, slug in related])
    for page in (pages.cases["public"], public):
        model = type(page)
        fresh = model.objects.get(pk=page.pk)
        fresh.related = raw
        model.objects.filter(pk=page.pk).update(related=fresh.related)


def _files(canaries: Canaries, pages: Pages, team: Audience) -> None:
    """A picture and a PDF that only a page of the team uses. Their bytes are what is looked for."""
    collection = Collection.objects.filter(name="Beeld en bestanden").first() or Collection.get_first_root_node()
    out = BytesIO()
    Image.effect_noise((24, 24), 90).save(out, "PNG")
    picture = Picture.objects.create(
        title=canaries.text("media.title", "image_title"),
        file=SimpleUploadedFile("beeld.png", out.getvalue()),
        collection=collection,
        width=24,
        height=24,
    )
    picture.get_file_size()
    rendition = picture.get_rendition("width-12")
    canaries.file("media.team", _bytes(picture.file))
    canaries.file("media.team", _bytes(rendition.file))
    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page(page_size=(123, 321))
    pdf.save(out)
    document = Document.objects.create(
        title=canaries.text("media.title", "document_title"),
        file=SimpleUploadedFile("verslag.pdf", out.getvalue()),
        collection=collection,
    )
    document.get_file_size(), document.get_file_hash()
    canaries.file("media.file", _bytes(document.file))
    for used in (picture, document):
        _use(pages.texts["team"], used)
    pages.picture, pages.rendition, pages.document = picture, rendition, document


def _use(page: StandardPage, used: Any) -> None:
    """As the reference index knows it."""
    ReferenceIndex.objects.create(
        content_type=ContentType.objects.get_for_model(page),
        base_content_type=ReferenceIndex._get_base_content_type(page),
        object_id=str(page.pk),
        to_content_type=ReferenceIndex._get_base_content_type(used),
        to_object_id=str(used.pk),
        model_path="summary",
        content_path="summary",
        content_path_hash=uuid.uuid4(),
    )


def _bytes(stored: Any) -> bytes:
    with stored.open("rb") as file:
        return file.read()
