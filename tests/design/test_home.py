"""The front door: with nothing, one and three rooms behind it, at the same price."""

import pytest

from pages import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches", "no_rooms")]


@pytest.fixture
def no_rooms(monkeypatch):
    monkeypatch.setattr(home._registry, "providers", {})


@pytest.fixture
def partials(settings, tmp_path):
    (tmp_path / "home").mkdir()
    for name in ("een", "twee", "drie"):
        (tmp_path / "home" / f"{name}.html").write_text(f"<h2>{name}: {{{{ title }}}} {{{{ language }}}}</h2>")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]


def rooms(html):
    return [
        line.split("<h2>")[1].split("</h2>")[0]
        for line in html.splitlines()
        if "home-feature" in line and "<h2>" in line
    ]


QUERIES = 7
"""Its site, locale, type, itself, the roots of the site, and the pages in the footer; nothing of the rooms."""


def test_a_front_door_without_rooms_still_leads_somewhere(client, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        html = client.get("/nl/").content.decode()
    assert "Hier hoef je niet te weten hoe het moet. Je mag beginnen met kijken." in html
    assert html.split("<main")[1].split("</main>")[0].count('class="button"') == 1
    assert 'href="/nl/woorden/"' in html


@pytest.mark.usefixtures("partials")
@pytest.mark.parametrize("names", [["een"], ["een", "twee", "drie"]])
def test_rooms_stand_in_their_order_with_what_they_provide(client, names, django_assert_num_queries):
    for place, name in enumerate(reversed(names)):
        home.register_feature(name, lambda request, name=name: {"title": name.upper()}, order=place)
    with django_assert_num_queries(QUERIES):
        html = client.get("/nl/").content.decode()
    assert rooms(html) == [f"{name}: {name.upper()} nl" for name in reversed(names)]


@pytest.mark.usefixtures("partials")
def test_a_room_without_anything_to_show_is_left_out(client):
    home.register_feature("een", lambda request: None)
    home.register_feature("twee", lambda request: {"title": "iets"})
    assert rooms(client.get("/nl/").content.decode()) == ["twee: iets nl"]


def test_the_front_door_stays_within_its_weight(client):
    assert len(client.get("/nl/").content) < 60_000


def test_a_card_without_a_kicker_prints_nothing_in_its_place():
    from django.template.loader import render_to_string

    html = render_to_string("components/card.html", {"title": "Titel", "kicker": None, "kicker_own": "zes weken"})
    assert '<p class="kicker"><span>zes weken</span></p>' in html
    assert "None" not in html
