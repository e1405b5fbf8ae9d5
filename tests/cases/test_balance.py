"""The balance report: what it warns of, what it counts, and who may see it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from cases.balance import Told, alerts_of, balance_of, matrix_of
from cases.balance_plot import LARGEST, plot_of
from cases.rules import NotForYou, can_see_balance, check_see_balance
from people.models import Role
from people.models.audience import of_owner
from tests.factories.cases import CONCEPTS as WHOLE
from tests.factories.cases import make_case
from tests.factories.people import RoleGrantFactory, UserFactory

REPORT = "/nl/casussen/evenwicht/"
ELSEWHERE = ("regio.bxl", "regio.limburg", "fase.begeleiding")


def told(*concepts, words="Haar vader belt.", title="X"):
    return Told(title=title, url=f"/{title}/", concepts=frozenset({*concepts, *ELSEWHERE}), words=words)


def messages(cases):
    return [alert.message for alert in alerts_of(cases, {"as.taal": "Taal", "thema.tolk": "Tolken"})]


def test_nothing_to_warn_of():
    assert messages([told("as.taal.kindtolk", "thema.tolk"), told("as.gezin"), told("as.kleur")]) == []
    assert alerts_of([], {}) == []


@pytest.mark.parametrize(
    ("with_theme", "without", "warned"),
    [(2, 1, ["“Taal” komt bijna altijd samen met “Tolken”: in 2 van 3 casussen."]), (3, 2, []), (2, 0, [])],
)
def test_an_axis_that_always_comes_with_one_theme(with_theme, without, warned):
    """More than sixty in a hundred, and only where the axis has three cases; two levels of an axis are one."""
    both = [told("as.taal.kindtolk", "as.taal.meertalig", "thema.tolk", title=f"{n}") for n in range(with_theme)]
    cases = [*both, *(told("as.taal") for _n in range(without))]
    assert messages(cases) == warned
    assert [alert.cases for alert in alerts_of(cases, {})] == ([tuple(both)] if warned else [])


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Zijn vader wacht.", True), ("PAPA'S fiets", True), ("de stiefvaders", True), ("Le père attend.", True),
        ("Haar moeder vaderde niet.", False), ("voorvaderlijk", False), ("papaver", False), ("", False),
    ],
)  # fmt: skip
def test_a_father_is_a_word(words, there):
    assert told(words=words).has_father is there


def test_fathers_crises_brussels_and_small_places():
    bare = Told(title="A", url="/a/", concepts=frozenset({"fase.crisis"}), words="Zij.")
    assert messages([bare]) == [
        "In meer dan de helft van de casussen komt geen vader voor: 1 van 1.",
        "Elke casus speelt in een crisis. Gewone dagen horen er ook bij.",
        "Geen enkele casus speelt in Brussel.",
        "Geen enkele casus speelt buiten de grote stad.",
    ]
    half = [told("as.kleur", words="Zij."), told("as.kleur")]
    assert messages(half) == []


CONCEPTS = ["as.taal.kindtolk", "as.taal", "as.gezin", "mech.drempel", "mech.ongeloof.a", "mech.ongeloof.b", "set.x"]


@given(st.lists(st.sets(st.sampled_from(CONCEPTS)), max_size=6))
def test_every_crossing_is_counted_once_per_case_and_drawn_where_it_is(sets):
    cases = [Told(title="", url="", concepts=frozenset(each), words="") for each in sets]
    axes = ["as.taal", "as.gezin", "as.kleur"]
    matrix = matrix_of(cases, axes, "mech", "M")
    plot = plot_of(matrix, {}, {})
    for line in matrix.lines:
        assert line.total == sum(any(one.startswith(line.concept) for one in each) for each in sets)
        for column, cell in zip(matrix.columns, line.cells, strict=True):
            assert cell.count == sum(
                any(one.startswith(line.concept) for one in each) and any(one.startswith(column) for one in each)
                for each in sets
            )
            assert (cell.strength == 0) is (cell.count == 0)
    counts = [cell.count for line in matrix.lines for cell in line.cells if cell.count]
    assert [int(dot.title.rpartition(" ")[2]) for dot in plot.dots] == counts
    assert max((dot.radius for dot in plot.dots), default=LARGEST) == LARGEST


def test_what_no_case_is_about():
    report = balance_of([told("as.taal.kindtolk", "fase.0-6")], ["as.taal", "as.kleur"], {})
    assert report.absent == ("as.kleur", "fase.6-12", "fase.12-16", "fase.16-18", "fase.18-25")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(None, False), *((role, role in {Role.TRAINER, Role.EDITOR}) for role in Role)],
)
def test_it_is_for_who_writes(client, tree, role, allowed):
    person = UserFactory()
    if role:
        RoleGrantFactory(person=person, role=role)
    assert can_see_balance(person) is allowed
    assert can_see_balance(AnonymousUser()) is False
    if not allowed:
        with pytest.raises(NotForYou, match="trainers en redactie"):
            check_see_balance(person)
    client.force_login(person)
    assert client.get(REPORT).status_code == (200 if allowed else 404)
    assert ("/nl/casussen/evenwicht/" in client.get("/nl/casussen/").content.decode()) is allowed


@pytest.fixture
def editor(client, tree):
    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR)
    client.force_login(person)
    return client


@pytest.mark.django_db
def test_without_a_case_it_says_so(editor):
    assert "Er is nog geen gepubliceerde casus" in editor.get(REPORT).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize("count", [1, 3])
def test_the_table_says_what_the_dots_say_of_what_one_may_see(editor, count, django_assert_num_queries):
    for number in range(count):
        make_case(f"casus-{number}")
    make_case("francais", language="fr")
    hidden = make_case("verborgen", concepts=(*WHOLE, "as.kleur.zichtbaar"))
    hidden.audience = of_owner(UserFactory())
    hidden.save(update_fields=["audience"])
    draft = make_case("ontwerp", concepts=(*WHOLE, "as.kleur.zichtbaar"))
    draft.unpublish()
    editor.get(REPORT)
    with django_assert_num_queries(8):
        answer = editor.get(REPORT)
    page = BeautifulSoup(answer.content, "html.parser")
    rows = {row.th.get_text(): row.select("td") for row in page.select("#kruising-mech ~ details tbody tr")}
    assert [cell.get_text() for cell in rows["as.taal"]] == [str(count), str(count)]
    assert [cell.get_text() for cell in rows["as.kleur"]] == ["0", "0"]
    titles = [title.get_text() for title in page.select("section[aria-labelledby=kruising-mech] circle title")]
    assert f"as.taal, mech.taaldrempel: {count}" in titles
    assert [case.title for case in answer.context["report"].cases] == [f"Casus casus-{n}" for n in range(count)]
    for absent in ("verborgen", "ontwerp"):
        assert absent not in answer.content.decode()
