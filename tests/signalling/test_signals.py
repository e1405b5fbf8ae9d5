"""A signal: private until it is submitted, looked at before it is, and read by the organisation without a name."""

import re

import pytest
from django.db import connection

from people import actions as people_actions
from people.erasing import erase
from people.models import Membership
from signalling import actions
from signalling.models import Signal, SignalDraft
from signalling.rules import NotYet, can_submit, check_submit
from signalling.wording import missing_in, remarks_on
from tests.factories.cases import concept, make_case
from tests.factories.people import CircleFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

HOME = "/nl/signalen/"
SAID = {
    "title": "Formulieren vragen een kaartnummer",
    "recurs": "Wie wacht op een beslissing, kan geen formulier versturen.",
    "effect": "Kinderen missen wedstrijden en kampen.",
}


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Huis Noord")


@pytest.fixture
def writer(client, tree, organisation):
    person = UserFactory(first_name="Amal", last_name="Schrijfster")
    people_actions.join(person=person, group=organisation)
    client.force_login(person)
    return person


def colleague(organisation, **kwargs):
    person = UserFactory()
    people_actions.join(person=person, group=organisation, **kwargs)
    return person


def draft(person, said=SAID, about=""):
    return actions.keep_draft(by=person, said=said, about=about)


def listed(organisation):
    return f"{HOME}organisatie/{organisation.pk}/"


def submitted(person, organisation, said=SAID, about=""):
    made = draft(person, said, about)
    return actions.submit(
        by=person, draft_id=made.pk, version=made.version, organisation=organisation, went_through=True
    )


def test_from_the_end_of_a_case_to_the_list_of_the_organisation(client, writer, organisation):
    case = make_case()
    concept("sig.niveau.lokaal")
    for number in (1, 2, 3):
        client.post(f"/nl/casussen/proef/fase/{number}/", {"verder": "1"})
    address = f"{HOME}nieuw/?van={case.about}"
    assert address in client.get("/nl/casussen/proef/slot/").content.decode()
    assert case.title in client.get(address).content.decode()
    kept = client.post(address, {**SAID, "level": "sig.niveau.lokaal", "how_often": "3-5"})
    made = SignalDraft.objects.get()
    assert (kept.status_code, kept["Location"], made.about) == (302, f"{HOME}klad/{made.pk}/", case.about)
    again = client.post(f"{HOME}klad/{made.pk}/", {**SAID, "tried": "Bellen.", "nakijken": "1"})
    assert again["Location"] == f"{HOME}klad/{made.pk}/nakijken/"
    assert "Jij beslist." in client.get(again["Location"]).content.decode()
    done = client.post(again["Location"], {"organisatie": str(organisation.pk), "version": "2", "nagekeken": "ja"})
    assert done["Location"] == listed(organisation)
    client.force_login(colleague(organisation))
    page = client.get(listed(organisation)).content.decode()
    for told in (*SAID.values(), "Bellen.", case.title, "/nl/casussen/proef/"):
        assert told in page, told
    assert [word for word in ("Amal", "Schrijfster", "intrekken") if word in page.split("<main")[1]] == []
    assert SignalDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "list_status", "draft_status", "because"),
    [
        ("writer", 200, 200, "wrote it and belongs"),
        ("colleague", 200, 404, "belongs to the organisation; a draft is nobody else's"),
        ("admin of the organisation", 200, 404, "belongs to it like any member"),
        ("former colleague", 404, 404, "belonged"),
        ("outsider", 404, 404, "belongs elsewhere"),
        ("superuser", 404, 404, "no role sees more"),
        ("visitor", 302, 302, "signs in first"),
    ],
)
def test_who_may_read(client, writer, organisation, who, list_status, draft_status, because):
    signal, kept = submitted(writer, organisation), draft(writer, {**SAID, "title": "canary-klad"})
    person = {
        "writer": lambda: writer,
        "colleague": lambda: colleague(organisation),
        "admin of the organisation": lambda: colleague(organisation, role="admin"),
        "former colleague": lambda: colleague(organisation),
        "outsider": lambda: colleague(OrganisationFactory()),
        "superuser": lambda: UserFactory(is_superuser=True, is_staff=True),
        "visitor": lambda: None,
    }[who]()
    if who == "former colleague":
        people_actions.leave(membership=Membership.objects.get(person=person), by=person)
    client.logout()
    if person:
        client.force_login(person)
    answer = client.get(listed(organisation))
    assert answer.status_code == list_status, because
    assert ("kaartnummer" in answer.content.decode()) is (list_status == 200)
    for address in (f"klad/{kept.pk}/", f"klad/{kept.pk}/nakijken/"):
        assert client.get(HOME + address).status_code == draft_status, because
    if who != "writer":
        for address in (f"ingediend/{signal.pk}/intrekken/", f"klad/{kept.pk}/weg/", f"klad/{kept.pk}/"):
            assert client.post(HOME + address, SAID).status_code in {302 if who == "visitor" else 404}, because
        assert (Signal.objects.count(), SignalDraft.objects.count()) == (1, 1)
        home = client.get(HOME).content.decode()
        assert "canary-klad" not in home


