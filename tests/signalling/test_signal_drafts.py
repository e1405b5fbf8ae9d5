"""What is typed in a signal and not kept yet: the same mechanism as every other form, beside the drafts one keeps."""

import re
import uuid

import pytest
from django.urls import reverse

from people import actions as people_actions
from reflection.models import Draft
from signalling import actions
from signalling.models import Signal, SignalDraft
from signalling.places import change_of, new_signal_from
from tests.factories.cases import concept, make_case
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.reflection import body, send

pytestmark = pytest.mark.django_db

NEW = "/nl/signalen/nieuw/"
CANARY = "KANARIE-in-het-signaal"
SAID = {"title": "Een drempel", "recurs": "Keert terug.", "effect": "Lukt niet."}


@pytest.fixture
def person(client, tree):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def signal(person):
    """A draft that was kept."""
    return actions.keep_draft(by=person, said=SAID)


def url(signal):
    return reverse("signalling:draft", args=[signal.pk])


def hidden(page):
    return dict(
        re.findall(r'type="hidden" name="(operation|versie|kladje|was)" value="([^"]*)"', page.content.decode())
    )


def kept(client, person, place, **fields):
    answer = send(client, body(person, place=place, **fields))
    assert answer.status_code == 200, answer.content


def drafts():
    return [draft.key for draft in Draft.objects.order_by("key")]


def test_a_new_signal_stands_in_its_fields_again_and_only_where_it_was_begun(client, person):
    concept("sig.niveau.lokaal")
    case = make_case()
    kept(client, person, new_signal_from(case.about), title=CANARY, level="sig.niveau.lokaal", how_often="3-5")
    page = client.get(f"{NEW}?van={case.about}")
    form = page.context["form"]
    assert [form[name].value() for name in ("title", "level", "how_often")] == [CANARY, "sig.niveau.lokaal", "3-5"]
    assert ("Dit is je kladje van" in page.content.decode(), hidden(page)["versie"]) == (True, "1")
    elsewhere = client.get(NEW)
    assert (CANARY in elsewhere.content.decode(), elsewhere.context["form"].shows_draft) == (False, False)
    assert SignalDraft.objects.count() == 0


def test_keeping_takes_it_away_and_tells_the_browser_what_it_need_not_hold(client, person):
    sent = hidden(client.get(NEW))
    kept(client, person, new_signal_from(""), page=sent["operation"], title="Half")
    assert client.post(NEW, {**sent, **SAID}).status_code == 302
    assert (drafts(), SignalDraft.objects.count()) == ([], 1)
    again = client.get(NEW)
    assert f'data-done="{sent["operation"]}"' in again.content.decode()
    assert again.context["form"].shows_draft is False


@pytest.mark.parametrize("which", ["new", "kept"])
def test_who_was_signed_out_while_writing_finds_it_in_the_field_after_signing_in(client, person, signal, which):
    case = make_case()
    address = f"{NEW}?van={case.about}" if which == "new" else url(signal)
    sent = hidden(client.get(address))
    client.logout()
    answer = client.post(address, {**sent, **SAID, "tried": CANARY})
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)
    assert CANARY not in str(client.session.load())
    client.force_login(person)
    page = client.get(address)
    assert page.context["form"]["tried"].value() == CANARY
    done = client.post(address, {**hidden(page), **SAID, "tried": CANARY})
    assert (done.status_code, client.get(done["Location"]).context["form"]["tried"].value()) == (302, CANARY)
    assert client.get(address).context["form"].shows_draft is False


@pytest.mark.parametrize("which", ["new", "kept"])
def test_somebody_else_who_signed_in_since_keeps_and_finds_nothing(client, person, signal, which):
    address = NEW if which == "new" else url(signal)
    sent = hidden(client.get(address))
    client.logout()
    client.post(address, {**sent, "title": CANARY})
    client.force_login(UserFactory())
    assert client.post(address, {**sent, "title": CANARY}).status_code == 403
    assert CANARY not in client.get(address).content.decode()
    assert [row.open() for row in SignalDraft.objects.all() if CANARY in row.open()] == []


def test_what_is_typed_in_a_kept_signal_lies_over_it_and_changes_nothing_before_it_is_kept(client, person, signal):
    kept(
        client, person, change_of(signal.pk), **{**SAID, "tried": "Bellen."}, was=hidden(client.get(url(signal)))["was"]
    )
    page = client.get(url(signal))
    assert (page.context["form"]["tried"].value(), page.context["form"].shows_draft) == ("Bellen.", True)
    assert (page.context["form"].elsewhere, "Bellen" in SignalDraft.objects.get().open()) == ([], False)
    client.post(url(signal), {**hidden(page), **SAID, "tried": "Bellen en schrijven."})
    assert (drafts(), "Bellen en schrijven." in SignalDraft.objects.get().open()) == ([], True)


