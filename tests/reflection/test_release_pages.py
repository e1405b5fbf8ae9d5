"""Releasing, looking, opening and stopping, through the pages themselves."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import actions
from people.models import Audience
from reflection.actions.logbook import Words, delete_entry, restore_entry, revise_entry, write_entry
from reflection.models import Answer, DataKey, ReadEvent, Release
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory
from tests.factories.releases import prepared, released, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

SHARED = "/nl/notities/gedeeld/"
TEXT = "Voor de zin. Midden in de zin. Na de zin."


@pytest.fixture
def owner():
    return UserFactory(first_name="Amal")


@pytest.fixture
def reader():
    return UserFactory(first_name="Bram")


@pytest.fixture
def groups(owner, reader):
    organisation = OrganisationFactory(name="Dienst Noord")
    made = {
        "organisatie": organisation,
        "team": TeamFactory(name="Team Noord", organisation=organisation),
        "kring": CircleFactory(name="Kring Noord"),
    }
    for group in made.values():
        for person in (owner, reader):
            actions.join(person=person, group=group)
    return made


def at(person):
    client = Client()
    client.force_login(person)
    return client


def share_page(row, kind="answer"):
    return f"{SHARED}nieuw/{kind}/{row.pk}/"


def received_page(made):
    return f"{SHARED}lees/{made.pk}/"


def form_of(client, row, kind="answer"):
    """What a browser would send of the form, with nothing chosen."""
    page = client.get(share_page(row, kind)).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(operation|versie)" value="([^"]*)"', page))
    day = re.search(r'name="tot" value="([^"]*)"', page)
    return {**hidden, "wat": "alles", "tot": day[1]}


def choose(client, row, **chosen):
    return client.post(share_page(row), {**form_of(client, row), **chosen})


AUDIENCES = ("organisatie", "team", "kring", "mensen")


@pytest.mark.parametrize("sentences", [(), (1,)], ids=["whole", "passage"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_preview_is_the_page_of_the_reader_to_the_byte(owner, reader, groups, audience, sentences):
    """Asked for by the owner before releasing, and by the reader after; nothing is left out of either."""
    row, mine = written(owner, TEXT), at(owner)
    chosen = {"met": audience if audience == "mensen" else f"{audience}-{groups[audience].pk}"}
    if audience == "mensen":
        chosen["mensen"] = [str(reader.public_id)]
    if sentences:
        chosen |= {"wat": "zinnen", "zinnen": sentences}
    where = choose(mine, row, **chosen)["Location"]
    preview = mine.get(where).content
    made = Release.objects.get()
    before = mine.get(received_page(made))
    assert mine.post(where)["Location"] == SHARED
    after = at(reader).get(received_page(made))
    assert (before.status_code, after.status_code) == (200, 200)
    assert before.content == after.content
    sheet = re.search(rb'<article class="shared-sheet".*?</article>', after.content, re.DOTALL)[0]
    assert sheet in preview
    assert (b"Midden in de zin." in sheet, b"Voor de zin." in sheet) == (True, not sentences)
    assert mine.get(received_page(made)).content == after.content


def test_reader_gets_no_word_beside_the_passage(owner, reader, groups):
    made = released(written(owner, TEXT), groups["team"], sentences=[1])
    theirs = at(reader)
    for path in (received_page(made), SHARED, "/nl/mijn/"):
        page = theirs.get(path).content.decode()
        assert [word in page for word in ("Voor de zin", "Na de zin")] == [False, False]
    assert "Midden in de zin." not in theirs.get(SHARED).content.decode()
    assert "Iets van Amal" in theirs.get(SHARED).content.decode()


def test_every_opening_by_another_is_written_and_shown_to_the_owner(owner, reader, groups):
    made, other = released(written(owner, TEXT), groups["team"]), UserFactory(first_name="Vreemd")
    mine, theirs = at(owner), at(reader)
    assert "Nog niet geopend" in mine.get(SHARED).content.decode()
    for _time in range(2):
        theirs.get(received_page(made))
        mine.get(received_page(made))
        at(other).get(received_page(made))
        Client().get(received_page(made))
        theirs.head(received_page(made))
        theirs.post(received_page(made))
    assert list(ReadEvent.objects.values_list("release", "reader")) == [(made.pk, reader.pk)] * 2
    page = mine.get(SHARED).content.decode()
    assert re.search(r"Geopend door.*Bram.*2 keer", page, re.DOTALL)
    reader.delete()
    assert "iemand zonder account nu" in mine.get(SHARED).content.decode()


def test_stopping_works_in_the_next_request_and_only_for_the_owner(owner, reader, groups):
    made = released(written(owner, TEXT), groups["team"])
    mine, theirs = at(owner), at(reader)
    stop = f"{SHARED}stop/{made.pk}/"
    assert theirs.post(stop).status_code == 404
    assert theirs.get(received_page(made)).status_code == 200
    assert [mine.post(stop).status_code for _twice in range(2)] == [302, 302]
    gone, absent = theirs.get(received_page(made)), theirs.get(f"{SHARED}lees/{uuid.uuid4()}/")
    assert (gone.status_code, absent.status_code) == (404, 404)
    assert without_address(gone) == without_address(absent)
    assert mine.get(received_page(made)).status_code == 404
    assert "Iets van Amal" not in theirs.get(SHARED).content.decode()
    assert "Deel opnieuw" in mine.get(SHARED).content.decode()


def without_address(response):
    """Without the token of the form that signs out, and without the address that was asked for."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+|[0-9a-f]{8}[- ][0-9a-f- %]{27,40}', "", response.content.decode())


