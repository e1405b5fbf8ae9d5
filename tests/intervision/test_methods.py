"""Methods as data: the codes, the files, the catalogue and the pages."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from intervision import method_codes
from intervision.catalogue import CatalogueError, load_catalogue
from intervision.enums import Who, WriteKind
from intervision.forms import PlanForm
from intervision.models import Method
from intervision.script import Script, script_of
from pages.content import ContentErrors, load
from tests.factories.intervision import make_method, make_room

CATALOGUE = Path(settings.CONTENT_DIR, "methoden.json")

GOOD = """---
soort: methode
taal: nl
slug: proef
titel: Proef
doel: Proberen.
kies_wanneer: Altijd.
vermijd_wanneer: Nooit.
groep_min: 3
groep_max: 9
totaal_min: 12
vertrouwen: low
valkuilen: [haast]
bronnen: [eigen werk]
---
# Fase: Schrijven
minuten: 5
bereik: 3-8
beurt: -
aan_het_woord: [X]
stil: [A]
schrijven: [P:hidden->reveal]
vraag: Ik zou … omdat …
stoel: in

## Voor iedereen
Schrijf.

## Voor de begeleider
Wacht.

# Fase: Lezen
minuten: 7
aan_het_woord: [P, B]

## Voor iedereen
Lees.
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "proef.md"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("none", []),
        ("P:hidden->reveal", [("P", "hidden_reveal")]),
        ("P:hidden vote", [("P", "hidden_anonymous")]),
        ("hidden vote", [("A", "hidden_anonymous")]),
        ("A:hidden->naamloos", [("A", "hidden_anonymous")]),
        ("B:agreement; P:yield", [("B", "agreement"), ("P", "yield")]),
        ("B:agreement; shared", [("B", "agreement"), ("A", "shared")]),
        ("B:label per card", [("B", "label")]),
        ("shared 5x3 grid", [("A", "grid")]),
        ("P:hidden->shared quadrant", [("P", "hidden_reveal")]),
        ("scribe:shared cards", [("P", "scribe")]),
        ("agreement 3 columns", [("A", "agreement")]),
        ("B:own text", [("B", "sentence")]),
        ("shared answers(optional)", [("A", "shared")]),
    ],
)
def test_what_a_writing_code_means(code, expected):
    assert [(write["who"], write["kind"]) for write in method_codes.writes(code)] == expected


@given(st.text(max_size=40))
def test_any_code_is_understood_or_refused(code):
    try:
        found = method_codes.writes(code)
    except ValueError:
        return
    assert all(write["who"] in Who.values and write["kind"] in WriteKind.values for write in found)


def test_a_file_becomes_a_method(db, file):
    assert load([file(GOOD)]) == {"methode": 1}
    load([file(GOOD)])
    method = Method.objects.get()
    first, second = method.phases.all()
    assert (method.slug, method.written, method.total_min, method.pitfalls) == ("proef", True, 12, ["haast"])
    assert (first.minutes, first.least, first.most, first.carries_to) == (5, 3, 8, [2])
    assert first.writes == [{"who": "P", "kind": "hidden_reveal", "prompt": "Ik zou … omdat …"}]
    assert (first.instruct_all, first.instruct_bringer, first.instruct_facilitator) == ("Schrijf.", "", "Wacht.")
    assert (second.floor, second.least, second.most, second.bringer_seat) == (["P", "B"], 7, 7, "in")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("totaal_min: 12", "totaal_min: 13", 11, "De fasen duren samen 12 minuten, maar er zijn 13 minuten beloofd."),
        ("totaal_min: 12", "totaal_min: veel", 11, "geheel getal"),
        ("vertrouwen: low", "vertrouwen: laag", 12, "kies low, medium of high"),
        ("stil: [A]", "stil: [Q]", 16, "onbekende code of getal (Q)"),
        ("[P:hidden->reveal]", "[P:dansen]", 16, "onbekende code of getal (P:dansen)"),
        ("bereik: 3-8", "bereik: 6-8", 11, "de minuten liggen niet binnen het bereik"),
        ("beurt: -", "beurt: estafette", 16, "onbekende code of getal"),
        ("vraag: Ik", "vragen: Ik", 16, "is geen kenmerk"),
        ("## Voor iedereen", "## Voor niemand", 26, "hoort hier niet"),
        ("slug: proef", "slug: Een Proef", 4, "kleine letters"),
        ("doel: Proberen.", "doel:", 6, "moet een tekst zijn"),
    ],
)
def test_a_file_that_does_not_hold_is_told_with_its_line(db, file, old, new, line, reason):
    assert old in GOOD
    path = file(GOOD.replace(old, new, 1))
    with pytest.raises(ContentErrors) as errors:
        load([path])
    (error,) = errors.value.errors
    assert (error.path, error.line) == (path, line)
    assert reason in error.reason
    assert Method.objects.count() == 0


def test_the_shape_holds_all_nineteen_methods(db):
    assert load_catalogue(CATALOGUE) == 19
    data = {entry["slug"]: entry for entry in json.loads(CATALOGUE.read_text(encoding="utf-8"))}
    stored = {method.slug: method for method in Method.objects.prefetch_related("phases")}
    assert {slug: method.total_min for slug, method in stored.items()} == {s: e["total"] for s, e in data.items()}
    assert sum(method.phases.count() for method in stored.values()) == 131
    assert list(Method.objects.choosable()) == []
    for method in stored.values():
        script = script_of(method)
        assert Script.from_json(json.loads(json.dumps(script.to_json()))) == script


def test_the_catalogue_leaves_a_written_method_alone(db):
    make_method("incident", {"title": "Eigen fase"})
    assert load_catalogue(CATALOGUE) == 18
    assert [phase.title for phase in Method.objects.get(slug="incident").phases.all()] == ["Eigen fase"]


@pytest.mark.parametrize("broken", ["geen json", '[{"slug": "leeg"}]', '[{"slug": "x", "nl": "X"}]'])
def test_a_broken_catalogue_names_its_file_and_stores_nothing(db, tmp_path, broken):
    path = tmp_path / "methoden.json"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(str(path))):
        load_catalogue(path)
    assert Method.objects.count() == 0


def test_a_running_session_keeps_its_snapshot(db):
    room = make_room(make_method("eerst", {"title": "Zoals het was"}))
    make_method("eerst", {"title": "Zoals het nu is"})
    assert [phase.title for phase in Script.from_json(room.fresh().method_snapshot).phases] == ["Zoals het was"]


def test_methods_are_read_without_an_account_and_unwritten_ones_say_so(client, db):
    make_method("klaar")
    load_catalogue(CATALOGUE)
    page = client.get(reverse("intervision:methods")).content.decode()
    assert page.index("Klaar") < page.index("Nog niet uitgeschreven") < page.index("Roddelmethode")
    assert "nog niet uitgeschreven" in client.get(reverse("intervision:method", args=["roddel"])).content.decode()
    assert client.get(reverse("intervision:method", args=["bestaat-niet"])).status_code == 404


def test_only_a_written_method_can_be_chosen(db):
    room = make_room(make_method("klaar"))
    load_catalogue(CATALOGUE)
    assert [method.slug for method in PlanForm(circle=room.circle).fields["method"].queryset] == ["klaar"]
