"""Every error page says what happened and has a way on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from meerstemmig.errors import server_error, words_of

pytestmark = pytest.mark.django_db


def search_and_home(html):
    return 'action="/nl/zoeken/"' in html, 'href="/nl/"' in html


@pytest.mark.usefixtures("tree")
def test_an_unknown_page_offers_the_words_of_its_address(client):
    response = client.get("/nl/casussen/brief-in-zijn-rugzak-2019/?token=GEHEIM")
    html = response.content.decode()
    assert response.status_code == 404
    assert search_and_home(html) == (True, True)
    assert 'value="brief zijn rugzak"' in html
    assert "GEHEIM" not in html.split("<main")[1].split("</main>")[0]


@pytest.mark.usefixtures("tree")
def test_an_unknown_page_speaks_the_language_of_its_address(client):
    html = client.get("/fr/nergens/").content.decode()
    assert '<html lang="fr"' in html
    assert 'action="/fr/zoeken/"' in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nl/casussen/brief-in-zijn-rugzak/", "brief zijn rugzak"),
        ("/nl/nergens/", ""),
        ("/nl/mensen/uitnodiging/9f8a7d6c5b/", ""),
        ("/nl/modules/attest/0c6d1f52-4a0e-4cab-9bad-face00c0ffee/", ""),
        ("/", ""),
        ("/nl/<script>-alert/", "script alert"),
    ],
)
def test_words_of_an_address(path, words):
    assert words_of(path) == words


@pytest.mark.usefixtures("tree")
def test_a_form_that_stood_open_too_long_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/nl/weergave/", {"thema": "donker"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in html
    assert search_and_home(html) == (True, True)


@pytest.mark.usefixtures("tree")
def test_a_refusal_tells_its_reason_escaped(rf):
    from django.contrib.auth.models import AnonymousUser

    from meerstemmig.errors import permission_denied

    request = rf.get("/nl/x/")
    request.user = AnonymousUser()
    html = permission_denied(request, Exception("Alleen de <b>begeleider</b> kan dit.")).content.decode()
    assert "Alleen de &lt;b&gt;begeleider&lt;/b&gt; kan dit." in html
    assert search_and_home(html) == (True, True)


def test_a_broken_server_answers_without_database_or_context(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/nl/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert search_and_home(html) == (True, True)
    assert 'href="/fr/"' in html


def test_the_offline_page_holds_nothing_of_the_reader(client, django_user_model, django_assert_num_queries):
    user = django_user_model.objects.create_user(email="kanarie@voorbeeld.test", password="een-lang-wachtwoord")
    client.force_login(user)
    anonymous = Client().get("/nl/geen-verbinding/").content
    assert client.get("/nl/geen-verbinding/").content == anonymous
    assert b"kanarie" not in anonymous


def test_the_worker_keeps_the_offline_page_and_static_files_only(client):
    response = client.get("/sw.js")
    script = response.content.decode()
    shelf = script[script.index("KEPT = [") : script.index("];")]
    kept = [line.strip().strip('",') for line in shelf.splitlines()[1:] if line.strip()]
    assert response["Content-Type"] == "text/javascript"
    assert [path for path in kept if not path.startswith("/static/")] == [
        f"/{language}/geen-verbinding/" for language in ("nl", "fr", "en")
    ]
    assert "cache.put" not in script


def test_the_page_for_a_broken_server_needs_no_request():
    assert "Er ging iets mis" in render_to_string("500.html")


@pytest.mark.usefixtures("tree")
def test_the_address_of_a_form_opened_on_its_own_has_a_way_on(client):
    response = client.get("/nl/notities/meenemen/")
    html = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Hier hoort een formulier bij" in html
    assert search_and_home(html) == (True, True)
