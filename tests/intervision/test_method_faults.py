"""What keeps a method from being held: a table, per rule, of the smallest change that breaks it."""

import pytest

from intervision.models import Method, Phase
from intervision.validation import Fault, faults_of, found_in

HIDDEN = {"who": "P", "kind": "hidden_reveal", "prompt": ""}
TURNED = {"bringer_seat": "turned", "silent": ["B"], "floor": ["P"]}


def method(**fields):
    texts = {"purpose": "Doel.", "choose_when": "Altijd.", "avoid_when": "Nooit."}
    return Method(**{"slug": "m", "title": "Methode", "total_min": 20, "written": True, **texts, **fields})


def phases(first=None, second=None):
    base = {"minutes": 10, "least": 5, "most": 15, "floor": ["A"], "instruct_all": "Wat er gebeurt."}
    return [
        Phase(**{"nr": nr, "title": f"Fase {nr}", **base, **(changed or {})})
        for nr, changed in enumerate((first, second), start=1)
    ]


def test_a_method_that_holds_has_no_faults():
    assert found_in(method(), phases({"writes": [HIDDEN], "carries_to": [2]}, TURNED)) == []


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"title": " "}, "title", "De methode heeft geen titel."),
        ({"total_min": 25}, "total_min", "De fasen duren samen 20 minuten, maar er zijn 25 minuten beloofd."),
        ({"group_min": 9, "group_max": 4}, "group_min", "De kleinste groep is groter dan de grootste."),
        ({"purpose": ""}, "purpose", "Dit leest wie een methode kiest. Schrijf minstens één zin."),
        ({"choose_when": " "}, "choose_when", "Dit leest wie een methode kiest. Schrijf minstens één zin."),
        ({"avoid_when": ""}, "avoid_when", "Dit leest wie een methode kiest. Schrijf minstens één zin."),
    ],
)
def test_what_is_off_in_the_method(changed, field, reason):
    assert found_in(method(**changed), phases()) == [Fault(reason, field)]


def test_a_method_without_phases():
    assert found_in(method(), []) == [Fault("De methode heeft geen enkele fase.")]


def test_what_is_not_written_out_needs_no_texts_yet():
    """The catalogue knows phases and minutes before there is a word."""
    assert found_in(method(written=False, purpose=""), phases({"instruct_all": ""})) == []


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"title": ""}, "title", "de fase heeft geen titel."),
        ({"least": 11}, "minutes", "de minuten liggen niet binnen het bereik."),
        ({"most": 9}, "minutes", "de minuten liggen niet binnen het bereik."),
        ({"instruct_all": " "}, "instruct_all", "er staat niets voor iedereen: zeg wat er in deze fase gebeurt."),
        ({"floor": ["Q"]}, "floor", "onbekende code: Q."),
        ({"silent": ["Q", "Z"]}, "silent", "onbekende code: Q, Z."),
        ({"floor": ["B", "P"], "silent": ["P"]}, "silent", "is zowel aan het woord als stil: de meedenkers."),
        ({"floor": ["A"], "silent": ["B"]}, "silent", "is zowel aan het woord als stil: de inbrenger."),
        ({"floor": ["B"], "silent": ["A"]}, "silent", "is zowel aan het woord als stil: de inbrenger."),
        ({"floor": []}, "floor", "niemand mag spreken en niemand mag schrijven. Geef iemand iets te doen."),
        ({"floor": ["X"]}, "floor", "niemand mag spreken en niemand mag schrijven. Geef iemand iets te doen."),
        (
            {"floor": ["X"], "turn": "round", "writes": [{"who": "A", "kind": "private", "prompt": ""}]},
            "turn",
            "niemand spreekt, dus valt er geen beurt te verdelen.",
        ),
        (
            {**TURNED, "floor": ["B"], "silent": []},
            "bringer_seat",
            "wie uit de kring zit, heeft het woord niet. Zet de inbrenger in de kring, of zwijgend.",
        ),
        (
            {"bringer_seat": "out"},
            "bringer_seat",
            "wie uit de kring zit, heeft het woord niet. Zet de inbrenger in de kring, of zwijgend.",
        ),
        ({**TURNED, "silent": []}, "silent", "de inbrenger zit uit de kring en hoort dan bij wie stil is."),
        (
            {**TURNED, "writes": [{"who": "B", "kind": "shared", "prompt": ""}]},
            "writes",
            "wie uit de kring zit, schrijft alleen voor zichzelf.",
        ),
        (
            {"writes": [{"who": "P", "kind": "dansen", "prompt": ""}]},
            "writes",
            "onbekende code bij schrijven: P:dansen.",
        ),
        (
            {"writes": [{"who": "Q", "kind": "shared", "prompt": ""}]},
            "writes",
            "onbekende code bij schrijven: Q:shared.",
        ),
        (
            {"writes": [{"who": "X", "kind": "shared", "prompt": ""}]},
            "writes",
            "“niemand” schrijft niet. Kies wie er schrijft.",
        ),
        ({"carries_to": [1]}, "carries_to", "gaat mee naar een fase die niet later komt."),
        ({"carries_to": [3]}, "carries_to", "gaat mee naar een fase die niet later komt."),
        ({"reveal": "button"}, "reveal", "er wordt niets verborgen geschreven, dus valt er niets te tonen."),
        (
            {"writes": [HIDDEN], "carries_to": [2], "reveal": "never"},
            "reveal",
            "wat verborgen geschreven wordt, krijgt niemand ooit te zien. Kies wanneer het getoond wordt.",
        ),
        ({"writes": [HIDDEN]}, "carries_to", "wat verborgen geschreven wordt, komt in geen enkele fase terug."),
    ],
)
def test_what_is_off_in_a_phase(changed, field, reason):
    assert found_in(method(), phases(changed)) == [Fault(reason, field, 1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"floor": ["X", "A"], "writes": [HIDDEN], "carries_to": [2]},
        {"floor": ["I", "B"], "silent": ["R", "P"]},
        {"floor": ["X"], "turn": "-", "writes": [{"who": "A", "kind": "private", "prompt": ""}]},
        {**TURNED, "writes": [{"who": "B", "kind": "private", "prompt": ""}]},
        {"reveal": "button", "writes": [HIDDEN]},
    ],
)
def test_what_may_look_off_and_holds(changed):
    assert found_in(method(), phases(changed)) == []


def test_a_file_is_told_the_same_with_the_name_of_the_phase():
    assert faults_of(method(), phases(second={"floor": []})) == [
        "2. Fase 2: niemand mag spreken en niemand mag schrijven. Geef iemand iets te doen."
    ]
