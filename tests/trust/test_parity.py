"""What is not yours and what does not exist answer alike: nobody learns that something is there (trust.md P4, L27)."""

import re
from difflib import ndiff
from urllib.parse import quote

import pytest

from intervision.models import AfterCare, KeptLine
from meerstemmig.errors import words_of
from meerstemmig.models import Export
from meerstemmig.who_sees_what import Reader
from people.views.roles import token_of
from proposals.models import Recording
from tests.trust.crawl import Crawl
from tests.trust.routes import address, routes
from tests.trust.world import ABSENT, ABSENT_PK

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl-1")]


def foreign(world):
    """Per route: an object of others, and the same address with an object that is absent."""
    people, pages, sessions = world.people, world.pages, world.sessions
    post, case, practice = world.posts["team"].pk, pages.cases["team"], pages.practices["team"]
    draft = {"slug": "module-team", "address": "eenheid"}
    gone = {"slug": "module-afwezig", "address": "eenheid"}
    pairs = {
        "group": ({"kind": "team", "pk": people.team.pk}, {"kind": "team", "pk": ABSENT}),
        "invite": ({"kind": "kring", "pk": people.circle.pk}, {"kind": "kring", "pk": ABSENT}),
        "make_team": ({"pk": people.organisation.pk}, {"pk": ABSENT}),
        "end_membership": ({"pk": people.memberships[0]}, {"pk": ABSENT_PK}),
        "change_role": ({"pk": people.memberships[0]}, {"pk": ABSENT_PK}),
        **dict.fromkeys(("person_roles", "take_role"), ({"token": token_of(people.peer)}, {"token": "afwezig"})),
        **dict.fromkeys(("tried", "move_up"), ({"slug": practice.slug}, {"slug": "praktijk-weg"})),
        "record": ({"slug": practice.slug}, {"slug": "praktijk-weg"}),
        "stage": ({"slug": case.slug, "number": 1}, {"slug": "casus-weg", "number": 1}),
        "closing": ({"slug": case.slug}, {"slug": "casus-weg"}),
        "restart": ({"slug": case.slug}, {"slug": "casus-weg"}),
        "guide": ({"slug": case.slug}, {"slug": "casus-weg"}),
        "voices": ({"slug": case.slug}, {"slug": "casus-weg"}),
        **dict.fromkeys(
            ("together", "marked"),
            (
                {"slug": pages.cases["public"].slug, "kind": "kring", "pk": people.circle.pk},
                {"slug": pages.cases["public"].slug, "kind": "kring", "pk": ABSENT},
            ),
        ),
        **dict.fromkeys(("attest", "attest_texts", "attest_check"), ({"code": world.attest.code}, {"code": ABSENT})),
        "workbook_place": ({"about": pages.cases["public"].about}, {"about": f"casus:{ABSENT}"}),
        "workbook_versions": ({"pk": world.own_note}, {"pk": ABSENT}),
        "echo_ask": ({"pk": world.own_note}, {"pk": ABSENT}),
        **dict.fromkeys(("echo", "echo_postpone", "echo_stop"), ({"pk": world.echoes[1].pk}, {"pk": ABSENT})),
        "settle": ({"pk": world.plan.pk}, {"pk": ABSENT_PK}),
        "begin": ({"slug": "module-team"}, {"slug": "module-weg"}),
        "module_attest": ({"slug": "module-team"}, {"slug": "module-weg"}),
        "unit": (draft, gone),
        "finish": (draft, gone),
        "reopen": (draft, gone),
        "circle": ({"circle_id": people.circle.pk}, {"circle_id": ABSENT}),
        "plan": ({"circle_id": people.circle.pk}, {"circle_id": ABSENT}),
        "take_export": ({"export_id": Export.objects.get().pk}, {"export_id": ABSENT}),
        **dict.fromkeys(
            (
                "room",
                "state",
                "steer",
                "draft",
                "take_back",
                "ready",
                "keep",
                "confirm_close",
                "look_back",
                "slower",
                "move_session",
                "cancel_session",
                "seats",
                "prepare",
                "show_case",
                "lay_case",
                "take_case_back",
                "question",
                "nameless",
                "screen_code",
                "screen",
                "screen_state",
            ),
            ({"session_id": sessions.hiding.pk}, {"session_id": ABSENT}),
        ),
        **dict.fromkeys(
            ("share", "freeze"),
            ({"kind": "answer", "pk": world.released.rows[0]}, {"kind": "answer", "pk": ABSENT}),
        ),
        **dict.fromkeys(("preview", "received", "stop"), ({"pk": world.released.releases["team"].pk}, {"pk": ABSENT})),
        "frozen": ({"pk": world.released.frozen.pk}, {"pk": ABSENT}),
        **dict.fromkeys(
            ("proposal", "complete", "withdraw_proposal", "veto_talk"), ({"pk": world.proposal.pk}, {"pk": ABSENT})
        ),
        **dict.fromkeys(("sound", "drop_sound"), ({"pk": Recording.objects.get().pk}, {"pk": ABSENT})),
        **dict.fromkeys(("reply", "edit", "restore", "versions", "report", "decide"), ({"pk": post}, {"pk": ABSENT})),
        **dict.fromkeys(
            ("entry", "revise", "delete_entry", "restore_entry", "forget_entry"),
            ({"pk": world.entries.kept.pk}, {"pk": ABSENT}),
        ),
        **dict.fromkeys(
            ("kept_step", "answer_step", "step_reminder", "pass_on", "ask_consent"),
            ({"line_id": KeptLine.objects.get(person__isnull=False).pk}, {"line_id": ABSENT}),
        ),
        "line_consent": ({"line_id": KeptLine.objects.get(circle__isnull=False).pk}, {"line_id": ABSENT}),
        "after_care": ({"care_id": AfterCare.objects.get().pk}, {"care_id": ABSENT}),
        "propose": ({"kind": "praktijk", "object_id": practice.pk}, {"kind": "praktijk", "object_id": ABSENT_PK}),
        "wagtail_serve": ({"page_path": "praktijken/praktijk-team/"}, {"page_path": "praktijken/praktijk-weg/"}),
        "media": ({"name": pages.rendition.file.name}, {"name": "images/weg.png"}),
        "wagtaildocs_serve": (
            {"document_id": pages.document.pk, "document_filename": pages.document.filename},
            {"document_id": ABSENT_PK, "document_filename": "weg.pdf"},
        ),
    }
    by_name = {route.name: route for route in routes() if not route.is_editor}
    return {name: tuple(address(by_name[name], each) for each in pair) for name, pair in pairs.items()}


