"""A mirror round: lots that stay equal and that nobody can read, and numbers that give nobody away."""

import itertools
import json

import pytest
from django.db import connection

from cases import mirror
from cases.mirror_plot import plots_of
from cases.models import MirrorRound
from people import actions as people_actions
from people.models import Membership
from reflection.guarded import Contrast, Refused, middle
from reflection.guarded.contrasts import release_contrast
from reflection.guarded.pictures import count_in, forget, make_picture, pictures_for
from reflection.models import Answer, GroupPicture
from reflection.notebook import MemberNotebook
from tests.factories.cases import blocks, make_case, publish
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory

CASE = "/nl/casussen/proef/"
CONTRAST: Contrast = mirror.REPORT


@pytest.fixture
def case(tree):
    case = make_case()
    texts = {"axis": "as.gezin.oudste", "first": "canary-mirror-one", "second": "canary-mirror-two"}
    case.mirror = case.mirror.stream_block.to_python(blocks("mirror", [texts]))
    publish(case)
    return type(case).objects.get(pk=case.pk)


@pytest.fixture
def circle(db):
    return CircleFactory(name="Kring Noord")


def url(group, kind="kring"):
    return f"{CASE}spiegel/{kind}/{group.pk}/"


def member(group, *, counts=True):
    person = UserFactory()
    people_actions.join(person=person, group=group)
    if counts:
        count_in(by=person)
    return person


def draw(person, case, group):
    return mirror.join(by=person, case=case, group=group, has_begun=False)


def fill(case, group, number, *, concern=(3, 6), pace=(2, 5)):
    """This many members who drew and answered; the first of each pair of numbers is that of the first version."""
    people = []
    for _each in range(number):
        person = member(group)
        at = mirror.VERSIONS.keys().__iter__()
        arm = draw(person, case, group)
        which = list(at).index(arm)
        mirror.answer(by=person, case=case, group=group, given={"bezorgdheid": concern[which], "tempo": pace[which]})
        people.append(person)
    return people


def shown(person, case, group):
    return pictures_for(person, code=mirror.KIND, about=mirror.about_mirror(case), group=group)


def close(person, case, group, *, without_numbers=False):
    return mirror.close(by=person, case=case, group=group, without_numbers=without_numbers)


def test_whoever_is_one_of_five_can_think_of_three_answers_for_each_of_the_others():
    """Every outcome of five answers on a scale of eleven, as one of the five sees it: own answer and what is shown."""
    possible = {}
    for given in itertools.combinations_with_replacement(range(11), 5):
        told = middle(given, (0, 10), 5)
        for own in set(given):
            others = list(given)
            others.remove(own)
            possible.setdefault((own, told.mean, told.spread), set()).update(others)
    assert {key: values for key, values in possible.items() if len(values) < 3} == {}


@pytest.mark.parametrize("values", [[5] * 4, [], [11] * 6, [-1] * 6, [True] * 6, [5.0] * 6])
def test_too_few_and_what_is_no_answer_are_refused(values):
    assert isinstance(middle(values, (0, 10), 5), Refused)


def given(*numbers):
    first, second = numbers
    return [{"versie": "eerste", "bezorgdheid": 5, "tempo": None}] * first + [
        {"versie": "tweede", "bezorgdheid": 5, "tempo": 1}
    ] * second


@pytest.mark.parametrize(
    ("halves", "people"),
    [
        ((5, 5), {"eerste": 5, "tweede": 5}),
        ((5, 4), None),
        ((4, 6), None),
        ((6, 4), None),
        ((0, 20), None),
        ((20, 0), None),
        ((9, 8), {"eerste": 5, "tweede": 5}),
        ((12, 11), {"eerste": 10, "tweede": 10}),
    ],
)
def test_both_versions_need_five_and_together_ten(halves, people):
    told = release_contrast(CONTRAST, 10, given(*halves))
    assert (None if isinstance(told, Refused) else told["people"]) == people
    if people:
        # Nobody of the first version gave a number for the second question: then none is shown, for either.
        assert told["scales"]["tempo"] is None
        assert told["scales"]["bezorgdheid"]["eerste"] == {"at_least": people["eerste"], "mean": 5, "spread": 1}


