"""Two tabs of one person at one field: nothing is overwritten, and the person chooses."""

import uuid

import pytest
from django.urls import reverse

from intervision.actions.writing import contribute, save_draft
from intervision.exceptions import StaleDraft
from intervision.models import Contribution, Draft
from intervision.projection import project
from tests.factories.intervision import make_room

FIRST, SECOND = uuid.uuid4(), uuid.uuid4()
"""The forms of two tabs."""


@pytest.fixture
def room(db):
    return make_room()


def keep(room, text, *, seen=0, page=FIRST, phase=2):
    where = {"phase": phase, "slot": 0, "seen": seen, "page": page}
    return save_draft(session_id=room.session.pk, by=room.peers[0], text=text, **where)


def drafts():
    return [draft.open() for draft in Draft.objects.all()]


def test_an_older_tab_overwrites_nothing_and_hears_what_stands(room):
    room.go_to(2)
    first = keep(room, "uit het eerste")
    second = keep(room, "uit het tweede", seen=first, page=SECOND)
    assert second == first + 1
    with pytest.raises(StaleDraft) as stale:
        keep(room, "weer uit het eerste", seen=first)
    assert (stale.value.standing, stale.value.version, drafts()) == ("uit het tweede", second, ["uit het tweede"])
    assert "uit het tweede" not in str(stale.value)
    chosen = keep(room, "weer uit het eerste", seen=second)
    assert (chosen, drafts()) == (second + 1, ["weer uit het eerste"])


@pytest.mark.parametrize(
    ("text", "seen", "page", "kept"),
    [
        ("van eerst, en meer", 0, FIRST, True),  # the answer to its first words got lost
        ("van eerst", 0, SECOND, True),  # both say the same
        ("van eerst\r\n", 0, SECOND, True),
        ("iets anders", 0, SECOND, False),  # this tab saw nothing there
        ("", 0, SECOND, False),  # an empty field takes nothing away either
        ("iets anders", 7, SECOND, False),
    ],
)
def test_which_words_may_take_the_place_of_which(room, text, seen, page, kept):
    room.go_to(2)
    keep(room, "van eerst")
    if kept:
        keep(room, text, seen=seen, page=page)
        assert drafts() == [text.strip()]
    else:
        with pytest.raises(StaleDraft):
            keep(room, text, seen=seen, page=page)
        assert drafts() == ["van eerst"]


def test_a_field_that_was_emptied_in_between_never_has_an_old_version_again(room):
    room.go_to(2)
    seen = keep(room, "een")
    assert keep(room, "", seen=seen, page=SECOND) == 0
    assert keep(room, "twee", page=SECOND) != seen
    with pytest.raises(StaleDraft):
        keep(room, "een, en verder", seen=seen)
    assert drafts() == ["twee"]


@pytest.mark.parametrize(("seen", "left"), [("first", ["uit het tweede"]), ("second", [])])
def test_handing_in_takes_only_the_draft_along_that_was_seen(room, seen, left):
    room.go_to(2)
    versions = {"first": keep(room, "uit het eerste")}
    versions["second"] = keep(room, "uit het tweede", seen=versions["first"], page=SECOND)
    where = {"session_id": room.session.pk, "phase": 2, "slot": 0, "contribution_id": uuid.uuid4()}
    assert contribute(by=room.peers[0], text="ingediend", seen=versions[seen], **where) is bool(left)
    assert ([found.open() for found in Contribution.objects.all()], drafts()) == (["ingediend"], left)


@pytest.fixture
def jonas(client, room):
    client.force_login(room.peers[0].person)
    return client


def post(client, room, text, *, seen=0, page=SECOND, phase=1, **more):
    url = reverse("intervision:draft", args=[room.session.pk])
    return client.post(url, {"id": page, "phase": phase, "slot": 0, "text": text, "versie": seen, **more})


def test_a_form_without_script_gets_both_texts_and_a_choice(jonas, room):
    room.go_to(1)
    seen = keep(room, "uit het eerste", phase=1)
    answer = post(jonas, room, "uit <het> tweede")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert ">uit &lt;het&gt; tweede</textarea>" in html
    other = html.split("data-other>")[1].split("</section>")[0]
    assert "In een ander tabblad staat een nieuwere tekst van jou" in other
    assert "uit het eerste" in other
    assert f'name="versie" value="{seen}"' in html
    assert drafts() == ["uit het eerste"]
    assert post(jonas, room, "uit <het> tweede", seen=seen, keuze="ander").status_code == 302
    assert drafts() == ["uit het eerste"]
    assert post(jonas, room, "uit <het> tweede", seen=seen).status_code == 302
    assert drafts() == ["uit <het> tweede"]
    page = jonas.get(reverse("intervision:room", args=[room.session.pk])).content.decode()
    assert "data-other hidden>" in page


def test_the_script_gets_the_version_and_the_text_that_stands(jonas, room):
    room.go_to(2)
    fragment = {"headers": {"X-Room-Fragment": "1"}}
    where = {"id": FIRST, "phase": 2, "slot": 0, "versie": 0}
    url = reverse("intervision:draft", args=[room.session.pk])
    first = jonas.post(url, {**where, "text": "een"}, **fragment)
    stale = jonas.post(url, {**where, "id": SECOND, "text": "twee"}, **fragment)
    assert (first.status_code, stale.status_code) == (200, 409)
    assert stale.json() == {"v": first.json()["v"], "text": "een"}
    assert project(room.fresh(), room.peers[0]).fields[0].version == first.json()["v"]


def test_handing_in_from_an_older_tab_says_that_the_other_text_is_still_there(jonas, room):
    room.go_to(2)
    keep(room, "uit het eerste")
    url = reverse("intervision:write", args=[room.session.pk])
    html = jonas.post(url, {"id": SECOND, "phase": 2, "slot": 0, "text": "uit het tweede"}).content.decode()
    assert "Wat je in een ander tabblad schreef, staat nog in het veld." in html
    assert ">uit het eerste</textarea>" in html
