"""A note hangs on a sentence of a page: through edits, after the page is gone, and with a word to the author first."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.template import Context
from django.test import RequestFactory

from cases.models import CasePage
from people.models.audience import of_group
from reflection import actions, queries
from reflection.actions.logbook import Words
from reflection.anchors import Anchor
from reflection.hanging import sentences_losing_notes
from reflection.models import LogEntry
from reflection.passages import about_of, pages_about, texts_of
from reflection.wagtail_hooks import show_what_loses_its_place
from tests.factories.modules import block, edit, module, unit
from tests.factories.people import TeamFactory, UserFactory
from tests.factories.vocabulary import load_small

pytestmark = pytest.mark.django_db

STORY = "Noé **vertaalt** voor zijn moeder. De consulente kijkt naar hem.\n\nNoé zwijgt. Dan zegt zijn moeder iets."


@pytest.fixture
def story(tree):
    load_small()
    return module(unit("Eén", block("text", "Lezen", text=STORY, key="lezen")))


def rewritten(page, text):
    return edit(page, unit("Eén", block("text", "Lezen", text=text, key="lezen")))


def note(person, page, quote, **where):
    anchor = Anchor(where.get("block", ""), quote, where.get("prefix", ""), where.get("suffix", ""))
    return actions.write_entry(
        by=person,
        words=Words("vrij", {"tekst": "Mijn zin."}),
        operation=uuid.uuid4(),
        about=about_of(page),
        passage=anchor,
    )


def seen(client, person, entry):
    client.force_login(person)
    return client.get(f"/nl/notities/logboek/{entry.pk}/")


def test_texts_are_what_a_reader_sees(story):
    ((_summary, _kort), *texts) = texts_of(story).items()
    assert [text for _block, text in texts] == [
        "Eén",
        "Lezen\nNoé vertaalt voor zijn moeder. De consulente kijkt naar hem.\n\nNoé zwijgt. Dan zegt zijn moeder iets.",
    ]
    assert about_of(story) == f"module:{story.translation_key}"


@pytest.mark.parametrize(
    ("quote", "placed", "hung"),
    [
        ("Noé vertaalt voor zijn moeder.", True, 1),
        ("moeder. De consulente", True, 2),
        ("Noé  vertaalt\nvoor", True, 1),
        ("Dit staat er niet.", False, 0),
    ],
)
def test_the_server_looks_for_the_passage_itself(story, quote, placed, hung):
    person = UserFactory()
    entry = note(person, story, quote, block="verzonnen" if not placed else "")
    ((version),) = queries.versions_of(person, entry.pk)
    assert (version.placed, len(entry.sentences), version.title) == (placed, hung, story.title)
    assert quote.encode() not in bytes(entry.sealed)
    assert all(word not in str(entry.sentences) for word in ("Noé", "moeder"))


def test_edits_outside_the_sentence_keep_it_and_removing_it_says_so(client, story):
    person = UserFactory()
    entry = note(person, story, "De consulente kijkt naar hem.")
    rewritten(story, f"Vooraf iets nieuws.\n\n{STORY.replace('Noé zwijgt.', 'Niemand zegt iets.')}")
    assert seen(client, person, entry).context["sentence_gone"] is False
    rewritten(story, STORY.replace("De consulente kijkt naar hem.", "Ze kijkt op."))
    page = seen(client, person, entry)
    assert "De zin waar dit bij hoorde, staat er niet meer." in page.content.decode()
    assert "De consulente kijkt naar hem." in page.content.decode()


@pytest.mark.parametrize("what", ["unpublish", "delete", "hide"])
def test_whatever_happens_to_the_page_the_note_stays(client, story, what):
    person = UserFactory()
    entry = note(person, story, "Noé zwijgt.")
    if what == "unpublish":
        story.unpublish()
    elif what == "delete":
        story.delete()
    else:
        type(story).objects.filter(pk=story.pk).update(audience=of_group(TeamFactory()))
    page = seen(client, person, entry)
    text = page.content.decode()
    assert page.context["page_gone"] is True
    assert {"Mijn zin.", "Noé zwijgt.", story.title} <= {
        each for each in ("Mijn zin.", "Noé zwijgt.", story.title) if each in text
    }


def test_a_page_one_may_not_see_is_no_page(story):
    type(story).objects.filter(pk=story.pk).update(audience=of_group(TeamFactory()))
    person = UserFactory()
    entry = note(person, story, "Noé zwijgt.")
    (version,) = queries.versions_of(person, entry.pk)
    assert (entry.about, version.title, version.placed, entry.sentences) == ("", "", False, [])


@pytest.mark.parametrize(
    "about", ["", "module:", "module:x", ":", f"niets:{uuid.UUID(int=7)}", f"module:{uuid.UUID(int=8)}"]
)
def test_what_names_nothing_is_nothing(tree, about):
    assert pages_about(about, UserFactory()) == []


# --- what an author is told ----------------------------------------------------------


def draft(page, text):
    """The page as an editor has it open, not published."""
    page = type(page).objects.get(pk=page.pk)
    page.units = page.units.stream_block.to_python([unit("Eén", block("text", "Lezen", text=text, key="lezen"))])
    return page


@pytest.mark.parametrize("notes", [1, 3])
def test_author_sees_sentences_with_notes_that_go_away_and_no_number(story, notes, django_assert_num_queries):
    for _ in range(notes):
        note(UserFactory(), story, "zwijgt. Dan zegt")
    note(UserFactory(), story, "Noé vertaalt")
    changed = draft(story, STORY.replace("Noé zwijgt. ", ""))
    with django_assert_num_queries(2):  # the published page and the hashes of what hangs there
        assert sentences_losing_notes(changed) == ["Noé zwijgt."]
    assert sentences_losing_notes(draft(story, STORY + " Erbij.")) == []


def test_nothing_is_told_of_deleted_notes_or_of_other_pages(story):
    person = UserFactory()
    entry = note(person, story, "Noé zwijgt.")
    note(person, module(unit("Eén", block("text", "Lezen", text=STORY, key="elders"))), "Dan zegt zijn moeder iets.")
    assert sentences_losing_notes(draft(story, "Alles anders.")) == ["Noé zwijgt."]
    actions.delete_entry(by=person, entry_id=entry.pk)
    assert sentences_losing_notes(draft(story, "Alles anders.")) == []


def editor_request():
    request = RequestFactory().post("/beheer/")
    request.user, request.session = UserFactory(is_superuser=True), SessionStore()
    request._messages = FallbackStorage(request)
    return request


def test_publishing_leads_back_once_with_the_sentences(story):
    note(UserFactory(), story, "Noé zwijgt.")
    request, changed = editor_request(), draft(story, "Alles <b>anders</b>.")
    answer = show_what_loses_its_place(request, changed)
    assert (answer.status_code, answer["Location"]) == (302, f"/beheer/pages/{story.pk}/edit/")
    (message,) = get_messages(request)
    assert "<li>“Noé zwijgt.”</li>" in str(message)
    assert show_what_loses_its_place(request, changed) is None
    assert show_what_loses_its_place(request, draft(story, STORY)) is None
    assert show_what_loses_its_place(request, changed) is not None


def test_panel_is_there_only_with_something_to_say(story):
    note(UserFactory(), story, "Noé zwijgt.")
    assert LogEntry.objects.count() == 1

    def panel(page):
        handler = type(page).get_edit_handler()
        request = editor_request()
        bound = handler.get_bound_panel(instance=page, request=request, form=handler.get_form_class()(instance=page))
        return next(
            each for tab in bound.children for each in tab.children if type(each.panel).__name__ == "HangingNotesPanel"
        )

    assert panel(draft(story, STORY)).is_shown() is False
    shown = panel(draft(story, "Alles anders."))
    assert shown.is_shown() is True
    assert "“Noé zwijgt.”" in shown.render_html(Context())


def test_case_has_the_panel_too():
    assert type(CasePage.content_panels[0]).__name__ == "HangingNotesPanel"
