"""The nineteen methods as they are written out: the rights of the catalogue, and every word that a beginner needs."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from intervision.catalogue import load_catalogue
from intervision.content import MethodLoader
from intervision.enums import WriteKind
from intervision.models import Method
from pages.content import load, read

FILES = sorted(Path(settings.CONTENT_DIR, "nl", "methoden").glob("*.md"))
WRAPPERS = ("opening", "afsluiting")
CATALOGUE = Path(settings.CONTENT_DIR, "methoden.json")
SLUGS = [entry["slug"] for entry in json.loads(CATALOGUE.read_text(encoding="utf-8"))]
WRITTEN = {path.stem: MethodLoader(wrapper=path.stem in WRAPPERS).check(read(path)) for path in FILES}
METHODS = {slug: parsed for slug, parsed in WRITTEN.items() if slug not in WRAPPERS}
LENSES = {
    path.stem: MethodLoader(lens=True).check(read(path))
    for path in sorted(Path(settings.CONTENT_DIR, "nl", "lenzen").glob("*.md"))
}
EVERY_PHASE = [(slug, phase) for slug, parsed in {**WRITTEN, **LENSES}.items() for phase in parsed.phases]
TEXTS = ("instruct_all", "instruct_bringer", "instruct_facilitator")
PEERS = {"P", "I", "R", "C"}
SPEAKING = {
    "Vertel",
    "Zeg",
    "Praat",
    "Vraag",
    "Stel",
    "Antwoord",
    "Noem",
    "Spreek",
    "Lees",
    "Bied",
    "Licht",
    "Denk",
    "Zoek",
}
LISTENING = {"Luister", "Zwijg", "Onderbreek"}
WRITING = {"Schrijf", "Noteer"}


def rights(phases):
    """What the law of a method is; namelessness is a promise that the written method may add to hidden text."""
    named = {WriteKind.HIDDEN_ANONYMOUS.value: WriteKind.HIDDEN_REVEAL.value}
    return [
        {
            "title": phase.title,
            "title_en": phase.title_en,
            "minutes": (phase.least, phase.minutes, phase.most),
            "floor": phase.floor,
            "silent": phase.silent,
            "writes": [(write["who"], named.get(write["kind"], write["kind"])) for write in phase.writes],
            "turn": phase.turn,
        }
        for phase in phases
    ]


def test_every_method_is_written_out_with_the_rights_of_the_catalogue(db):
    load_catalogue(CATALOGUE)
    assert sorted(METHODS) == sorted(SLUGS)
    for outlined in Method.objects.methods().prefetch_related("phases"):
        written = METHODS[outlined.slug]
        assert rights(written.phases) == rights(outlined.phases.all()), outlined.slug
        for name in ("group_min", "group_max", "total_min", "trust"):
            assert getattr(written.method, name) == getattr(outlined, name), outlined.slug


def test_a_beginner_has_a_text_for_every_chair_and_a_line_to_whisper():
    assert [(slug, phase.nr, name) for slug, phase in EVERY_PHASE for name in TEXTS if not getattr(phase, name)] == []
    assert [(slug, phase.nr) for slug, phase in EVERY_PHASE if "Fluister" not in phase.instruct_facilitator] == []


def test_who_writes_is_told_what_to_write():
    assert [(slug, phase.nr) for slug, phase in EVERY_PHASE if phase.writes and not phase.writes[0]["prompt"]] == []


def openings(text):
    """The first word of every sentence; what somebody is to say between quotation marks is no instruction."""
    return set(re.findall(r"(?:^|[.?!] |\n)(\w+)", re.sub(r'"[^"]*"', "", text)))


def contradictions(phase):
    """What the text for everybody, the screen in the room included, tells a chair that does something else."""
    floor, orders = set(phase.floor), openings(phase.instruct_all)
    if "A" not in floor and floor & {"B", *PEERS} and orders & SPEAKING:
        yield "not everybody speaks"
    if floor & {"A", "B", *PEERS} and orders & LISTENING:
        yield "somebody speaks"
    if orders & WRITING and not any(write["who"] == "A" for write in phase.writes):
        yield "not everybody writes"
    if "A" not in floor and floor & {"B", *PEERS} and re.search(r"\b(je|jij|jou|jouw)\b", phase.instruct_all):
        yield "one of them is spoken to"


def test_the_text_for_everybody_is_true_for_every_chair():
    assert [(slug, phase.nr, why) for slug, phase in EVERY_PHASE for why in contradictions(phase)] == []


def test_where_one_speaks_and_others_do_not_each_of_them_has_a_text():
    uneven = [
        (slug, phase) for slug, phase in EVERY_PHASE if "A" not in phase.floor and set(phase.floor) & {"B", *PEERS}
    ]
    assert [(slug, phase.nr) for slug, phase in uneven if not (phase.instruct_peers and phase.instruct_bringer)] == []
    told = [
        (slug, phase.nr)
        for slug, phase in EVERY_PHASE
        if not set(phase.floor) & {"A", *PEERS} and openings(phase.instruct_peers) & (SPEAKING - {"Stel", "Zeg"})
    ]
    assert told == []
    assert [
        (slug, phase.nr)
        for slug, phase in EVERY_PHASE
        if "B" in phase.floor
        and "A" not in phase.floor
        and not set(phase.floor) & PEERS
        and openings(phase.instruct_bringer) & LISTENING
    ] == []


def test_a_bringer_with_the_back_to_the_circle_is_silent_there():
    turned = [(slug, phase.nr) for slug, phase in EVERY_PHASE if phase.bringer_seat != "in" and "B" not in phase.silent]
    assert turned == []


def test_every_method_says_when_not_to_use_it_and_where_it_comes_from():
    names = ("purpose", "choose_when", "avoid_when", "family", "pitfalls", "roles", "outputs", "sources", "ideal")
    empty = [(slug, name) for slug, parsed in METHODS.items() for name in names if not getattr(parsed.method, name)]
    assert empty == []


def test_the_texts_speak_as_the_house_does():
    wrong = ("!", "succesvol", "cliënt", " u ", "facilitator", "peer")
    found = [
        (slug, phase.nr, word)
        for slug, phase in EVERY_PHASE
        for name in (*TEXTS, "instruct_peers")
        for word in wrong
        if word in getattr(phase, name)
    ]
    assert found == []


def test_each_method_has_a_page(client, db):
    load(FILES)
    for slug, parsed in METHODS.items():
        page = client.get(reverse("intervision:method", args=[slug])).content.decode()
        assert "nog niet uitgeschreven" not in page
        assert [phase.title for phase in parsed.phases if phase.title not in page] == [], slug