def remove(row):
    Answer.objects.filter(pk=row.pk).delete()


def erase_key(row):
    DataKey.objects.filter(person=row.person).delete()


def write_over(row):
    row.seal('{"tekst": "Iets anders."}', row.data_key)
    row.save()


def pass_last_day(row):
    Release.objects.filter(row=row.pk).update(until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("ends", [remove, erase_key, write_over, pass_last_day])
def test_without_its_words_its_key_its_version_or_its_day_it_is_absent(owner, reader, groups, ends):
    row = written(owner, TEXT)
    made = released(row, groups["team"], sentences=[1])
    ends(row)
    assert at(reader).get(received_page(made)).status_code == 404
    assert ReadEvent.objects.count() == 0
    overview = at(owner).get(SHARED)
    assert overview.status_code == 200
    assert at(reader).get(SHARED).status_code == 200


def test_without_the_server_key_nothing_opens_and_stopping_still_works(owner, reader, groups, settings):
    made = released(written(owner, TEXT), groups["team"])
    settings.FIELD_KEYS = ["other:" + "A" * 43 + "="]
    answer = at(reader).get(received_page(made))
    assert (answer.status_code, b"Midden in de zin" in answer.content) == (503, False)
    assert ReadEvent.objects.count() == 0
    mine = at(owner)
    assert "Stop met delen" in mine.get(SHARED).content.decode()
    assert mine.post(f"{SHARED}stop/{made.pk}/").status_code == 302
    assert not Release.objects.live().exists()


def test_a_later_version_is_not_shown(owner, reader, groups):
    first = written(owner, "Eerste lezing.")
    made = released(first, groups["team"])
    written(owner, "Tweede lezing.")
    page = at(reader).get(received_page(made)).content.decode()
    assert ("Eerste lezing." in page, "Tweede lezing." in page) == (True, False)


def test_an_entry_is_released_in_its_latest_version_and_gone_while_deleted(owner, reader, groups):
    entry = write_entry(by=owner, words=Words("vrij", {"tekst": "Eerste versie."}), operation=uuid.uuid4())
    revise_entry(
        by=owner, entry_id=entry.pk, version=1, words=Words("vrij", {"tekst": "Tweede versie."}), operation=uuid.uuid4()
    )
    mine, theirs = at(owner), at(reader)
    sent = {**form_of(mine, entry, "entry"), "met": f"team-{groups['team'].pk}"}
    mine.post(mine.post(share_page(entry, "entry"), sent)["Location"])
    made = Release.objects.get()
    page = theirs.get(received_page(made)).content.decode()
    assert ("Eerste versie." in page, "Tweede versie." in page) == (False, True)
    delete_entry(by=owner, entry_id=entry.pk)
    assert theirs.get(received_page(made)).status_code == 404
    restore_entry(by=owner, entry_id=entry.pk)
    assert theirs.get(received_page(made)).status_code == 200


FORGED = [
    ({"met": "team-{foreign}"}, "Je deelt alleen met een groep waar je nu zelf bij hoort."),
    ({"met": "iedereen"}, "Je deelt alleen met een groep waar je nu zelf bij hoort."),
    ({"met": "public"}, "Je deelt alleen met een groep waar je nu zelf bij hoort."),
    ({"met": "mensen", "mensen": ["{stranger}"]}, "Je deelt alleen met mensen met wie je nu een groep deelt."),
    ({"met": "mensen", "mensen": ["geen-nummer"]}, "Je deelt alleen met mensen met wie je nu een groep deelt."),
    ({"met": "mensen"}, "Duid aan wie het mag lezen."),
    ({}, "Kies met wie je dit deelt."),
    ({"met": "team-{team}", "mensen": ["{reader}"]}, "Kies een groep, of duid mensen aan. Niet allebei tegelijk."),
    ({"met": "team-{team}", "wat": "zinnen"}, "Vink minstens één zin aan."),
    ({"met": "team-{team}", "wat": "zinnen", "zinnen": ["0", "2"]}, "Tussen je zinnen staat er een die je niet koos."),
    ({"met": "team-{team}", "wat": "zinnen", "zinnen": ["7"]}, "Selecteer een geldige keuze."),
    ({"met": "team-{team}", "wat": "zinnen", "zinnen": ["-1"]}, "Selecteer een geldige keuze."),
    ({"met": "team-{team}", "wat": "zinnen", "zinnen": ["x\x00"]}, "Selecteer een geldige keuze."),
    ({"met": "team-{team}", "wat": "weg"}, "Selecteer een geldige keuze."),
    ({"met": "team-{team}", "zinnen": ["1"]}, "Je vinkte zinnen aan, en koos toch alles."),
    ({"met": "team-{team}", "tot": "2020-01-01"}, "Die dag is voorbij."),
    ({"met": "team-{team}", "tot": "9999-12-31"}, "Je deelt voor hoogstens een jaar."),
    ({"met": "team-{team}", "tot": "morgen"}, "Schrijf een dag als 2026-12-31."),
    ({"met": "team-{team}", "tot": ""}, "Kies een laatste dag."),
    ({"met": "team-{team}", "versie": "0" * 32}, "De tekst is intussen veranderd."),
]


@pytest.mark.parametrize(("sent", "told"), FORGED, ids=range(len(FORGED)))
def test_what_does_not_hold_is_said_and_nothing_is_kept(owner, reader, groups, sent, told):
    row = written(owner, TEXT)
    known = {
        "foreign": TeamFactory().pk,
        "stranger": UserFactory().public_id,
        "team": groups["team"].pk,
        "reader": reader.public_id,
    }
    fill = {
        name: [each.format(**known) for each in value] if isinstance(value, list) else value.format(**known)
        for name, value in sent.items()
    }
    audiences = Audience.objects.count()
    response = choose(at(owner), row, **fill)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert (Release.objects.count(), Audience.objects.count()) == (0, audiences)


def test_a_ticked_name_is_choice_enough(owner, reader, groups):
    row = written(owner, TEXT)
    assert choose(at(owner), row, mensen=[str(reader.public_id)]).status_code == 302
    made = Release.objects.get()
    assert list(made.audience.people.all()) == [reader]


def test_same_submit_twice_prepares_and_releases_once(owner, groups):
    row, mine = written(owner, TEXT), at(owner)
    sent = {**form_of(mine, row), "met": f"team-{groups['team'].pk}"}
    where = {mine.post(share_page(row), sent)["Location"] for _twice in range(2)}
    assert (len(where), Release.objects.count()) == (1, 1)
    assert [mine.post(where.copy().pop())["Location"] for _twice in range(2)] == [SHARED, SHARED]
    assert Release.objects.live().count() == 1


def test_what_is_anothers_or_absent_has_no_page(owner, reader, groups):
    row = written(owner, TEXT)
    made = prepared(row, groups["team"])
    theirs = at(reader)
    for path in (
        share_page(row),
        share_page(row, "entry"),
        share_page(row, "weg"),
        f"{SHARED}vooraf/{made.pk}/",
        received_page(made),
    ):
        for send in (theirs.get, theirs.post):
            if not (send == theirs.post and path == received_page(made)):
                assert (path, send(path).status_code) == (path, 404)
        assert Client().get(path)["Location"].startswith("/nl/account/login/")


def test_group_left_after_the_preview_refuses_with_the_reason(owner, groups):
    made, mine = prepared(written(owner, TEXT), groups["team"]), at(owner)
    actions.leave(membership=owner.memberships.get(team=groups["team"]), by=owner)
    response = mine.post(f"{SHARED}vooraf/{made.pk}/")
    assert response.status_code == 422
    assert "Kies opnieuw met wie je dit deelt." in response.content.decode()
    assert not Release.objects.live().exists()


NAUGHTY = [
    "<script>alert(1)</script> zin. <b>vet</b>.",
    "\u202eomgekeerd. \u2066nog.",
    "هل رأيت؟ نعم رأيت.",
    "\ud800 half. heel.",
    "e\u0301" * 500 + ".",
    "{{ request }} {% debug %}.",
    "👩🏽‍🦱. 👩🏽‍🦱.",
    "regel\n\n\nregel\tveld",
]


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_any_text_is_released_as_text(owner, reader, groups, text):
    row, mine = written(owner, text), at(owner)
    made = released(row, groups["team"], sentences=[0])
    page = at(reader).get(received_page(made))
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    for path in (SHARED, share_page(row)):
        assert mine.get(path).status_code == 200


def test_title_of_what_not_everybody_sees_is_not_told(owner, reader, groups):
    """A case of the team: its title stands on the page of the owner, and not on the sheet."""
    from people.models.audience import of_group
    from tests.factories.cases import make_case, publish

    case = make_case("casus-van-het-team", audience=of_group(groups["team"]))
    case.title = "Titel van het team"
    publish(case)
    row = written(owner, TEXT, about=f"casus:{case.translation_key}", part="meenemen")
    made = released(row, groups["organisatie"])
    assert "Titel van het team" in at(owner).get(share_page(row)).content.decode()
    assert "Titel van het team" not in at(reader).get(received_page(made)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_overview_asks_the_same_for_one_and_for_three(owner, reader, groups, count, django_assert_num_queries):
    for number in range(count):
        made = released(written(owner, f"Eigen {number}.", part=str(number)), [reader])
        released(written(reader, f"Vreemd {number}.", part=str(number)), groups["team"])
        at(reader).get(received_page(made))
    mine = at(owner)
    mine.get(SHARED)
    with django_assert_num_queries(OVERVIEW_QUERIES):
        page = mine.get(SHARED).content.decode()
    assert (page.count("Eigen "), page.count("Iets van Bram"), page.count("Stop met delen")) == (count, count, count)


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_asks_the_same_for_few_and_for_many(owner, groups, count, django_assert_num_queries):
    for _number in range(count):
        for group in (groups["organisatie"], CircleFactory()):
            actions.join(person=UserFactory(), group=group)
            if group.__class__.__name__ == "Circle":
                actions.join(person=owner, group=group)
    row, mine = written(owner, "Zin. " * 30), at(owner)
    mine.get(share_page(row))
    with django_assert_num_queries(SHARE_QUERIES):
        mine.get(share_page(row))


def test_opening_asks_a_fixed_number(owner, reader, groups, django_assert_num_queries):
    made, theirs = released(written(owner, TEXT), groups["team"]), at(reader)
    theirs.get(received_page(made))
    with django_assert_num_queries(RECEIVED_QUERIES):
        theirs.get(received_page(made))


OVERVIEW_QUERIES, SHARE_QUERIES, RECEIVED_QUERIES = 9, 6, 6
