"""Who tried a practice: told without a name, moderated as talk is, found while it stands, and a step of the ladder."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from discussion.actions import posts, reports
from discussion.models import Post, Thread
from people.erasing import erase
from people.models import Membership
from people.models.audience import of_group
from practices.enums import Ladder
from practices.ladder import missing_for, with_reports
from practices.models import PracticePage
from practices.searching import doc_of
from practices.tried import actions
from practices.tried.exceptions import NotTheEditors, NotYet
from practices.tried.queries import independent_reports, tried_context
from practices.tried.rules import can_move_up, check_move_up
from reflection.models import Draft
from search.models import DirtyDocument
from tests.factories.people import OrganisationFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice
from tests.factories.proposals import editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

HERE = "/nl/praktijken/tolk-eerst/"
TELL = f"{HERE}geprobeerd/"
SAID = {
    "context": "Een leefgroep met tieners.",
    "happened": "We belden drie dagen vooraf, en de tolk was er.",
    "missed": "Voor een kleine taal vonden we niemand.",
}
OPERATION = "6d656572-0000-4000-8000-000000000002"


@pytest.fixture
def professional(client):
    person = UserFactory()
    client.force_login(person)
    return person


def tried(page, by=None, **said):
    return actions.tell(by=by or UserFactory(), page=page, submission=uuid.uuid4(), **{**SAID, **said})


def member(organisation=None, team=None):
    person = UserFactory()
    Membership.objects.create(person=person, organisation=organisation, team=team)
    return person


def test_it_is_told_and_read_by_everybody_without_a_name(client, professional):
    make_practice()
    assert client.get(TELL).status_code == 200
    answer = client.post(TELL, SAID)
    post = Post.objects.get()
    assert answer["Location"] == f"{HERE}#bericht-{post.pk}"
    public = type(client)().get(HERE).content.decode()
    assert "We belden drie dagen vooraf, en de tolk was er." in public
    assert "<strong>Wat niet lukte</strong>" in public
    assert professional.first_name not in public
    assert (post.thread.kind, post.thread.audience.kind) == ("geprobeerd", "public")
    assert Thread.objects.count() == 1


def test_a_visitor_signs_in_first_and_an_absent_practice_is_absent(client, professional):
    make_practice()
    assert type(client)().get(TELL)["Location"].startswith("/nl/account/login/")
    assert client.get("/nl/praktijken/weg/geprobeerd/").status_code == 404


def test_what_misses_is_said_and_what_was_typed_comes_back(client, professional):
    make_practice()
    answer = client.post(TELL, {"happened": SAID["happened"]})
    assert answer.status_code == 422
    assert (
        answer.content.decode().count("Schrijf hier iets. Een paar woorden volstaan.") == 4
    )  # at two fields, and in the summary
    assert SAID["happened"] in client.get(TELL).content.decode()
    assert Draft.objects.of(professional).filter(key="nieuw").exists()


def test_what_may_tell_who_somebody_is_is_asked_about_before_it_is_placed(client, professional):
    make_practice()
    sent = {**SAID, "happened": "Youssef uit Lokeren bleef.", "operation": OPERATION}
    asked = client.post(TELL, sent)
    assert asked.status_code == 422
    assert "Wat iemand herkenbaar kan maken" in asked.content.decode()
    assert not Post.objects.exists()
    assert client.post(TELL, {**sent, "looked": "on"}).status_code == 302
    assert client.post(TELL, {**sent, "looked": "on"}).status_code == 302
    assert Post.objects.count() == 1


def test_withdrawn_it_is_gone_at_once_from_the_page_and_from_what_is_found(client, professional):
    page = make_practice()
    post = tried(page, professional, happened="Een zeepaardje keek mee.")
    assert "zeepaardje" in doc_of(page).body
    DirtyDocument.objects.all().delete()
    assert client.post(f"/nl/gesprek/bericht/{post.pk}/intrekken/").status_code == 302
    assert [(row.kind, row.key) for row in DirtyDocument.objects.all()] == [("praktijk", str(page.pk))]
    assert "zeepaardje" not in doc_of(page).body
    mine = client.get(HERE).content.decode()
    assert "zeepaardje" not in mine
    assert "Je trok dit verslag in." in mine
    assert "Je trok dit verslag in." not in type(client)().get(HERE).content.decode()
    client.post(f"/nl/gesprek/bericht/{post.pk}/terugzetten/")
    assert "zeepaardje" in type(client)().get(HERE).content.decode()


def test_it_is_not_changed_through_talk_which_would_ask_about_nobody(client, professional):
    post = tried(make_practice(), professional)
    address = f"/nl/gesprek/bericht/{post.pk}/aanpassen/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Youssef uit Lokeren bleef."}).status_code == 404
    assert "Youssef" not in Post.objects.get().text


def test_reported_it_comes_before_the_editors_and_hidden_only_its_writer_reads_why(client, professional):
    page, decides = make_practice(), editor()
    post = tried(page)
    assert client.get(f"/nl/gesprek/bericht/{post.pk}/melden/").status_code == 200
    client.post(f"/nl/gesprek/bericht/{post.pk}/melden/", {"reason": "herkenbaar"})
    queue = type(client)()
    queue.force_login(decides)
    assert SAID["happened"] in queue.get("/nl/gesprek/meldingen/").content.decode()
    reports.hide(by=decides, post=post, reason="De dienst is te herkennen.")
    assert SAID["happened"] not in client.get(HERE).content.decode()
    assert SAID["happened"] not in doc_of(page).body
    writer = type(client)()
    writer.force_login(post.author)
    own = writer.get(HERE).content.decode()
    assert "Waarom: De dienst is te herkennen." in own
    assert SAID["happened"] not in own


def test_nobody_answers_a_report_and_nobody_writes_there_by_another_door(client, professional):
    page = make_practice()
    post = tried(page)
    assert client.get(f"/nl/gesprek/bericht/{post.pk}/antwoord/").status_code == 404
    sent = {"kind": "vraag", "text": "Hoi", "submission": uuid.uuid4(), "audience": "iedereen"}
    assert client.post(f"/nl/gesprek/geprobeerd/{page.pk}/plaats/", sent).status_code == 404
    assert Post.objects.count() == 1
    assert client.get(HERE).content.decode().count(SAID["happened"]) == 1


def test_beneath_what_is_of_a_team_only_the_team_reads_it(client):
    team = TeamFactory()
    page = make_practice(audience=of_group(team))
    inside = member(team=team)
    tried(page, inside)
    for person, sees in ((inside, True), (UserFactory(), False)):
        client.force_login(person)
        answer = client.get(HERE)
        assert (SAID["happened"] in answer.content.decode()) == sees
    assert SAID["happened"] in doc_of(page).body
    PracticePage.objects.filter(pk=page.pk).update(audience=of_group(OrganisationFactory()))
    page.refresh_from_db()
    assert SAID["happened"] not in doc_of(page).body


def test_an_erased_person_takes_the_words_along(client):
    page = make_practice()
    person = UserFactory()
    tried(page, person)
    DirtyDocument.objects.all().delete()
    erase(person=person)
    assert ("praktijk", str(page.pk)) in DirtyDocument.objects.values_list("kind", "key")
    assert SAID["happened"] not in client.get(HERE).content.decode()
    assert SAID["happened"] not in doc_of(page).body


def test_independent_is_counted_by_place_and_never_who_made_the_page():
    page = make_practice()
    owner = UserFactory()
    PracticePage.objects.filter(pk=page.pk).update(owner=owner)
    page.refresh_from_db()
    tried(page, owner)
    assert independent_reports(page) == 0
    organisation = OrganisationFactory()
    first, colleague = member(organisation=organisation), member(team=TeamFactory(organisation=organisation))
    tried(page, first)
    tried(page, first, happened="Nog eens.")
    tried(page, colleague)
    assert independent_reports(page) == 1
    alone = tried(page, UserFactory())
    assert independent_reports(page) == 2
    posts.withdraw(by=alone.author, post=alone)
    assert independent_reports(page) == 1


@pytest.mark.parametrize(
    ("who", "ladder", "independent", "draft", "refusal"),
    [
        ("editor", "idee", 1, False, None),
        ("editor", "idee", 3, False, None),
        ("editor", "idee", 0, False, (NotYet, "nog geen verslag van iemand anders")),
        ("editor", "uitgeprobeerd", 1, False, (NotYet, "niet meer op de trap")),
        ("editor", "idee", 1, True, (NotYet, "ligt nog een ontwerp")),
        ("professional", "idee", 1, False, (NotTheEditors, "Alleen de redactie")),
        ("superuser", "idee", 1, False, (NotTheEditors, "Alleen de redactie")),
        ("visitor", "idee", 1, False, (NotTheEditors, "Alleen de redactie")),
    ],
)
def test_who_moves_a_practice_up_and_when(who, ladder, independent, draft, refusal):
    person = {
        "editor": editor,
        "professional": UserFactory,
        "superuser": lambda: UserFactory(is_superuser=True),
        "visitor": AnonymousUser,
    }[who]()
    page = make_practice(ladder=ladder)
    page.has_unpublished_changes = draft
    assert can_move_up(person, page, independent) == (refusal is None)
    if refusal:
        with pytest.raises(refusal[0], match=refusal[1]):
            check_move_up(person, page, independent)


def test_an_editor_moves_an_idea_up_where_it_is_read(client):
    page, decides = make_practice(ladder="idee"), editor()
    client.force_login(decides)
    assert "Zet op de trap" not in client.get(HERE).content.decode()
    post = tried(page)
    assert "Zet op de trap" in client.get(HERE).content.decode()
    assert client.post(f"{HERE}trap/")["Location"] == f"{HERE}#geprobeerd"
    page.refresh_from_db()
    assert page.ladder == "uitgeprobeerd"
    client.force_login(post.author)
    assert "Zet op de trap" not in client.get(HERE).content.decode()
    assert client.post(f"{HERE}trap/").status_code == 404


def test_in_the_form_of_the_editor_a_report_counts_as_who_it_was_tested_with():
    told = {"occasion", "hard_parts", "not_when"}
    assert missing_for(Ladder.TRIED, with_reports(told, 0)) == ("tested_with",)
    assert missing_for(Ladder.TRIED, with_reports(told, 1)) == ()
    assert missing_for(Ladder.IDEA, with_reports(told, 0)) == ()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.usefixtures("_clear_page_caches")
def test_reports_cost_one_query_however_many(django_assert_num_queries, count):
    page = make_practice()
    for _number in range(count):
        tried(page)
    with django_assert_num_queries(1):
        assert len(tried_context(page, AnonymousUser())["reports"]) == count
