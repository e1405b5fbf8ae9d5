"""A case as plain values for a file, and a list of what such a file does not hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.blocks import NEEDED
from cases.content_notes import FACET
from cases.enums import QuestionFor
from cases.exchange.canonical import one_line, plain_prose, story
from cases.front_files import SLUG
from vocabulary.models import Concept

if TYPE_CHECKING:
    from cases.models import CasePage


@dataclass
class Told:
    """The fields of a case by the names of the model, its streams as lists of plain values, its concepts."""

    language: str
    slug: str
    fields: dict[str, Any]
    streams: dict[str, list[dict[str, Any]]]
    concepts: list[str]
    dropped: list[str] = field(default_factory=list)
    """In words for the writer: what is not in the file, and what stands there in another form."""


class _Teller:
    """Takes values apart, and notes what changes on the way."""

    def __init__(self) -> None:
        self.dropped: list[str] = []

    def drop(self, where: str, what: str) -> None:
        line = f"{where}: {what}"
        if line not in self.dropped:
            self.dropped.append(line)

    def text(self, where: str, value: object, form: Callable[[object], str]) -> str:
        """The value in the form of a file; says so where that is not what stood there."""
        made = form(value)
        if made != str(value or ""):
            self.drop(where, _("witruimte en koppen zijn vereenvoudigd"))
        return made


def told_of(case: "CasePage") -> Told:
    """Everything of this case that a file can hold. One query for the concepts, one for which of them are in use."""
    teller = _Teller()
    stages = list(_stages(case, teller))
    streams = {
        "stages": stages,
        "voices": list(_voices(case, teller)),
        "knowledge": list(_knowledge(case, teller)),
        "questions": _questions(case, teller),
        "guide": [
            {
                "part": block.value["part"],
                "text": teller.text(_("voor de begeleider"), block.value["text"], plain_prose),
            }
            for block in case.guide
        ],
        "mirror": list(_mirror(case, teller)),
        "reviewers": [
            {
                "role": teller.text(_("nalezers"), block.value["role"], one_line),
                "date": block.value["date"],
                "verdict": teller.text(_("nalezers"), block.value["verdict"], one_line),
            }
            for block in case.reviewers
        ],
        "related": _related(case, teller),
    }
    return Told(
        case.locale.language_code,
        _slug(case, teller),
        _fields(case, teller),
        streams,
        _concepts(case, teller),
        teller.dropped,
    )


def _fields(case: "CasePage", teller: _Teller) -> dict[str, Any]:
    rows = [one_line(row) for row in case.checklist.split("\n")] if case.checklist else []
    if case.checklist and not case.went_through_guide:
        teller.drop(_("nagekeken met de schrijfwijzer"), _("gaat pas mee als het vinkje staat"))
        rows = []
    elif "\n".join(filter(None, rows)) != case.checklist:
        teller.drop(_("nagekeken met de schrijfwijzer"), _("witruimte en koppen zijn vereenvoudigd"))
    for name, where in (
        ("quiet_young", _("waarom de jongere weinig aan het woord is")),
        ("deliberate_words", _("bewust gekozen woorden")),
    ):
        if getattr(case, name):
            teller.drop(where, _("gaat niet mee"))
    return {
        "title": teller.text(_("titel"), case.title, one_line),
        "summary": teller.text(_("samenvatting"), case.summary, one_line),
        "wants": teller.text(_("wat de jongere wil"), case.wants, one_line),
        "do_step": teller.text(_("doe-stap"), case.do_step, story),
        "reading_minutes": case.reading_minutes,
        "provenance": case.provenance,
        "safety_line": case.safety_line,
        "checklist": "\n".join(filter(None, rows)),
        "went_through_guide": case.went_through_guide,
        "review_on": case.review_on,
    }


def _slug(case: "CasePage", teller: _Teller) -> str:
    if SLUG.fullmatch(case.slug):
        return case.slug
    teller.drop(_("adres"), _("witruimte en koppen zijn vereenvoudigd"))
    return slugify(case.slug).replace("_", "-").strip("-") or "casus"


def _concepts(case: "CasePage", teller: _Teller) -> list[str]:
    chosen = [concept.pk for concept in case.concepts.all()]
    # In the order of the words, topics of content notes last: as the front matter has them.
    chosen.sort(key=lambda concept: (concept.split(".")[0] == FACET, concept))
    known = set(Concept.objects.in_use().filter(pk__in=chosen).values_list("pk", flat=True))
    for concept in chosen:
        if concept not in known:
            teller.drop(_("begrippen"), _("%(concept)s is niet meer in gebruik") % {"concept": concept})
    return [concept for concept in chosen if concept in known]


def _stages(case: "CasePage", teller: _Teller) -> Iterable[dict[str, Any]]:
    seen: set[str] = set()
    for number, block in enumerate(case.stages, start=1):
        where, value = _("fase %(number)d") % {"number": number}, block.value
        title = teller.text(where, value["title"], one_line)
        text = teller.text(where, value["text"], story)
        if not title or not text:
            teller.drop(where, _("zonder titel of tekst, en gaat niet mee"))
            continue
        if title in seen:
            title = f"{title} ({number})"
            teller.drop(where, _("kreeg een nummer, omdat de titel al voorkomt"))
        seen.add(title)
        lists = {
            "statements": list(_statements(where, value["statements"], teller)),
            "inquiries": list(_inquiries(where, value["inquiries"], teller)),
        }
        assignments = list(value["assignments"])
        for assignment, name, least, _reason in NEEDED:
            if assignment in assignments and len(lists[name]) < least:
                assignments.remove(assignment)
                teller.drop(where, _("de opdracht '%(task)s' mist nog tekst, en gaat niet mee") % {"task": assignment})
        content = [
            {"topic": each["topic"], "intensity": each["intensity"]} for each in value["content"] if each["topic"]
        ]
        gist = teller.text(where, value["gist"], plain_prose)
        if content and not gist:
            teller.drop(where, _("de inhoudsnota mist nog een korte versie, en gaat niet mee"))
            content = []
        yield {
            "title": title,
            "text": text,
            "assignments": assignments,
            "pause": value["pause"],
            **lists,
            "content": content,
            "gist": gist,
        }


def _statements(where: str, values: Iterable[Mapping[str, Any]], teller: _Teller) -> Iterable[dict[str, Any]]:
    for each in values:
        statement = teller.text(where, each["statement"], one_line)
        if not statement:
            teller.drop(where, _("een lege uitspraak gaat niet mee"))
            continue
        later = teller.text(where, each["later"], one_line)
        yield {"statement": statement, "turned_out": each["turned_out"] or "", "later": later}


def _inquiries(where: str, values: Iterable[Mapping[str, Any]], teller: _Teller) -> Iterable[dict[str, Any]]:
    for each in values:
        whom = teller.text(where, each["whom"], one_line)
        question = teller.text(where, each["question"], one_line)
        answer = teller.text(where, each["answer"], one_line)
        if not (whom and question and answer):
            teller.drop(where, _("een vraag zonder antwoord gaat niet mee"))
            continue
        if ":" in whom:
            whom = one_line(whom.replace(":", " ")) or "?"
            teller.drop(where, _("een dubbelpunt in 'aan wie' viel weg"))
        yield {"whom": whom, "question": question, "answer": answer}


def _voices(case: "CasePage", teller: _Teller) -> Iterable[dict[str, Any]]:
    for block in case.voices:
        where = _("stem van %(name)s") % {"name": block.value["name"]}
        name = teller.text(where, block.value["name"], one_line)
        quote = teller.text(where, block.value["quote"], plain_prose)
        if not name or not quote:
            teller.drop(where, _("zegt nog niets, en gaat niet mee"))
            continue
        role = teller.text(where, block.value["role"], one_line)
        yield {"name": name, "role": role, "quote": quote, "stake": teller.text(where, block.value["stake"], one_line)}


def _cell(value: object) -> str:
    return one_line(str(value or "").replace("|", "/"))


def _knowledge(case: "CasePage", teller: _Teller) -> Iterable[dict[str, Any]]:
    where = _("wie weet wat")
    told = []
    for block in case.knowledge:
        fact = teller.text(where, block.value["fact"], _cell)
        known: dict[str, int] = {}
        for knower in block.value["knowers"]:
            known.setdefault(teller.text(where, knower["who"], _cell), knower["since"])
        known.pop("", None)
        if fact:
            told.append((fact, known))
    people = list(dict.fromkeys(who for _fact, known in told for who in known))
    for fact, known in told:
        # In the order of the columns of the table.
        yield {"fact": fact, "knowers": [{"who": who, "since": known[who]} for who in people if who in known]}


def _mirror(case: "CasePage", teller: _Teller) -> Iterable[dict[str, Any]]:
    where = _("spiegelvignet")
    for block in list(case.mirror)[:1]:
        told = {name: teller.text(where, block.value[name], plain_prose) for name in ("first", "second")}
        axis = one_line(block.value["axis"])
        known = {concept.pk for concept in case.concepts.all()}
        if axis not in known or not all(told.values()) or told["first"] == told["second"]:
            teller.drop(where, _("is nog niet af, en gaat niet mee"))
            continue
        yield {"axis": axis, **told}


def _questions(case: "CasePage", teller: _Teller) -> list[dict[str, Any]]:
    where = _("vragen")
    asked = [(block.value["audience"], teller.text(where, block.value["text"], one_line)) for block in case.questions]
    asked = [pair for pair in asked if pair[1]]
    order = list(QuestionFor.values)
    grouped = sorted(asked, key=lambda pair: order.index(pair[0]))
    if grouped != asked:
        teller.drop(where, _("staan nu per soort bij elkaar"))
    return [{"audience": audience, "text": text} for audience, text in grouped]


def _related(case: "CasePage", teller: _Teller) -> list[dict[str, Any]]:
    where = _("hoort erbij")
    named = [(block.value["kind"], block.value["slug"]) for block in case.related]
    kept = [pair for pair in named if SLUG.fullmatch(pair[1])]
    kinds = list(dict.fromkeys(kind for kind, _slug in kept))
    grouped = sorted(kept, key=lambda pair: kinds.index(pair[0]))
    if len(kept) != len(named):
        teller.drop(where, _("een naam die in geen adres past, gaat niet mee"))
    if grouped != kept:
        teller.drop(where, _("staan nu per soort bij elkaar"))
    return [{"kind": kind, "slug": slug} for kind, slug in grouped]
