"""What a group saw in a case: the page of its members, and what they were told beforehand."""

import pytest

from people import actions as people_actions
from people.models import Membership, User
from reflection.guarded import DIVIDED
from reflection.guarded.pictures import count_in
from reflection.models import CountMeIn, GroupPicture
from reflection.notebook import MemberNotebook
from tests.factories.cases import make_case
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory
from vocabulary.group_figure import APART, WORDS

pytestmark = pytest.mark.django_db

CASE = "/nl/casussen/proef/"
COUNTING = "/nl/notities/meetellen/"


@pytest.fixture
def case(tree):
    return make_case()


@pytest.fixture
def circle():
    return CircleFactory(name="Kring Noord")


def url(group, kind="kring", slug="proef"):
    return f"/nl/casussen/{slug}/samen/{kind}/{group.pk}/"


def read(person, case, **weights):
    """Read to the end, and weigh these lines at the last stage."""
    ids = [str(block.id) for block in case.stages]
    values = {f"fase.{each}.verder": {"hoe": "geschreven"} for each in ids}
    values[f"fase.{ids[-1]}.assen"] = {"gewichten": {f"as.{name}": weight for name, weight in weights.items()}}
    values[f"fase.{ids[-1]}.gezien"] = {"tekst": "canary-own-words"}
    MemberNotebook(person).write_all(case.about, values)


def reader(group, case, **weights):
    person = UserFactory()
    people_actions.join(person=person, group=group)
    count_in(by=person)
    read(person, case, **weights)
    return person


@pytest.fixture
def five(circle, case):
    """Taal: all see it; gezin: three of five; klasse: apart; naam: nobody filled it in."""
    given = [
        {"taal": 3, "gezin": 3, "klasse": 3},
        {"taal": 3, "gezin": 2, "klasse": 2},
        {"taal": 2, "gezin": 2, "klasse": 0},
        {"taal": 3, "gezin": 0, "klasse": 1, "plaats": 0},
        {"taal": 2, "gezin": None, "klasse": None},
    ]
    return [reader(circle, case, **weights) for weights in given]


def test_four_see_why_there_is_nothing_and_five_see_the_figure_and_its_table(client, case, circle, five):
    last = five.pop()
    Membership.objects.filter(person=last).delete()
    client.force_login(five[0])
    page = client.get(url(circle))
    assert "Er tellen te weinig mensen mee: minstens 5." in page.content.decode()
    assert "Leg het groepsbeeld vast" not in page.content.decode()
    refused = client.post(url(circle))
    assert (refused.status_code, GroupPicture.objects.count()) == (409, 0)
    assert "Er tellen te weinig mensen mee: minstens 5." in refused.content.decode()
    reader(circle, case, taal=2, klasse=None)
    assert "Leg het groepsbeeld vast" in client.get(url(circle)).content.decode()
    answer = client.post(url(circle), follow=True)
    page = answer.content.decode()
    assert "Minstens 5 mensen" in page
    table = GroupPicture.objects.get().table
    assert {name: table[f"as.{name}"] for name in ("taal", "gezin", "klasse", "naam")} == {
        "taal": "speelt-mee",
        "gezin": "speelt-mee",
        "klasse": "verdeeld",
        "naam": "open",
    }
    for word in ("De lezingen liggen uit elkaar", "De meesten zien dit duidelijk", "De meesten lieten dit open"):
        assert word in page
    assert "canary-own-words" not in page
    assert page.count('<svg class="kruispunt"') == 1