@pytest.mark.django_db
def test_lots_stay_equal_at_every_moment_and_nobody_gets_a_second_one(case, circle):
    drawn = []
    for _number in range(9):
        person = member(circle)
        arm = draw(person, case, circle)
        drawn.append(arm)
        assert abs(drawn.count("eerste") - drawn.count("tweede")) <= 1
        assert draw(person, case, circle) == arm
    elsewhere = CircleFactory()
    people_actions.join(person=person, group=elsewhere)
    assert draw(person, case, elsewhere) == arm


@pytest.mark.django_db
def test_who_drew_what_stands_in_no_row_that_can_be_read(case, circle):
    people = fill(case, circle, 10)
    assert close(people[0], case, circle) is None
    with connection.cursor() as cursor:
        everything = b""
        for model in (MirrorRound, Answer):
            cursor.execute(f"select * from {model._meta.db_table}")
            for row in cursor.fetchall():
                everything += b"|".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
    assert [word for word in (b"eerste", b"tweede") if word in everything] == []
    held = MirrorRound.objects.get()
    assert json.loads(held.open()) == []


@pytest.mark.django_db
def test_nine_see_no_numbers_and_ten_see_both_versions_beside_each_other(client, case, circle):
    people = fill(case, circle, 9)
    client.force_login(people[0])
    assert "canary-mirror" not in client.get(url(circle)).content.decode()
    refused = client.post(url(circle), {"doe": "sluit"})
    page = refused.content.decode()
    assert (refused.status_code, GroupPicture.objects.count(), "canary-mirror" in page) == (409, 0, False)
    assert "minstens 10" in page
    people += fill(case, circle, 1)
    assert client.post(url(circle), {"doe": "sluit"}).status_code == 303
    page = client.get(url(circle)).content.decode()
    for word in ("canary-mirror-one", "canary-mirror-two", 'class="mirror-plot"', "minstens 5", "as.gezin.oudste"):
        assert word in page, word
    plots = plots_of(GroupPicture.objects.get().table)
    assert [(row.mean_in_words, row.spread_in_words) for plot in plots for row in plot.rows] == [
        ("3", "1 of minder"), ("6", "1 of minder"), ("2 of lager", "1 of minder"), ("5", "1 of minder"),
    ]  # fmt: skip
    assert [plot.difference for plot in plots] == [3, 3]
    late = member(circle)
    client.force_login(late)
    assert client.post(url(circle), {"doe": "mee"}).status_code == 409
    assert "canary-mirror-one" in client.get(url(circle)).content.decode()


@pytest.mark.django_db
def test_joining_leaving_and_stopping_shows_nothing_about_one_person(case, circle):
    """An attacker compares before and after: somebody joins, leaves the group, stops counting, or does it all again."""
    people = fill(case, circle, 10)
    extra = member(circle)
    draw(extra, case, circle)
    assert close(people[0], case, circle) is None
    before = shown(people[0], case, circle).shown[0]
    # Whoever had not answered yet comes too late, so that no second picture differs by one person.
    with pytest.raises(mirror.NotNow):
        mirror.answer(by=extra, case=case, group=circle, given={"bezorgdheid": 0, "tempo": 0})
    again = make_picture(by=people[0], code=mirror.KIND, about=mirror.about_mirror(case), group=circle)
    assert isinstance(again, Refused)
    # Leaving the group changes nothing that is shown.
    people_actions.leave(membership=Membership.objects.get(person=people[1], circle=circle), by=people[1])
    assert shown(people[0], case, circle).shown[0] == before
    assert shown(people[1], case, circle).shown == ()
    # A team of nine of them and one new person counts none of the nine again.
    team = TeamFactory()
    for person in [*people[:9], newcomer := member(team)]:
        if person is not newcomer:
            people_actions.join(person=person, group=team)
    draw(newcomer, case, team)
    mirror.answer(by=newcomer, case=case, group=team, given={"bezorgdheid": 9, "tempo": 9})
    assert isinstance(close(newcomer, case, team), Refused)
    # One who takes their word back takes the picture along; it does not come back without them.
    forget(person=people[2])
    assert shown(people[0], case, circle).shown == ()
    count_in(by=people[2])
    assert shown(people[0], case, circle).shown == ()
    assert isinstance(
        make_picture(by=people[0], code=mirror.KIND, about=mirror.about_mirror(case), group=circle), Refused
    )