def answer(crawl, method, path):
    """Status, where to, and the body without what differs per request: tokens, and the address itself."""
    response = getattr(crawl.client, method)(
        path, {"audience": "iedereen", "name": "zomaar"} if method == "post" else {}
    )
    body = response.content.decode("utf-8", "replace")
    body = re.sub(r'(csrfmiddlewaretoken" value="|nonce="|"csrf": ")[^"]+', "", body)
    own = [path, quote(path, safe=""), path.removeprefix("/nl"), words_of(path), *path.split("/")]
    for piece in sorted({piece for piece in own if len(piece) > 2}, key=len, reverse=True):
        # A short number is taken out where it stands by itself: id 813 is also a part of the telephone number 1813.
        body = re.sub(rf"(?<!\d){piece}(?!\d)", "", body) if piece.isdecimal() else body.replace(piece, "")
    led = response.headers.get("Location", "").replace(path, "").replace(quote(path), "")
    return response.status_code, led, body


def differences(first, second):
    """Short enough to read."""
    lines = [line for line in ndiff(first[2].splitlines(), second[2].splitlines()) if line[0] in "+-"]
    return first[:2], second[:2], lines[:4]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("reader", [Reader.STRANGER, Reader.ANONYMOUS], ids=lambda reader: reader.name)
def test_foreign_and_absent_answer_alike(world, reader, method):
    crawl = Crawl(world, reader)
    told = {}
    for name, (theirs, absent) in foreign(world).items():
        first, second = answer(crawl, method, theirs), answer(crawl, method, absent)
        if first != second:
            told[name] = differences(first, second)
    assert told == {}


def test_the_same_addresses_open_for_whom_they_are(world):
    """The same set-up, so that the parity above is no parity of nothing."""
    crawl = Crawl(world, Reader.PROFESSIONAL)
    opened = {name for name, (own, _absent) in foreign(world).items() if answer(crawl, "get", own)[0] == 200}
    assert opened >= {
        "group", "stage", "attest", "module_attest", "unit", "circle", "plan", "room", "state", "reply", "edit",
        "versions", "entry", "revise", "wagtail_serve", "media", "wagtaildocs_serve",
        "share", "freeze", "received", "frozen", "proposal", "sound",
    }  # fmt: skip
