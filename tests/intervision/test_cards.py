"""A method as cards: the same phases, minutes and rights as on a screen, and what a screen hides is turned over."""

import pytest
from bs4 import BeautifulSoup

from intervision.cards import ON_PAPER, cards_of
from intervision.enums import MethodKind, WriteKind
from intervision.models import Method
from intervision.script import script_of
from tests.factories.intervision import make_method

pytestmark = pytest.mark.django_db


def words(node):
    return " ".join(node.get_text(" ").split())


def page_of(client, slug):
    return BeautifulSoup(client.get(f"/nl/intervisie/methoden/{slug}/kaarten/").content, "html.parser")


def test_a_card_per_phase_with_the_opening_and_the_closing_around_it():
    make_method("opening", {"floor": ["F"], "minutes": 4}, kind=MethodKind.OPENING)
    make_method("slot", {"floor": ["A"], "minutes": 6}, kind=MethodKind.CLOSING)
    method = make_method()
    cards = cards_of(method)
    assert [card.phase for card in cards] == list(script_of(method).phases)
    assert [(card.part, card.begins) for card in cards] == [
        ("opening", 0), ("methode", 4), ("methode", 9), ("methode", 14), ("methode", 19), ("afsluiting", 24),
    ]  # fmt: skip


def test_every_way_to_write_has_a_way_on_paper():
    assert set(ON_PAPER) == set(WriteKind)


def test_what_the_screen_hides_paper_turns_over_and_who_only_listens_is_told_nothing(client):
    make_method(
        "proef",
        {"floor": ["B"], "writes": [{"who": "P", "kind": "private", "prompt": ""}]},
        {"floor": ["X"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": "Wat zag je?"}]},
        {
            "floor": ["P", "F"],
            "turn": "round",
            "bringer_seat": "turned",
            "instruct_all": "Praat **zacht**.",
            "instruct_bringer": "Luister.",
            "instruct_facilitator": "Wacht.",
        },
    )
    listening, writing, turned = page_of(client, "proef").select(".paper-card")
    assert words(listening) == "1 methode · 5 min Fase 1 Aan het woord: de inbrenger"
    assert words(writing) == (
        "2 methode · 5 min Fase 2 Aan het woord: niemand, er wordt geschreven De meedenkers : Wat zag je? "
        "op een briefje met je naam. Leg het omgedraaid neer tot iedereen klaar is."
    )
    assert words(turned) == (
        "3 methode · 5 min Fase 3 Aan het woord: de meedenkers, de begeleider, om de beurt. "
        "De inbrenger zit met de rug naar de kring. Praat zacht . "
        "Voor de inbrenger Luister. Voor de begeleider Wacht."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_says_when_each_phase_begins_and_asks_the_same_for_one_and_three(
    client, count, django_assert_num_queries
):
    make_method("proef", *({"floor": ["A"]} for _ in range(count)), pitfalls=["haast"])
    client.get("/nl/intervisie/methoden/proef/kaarten/")
    with django_assert_num_queries(4):
        page = page_of(client, "proef")
    rows = [words(row) for row in page.select(".paper-table tbody tr")]
    assert rows == [f"{5 * n} min {n + 1}. Fase {n + 1} 5 min iedereen" for n in range(count)]


def test_a_method_that_is_not_written_has_no_cards_and_no_button(client):
    make_method("kaal")
    Method.objects.filter(slug="kaal").update(written=False)
    assert client.get("/nl/intervisie/methoden/kaal/kaarten/").status_code == 404
    assert "kaarten/" not in client.get("/nl/intervisie/methoden/kaal/").content.decode()
    make_method("vol")
    assert 'href="/nl/intervisie/methoden/vol/kaarten/"' in client.get("/nl/intervisie/methoden/vol/").content.decode()