@pytest.mark.parametrize(
    ("said", "went_through", "belongs", "reason"),
    [
        (SAID, True, True, None),
        (SAID, False, True, "Zet het vinkje"),
        ({**SAID, "effect": " "}, True, True, "Vul nog aan: 'Wat doet het met hen?'"),
        ({}, True, True, "Vul nog aan"),
        ({**SAID, "recurs": "Mohamed El Idrissi belde 0470 12 34 56."}, False, True, "Kijk elke aanduiding na"),
        ({**SAID, "recurs": "Mohamed El Idrissi belde 0470 12 34 56."}, True, True, None),
        (SAID, True, False, "Je hoort niet"),
    ],
)
def test_what_may_be_submitted(organisation, said, went_through, belongs, reason):
    person = colleague(organisation) if belongs else UserFactory()
    assert can_submit(person, organisation, said, went_through=went_through) is (reason is None)
    if reason:
        with pytest.raises(NotYet, match=re.escape(reason)):
            check_submit(person, organisation, said, went_through=went_through)


def test_every_text_is_read_for_what_identifies(client, writer, organisation):
    said = {**SAID, "proposal": "Bel naar 0470 12 34 56."}
    assert [(each.words, str(each.field)) for each in remarks_on(said)] == [("0470 12 34 56", "Wat stel je voor?")]
    assert missing_in({}) == ["Titel", "Wat keert terug?", "Wat doet het met hen?"]
    made = draft(writer, said)
    assert "0470 12 34 56" in client.get(f"{HOME}klad/{made.pk}/nakijken/").content.decode()
    refused = client.post(
        f"{HOME}klad/{made.pk}/nakijken/", {"organisatie": str(organisation.pk), "version": str(made.version)}
    )
    assert (refused.status_code, Signal.objects.count()) == (409, 0)


def test_a_text_that_changed_since_it_was_looked_at_is_not_submitted(client, writer, organisation):
    made = draft(writer)
    was = client.get(f"{HOME}klad/{made.pk}/").context["form"]["was"].value()
    actions.keep_draft(by=writer, said={**SAID, "tried": "Jana uit Bilzen"}, draft_id=made.pk, version=1)
    answer = client.post(
        f"{HOME}klad/{made.pk}/nakijken/", {"organisatie": str(organisation.pk), "version": "1", "nagekeken": "ja"}
    )
    assert (answer.status_code, Signal.objects.count()) == (409, 0)
    stale = client.post(f"{HOME}klad/{made.pk}/", {**SAID, "title": "Mijn andere tekst", "was": was})
    assert (stale.status_code, "Mijn andere tekst" in stale.content.decode()) == (409, True)
    assert "Jana" in SignalDraft.objects.get().open()


@pytest.mark.parametrize("elsewhere", ["another organisation", "a circle", "nothing"])
def test_only_ones_own_organisation_can_be_chosen(client, writer, elsewhere):
    made = draft(writer)
    chosen = {"another organisation": OrganisationFactory().pk, "a circle": CircleFactory().pk, "nothing": ""}[
        elsewhere
    ]
    answer = client.post(
        f"{HOME}klad/{made.pk}/nakijken/", {"organisatie": str(chosen), "version": "1", "nagekeken": "ja"}
    )
    assert (answer.status_code, Signal.objects.count()) == (409, 0)


