"""A case as Markdown with front matter: the format of `content/`, which the importer reads back."""

from collections.abc import Iterator
from typing import Any

import yaml

from cases import grid_files, mirror_files
from cases.content import GUIDE_HEADINGS, QUESTION_HEADINGS
from cases.content_notes import FACET
from cases.exchange.told import Told
from cases.stage_files import GIST, INQUIRIES, STATEMENTS

_GUIDE = {part.value: heading for heading, part in GUIDE_HEADINGS.items()}


def to_markdown(told: Told) -> str:
    """The whole file."""
    front = yaml.safe_dump(front_matter(told), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n" + "\n".join(body(told)).strip() + "\n"


def front_matter(told: Told) -> dict[str, Any]:
    """The fields by the keys of a file. What is empty is left out, where the importer can do without."""
    fields = told.fields
    related: dict[str, list[str]] = {}
    for each in told.streams["related"]:
        related.setdefault(each["kind"], []).append(each["slug"])
    listed: dict[str, Any] = {
        "soort": "casus",
        "taal": told.language,
        "slug": told.slug,
        "titel": fields["title"],
        "samenvatting": fields["summary"],
        "leestijd_min": fields["reading_minutes"],
        "herkomst": fields["provenance"],
        "wil_van_jongere": fields["wants"],
        "inhoudsnota": [concept for concept in told.concepts if concept.split(".")[0] == FACET],
        "veiligheidslijn": fields["safety_line"],
        "begrippen": [concept for concept in told.concepts if concept.split(".")[0] != FACET],
        "gerelateerd": related,
        "herzien_op": fields["review_on"],
        "nalezers": [
            {"rol": each["role"], "datum": each["date"], "oordeel": each["verdict"]}
            for each in told.streams["reviewers"]
        ],
    }
    if fields["went_through_guide"]:
        listed["nagekeken_f3"] = fields["checklist"].split("\n") if fields["checklist"] else []
    return {key: value for key, value in listed.items() if value not in (None, "", {})}


def body(told: Told) -> Iterator[str]:
    """The lines below the front matter."""
    streams = told.streams
    for stage in streams["stages"]:
        yield from _stage(stage)
    if streams["voices"]:
        yield from ("# Stemmen", "")
    for voice in streams["voices"]:
        # `rol` stands there even when it is empty: the words of a voice may begin with something like it.
        yield from (f"## {voice['name']}", f"rol: {voice['role']}".rstrip())
        if voice["stake"]:
            yield f"inzet: {voice['stake']}"
        yield from ("", voice["quote"], "")
    if streams["knowledge"]:
        yield from _grid(streams["knowledge"])
    for heading, audience in QUESTION_HEADINGS.items():
        if asked := [each["text"] for each in streams["questions"] if each["audience"] == audience]:
            yield from (f"# {heading}", *(f"- {text}" for text in asked), "")
    if streams["guide"]:
        yield from ("# Voor de begeleider", "")
    for part in streams["guide"]:
        yield from (f"## {_GUIDE[part['part']]}", part["text"], "")
    for mirror in streams["mirror"]:
        yield from (f"# {mirror_files.HEADING}", f"as: {mirror['axis']}", "")
        yield from (f"## {mirror_files.FIRST}", mirror["first"], "", f"## {mirror_files.SECOND}", mirror["second"], "")
    if told.fields["do_step"]:
        yield from ("# Doe-stap", told.fields["do_step"], "")


def _stage(stage: dict[str, Any]) -> Iterator[str]:
    yield f"# Fase: {stage['title']}"
    yield f"opdracht: {', '.join(stage['assignments'])}".rstrip()
    if stage["pause"] is not None:
        yield f"pauze: {stage['pause']}"
    if stage["content"]:
        yield "inhoud: " + ", ".join(f"{each['topic']} ({each['intensity']})" for each in stage["content"])
    yield from ("", stage["text"], "")
    if stage["statements"]:
        yield f"## {STATEMENTS}"
        for each in stage["statements"]:
            yield f"- {each['statement']}"
            if each["turned_out"]:
                yield f"  blijkt: {each['turned_out']}"
            if each["later"]:
                yield f"  later: {each['later']}"
        yield ""
    if stage["inquiries"]:
        yield f"## {INQUIRIES}"
        for each in stage["inquiries"]:
            yield from (f"- {each['whom']}: {each['question']}", f"  antwoord: {each['answer']}")
        yield ""
    if stage["gist"]:
        yield from (f"## {GIST}", stage["gist"], "")


def _grid(facts: list[dict[str, Any]]) -> Iterator[str]:
    people = list(dict.fromkeys(knower["who"] for fact in facts for knower in fact["knowers"]))
    yield from (f"# {grid_files.HEADING}", _row(["Wat er te weten is", *people]), _row(["---"] * (len(people) + 1)))
    for fact in facts:
        known = {knower["who"]: knower["since"] for knower in fact["knowers"]}
        yield _row([fact["fact"], *(f"fase {known[who]}" if who in known else "-" for who in people)])
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
