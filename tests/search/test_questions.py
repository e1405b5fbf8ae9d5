"""What people ask and do not find: counted without people, told from five on, led to a concept with one press."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from people.models import Role
from people.retention import rules
from search.models import AskedFor, SearchForm
from search.tallying import found_nothing, hardly_opened, tally
from tests.factories.people import RoleGrantFactory, UserFactory
from tests.factories.practices import make_practice
from vocabulary.models import Concept, ConceptForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

URL, QUESTIONS = "/nl/zoeken/", "/nl/zoeken/vragen/"


@pytest.fixture(autouse=True)
def _empty_index(tree):
    call_command("index_search", rebuild=True, verbosity=0)


@pytest.fixture
def editor(client):
    editor = RoleGrantFactory(role=Role.EDITOR).person
    client.force_login(editor)
    return editor


def counts(row):
    return (row.words, row.asked, row.empty, row.opened, row.missed)


def test_words_are_written_down_when_the_fifth_person_asks_and_never_before(client):
    for number in range(4):
        client.get(URL, {"q": "Zwemvliezen" if number % 2 else "zwemvliezen"}, REMOTE_ADDR=f"10.0.0.{number}")
    assert [counts(row) for row in AskedFor.objects.all()] == [("", 4, 4, 0, 0)]
    client.get(URL, {"q": "zwemvliezen"}, REMOTE_ADDR="10.0.0.9")
    assert [counts(row) for row in AskedFor.objects.all()] == [("zwemvliezen", 5, 5, 0, 0)]
    assert AskedFor.objects.get().askers == ""
    client.get(URL, {"q": "zwemvliezen"}, REMOTE_ADDR="10.0.0.1")
    assert [(row.asked, row.askers) for row in AskedFor.objects.all()] == [(6, "")]


def test_one_person_who_asks_twenty_times_is_one_and_their_words_are_not_kept(client):
    client.force_login(UserFactory())
    for _time in range(20):
        client.get(URL, {"q": "kanarie moeder"})
    kept = AskedFor.objects.get()
    assert counts(kept) == ("", 20, 20, 0, 0)
    assert len(kept.askers) == 9


def test_the_mark_of_somebody_is_another_at_every_question(client):
    client.force_login(UserFactory())
    for words in ("zwemvliezen", "snorkelbril"):
        client.get(URL, {"q": words})
    first, second = AskedFor.objects.all()
    assert first.askers != second.askers


@pytest.mark.parametrize("more", [{"page": "2"}, {"soort": "praktijk"}, {"letterlijk": "ja"}, {"q": ""}])
def test_a_next_page_or_the_same_question_narrowed_is_not_counted_again(client, more):
    client.get(URL, {"q": "zwemvliezen", **more})
    assert not AskedFor.objects.exists()


@pytest.mark.parametrize(
    "words", ["an@voorbeeld.test", "0478 12 34 56", "1 mei 2009", "a" * 61, "de het een", "w o r d e n " * 5]
)
def test_what_may_be_about_somebody_is_not_counted(words):
    for _time in range(6):
        tally(words, "nl", "asked")
    assert not AskedFor.objects.exists()


def test_who_asks_is_kept_nowhere(client):
    client.force_login(UserFactory())
    client.get(URL, {"q": "zwemvliezen"})
    names = {field.name for field in AskedFor._meta.get_fields()}
    assert names == {"id", "digest", "language", "words", "asked", "empty", "opened", "missed", "last_on", "askers"}


def test_one_press_says_that_something_is_missing(client):
    page = BeautifulSoup(client.get(URL, {"q": "zwemvliezen"}).content, "html.parser")
    form = page.select_one(".empty form")
    sent = {field["name"]: field["value"] for field in form.select("input") if field["name"] == "q"}
    answer = client.post(form["action"], sent, follow=True)
    assert "Dank je." in answer.content.decode()
    assert [counts(row) for row in AskedFor.objects.all()] == [("", 1, 1, 0, 1)]


def test_a_browser_that_tells_which_result_was_opened_is_counted(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_practice("tolk", title="De tolk eerst")
    page = BeautifulSoup(client.get(URL, {"q": "tolk"}).content, "html.parser")
    assert client.post(page.select_one(".hit__title a")["ping"]).status_code == 204
    assert [counts(row) for row in AskedFor.objects.all()] == [("", 1, 0, 1, 0)]


def row(words, **fields):
    return AskedFor.objects.create(
        digest=words or "x", words=words, language="nl", last_on=timezone.localdate(), **fields
    )


def test_the_lists_hold_what_found_nothing_and_what_was_hardly_opened():
    row("niets", asked=8, empty=8)
    row("gemist", asked=6, empty=3, missed=4)
    row("zelden", asked=10, opened=1)
    row("vaak", asked=10, opened=2)
    row("", asked=4, empty=4)
    assert [one.words for one in found_nothing()] == ["gemist", "niets"]
    assert [one.words for one in hardly_opened()] == ["zelden"]


@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), (Role.TRAINER, 403), (Role.EXPERIENCE_REVIEWER, 403), (Role.EDITOR, 200)]
)
def test_only_editors_read_them(client, role, status):
    person = RoleGrantFactory(role=role).person if role else UserFactory()
    client.force_login(person)
    one = row("zwemvliezen", asked=5, empty=5)
    answer = client.get(QUESTIONS)
    assert (answer.status_code, b"zwemvliezen" in answer.content) == (status, status == 200)
    assert client.post(f"{QUESTIONS}{one.pk}/", {"concept": "x"}).status_code == (302 if status == 200 else 403)


def test_one_press_leads_a_question_to_a_concept(client, editor, make_concept):
    concept = make_concept("thema.zwemmen", "Zwemmen en water")
    one = row("zwemmen leren", asked=5, empty=5)
    page = BeautifulSoup(client.get(QUESTIONS).content, "html.parser")
    button = page.select_one(".questions__offers button")
    assert (button["value"], button.get_text()) == (concept.pk, "Zwemmen en water")
    client.post(f"{QUESTIONS}{one.pk}/", {"concept": concept.pk})
    assert [(form.text, form.concept_id, form.is_ours) for form in SearchForm.objects.all()] == [
        ("zwemmen leren", "thema.zwemmen", True)
    ]
    assert not AskedFor.objects.exists()


def test_a_question_far_from_every_name_is_led_to_a_concept_that_the_editor_names(client, editor, make_concept):
    make_concept("thema.zwemmen", "Zwemmen en water")
    one, other = row("badmuts", asked=5, empty=5), row("duikbril", asked=5, empty=5)
    page = BeautifulSoup(client.get(QUESTIONS).content, "html.parser")
    assert [each["value"] for each in page.select("#begrippen option")] == ["thema.zwemmen"]
    answer = client.post(f"{QUESTIONS}{one.pk}/", {"concept": "weet ik niet"}, follow=True)
    assert "Dit begrip kennen we niet." in answer.content.decode()
    client.post(f"{QUESTIONS}{one.pk}/", {"concept": "thema.zwemmen"})
    client.post(f"{QUESTIONS}{other.pk}/", {"concept": "zwemmen en water"})
    assert sorted(SearchForm.objects.values_list("text", "concept_id")) == [
        ("badmuts", "thema.zwemmen"), ("duikbril", "thema.zwemmen"),
    ]  # fmt: skip


def test_a_form_that_was_out_of_use_is_used_again(client, editor, make_concept):
    concept = make_concept("thema.zwemmen", "Zwemmen en water")
    SearchForm.objects.create(concept=concept, language="nl", text="zwemles", is_used=False)
    client.post(f"{QUESTIONS}{row('zwemles', asked=5, empty=5).pk}/", {"concept": concept.pk})
    assert [(form.is_used, form.is_ours) for form in SearchForm.objects.all()] == [(True, True)]


@pytest.mark.parametrize(("missed", "told"), [(1, []), (4, []), (9, ["5"])])
def test_counts_are_told_in_steps_of_five(client, editor, missed, told):
    row("zwemvliezen", asked=13, empty=13, missed=missed)
    page = " ".join(
        BeautifulSoup(client.get(QUESTIONS).content, "html.parser").select_one(".questions").get_text().split()
    )
    assert "minstens 10 keer gezocht" in page
    assert [each for each in told if f"minstens {each} keer als ontbrekend gemeld" in page] == told
    assert ("als ontbrekend gemeld" in page) == bool(told)


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_however_long(client, editor, make_concept, number, django_assert_num_queries):
    make_concept("thema.zwemmen", "Zwemmen en water")
    for one in range(number):
        row(f"zwemmen {'abc'[one]}", asked=5, empty=5)
    client.get(QUESTIONS)
    with django_assert_num_queries(10):
        client.get(QUESTIONS)


def test_what_nobody_asks_for_ninety_days_goes():
    rule = next(rule for rule in rules() if rule.what == "search.AskedFor")
    old, new = row("oud", asked=5), row("nieuw", asked=5)
    AskedFor.objects.filter(pk=old.pk).update(last_on=timezone.localdate() - datetime.timedelta(days=91))
    AskedFor.objects.filter(pk=new.pk).update(last_on=timezone.localdate() - datetime.timedelta(days=90))
    rule.end(rule.find(timezone.now()))
    assert [one.words for one in AskedFor.objects.all()] == ["nieuw"]


@pytest.fixture
def make_concept():
    from vocabulary.folding import fold
    from vocabulary.models import Facet

    def make(pk, label):
        facet, _made = Facet.objects.get_or_create(
            pk=pk.partition(".")[0],
            defaults={"label_nl": "Thema", "label_fr": "Thème", "label_en": "Theme", "position": 1},
        )
        concept = Concept.objects.create(pk=pk, facet=facet, label_nl=label, label_fr=label, label_en=label, position=1)
        ConceptForm.objects.create(
            concept=concept, language="nl", kind="pref", text=label, folded=fold(label), position=0
        )
        return concept

    return make
