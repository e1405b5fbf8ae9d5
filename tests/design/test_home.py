"""The front door: with nothing, one and three rooms behind it, at the same price."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.translation import override

from cases.home import first_stage
from pages import home
from people.models.audience import of_owner
from practices.home import practices_on_home
from tests.factories.cases import CONCEPTS, make_case
from tests.factories.people import UserFactory
from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches", "no_rooms")]


@pytest.fixture
def no_rooms(monkeypatch):
    monkeypatch.setattr(home._registry, "providers", {})
    monkeypatch.setattr(home._registry, "short_read", None)


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


QUERIES = 5
"""Its site, locale, itself, the roots of the site, and the pages in the footer; nothing of the rooms."""


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


def five_minutes(client, address="/nl/"):
    html = client.get(address).content.decode().split('id="ingangen"')[1].split("</li>")[0]
    return re.findall(r'href="([^"]+)"', html)[0], re.findall(r'class="ways-in__what"[^>]*>([^<]+)<', html)


def test_five_minutes_lead_to_the_first_stage_of_the_shortest_case_without_a_warning(client, monkeypatch):
    monkeypatch.setattr(home._registry, "short_read", first_stage)
    assert five_minutes(client) == ("/nl/casussen/", [])
    make_case("lang", reading_minutes=20)
    make_case("kort", reading_minutes=9)
    make_case("kortst", reading_minutes=5, concepts=(*CONCEPTS, "inh.racisme"))
    hidden = make_case("kanarie", reading_minutes=4)
    hidden.audience = of_owner(UserFactory())
    hidden.save(update_fields=["audience"])
    assert five_minutes(client) == ("/nl/casussen/kort/fase/1/", ["Casus kort"])
    assert five_minutes(client, "/fr/") == ("/nl/casussen/kort/fase/1/", ["Casus kort"])
    make_case("francais", language="fr", reading_minutes=30)
    assert five_minutes(client, "/fr/") == ("/fr/casussen/francais/fase/1/", ["Casus francais"])


@pytest.mark.parametrize(
    ("reading", "lang", "said"),
    [("fr", "nl", "en néerlandais"), ("nl", "fr", "in het Frans"), ("en", "nl", "in Dutch")],
)
def test_a_card_says_in_which_language_its_page_is_where_that_is_not_being_read(reading, lang, said):
    with override(reading):
        card = {"title": "De tolk eerst", "url": "/nl/x/", "kicker": None}
        assert f'<p class="small muted">{said}</p>' in render_to_string("components/card.html", {**card, "lang": lang})
        assert '<p class="small muted">' not in render_to_string("components/card.html", {**card, "lang": ""})


@pytest.mark.django_db
@pytest.mark.parametrize(("reading", "lang"), [("nl", ""), ("fr", "nl")])
def test_the_front_door_knows_which_practices_are_not_in_the_language_being_read(rf, tree, reading, lang):
    make_practice("tolk")
    request = rf.get("/")
    request.user = AnonymousUser()
    with override(reading):
        assert practices_on_home(request)["lang"] == lang
