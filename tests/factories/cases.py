"""Cases for tests; each part carries a word of its own, so that a leak is seen."""

import uuid

from cases.models import CaseIndexPage, CasePage, Trace, TraceSearch
from cases.traces.passages import digest_of, passages_of
from pages.tree import index_of
from vocabulary.models import Concept, Facet

CONCEPTS = (
    "as.taal.kindtolk", "as.gezin.oudste", "dom.taal", "dom.werk", "mech.taaldrempel", "kracht.zorg", "lens.topoi",
    "rol.jongere", "rol.ouder", "rol.leidinggevende", "set.school", "thema.kindtolken", "fase.12-16",
)  # fmt: skip
TASKS = ("gezien-ingevuld", "kruispuntfiguur", "vraag-aan", "zekerheid")


def concept(concept_id):
    """This concept with its facet, made when it is not there."""
    facet, _made = Facet.objects.get_or_create(
        id=concept_id.split(".")[0],
        defaults={f"label_{code}": concept_id.split(".")[0] for code in ("nl", "fr", "en")} | {"position": 1},
    )
    labels = {f"label_{code}": concept_id for code in ("nl", "fr", "en")}
    return Concept.objects.get_or_create(id=concept_id, defaults={"facet": facet, "position": 1, **labels})[0]


def blocks(kind, values):
    return [{"type": kind, "value": value, "id": str(uuid.uuid4())} for value in values]


def items(values):
    """The raw form of a list inside a block."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def statements_of(number):
    return [
        {"statement": f"Uitspraak {number}-{n}.", "turned_out": kind, "later": f"canary-later-{number}-{n}"}
        for n, kind in enumerate(("feit", "gehoord", "interpretatie"), 1)
    ]


def inquiries_of(number):
    return [
        {"whom": f"Wie {n}", "question": f"Vraag {number}-{n}?", "answer": f"canary-answer-{number}-{n}."}
        for n in range(1, 9)
    ]


def make_case(slug="proef", *, stages=3, voices=3, language="nl", concepts=CONCEPTS, tasks=TASKS, **fields):
    """A published case. Stage 2 says `canary-stage-2`, voice 1 `canary-voice-1`, and so on.

    Statements and questions stand at every stage; only the tasks say whether they are asked.
    """
    page = CasePage(
        title=f"Casus {slug}",
        slug=slug,
        summary="Een samenvatting zonder clou.",
        wants="canary-wants",
        do_step="canary-step",
        **{"reading_minutes": 12, "provenance": "samengesteld", "went_through_guide": True, **fields},
    )
    page.stages = blocks(
        "stage",
        [
            {
                "title": f"Titel canary-title-{number}",
                "text": f"Tekst canary-stage-{number}.",
                "assignments": list(tasks),
                "pause": 60,
                "statements": items(statements_of(number)),
                "inquiries": items(inquiries_of(number)),
            }
            for number in range(1, stages + 1)
        ],
    )
    page.voices = blocks(
        "voice",
        [
            {"name": f"Naam canary-name-{n}", "role": "", "quote": f"canary-voice-{n}", "stake": f"canary-stake-{n}"}
            for n in range(1, voices + 1)
        ],
    )
    page.knowledge = blocks(
        "fact",
        [
            {"fact": f"canary-fact-{n}", "knowers": items([{"who": f"Naam canary-name-{n}", "since": n}])}
            for n in range(1, voices + 1)
        ],
    )
    page.questions = blocks(
        "question", [{"audience": who, "text": f"canary-question-{who}"} for who in ("zelf", "groep", "structuur")]
    )
    page.guide = blocks("part", [{"part": "opening", "text": "canary-guide"}])
    index = index_of(CaseIndexPage, language)
    page.locale = index.locale
    index.add_child(instance=page)
    page.concepts.set([concept(each) for each in concepts])
    publish(page)
    return CasePage.objects.get(pk=page.pk)


def settled(page):
    """As if this draft was searched, and nothing found: most tests are about something else."""
    Trace.objects.filter(case_id=page.pk).delete()
    TraceSearch.objects.update_or_create(case_id=page.pk, defaults={"digest": digest_of(passages_of(page))})
    return page


def publish(page):
    """Publish what stands in this page now."""
    settled(page).save_revision().publish()
    page.refresh_from_db(fields=["live", "live_revision", "latest_revision"])  # earlier versions are gone
