"""Cases in the form of a file, drawn at random; and what comes back of them, without ids."""

import datetime

from hypothesis import strategies as st

from cases.enums import Assignment, GuidePart, QuestionFor
from cases.exchange.canonical import one_line, plain_prose, story
from cases.exchange.from_word import outline_of
from cases.exchange.mapping import chapters_of, to_file
from cases.exchange.told import Told


def values_of(parsed):
    """What was read, without the ids."""

    def bare(value):
        if isinstance(value, dict):
            return (
                bare(value["value"])
                if {"type", "value", "id"} <= set(value)
                else {k: bare(v) for k, v in value.items()}
            )
        return [bare(each) for each in value] if isinstance(value, list) else value

    return {name: bare(raw) for name, raw in parsed.streams.items()}


def expected_of(told):
    """What has to come back of what went out."""
    reviewers = [{**each, "date": each["date"].isoformat()} for each in told.streams["reviewers"]]
    return {**told.streams, "reviewers": reviewers}


def from_word(content):
    outline = outline_of(content)
    chapters = chapters_of(outline)
    return to_file(outline, chapters, [chapter.proposed for chapter in chapters], {})


def text(most=40, alphabet="ab é#*|:-_>\n\"'«»\u00a0\u2028{}[]&1.\t\x0b\\"):
    return st.text(st.sampled_from(list(alphabet)), max_size=most)


def some(form, **kwargs):
    return text(**kwargs).map(form)


LINE, PROSE, STORY = some(one_line), some(plain_prose), some(story)
named = LINE.filter(bool)


@st.composite
def stages(draw):
    title = draw(named)
    statements = draw(
        st.lists(
            st.fixed_dictionaries(
                {"statement": named, "turned_out": st.sampled_from(["", "feit", "gehoord"]), "later": LINE}
            ),
            max_size=3,
        )
    )
    inquiries = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "whom": named.map(lambda who: who.replace(":", "")).map(one_line).filter(bool),
                    "question": named,
                    "answer": named,
                }
            ),
            max_size=5,
        )
    )
    gist = draw(PROSE)
    needs = {Assignment.LEDGER: len(statements) >= 2, Assignment.INQUIRY: len(inquiries) >= 4}
    return {
        "title": title,
        "text": draw(STORY.filter(bool)),
        "assignments": draw(st.lists(st.sampled_from([a.value for a in Assignment if needs.get(a, True)]), unique=True)),
        "pause": draw(st.none() | st.integers(0, 900)),
        "statements": statements,
        "inquiries": inquiries,
        "content": draw(st.lists(st.fixed_dictionaries(
            {"topic": st.just("inh.oorlog"), "intensity": st.sampled_from(["genoemd", "getoond"])}
        ), max_size=2)) if gist else [],
        "gist": gist,
    }  # fmt: skip


@st.composite
def cases(draw):
    """A case in the form of a file, of any texts such a file can hold."""
    people = draw(st.lists(some(lambda t: one_line(t.replace("|", "/"))).filter(bool), max_size=3, unique=True))
    facts = draw(
        st.lists(
            st.tuples(
                some(lambda t: one_line(t.replace("|", "/"))).filter(bool),
                st.lists(st.none() | st.integers(1, 5), min_size=len(people), max_size=len(people)),
            ),
            max_size=3,
        )
    )
    known = [
        {"fact": fact, "knowers": [{"who": who, "since": n} for who, n in zip(people, since, strict=True) if n]}
        for fact, since in facts
    ]
    used = list(dict.fromkeys(knower["who"] for fact in known for knower in fact["knowers"]))
    for fact in known:
        fact["knowers"].sort(key=lambda knower: used.index(knower["who"]))
    versions = draw(
        st.none() | st.tuples(PROSE.filter(bool), PROSE.filter(bool)).filter(lambda pair: pair[0] != pair[1])
    )
    streams = {
        "stages": draw(st.lists(stages(), max_size=3, unique_by=lambda stage: stage["title"])),
        "voices": draw(st.lists(st.fixed_dictionaries({"name": named, "role": LINE, "quote": PROSE.filter(bool), "stake": LINE}), max_size=2)),
        "knowledge": known,
        "questions": [{"audience": a.value, "text": t} for a in QuestionFor for t in draw(st.lists(named, max_size=2))],
        "guide": draw(st.lists(st.fixed_dictionaries({"part": st.sampled_from(GuidePart.values), "text": PROSE}), max_size=2)),
        "mirror": [{"axis": "as.taal", "first": versions[0], "second": versions[1]}] if versions else [],
        "reviewers": draw(st.lists(st.fixed_dictionaries(
            {"role": named, "date": st.dates(datetime.date(2000, 1, 1)), "verdict": named}), max_size=1)),
        "related": draw(st.lists(st.sampled_from([{"kind": "module", "slug": "a-b"}, {"kind": "module", "slug": "c"}]), max_size=2)),
    }  # fmt: skip
    through = draw(st.booleans())
    fields = {
        "title": draw(named),
        "summary": draw(LINE),
        "wants": draw(LINE),
        "do_step": draw(STORY),
        "reading_minutes": draw(st.integers(1, 120)),
        "provenance": draw(st.sampled_from(["verzonnen", "samengesteld"])),
        "safety_line": draw(st.booleans()),
        "checklist": "\n".join(draw(st.lists(named, max_size=2))) if through else "",
        "went_through_guide": through,
        "review_on": draw(st.none() | st.dates(datetime.date(2000, 1, 1))),
    }
    topics = ["inh.oorlog"] if any(stage["content"] for stage in streams["stages"]) else []
    return Told(draw(st.sampled_from(["nl", "fr"])), "een-slug", fields, streams, ["as.taal", *topics])
