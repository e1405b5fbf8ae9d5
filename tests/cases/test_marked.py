"""At which sentences a group stopped: the page of its members, in two languages, and what stays out of it."""

import pytest

from cases.marked import CODE, digest
from cases.marked_plot import StageNow, picture_of
from cases.models import CasePage
from people import actions as people_actions
from people.models import Membership
from reflection.guarded import DIVIDED, FEW, MANY, Refused
from reflection.guarded.pictures import count_in, make_picture
from reflection.guarded.wordings import FIGURES, NOW
from reflection.models import CountMeIn, GroupPicture
from reflection.notebook import MemberNotebook
from reflection.sentences import sentences
from tests.factories.cases import blocks, make_case, publish
from tests.factories.people import CircleFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

DUTCH = "De bus kwam te laat. Sami zweeg. Niemand vroeg waarom."
FRENCH = "Le bus était en retard. Sami se taisait. Personne n’a demandé pourquoi."
COUNTING = "/nl/notities/meetellen/"


def stage(text, title="Titel"):
    return {"title": title, "text": text, "assignments": ["zinnen"], "pause": 0, "statements": [], "inquiries": []}


@pytest.fixture
def case(tree):
    page = make_case(slug="bus")
    page.stages = blocks(
        "stage", [stage(DUTCH, "De bus"), stage("Later belde oma. Ze lachte.", "Oma"), stage("Slot.", "Slot")]
    )
    publish(page)
    return CasePage.objects.get(pk=page.pk)


def translated(case, text):
    french = make_case(slug="bus", language="fr")
    french.translation_key = case.translation_key
    raw = [{**each} for each in case.stages.raw_data]
    raw[0] = {**raw[0], "value": {**raw[0]["value"], "text": text}}
    french.stages = french.stages.stream_block.to_python(raw)
    publish(french)
    return CasePage.objects.get(pk=french.pk)


@pytest.fixture
def circle():
    return CircleFactory(name="Kring Noord")


def url(group, kind="kring", language="nl"):
    return f"/{language}/casussen/bus/samen/{kind}/{group.pk}/zinnen/"


def mark(client, person, first, second=None, language="nl"):
    """Lay lenses on the sentences of the first stage, and of the second: {number: lenses}."""
    client.force_login(person)
    for number, given in enumerate((first, second or {}, {}), 1):
        posted = {f"zin-{sentence}": lenses for sentence, lenses in given.items()}
        assert client.post(f"/{language}/casussen/bus/fase/{number}/", posted or {"verder": "1"}).status_code == 303


def member(group, *, counts=True):
    person = UserFactory()
    people_actions.join(person=person, group=group)
    if counts:
        count_in(by=person)
    return person


TALEN, GELD, NAAM = "as.taal", "as.klasse", "as.leeftijd"
FIVE = (
    {1: [TALEN], 2: [TALEN]},
    {1: [TALEN, GELD], 2: [GELD]},
    {1: [TALEN], 2: [NAAM]},
    {1: [NAAM]},
    {1: [GELD], 3: [NAAM]},
)


@pytest.fixture
def five(client, case, circle):
    """Sentence 1: all, most through language. Sentence 2: three, each through another lens. Sentence 3: one."""
    people = [member(circle) for _ in FIVE]
    for person, given in zip(people, FIVE, strict=True):
        mark(client, person, given)
    return people


def table_of(picture, stage):
    part = picture.table["parts"][str(stage.id)]
    return part and [(each["word"], each["at_least"], each["words"]) for each in part["passages"]]


def test_five_see_where_they_stopped_and_where_they_differ_and_what_they_passed(client, case, circle, five):
    client.force_login(five[0])
    assert "Leg het groepsbeeld vast" in client.get(url(circle)).content.decode()
    page = client.post(url(circle), follow=True).content.decode()
    picture = GroupPicture.objects.get()
    assert (picture.report, picture.about, picture.people) == (CODE, case.about, 5)
    assert table_of(picture, case.stages[0]) == [
        (MANY, None, {TALEN: None}),
        (MANY, None, {}),
        (FEW, None, {}),
    ]
    assert table_of(picture, case.stages[1]) is None
    text = " ".join(page.split())
    for said in (
        '<li><q>De bus kwam te laat.</q> <span class="marked__lens">taal</span></li>',
        '<li><q>Sami zweeg.</q> <span class="marked__lens">De meesten bleven hier staan, door verschillende lenzen</span></li>',
        '<h4>Blinde vlekken: hier gingen de meesten aan voorbij</h4> <ul class="marked__list marked__list--quiet"><li><q>Niemand vroeg waarom.</q></li>',
        "In dit deel merkten te weinig mensen een zin: minstens 5.",
        "Minder dan de helft bleef hier staan, misschien niemand",
    ):
        assert said in text
    assert page.count("<svg") - page.count('<svg class="marked-plot"') == client.get(COUNTING).content.decode().count(
        "<svg"
    )


