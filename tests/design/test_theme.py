"""Light, dark or as the system says: chosen with a form, kept in a cookie."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


def opening(html):
    return html.split("<html")[1].split(">")[0].strip(), 'css/dark.css" media="screen"' in html, "dark.css" in html


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("licht", ('lang="nl" class="theme-light"', False, False)),
        ("donker", ('lang="nl" class="theme-dark"', True, True)),
        ("systeem", ('lang="nl"', False, True)),
        ("<script>", ('lang="nl"', False, True)),
    ],
)
def test_a_choice_decides_which_sheets_are_linked(client, choice, expected):
    response = client.post("/nl/weergave/", {"thema": choice, "terug": "/nl/stijlgids/"})
    assert (response.status_code, response["Location"]) == (302, "/nl/stijlgids/")
    assert opening(client.get("/nl/stijlgids/").content.decode()) == expected


def test_following_the_system_again_forgets_the_choice(client):
    client.post("/nl/weergave/", {"thema": "donker"})
    client.post("/nl/weergave/", {"thema": "systeem"})
    assert client.cookies["thema"].value == ""


@pytest.mark.parametrize("back", ["https://elders.test/", "//elders.test", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_site(client, back):
    assert client.post("/nl/weergave/", {"thema": "donker", "terug": back})["Location"] == "/"


def test_looking_changes_nothing(client):
    assert client.get("/nl/weergave/").status_code == 405
