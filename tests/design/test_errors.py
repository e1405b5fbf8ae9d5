"""Every error page says what happened and has a way on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from meerstemmig.errors import server_error, words_of
from people.models.audience import of_group
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice

pytestmark = pytest.mark.django_db


HUGE = "x" * 2_200_000
"""More than a form may send."""


def with_token(client):
    """A browser that was here before: the check of the token goes on to read the form."""
    client.cookies["csrftoken"] = "a" * 32
    return client


@pytest.fixture
def member():
    client = with_token(Client(enforce_csrf_checks=True))
    client.force_login(UserFactory())
    return client


def search_and_home(html):
    return 'action="/nl/zoeken/"' in html, 'href="/nl/"' in html


@pytest.mark.usefixtures("tree")
def test_a_page_that_is_there_in_dutch_only_is_offered_to_who_may_read_it(client):
    team, member = TeamFactory(), UserFactory()
    MembershipFactory(person=member, team=team)
    make_practice("voor-iedereen")
    make_practice("voor-het-team", audience=of_group(team))

    def offered(slug, language="fr"):
        html = client.get(f"/{language}/praktijken/{slug}/").content.decode()
        return f'<a href="/nl/praktijken/{slug}/" lang="nl" hreflang="nl">' in html.split("<main")[1]

    assert (offered("voor-iedereen"), offered("voor-iedereen", "en")) == (True, True)
    assert (offered("voor-het-team"), offered("bestaat-niet"), offered("voor-het-team", "nl")) == (False, False, False)
    client.force_login(member)
    assert (offered("voor-het-team"), offered("bestaat-niet")) == (True, False)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "path", ["praktijken/%00/", "%00/", "praktijken/a%0Ab/", "praktijken//", "%ED%A0%80/", "a" * 3000 + "/"]
)
def test_an_address_that_can_be_no_page_is_only_absent(client, path):
    assert client.get(f"/fr/{path}").status_code == 404


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


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("checked", [True, False], ids=["read by the token check", "read by the view"])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_too_much_in_one_go_is_told_in_our_own_page_and_in_the_language_of_the_address(language, checked):
    client = with_token(Client(enforce_csrf_checks=checked))
    response = client.post(f"/{language}/weergave/", {"thema": HUGE})
    html = response.content.decode()
    assert (response.status_code, f'<html lang="{language}"' in html, "data-step-back" in html) == (413, True, True)
    assert (response["Cache-Control"], "Bad Request" in html, "xxxx" in html) == ("private, no-store", False, False)
    assert f'action="/{language}/zoeken/"' in html


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/nl/notities/logboek/nieuw/", f"v_vrij={HUGE}", "application/x-www-form-urlencoded"),
        ("/nl/gesprek/praktijk/1/plaats/", f"text={HUGE}", "application/x-www-form-urlencoded"),
        ("/nl/casussen/x/fase/1/", f"gezien={HUGE}", "application/x-www-form-urlencoded"),
        ("/nl/weergave/", "&".join(f"v{number}=1" for number in range(2100)), "application/x-www-form-urlencoded"),
    ],
    ids=["logbook", "talk", "case stage", "too many fields"],
)
def test_too_much_is_told_alike_wherever_it_was_sent(path, body, kind, member):
    response = member.post(path, body, content_type=kind)
    html = response.content.decode()
    assert (response.status_code, "Dit is te veel in één keer" in html) == (413, True)
    assert search_and_home(html) == (True, True)


@pytest.mark.usefixtures("tree")
def test_what_a_room_sends_is_told_alike(member):
    body = f'--grens\r\nContent-Disposition: form-data; name="text"\r\n\r\n{HUGE}\r\n--grens--\r\n'
    response = member.post("/nl/weergave/", body, content_type="multipart/form-data; boundary=grens")
    assert (response.status_code, "Dit is te veel in één keer" in response.content.decode()) == (413, True)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_what_cannot_be_read_is_told_in_our_own_page(language):
    response = Client().post(f"/{language}/weergave/", "x", content_type="multipart/form-data; boundary=\xff")
    html = response.content.decode()
    assert (response.status_code, f'<html lang="{language}"' in html) == (400, True)
    assert (f'action="/{language}/zoeken/"' in html, "data-step-back" in html) == (True, True)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_form_that_stood_open_too_long_speaks_the_language_of_its_address(language):
    response = Client(enforce_csrf_checks=True).post(f"/{language}/weergave/", {"thema": "donker"})
    assert (response.status_code, f'<html lang="{language}"' in response.content.decode()) == (403, True)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("body", "kind", "status", "reason"),
    [
        (f"v_vrij={HUGE}", "application/x-www-form-urlencoded", 413, "te-lang"),
        ("x", "multipart/form-data; boundary=\xff", 400, "onleesbaar"),
    ],
    ids=["too much", "unreadable"],
)
def test_a_script_gets_a_sentence_and_no_page(body, kind, status, reason):
    response = Client().post("/nl/weergave/", body, content_type=kind, headers={"Accept": "application/json"})
    told = response.json()
    assert (response.status_code, told["reason"]) == (status, reason)
    assert "Je tekst staat nog hier" in told["text"]


def test_a_name_that_is_not_ours_gets_a_page_that_stands_alone(settings, django_assert_num_queries):
    settings.ALLOWED_HOSTS = ["meerstemmig.test"]
    with django_assert_num_queries(0):
        response = Client(headers={"host": "elders.test"}).get("/nl/")
    html = response.content.decode()
    assert (response.status_code, "Dit adres kennen we niet" in html, "elders.test" in html) == (400, True, False)
    assert ('href="/fr/"' in html, 'href="/en/"' in html) == (True, True)
