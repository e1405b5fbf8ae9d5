"""Nobody counts people's writing but `reflection/guarded/`: a number over people comes through one door.

Reads the source. What counts, adds up or measures (`.count()`, `.aggregate()`, `Count(…)`, `len(…)`) may not be about
a model that holds what people wrote or did for themselves, except for one person's own rows: `.of(person)`, or a
filter on one person. It follows names within a function, and nothing further; it is a railing and no wall.
"""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from people.personal_data import Kind, declaration_of

BASE = Path(__file__).resolve().parents[2]
ROOMS = [
    BASE / label
    for label in (
        "reflection",
        "cases",
        "modules",
        "pages",
        "search",
        "vocabulary",
        "practices",
        "signalling",
        "shelf",
        "intake",
        "proposals",
    )
]
ROOMS += [BASE / "site" / "meerstemmig"]
DOOR = "reflection/guarded/"
COUNTS = {"Count", "Sum", "Avg", "Min", "Max", "StdDev", "Variance", "len"}
COUNTING_METHODS = {"count", "aggregate"}
OWN = {"person", "by", "subject", "person_id"}
ALSO_PRIVATE = {"ReadEvent", "Release", "LogEntry", "Entry", "Draft", "CountMeIn", "Counted"}
"""What people do for themselves, by name: so that a model that is not there yet is held from its first day."""
ALLOWED = {
    "reflection/models/answer.py": "the latest fresh start of the same person, per row",
    "reflection/models/group_picture.py": "whether everybody in a picture still counts; part of the door",
    "site/meerstemmig/load.py": "how many invented answers are still to be made; in a demo only, shown to nobody",
}


def private_models():
    """Models of the reflection room that declare something of a person."""
    declared = apps.get_app_config("reflection").get_models()
    return {
        model.__name__
        for model in declared
        if declaration_of(model) and set(declaration_of(model).fields.values()) & {Kind.OWN_WORDS, Kind.ACTIVITY}
    } | ALSO_PRIVATE


def is_of_one(node):
    """Whether somewhere in this expression the rows are narrowed to one person."""
    for each in ast.walk(node):
        if not isinstance(each, ast.Call) or not isinstance(each.func, ast.Attribute):
            continue
        if each.func.attr == "of" or any(keyword.arg in OWN for keyword in each.keywords):
            return True
    return False


def sources(node, known, private):
    """Whether this expression is about private rows of more than one person."""
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return bool(names & (private | known)) and not is_of_one(node)


def counting(tree, private):
    """The lines at which private rows are counted."""
    found = set()
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for scope in [tree, *scopes]:
        known = set()
        for node in sorted((n for n in ast.walk(scope) if hasattr(n, "lineno")), key=lambda n: n.lineno):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                known = known | {name} if sources(node.value, known, private) else known - {name}
            if not isinstance(node, ast.Call):
                continue
            method = isinstance(node.func, ast.Attribute) and node.func.attr in COUNTING_METHODS
            function = isinstance(node.func, ast.Name) and node.func.id in COUNTS
            annotates = (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in {"annotate", "values"}
                and any(isinstance(each, ast.Name) and each.id in COUNTS - {"len"} for each in ast.walk(node))
            )
            if (method or annotates) and sources(node.func, known, private):
                found.add(node.lineno)
            if function and any(sources(each, known, private) for each in node.args):
                found.add(node.lineno)
    return sorted(found)


def files():
    for room in ROOMS:
        for path in sorted(room.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_nobody_counts_what_people_write_but_the_one_door():
    private = private_models()
    assert "Answer" in private
    found = {}
    for path in files():
        name = str(path.relative_to(BASE))
        lines = counting(ast.parse(path.read_text()), private)
        if lines and not name.startswith(DOOR) and name not in ALLOWED:
            found[name] = lines
    assert found == {}, "ask reflection.guarded for numbers over people"


def test_all_our_rooms_are_read():
    elsewhere = {
        "people",
        "discussion",
        "intervision",
        "deidentification",
    }  # they know of no private rows, or lie below or beside them
    assert {room.name for room in ROOMS} | elsewhere == set(settings.OUR_APPS) | {"meerstemmig"}


PLANTED = {
    "Answer.objects.count()": True,
    "Answer.objects.filter(about=about).count()": True,
    "Answer.objects.aggregate(Max('created_at'))": True,
    "Answer.objects.values('about').annotate(n=Count('pk'))": True,
    "len(list(Answer.objects.all()))": True,
    "rows = Answer.objects.all()\n    len(rows)": True,
    "rows = Answer.objects.all()\n    later = rows.filter(about=about)\n    later.count()": True,
    "ReadEvent.objects.filter(release=release).count()": True,
    "Answer.objects.of(person).count()": False,
    "Answer.objects.filter(person=person).count()": False,
    "rows = Answer.objects.of(person)\n    len(rows)": False,
    "Answer.objects.filter(about=about).exists()": False,
    "len(names)": False,
}


@pytest.mark.parametrize(("line", "caught"), PLANTED.items())
def test_the_railing_holds(line, caught):
    tree = ast.parse(f"def page(person, about):\n    {line}\n")
    assert bool(counting(tree, {"Answer", "ReadEvent"})) == caught
