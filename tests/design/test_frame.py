"""What stands around every page."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Locale

from meerstemmig.navigation import navigation
from pages.models import HomePage, StandardPage
from people.actions.roles import place_role
from people.models import Role
from people.models.audience import members, public
from tests.factories.cases import make_case
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


def text_page(title, slug, *, language="nl", audience=None, live=True, twin=None):
    home = HomePage.objects.get(locale__language_code=language)
    page = StandardPage(title=title, slug=slug, audience=audience or public(), live=live, locale=home.locale)
    if twin is not None:
        page.translation_key = twin.translation_key
    return home.add_child(instance=page)


def languages(html):
    block = html.split('class="languages"')[1].split("</ul>")[0]
    return dict(re.findall(r'href="([^"]+)" lang="(\w\w)"', block))


def test_the_switch_keeps_the_page_where_it_is_translated(client):
    page = text_page("Handvest", "handvest")
    text_page("Charte", "charte", language="fr", twin=page)
    links = languages(client.get("/nl/handvest/").content.decode())
    assert links == {"/nl/handvest/": "nl", "/fr/charte/": "fr", "/en/?onvertaald": "en"}


def test_the_switch_never_names_a_translation_the_reader_may_not_see(client):
    page = text_page("Handvest", "handvest")
    text_page("Charte", "charte-geheim", language="fr", twin=page, audience=members())
    html = client.get("/nl/handvest/").content.decode()
    assert "charte-geheim" not in html
    assert languages(html) == {"/nl/handvest/": "nl", "/fr/?onvertaald": "fr", "/en/?onvertaald": "en"}


def test_the_switch_leads_to_the_index_of_the_room_where_there_is_no_translation(client):
    make_case("school")
    html = client.get("/nl/casussen/school/").content.decode()
    assert languages(html) == {
        "/nl/casussen/school/": "nl", "/fr/casussen/?onvertaald": "fr", "/en/casussen/?onvertaald": "en",
    }  # fmt: skip
    assert "Nog niet in FR, EN" in html


def test_the_nearest_page_says_why_somebody_is_there_and_keeps_saying_it_in_no_other_place(client):
    notice = "De bladzijde waar je was, is er nog niet in deze taal."
    said = {
        path: notice in client.get(path).content.decode()
        for path in ("/nl/casussen/?onvertaald", "/nl/?onvertaald", "/nl/")
    }
    assert said == {"/nl/casussen/?onvertaald": True, "/nl/?onvertaald": True, "/nl/": False}


def test_a_page_in_every_language_says_nothing_beside_the_switch(client):
    assert "Nog niet in" not in client.get("/nl/casussen/").content.decode()


def test_the_switch_translates_an_address_outside_the_tree(client):
    links = languages(client.get("/nl/stijlgids/").content.decode())
    assert links == {"/nl/stijlgids/": "nl", "/fr/stijlgids/": "fr", "/en/stijlgids/": "en"}


def test_the_footer_lists_what_everybody_may_read_in_this_language(client):
    text_page("Handvest", "handvest")
    text_page("Voor leden", "leden", audience=members())
    text_page("Ontwerp", "ontwerp", live=False)
    text_page("Charte", "charte", language="fr")
    footer = client.get("/nl/stijlgids/").content.decode().split("<footer")[1]
    about = re.findall(r'<li><a href="([^"]+)"', footer)
    assert about == ["/nl/handvest/", "/nl/woorden/"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("casussen", "Casussen"), ("praktijken", "Praktijken"), ("modules", "Modules"), ("woorden", "Woorden"),
        ("zoeken", "Zoeken"), ("stijlgids", "Stijlgids"),
    ],
)  # fmt: skip
def test_every_room_says_where_it_stands(client, address, name):
    page = BeautifulSoup(client.get(f"/nl/{address}/").content, "html.parser")
    crumbs = [
        (one.get_text(strip=True), one.name) for one in page.select(".breadcrumbs__list a, .breadcrumbs__list span")
    ]
    assert crumbs == [("Begin", "a"), (name, "span")]


def test_help_lines_are_one_press_away(client):
    footer = client.get("/nl/stijlgids/").content.decode().split("<footer")[1]
    assert re.findall(r'href="tel:(\d+)"', footer) == ["112", "1712", "1813", "102"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_mine_shows_to_who_is_signed_in(rf, signed_in, django_user_model):
    request = rf.get("/nl/casussen/x/")
    request.user = (
        django_user_model.objects.create_user(email="p@voorbeeld.test", password="een-lang-wachtwoord")
        if signed_in
        else AnonymousUser()
    )
    items = navigation(request)
    assert ("/nl/mijn/" in [item.url for item in items]) is signed_in
    assert [item.url for item in items if item.current] == ["/nl/casussen/"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("mijn/", ["/nl/mijn/"]),
        ("notities/logboek/", ["/nl/mijn/"]),
        ("notities/werkboek/", ["/nl/mijn/"]),
        ("notities/gedeeld/", ["/nl/mijn/"]),
        ("mensen/mijn-account/", ["/nl/mijn/"]),
        ("account/password/change/", ["/nl/mijn/"]),
        ("modules/", ["/nl/modules/"]),
        ("mensenrechten/", []),
    ],
)
def test_all_that_is_ones_own_stands_under_mine(rf, django_user_model, address, current):
    request = rf.get(f"/nl/{address}")
    request.user = django_user_model(email="p@voorbeeld.test")
    assert [item.url for item in navigation(request) if item.current] == current


@pytest.mark.parametrize(
    ("who", "leads"),
    [
        (None, False), ("", False), ("superuser", True), ("trainer", True), ("editor", True),
        ("facilitator", False), ("experience_reviewer", False),
    ],
)  # fmt: skip
def test_the_menu_leads_to_the_editor_who_may_enter_it_and_nobody_else(client, who, leads):
    if who is not None:
        person = UserFactory(is_superuser=who == "superuser")
        if who not in {"", "superuser"}:
            place_role(person=person, role=Role(who))
        client.force_login(person, backend="people.backend.Backend")
    items = navigation(client.get("/nl/stijlgids/").wsgi_request)
    assert ("/beheer/" in [item.url for item in items]) is leads


def test_a_page_of_text_renders_its_notes_with_their_kind(client):
    page = text_page("Veiligheid", "veiligheid")
    page.body = [
        ("heading", "Wat eerst komt"),
        ("prose", "Lees *rustig*."),
        ("note", {"kind": "safety", "text": "Overleg vandaag nog."}),
    ]
    page.save()
    main = client.get("/nl/veiligheid/").content.decode().split("<main")[1]
    assert main.count("<h1>") == 1
    assert 'class="note note--safety"' in main
    assert "<em>rustig</em>" in main


def test_the_style_guide_shows_in_every_language(client):
    for locale in Locale.objects.all():
        html = client.get(f"/{locale.language_code}/stijlgids/").content.decode()
        assert f'<html lang="{locale.language_code}"' in html
        assert html.count("<h1>") == 1