def test_four_are_refused_in_words(client, case, circle, five):
    Membership.objects.filter(person=five[4]).delete()
    client.force_login(five[0])
    page = client.get(url(circle)).content.decode()
    assert "Er tellen te weinig mensen mee: minstens 5." in page
    assert "Leg het groepsbeeld vast" not in page
    assert (client.post(url(circle)).status_code, GroupPicture.objects.count()) == (409, 0)


def test_dutch_and_french_marks_on_the_same_sentence_count_together(client, case, circle):
    french = translated(case, FRENCH)
    people = [member(circle) for _ in range(5)]
    for number, person in enumerate(people):
        mark(client, person, {1: [TALEN]} if number else {3: [GELD]}, language="fr" if number % 2 else "nl")
    client.force_login(people[0])
    assert client.post(url(circle)).status_code == 303
    picture = GroupPicture.objects.get()
    assert table_of(picture, french.stages[0]) == [(MANY, None, {TALEN: None}), (FEW, None, {}), (FEW, None, {})]
    assert "<q>Le bus était en retard.</q>" in client.get(url(circle, language="fr")).content.decode()
    assert "<q>De bus kwam te laat.</q>" in client.get(url(circle)).content.decode()


def test_a_translation_with_other_sentences_does_not_count_there(client, case, circle):
    translated(case, "Le bus était en retard et Sami se taisait. Personne n’a demandé pourquoi.")
    people = [member(circle) for _ in range(5)]
    for number, person in enumerate(people):
        mark(client, person, {1: [TALEN]}, {1: [TALEN]}, language="fr" if number == 4 else "nl")
    client.force_login(people[0])
    client.post(url(circle))
    picture = GroupPicture.objects.get()
    assert (picture.people, table_of(picture, case.stages[0])) == (5, None)
    assert table_of(picture, case.stages[1]) == [(MANY, None, {TALEN: None}), (FEW, None, {})]


def test_who_marked_a_sentence_that_was_rewritten_does_not_count_there(client, case, circle, five):
    case.stages[0].value["text"] = DUTCH.replace("Niemand vroeg", "Geen van hen vroeg")
    publish(case)
    made = make_picture(by=five[0], code=CODE, about=case.about, group=circle)
    assert isinstance(made, Refused)
    other = member(circle)
    mark(client, other, {1: [TALEN]})
    made = make_picture(by=five[0], code=CODE, about=case.about, group=circle)
    assert made.people == 5


def test_picture_keeps_no_sentence_and_loses_what_an_author_takes_out(client, case, circle, five):
    client.force_login(five[0])
    client.post(url(circle))
    kept = repr(GroupPicture.objects.get().table)
    assert ("bus" in kept, "Sami" in kept, digest("Sami zweeg.") in kept) == (False, False, True)
    case.stages[0].value["text"] = DUTCH.replace(" Sami zweeg.", "")
    publish(case)
    page = client.get(url(circle)).content.decode()
    assert "Sami" not in page
    assert "Eén zin staat niet meer zo in deze tekst." in page
    assert "<q>De bus kwam te laat.</q>" in page


def test_who_agreed_before_sentences_were_told_of_does_not_count_with_them_until_they_agree_anew(
    client, case, circle, five
):
    CountMeIn.objects.filter(person=five[0]).update(wording=FIGURES)
    client.force_login(five[0])
    assert "Deze zinnen blijven van jou alleen." in client.get("/nl/casussen/bus/fase/1/").content.decode()
    assert "Er tellen te weinig mensen mee" in client.get(url(circle)).content.decode()
    assert "Tel ook mijn zinnen mee" in client.get(COUNTING).content.decode()
    client.post(COUNTING, {"keuze": "ja"})
    assert CountMeIn.objects.get(person=five[0]).wording == NOW
    assert "Er tellen te weinig mensen mee" in client.get(url(circle)).content.decode()
    mark(client, five[0], {1: [GELD]})
    assert "Leg het groepsbeeld vast" in client.get(url(circle)).content.decode()
    assert "Je telt mee in groepsbeelden" in client.get("/nl/casussen/bus/fase/1/").content.decode()


def test_agreeing_to_more_keeps_the_pictures_somebody_is_in(client, case, circle, five):
    client.force_login(five[0])
    client.post(url(circle))
    CountMeIn.objects.filter(person=five[1]).update(wording=FIGURES)
    assert GroupPicture.objects.all().whole().count() == 1
    count_in(by=five[1])
    assert GroupPicture.objects.all().whole().count() == 1
    client.force_login(five[2])
    client.post(COUNTING, {"keuze": "nee"})
    client.force_login(five[0])
    assert "Er is nog geen groepsbeeld" in client.get(url(circle)).content.decode()