def test_one_who_takes_it_back_takes_the_picture_along_in_the_same_request(client, circle, five):
    client.force_login(five[0])
    client.post(url(circle))
    assert "Minstens 5 mensen" in client.get(url(circle)).content.decode()
    client.force_login(five[4])
    client.post(COUNTING, {"keuze": "nee"})
    client.force_login(five[0])
    page = client.get(url(circle)).content.decode()
    assert "Minstens 5 mensen" not in page
    assert "Er is nog geen groepsbeeld" in page


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("member", 200, "belongs to the circle and read the case"),
        ("member who has not finished", 303, "look first, then see what others saw"),
        ("former member", 404, "belonged"),
        ("outsider", 404, "never belonged"),
        ("superuser", 404, "no role sees more"),
        ("admin of the organisation", 404, "sees who takes part, never content"),
        ("visitor", 302, "has no group; signs in"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_look(client, case, five, circle, who, status, because, method):
    team = TeamFactory()
    group, kind = circle, "kring"
    person = UserFactory(is_superuser=who == "superuser")
    match who:
        case "member" | "former member":
            person = five[0]
        case "member who has not finished":
            people_actions.join(person=person, group=circle)
        case "admin of the organisation":
            people_actions.join(person=person, group=team.organisation, role="admin")
            group, kind = team, "team"
            read(person, case, taal=1)
    if who in {"outsider", "superuser"}:
        read(person, case, taal=1)
    if who == "former member":
        people_actions.leave(membership=Membership.objects.get(person=person), by=person)
    if who != "visitor":
        client.force_login(person)
    expected = 303 if (who, method) == ("member", "post") else status
    assert getattr(client, method)(url(group, kind)).status_code == expected, because


@pytest.mark.parametrize("kind", ["organisatie", "team", "weg"])
def test_other_kinds_of_group_are_absent(client, case, five, circle, kind):
    client.force_login(five[0])
    organisation = OrganisationFactory()
    people_actions.join(person=five[0], group=organisation)
    assert client.get(url(organisation, kind)).status_code == 404
    assert client.get(url(circle, kind)).status_code == 404


def test_organisation_has_no_picture_but_its_teams_and_circles_are_named_at_the_end(client, case, circle):
    person = reader(circle, case, taal=1)
    people_actions.join(person=person, group=OrganisationFactory(name="Jeugdhuis"))
    client.force_login(person)
    page = client.get(CASE + "slot/").content.decode()
    assert "Wat zag Kring Noord?" in page
    assert "Wat zag Jeugdhuis?" not in page


def test_page_is_kept_nowhere_and_has_a_neutral_title(client, circle, five):
    client.force_login(five[0])
    answer = client.get(url(circle))
    assert answer["Cache-Control"] == "private, no-store"
    assert "<title>Samen kijken" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_for_one_picture_and_for_three(client, case, circle, count, django_assert_num_queries):
    for _ in range(count):
        Membership.objects.filter(circle=circle).delete()  # a circle is full at twelve
        people = [reader(circle, case, taal=3) for _ in range(5)]
        client.force_login(people[0])
        client.post(url(circle))
    assert GroupPicture.objects.count() == count
    client.get(url(circle))
    with django_assert_num_queries(13):
        page = client.get(url(circle)).content.decode()
    assert page.count("Minstens 5 mensen") == count


def test_reader_is_told_before_filling_in(client, case):
    person = UserFactory()
    client.force_login(person)
    assert "Deze figuur blijft van jou alleen." in client.get(CASE + "fase/1/").content.decode()
    client.post(COUNTING, {"keuze": "ja"})
    assert "Je telt mee in groepsbeelden" in client.get(CASE + "fase/1/").content.decode()
    client.logout()
    assert "meetellen" not in client.get(CASE + "fase/1/").content.decode()


@pytest.mark.parametrize(
    ("posted", "counts"), [({"keuze": "ja"}, True), ({"keuze": "nee"}, False), ({"keuze": "x"}, False), ({}, False)]
)
def test_choice(client, posted, counts):
    person = UserFactory()
    client.force_login(person)
    assert "Je telt niet mee" in client.get(COUNTING).content.decode()
    assert client.post(COUNTING, posted).status_code == 302
    client.post(COUNTING, posted)
    assert CountMeIn.objects.filter(person=person).count() == int(counts)
    assert ("Tel mij niet meer mee" in client.get(COUNTING).content.decode()) == counts
    assert COUNTING in client.get("/nl/mensen/mijn-account/").content.decode()


def test_words_of_the_figure_are_those_of_the_guard():
    assert APART == DIVIDED
    assert set(WORDS) == {"speelt-mee", "amper", "open", "verdeeld"}


def test_strange_weights_are_not_counted(circle, case, five, client):
    bad = UserFactory()
    people_actions.join(person=bad, group=circle)
    count_in(by=bad)
    first = str(case.stages[0].id)
    for value in ({"gewichten": {"as.taal": 9}}, {"gewichten": None}, {"gewichten": {"as.taal": "3"}}, {}):
        MemberNotebook(bad).write_all(case.about, {f"fase.{first}.assen": value})
    client.force_login(User.objects.get(pk=five[0].pk))
    client.post(url(circle))
    assert GroupPicture.objects.get().people == 5