def test_where_it_comes_from_is_kept_only_where_one_can_see_it(client, writer):
    for about in ("casus:weg", "x" * 500, "casus:00000000-0000-0000-0000-000000000000", "<script>"):
        client.post(f"{HOME}nieuw/?van={about}", SAID)
    assert set(SignalDraft.objects.values_list("about", flat=True)) == {""}


def test_taking_back_makes_it_a_draft_of_ones_own_again(client, writer, organisation):
    signal = submitted(writer, organisation)
    answer = client.post(f"{HOME}ingediend/{signal.pk}/intrekken/")
    made = SignalDraft.objects.get()
    assert answer["Location"] == f"{HOME}klad/{made.pk}/"
    assert (Signal.objects.count(), made.person) == (0, writer)
    assert "kaartnummer" not in client.get(listed(organisation)).content.decode()


def test_nothing_of_it_lies_open_in_the_database_or_leads_back_after_erasing(writer, organisation):
    signal = submitted(writer, organisation)
    draft(writer, {**SAID, "title": "canary-klad"})
    with connection.cursor() as cursor:
        told = b""
        for model in (Signal, SignalDraft):
            cursor.execute(f"select * from {model._meta.db_table}")
            told += b"|".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in cursor for cell in row)
    assert [word for word in (b"kaartnummer", b"canary-klad") if word in told] == []
    erase(person=writer)
    assert SignalDraft.objects.count() == 0
    left = Signal.objects.get()
    assert (left.author, "kaartnummer" in left.open(), left.pk) == (None, True, signal.pk)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long_it_is(
    client, writer, organisation, number, django_assert_num_queries
):
    case = make_case()
    for _each in range(number):
        submitted(writer, organisation, about=case.about)
    client.get(listed(organisation))
    with django_assert_num_queries(QUERIES):
        client.get(listed(organisation))


QUERIES = 7


@pytest.mark.parametrize("harm", ["another key", "no key", "one row"])
def test_what_does_not_open_is_never_shown_blank_nor_written_over(client, writer, organisation, settings, harm):
    mine, whole = draft(writer), draft(writer, {**SAID, "title": "Heel"})
    given = submitted(writer, organisation)
    if harm == "one row":
        for row in (mine, given):
            type(row).objects.filter(pk=row.pk).update(sealed=bytes(row.sealed[:-1]) + bytes([row.sealed[-1] ^ 1]))
    else:
        settings.FIELD_KEYS = ["nieuw:" + "A" * 43 + "="] if harm == "another key" else []
    before = sorted((row.pk, bytes(row.sealed)) for model in (SignalDraft, Signal) for row in model.objects.all())
    at = f"{HOME}klad/{mine.pk}/"
    checked = {"organisatie": str(organisation.pk), "version": "1", "nagekeken": "ja"}
    answers = [
        client.get(at),
        client.post(at, {**SAID, "effect": "Eroverheen.", "version": "1"}),
        client.get(f"{at}nakijken/"),
        client.post(f"{at}nakijken/", checked),
        client.post(f"{HOME}ingediend/{given.pk}/intrekken/"),
    ]
    assert [answer.status_code for answer in answers] == [503] * 5
    assert {"Nu niet leesbaar" in answer.content.decode() for answer in answers} == {True}
    assert {"<textarea" in answer.content.decode() for answer in answers} == {False}
    own, theirs = (client.get(where).content.decode() for where in (HOME, listed(organisation)))
    assert [own.count("Niet te lezen"), own.count("Heel"), own.count("Zonder titel")] == [
        1 if harm == "one row" else 2,
        1 if harm == "one row" else 0,
        0,
    ]
    assert "Niet te lezen" in theirs
    after = sorted((row.pk, bytes(row.sealed)) for model in (SignalDraft, Signal) for row in model.objects.all())
    assert (after, whole.version) == (before, 1)