def test_marks_made_before_counting_stay_out_stage_by_stage(client, case, circle):
    people = [member(circle, counts=False) for _ in range(5)]
    for person in people:
        mark(client, person, {1: [TALEN]})
        count_in(by=person)
        mark(client, person, {}, {1: [GELD]})
    made = make_picture(by=people[0], code=CODE, about=case.about, group=circle)
    assert (table_of(made, case.stages[0]), table_of(made, case.stages[1])) == (
        None,
        [(MANY, None, {GELD: None}), (FEW, None, {})],
    )


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"gekozen": [{"zin": "De bus kwam te laat."}]},
        {
            "gekozen": [
                {"zin": "De bus kwam te laat.", "voor": "", "na": "", "alleen": True, "taal": "nl", "lenzen": ["x"]}
            ]
        },
        {"gekozen": "veel"},
    ],
)
def test_what_is_no_mark_does_not_count(client, case, circle, five, value):
    bad = member(circle)
    MemberNotebook(bad).write_all(case.about, {f"fase.{case.stages[0].id}.zinnen": value})
    assert make_picture(by=five[0], code=CODE, about=case.about, group=circle).people == 5


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("member", 200, "belongs to the circle and read the case"),
        ("member who has not finished", 303, "look first, then see what others saw"),
        ("former member", 404, "belonged"),
        ("superuser", 404, "no role sees more"),
        ("admin of the organisation", 404, "sees who takes part, never content"),
        ("visitor", 302, "has no group; signs in"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_look(client, case, circle, five, who, status, because, method):
    team = TeamFactory()
    group, kind, person = circle, "kring", UserFactory(is_superuser=who == "superuser")
    match who:
        case "member" | "former member":
            person = five[0]
        case "member who has not finished":
            person = member(circle)
        case "admin of the organisation":
            people_actions.join(person=person, group=team.organisation, role="admin")
            group, kind = team, "team"
    if who in {"superuser", "admin of the organisation"}:
        mark(client, person, {1: [TALEN]})
    if who == "former member":
        people_actions.leave(membership=Membership.objects.get(person=person), by=person)
    client.logout()
    if who != "visitor":
        client.force_login(person)
    expected = 303 if (who, method) == ("member", "post") else status
    assert getattr(client, method)(url(group, kind)).status_code == expected, because


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_for_one_picture_and_for_three(client, case, circle, count, django_assert_num_queries):
    for _ in range(count):
        Membership.objects.filter(circle=circle).delete()  # a circle is full at twelve
        people = [member(circle) for _ in range(5)]
        for person in people:
            mark(client, person, {1: [TALEN]})
        client.force_login(people[0])
        client.post(url(circle))
    client.get(url(circle))
    with django_assert_num_queries(13):
        page = client.get(url(circle)).content.decode()
    assert page.count("mensen, vastgelegd op") == count


def test_page_of_a_case_that_asks_for_no_marks_says_so_and_is_not_led_to(client, circle, tree):
    page = make_case(slug="bus")
    person = member(circle)
    ids = [str(block.id) for block in page.stages]
    MemberNotebook(person).write_all(page.about, {f"fase.{each}.verder": {"hoe": "geschreven"} for each in ids})
    client.force_login(person)
    assert "wordt niet gevraagd om lenzen" in client.get(url(circle)).content.decode()
    assert "Naar de zinnen" not in client.get(f"/nl/casussen/bus/samen/kring/{circle.pk}/").content.decode()


def test_group_page_leads_to_the_sentences(client, case, circle, five):
    client.force_login(five[0])
    assert url(circle) in client.get(f"/nl/casussen/bus/samen/kring/{circle.pk}/").content.decode()


def passage(word, at_least=None, **lenses):
    return {"word": word, "at_least": at_least, "words": {f"as.{name}": number for name, number in lenses.items()}}


def test_words_of_a_large_group_and_of_a_reader_in_short():
    text = "Een. Twee. Drie. Vier."
    table = {"parts": {"a": {"people": 20, "told": {"nl": [digest(each.text) for each in sentences(text)]}, "passages": [
        passage(MANY, 10, taal=5, klasse=None), passage(FEW, 5), passage(DIVIDED, 10, taal=5), passage(FEW),
    ]}, "weg": None}}  # fmt: skip
    [stage] = picture_of(table, [StageNow("a", 1, "Titel", sentences(text), asks_marks=True)], "nl")
    assert [(line.in_words, line.lenses_in_words) for line in stage.lines] == [
        ("De meesten bleven hier staan (minstens 10)", "taal (minstens 5), geld en klasse"),
        ("Minstens 5 bleven hier staan, minder dan de helft", ""),
        ("De groep is hier verdeeld (minstens 10)", "taal (minstens 5)"),
        ("Minder dan de helft bleef hier staan, misschien niemand", ""),
    ]
    assert [[line.number for line in each] for each in (stage.together, stage.apart, stage.blind_spots)] == [
        [1],
        [2, 3],
        [4],
    ]
    [short] = picture_of(table, [StageNow("a", 1, "Titel", (), asks_marks=True, is_folded=True)], "nl")
    assert ([line.text for line in short.lines], short.is_folded) == (["", "", "", ""], True)