def test_a_signal_that_was_kept_elsewhere_since_stands_beside_what_was_typed(client, person, signal):
    before = hidden(client.get(url(signal)))
    kept(client, person, change_of(signal.pk), **{**SAID, "tried": "Hier."}, was=before["was"])
    actions.keep_draft(by=person, said={**SAID, "tried": "Elders."}, draft_id=signal.pk, version=1)
    page = client.get(url(signal))
    assert page.context["form"]["tried"].value() == "Hier."
    assert "Elders." in [line.text for line in page.context["form"].elsewhere]
    refused = client.post(url(signal), {**before, **SAID, "tried": "Hier, af."})
    assert (refused.status_code, "Elders." in SignalDraft.objects.get().open()) == (409, True)
    chosen = client.post(url(signal), {**before, **hidden(refused), **SAID, "tried": "Hier, af."})
    assert (chosen.status_code, "Hier, af." in SignalDraft.objects.get().open()) == (302, True)


@pytest.mark.parametrize("which", ["new", "kept"])
def test_what_another_page_typed_stands_beside_it_and_nothing_is_kept_before_one_chose(client, person, signal, which):
    address, place = (NEW, new_signal_from("")) if which == "new" else (url(signal), change_of(signal.pk))
    sent = hidden(client.get(address))
    kept(client, person, place, **{**SAID, "tried": "Daar."}, was=sent["was"])
    page = client.post(address, {**sent, **SAID, "tried": "Hier."})
    assert (page.status_code, [row.version for row in SignalDraft.objects.all()]) == (409, [1])
    assert "Daar." in [line.text for line in page.context["form"].elsewhere]
    assert client.post(address, {**sent, **hidden(page), **SAID, "tried": "Hier."}).status_code == 302
    assert drafts() == []


def test_a_page_that_says_nothing_new_undoes_nothing(client, person, signal):
    sent = hidden(client.get(url(signal)))
    actions.keep_draft(by=person, said={**SAID, "tried": "Elders."}, draft_id=signal.pk, version=1)
    assert client.post(url(signal), {**sent, **SAID}).status_code == 302
    assert ("Elders." in SignalDraft.objects.get().open(), SignalDraft.objects.get().version) == (True, 2)


def test_one_kind_of_line_end_is_no_change(client, person):
    made = actions.keep_draft(by=person, said={**SAID, "recurs": "Een.\r\nTwee."})
    was = hidden(client.get(url(made)))["was"]
    kept(client, person, change_of(made.pk), **{**SAID, "recurs": "Een.\nTwee."}, was=was)
    assert client.get(url(made)).context["form"].shows_draft is False


def test_what_is_typed_and_not_kept_is_never_left_behind_by_submitting(client, person, signal):
    organisation = OrganisationFactory()
    people_actions.join(person=person, group=organisation)
    kept(client, person, change_of(signal.pk), **{**SAID, "tried": "Nog niet bewaard."})
    check = f"{url(signal)}nakijken/"
    form = {"organisatie": str(organisation.pk), "version": "1", "nagekeken": "ja"}
    refused = client.post(check, form)
    assert (refused.status_code, "niet bewaard is" in refused.content.decode(), Signal.objects.count()) == (
        409,
        True,
        0,
    )
    client.post(url(signal), {**hidden(client.get(url(signal))), **SAID, "tried": "Nu wel."})
    assert client.post(check, {**form, "version": "2"}).status_code == 302
    assert (Signal.objects.count(), drafts()) == (1, [])


def test_thrown_away_goes_with_what_was_typed_in_it(client, person, signal):
    other = actions.keep_draft(by=person, said=SAID)
    for each in (signal, other):
        kept(client, person, change_of(each.pk), title="Half")
    client.post(f"{url(signal)}weg/")
    assert drafts() == [change_of(other.pk).key]


@pytest.mark.parametrize("typed", [False, True])
def test_as_many_queries_with_a_draft_as_without(client, person, signal, typed, django_assert_num_queries):
    if typed:
        kept(client, person, change_of(signal.pk), **{**SAID, "tried": "Hier."}, page=uuid.uuid4())
    client.get(url(signal))
    with django_assert_num_queries(QUERIES):
        client.get(url(signal))


QUERIES = 6