@pytest.mark.django_db
def test_filters_and_other_words_in_the_address_show_no_part_of_the_group(client, case, circle):
    people = fill(case, circle, 10)
    client.force_login(people[0])
    client.post(url(circle), {"doe": "sluit"})
    plain = client.get(url(circle)).content.decode().split("<main")[1].split("</main")[0]
    for query in ("?versie=eerste", "?persoon=1", "?sinds=2026-01-01", "?team=1&tot=2"):
        assert client.get(url(circle) + query).content.decode().split("<main")[1].split("</main")[0] == plain


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("member", 200, "belongs to the circle"),
        ("former member", 404, "belonged"),
        ("outsider", 404, "never belonged"),
        ("superuser", 404, "no role sees more"),
        ("admin of the organisation", 404, "sees who takes part, never content"),
        ("visitor", 302, "has no group; signs in"),
    ],
)
def test_who_may_look(client, case, circle, who, status, because):
    group, kind = circle, "kring"
    person = UserFactory(is_superuser=who == "superuser")
    if who in {"member", "former member"}:
        person = fill(case, circle, 1)[0]
    if who == "former member":
        people_actions.leave(membership=Membership.objects.get(person=person), by=person)
    if who == "admin of the organisation":
        organisation = OrganisationFactory()
        people_actions.join(person=person, group=organisation, role="admin")
        group, kind = organisation, "organisatie"
    if who != "visitor":
        client.force_login(person)
    assert client.get(url(group, kind)).status_code == status, because


@pytest.mark.django_db
def test_what_is_told_beforehand_and_who_may_not_draw(client, case, circle):
    """The announcement comes first; who does not count, or knows the story, gets a reason and no text."""
    person = member(circle, counts=False)
    client.force_login(person)
    page = client.get(url(circle)).content.decode()
    assert "Er zijn twee versies van één tekst." in page
    assert "Zet eerst aan dat je meetelt." in page
    assert client.post(url(circle), {"doe": "mee"}).status_code == 409
    count_in(by=person)
    client.post(f"{CASE}fase/1/", {"verder": "1"})
    assert "Je begon al aan deze casus." in client.get(url(circle)).content.decode()
    assert client.post(url(circle), {"doe": "mee"}).status_code == 409
    assert "canary-mirror" not in client.get(url(circle)).content.decode()
    assert MirrorRound.objects.count() == 0


@pytest.mark.django_db
def test_one_reads_one_version_answers_once_and_finds_it_in_ones_own_work_book(client, case, circle):
    person = member(circle)
    client.force_login(person)
    assert client.post(url(circle), {"doe": "antwoord", "bezorgdheid": "3"}).status_code == 409
    client.post(url(circle), {"doe": "mee"})
    page = client.get(url(circle)).content.decode()
    assert [word in page for word in ("canary-mirror-one", "canary-mirror-two")].count(True) == 1
    assert client.post(url(circle), {"doe": "antwoord", "bezorgdheid": "11"}).status_code == 422
    assert client.post(url(circle), {"doe": "sluit"}).status_code == 409
    assert client.post(url(circle), {"doe": "antwoord", "bezorgdheid": "7", "tempo": ""}).status_code == 303
    assert client.post(url(circle), {"doe": "antwoord", "bezorgdheid": "1"}).status_code == 409
    kept = MemberNotebook(person).read_all(mirror.about_mirror(case))["antwoord"]
    assert (kept["bezorgdheid"], kept["tempo"]) == (7, None)
    book = client.get(f"/nl/notities/werkboek/van/{mirror.about_mirror(case)}/").content.decode()
    assert "7 / 10" in book
    assert "canary-mirror" not in client.get(url(circle)).content.decode()
    assert client.post(url(circle), {"doe": "sluit-zonder"}).status_code == 303
    page = client.get(url(circle)).content.decode()
    assert ("canary-mirror-two" in page, "mirror-plot" in page) == (True, False)


