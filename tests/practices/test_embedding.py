"""A card for other sites: public practices only, in every frame, without a script, a cookie or a trace of who looks."""

import re

import pytest

from people.models.audience import members, of_group
from tests.factories.people import TeamFactory, UserFactory
from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
CARD = "/nl/insluiten/praktijk/tolk-eerst/"


def test_it_stands_in_every_frame_and_runs_and_remembers_nothing(client):
    make_practice(title='De "tolk" <eerst>')
    response = client.get(CARD)
    policy = dict(part.partition(" ")[::2] for part in response["Content-Security-Policy"].split("; "))
    assert (policy["frame-ancestors"], policy["script-src"], policy["connect-src"]) == ("*", "'none'", "'none'")
    assert policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    page = response.content.decode()
    assert "<script" not in page
    assert "De &quot;tolk&quot; &lt;eerst&gt;" in page
    assert re.findall(r'href="(http[^"]+)"', page) == ["http://testserver/nl/praktijken/tolk-eerst/"]


def test_who_is_signed_in_gets_no_more_of_it(client):
    team = TeamFactory()
    person = UserFactory()
    team.memberships.create(person=person)
    make_practice(audience=of_group(team))
    make_practice("voor-leden", audience=members())
    make_practice("ontwerp", live=False)
    client.force_login(person)
    assert client.get("/nl/praktijken/tolk-eerst/").status_code == 200
    for slug in ("tolk-eerst", "voor-leden", "ontwerp", "weg"):
        gone = client.get(f"/nl/insluiten/praktijk/{slug}/")
        assert (gone.status_code, gone.cookies.keys(), b"<script" in gone.content) == (404, set(), False)
    assert "Toon deze praktijk op een andere site" not in client.get("/nl/praktijken/voor-leden/").content.decode()


def test_the_page_gives_the_code_to_copy(client):
    make_practice(title='De "tolk"')
    page = client.get("/nl/praktijken/tolk-eerst/").content.decode()
    assert (
        "&lt;iframe src=&quot;http://testserver/nl/insluiten/praktijk/tolk-eerst/&quot; title=&quot;De &amp;quot;tolk&amp;quot;&quot;"
        in page
    )


def test_other_pages_stay_in_our_own_frames_only(client):
    make_practice()
    response = client.get("/nl/praktijken/tolk-eerst/")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