@pytest.mark.django_db
def test_the_group_page_and_the_front_lead_there_and_show_neither_text(client, case, circle):
    person = member(circle)
    client.force_login(person)
    page = client.get(CASE).content.decode()
    assert (url(circle) in page, "canary-mirror" in page) == (True, False)
    client.logout()
    page = client.get(CASE).content.decode()
    assert ("Spiegelronde" in page, "canary-mirror" in page) == (True, False)
    for number in (1, 2, 3):
        client.post(f"{CASE}fase/{number}/", {"verder": "1"})
    for address in ("slot/", "stemmen/1/", "papier/deelnemers/"):
        client.post(f"{CASE}begeleiden/")
        assert "canary-mirror" not in client.get(CASE + address).content.decode()


def translated(case, first="canary-miroir-un", second="canary-miroir-deux"):
    """The French version; without texts it has no mirror round of its own."""
    french = make_case(language="fr")
    french.translation_key = case.translation_key
    texts = [{"axis": "as.gezin.oudste", "first": first, "second": second}] if first else []
    french.mirror = french.mirror.stream_block.to_python(blocks("mirror", texts))
    publish(french)
    return type(french).objects.get(pk=french.pk)


FRENCH = {"canary-mirror-one": "canary-miroir-un", "canary-mirror-two": "canary-miroir-deux"}


def shown_in(client, address):
    page = client.get(address).content.decode()
    return {word for word in (*FRENCH, *FRENCH.values()) if word in page}


@pytest.mark.django_db
def test_one_round_in_two_languages_gives_the_same_version_and_one_picture(client, case, circle):
    translated(case)
    in_french = url(circle).replace("/nl/", "/fr/")
    people = []
    for number in range(10):
        person = member(circle)
        client.force_login(person)
        address = in_french if number % 2 else url(circle)
        client.post(address, {"doe": "mee"})
        [dutch], [french] = shown_in(client, url(circle)), shown_in(client, in_french)
        assert FRENCH[dutch] == french, "the same lot, in either language"
        first = dutch == "canary-mirror-one"
        assert (
            client.post(address, {"doe": "antwoord", "bezorgdheid": "3" if first else "6", "tempo": "5"}).status_code
            == 303
        )
        people.append(person)
    client.post(in_french, {"doe": "sluit"})
    picture = GroupPicture.objects.get()
    assert (picture.people, picture.table["people"]) == (10, {"eerste": 5, "tweede": 5})
    assert shown_in(client, in_french) == set(FRENCH.values())
    assert shown_in(client, url(circle)) == set(FRENCH)


@pytest.mark.django_db
def test_a_translation_without_two_versions_shows_the_dutch_ones_and_says_so(client, case, circle):
    translated(case, first="")
    person = member(circle)
    client.force_login(person)
    in_french = url(circle).replace("/nl/", "/fr/")
    assert in_french in client.get("/fr/casussen/proef/").content.decode()
    client.post(in_french, {"doe": "mee"})
    page = client.get(in_french).content.decode()
    assert len(shown_in(client, in_french)) == 1
    assert ('lang="nl"><p>canary-mirror' in page, case.mirror[0].value["axis"] in page) == (True, False)
    assert shown_in(client, url(circle)) == shown_in(client, in_french)


@pytest.mark.django_db
def test_a_translation_of_an_older_text_says_so_where_its_versions_are_read(client, case, circle):
    translated(case)
    person = member(circle)
    client.force_login(person)
    in_french = url(circle).replace("/nl/", "/fr/")
    before = client.get(in_french).content.decode()
    case.mirror[0].value["second"] = "canary-mirror-two, changed"
    publish(case)
    after = client.get(in_french).content.decode()
    assert ('hreflang="nl" lang="nl">Casus proef' in before, 'hreflang="nl" lang="nl">Casus proef' in after) == (
        False,
        True,
    )
