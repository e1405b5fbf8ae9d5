"""A case that a group reads: who opens it, who shows how far they are, and a sheet that names nobody."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.gathering.actions import DayMoved, open_gathering, set_day
from cases.gathering.contrast import distance, far_apart, words_of
from cases.gathering.queries import announced_to, by_stage, gathering_of, shown_in
from cases.gathering.rules import GatheringRefused
from cases.models import Gathering, ShownProgress
from people import actions as people_actions
from people.erasing import erase
from people.models import Membership
from people.retention import apply_all
from reflection.models import Answer, ReadEvent
from reflection.notebook import MemberNotebook
from tests.factories.cases import make_case
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory
from tests.factories.releases import released

CASE = "/nl/casussen/proef/"


@pytest.fixture
def case(tree):
    return make_case()


@pytest.fixture
def circle(db):
    return CircleFactory(name="Kring Noord")


def member(group, name):
    person = UserFactory(first_name=name)
    people_actions.join(person=person, group=group)
    return person


def url(group, what="lezen", kind="kring"):
    return f"{CASE}samen/{kind}/{group.pk}/{what}/"


def do(client, person, group, does, **more):
    client.force_login(person)
    return client.post(url(group), {"doe": does, **more})


def pass_stages(client, person, *numbers):
    client.force_login(person)
    for number in numbers:
        assert client.post(f"{CASE}fase/{number}/", {"verder": "1"}).status_code == 303


def done(circle, case):
    held = Gathering.objects.get(closed_at=None)
    stages = [(str(block.id), block.value["title"]) for block in case.stages]
    return [stage.names for stage in by_stage(shown_in(held, circle), stages)]


def showing(circle):
    return [row.person.first_name for row in shown_in(Gathering.objects.get(), circle)]


def test_one_member_opens_it_and_all_of_them_find_it(client, case, circle):
    noor, sam, outsider = member(circle, "Noor"), member(circle, "Sam"), UserFactory()
    assert do(client, noor, circle, "open", meets_on="2999-01-01").status_code == 422
    day = timezone.localdate() + timedelta(days=10)
    for _again in range(2):
        assert do(client, noor, circle, "open", meets_on=day.isoformat()).status_code == 303
    held = Gathering.objects.get()
    assert (held.about, held.meets_on, held.closed_at) == (case.about, day, None)
    for person in (noor, sam):
        assert [(each.title, each.group, each.meets_on) for each in announced_to(person)] == [
            (case.title, "Kring Noord", day)
        ]
        client.force_login(person)
        assert url(circle) in client.get("/nl/mijn/").content.decode()
        assert "Kring Noord leest deze casus samen" in client.get(CASE).content.decode()
    assert (list(announced_to(outsider)), gathering_of(outsider, case.about, circle)) == ([], None)
    client.force_login(outsider)
    assert [client.get(url(circle, what)).status_code for what in ("lezen", "blad")] == [404, 404]
    assert client.post(url(circle), {"doe": "sluit"}).status_code == 404
    assert Gathering.objects.filter(closed_at=None).count() == 1


@pytest.mark.parametrize("who", ["former", "other circle", "organisation", "anonymous", "superuser"])
def test_nobody_else_sees_that_a_group_reads(client, case, circle, who):
    do(client, member(circle, "Noor"), circle, "open", meets_on="")
    client.logout()
    person = UserFactory(is_superuser=who == "superuser")
    if who == "former":
        people_actions.join(person=person, group=circle)
        Membership.objects.filter(person=person).update(left_at=timezone.now())
    if who == "other circle":
        people_actions.join(person=person, group=CircleFactory())
    if who != "anonymous":
        client.force_login(person)
    answers = [client.get(url(circle, what)) for what in ("lezen", "blad")]
    assert [answer.status_code for answer in answers] == ([302, 302] if who == "anonymous" else [404, 404])
    assert "leest deze casus samen" not in client.get(CASE).content.decode()
    organisation = OrganisationFactory()
    people_actions.join(person=person, group=organisation)
    assert client.get(url(organisation, kind="organisatie")).status_code == (302 if who == "anonymous" else 404)


def test_how_far_somebody_is_stays_theirs_until_they_show_it(client, case, circle):
    noor, sam, ines = (member(circle, name) for name in ("Noor", "Sam", "Ines"))
    do(client, noor, circle, "open")
    pass_stages(client, sam, 1)
    assert (done(circle, case), showing(circle)) == ([(), (), ()], [])

    assert do(client, sam, circle, "toon").status_code == 303
    assert do(client, ines, circle, "toon").status_code == 303
    assert done(circle, case) == [("Sam",), (), ()]
    pass_stages(client, sam, 2)
    pass_stages(client, ines, 1)
    pass_stages(client, noor, 1, 2, 3)  # shows nothing
    assert done(circle, case) == [("Ines", "Sam"), ("Sam",), ()]
    client.force_login(noor)
    page = client.get(url(circle)).content.decode()
    assert "Dit tonen: Ines, Sam." in page

    client.force_login(sam)
    client.post(f"{CASE}opnieuw/")
    assert done(circle, case) == [("Ines",), (), ()]
    assert do(client, sam, circle, "verberg").status_code == 303
    assert showing(circle) == ["Ines"]
    Membership.objects.filter(person=ines).update(left_at=timezone.now())
    assert (done(circle, case), showing(circle)) == ([(), (), ()], [])
    people_actions.join(person=ines, group=circle)  # who comes back, shows nothing until they say so again
    assert showing(circle) == []
    do(client, ines, circle, "toon")
    assert showing(circle) == ["Ines"]


def test_the_title_of_a_stage_is_not_sent_before_it_is_open(client, case, circle):
    noor = member(circle, "Noor")
    do(client, noor, circle, "open")
    do(client, noor, circle, "toon")
    titles = [block.value["title"] for block in case.stages]
    page = client.get(url(circle)).content.decode()
    assert [title in page for title in titles] == [True, False, False]
    pass_stages(client, noor, 1)
    page = client.get(url(circle)).content.decode()
    assert [title in page for title in titles] == [True, True, False]


def test_closing_takes_along_who_was_how_far_and_it_can_be_opened_again(client, case, circle):
    noor, sam = member(circle, "Noor"), member(circle, "Sam")
    do(client, noor, circle, "open")
    do(client, sam, circle, "toon")
    assert do(client, noor, circle, "sluit").status_code == 303
    assert ShownProgress.objects.count() == 0
    answer = do(client, sam, circle, "toon")
    assert (answer.status_code, "Dit is intussen afgesloten." in answer.content.decode()) == (422, True)
    assert do(client, sam, circle, "open").status_code == 303
    assert Gathering.objects.count() == 2


def test_two_who_choose_a_day_at_once(circle, case):
    noor = member(circle, "Noor")
    held = open_gathering(by=noor, about=case.about, group=circle, meets_on=None)
    today = timezone.localdate()
    first, second = today + timedelta(days=3), today + timedelta(days=5)
    set_day(by=noor, gathering=held, group=circle, meets_on=first, seen=None)
    with pytest.raises(DayMoved):
        set_day(by=noor, gathering=held, group=circle, meets_on=second, seen=None)
    set_day(by=noor, gathering=held, group=circle, meets_on=first, seen=None)  # the same press twice
    set_day(by=noor, gathering=held, group=circle, meets_on=None, seen=first)
    for wrong in (today - timedelta(days=1), today + timedelta(days=800)):
        with pytest.raises(GatheringRefused):
            set_day(by=noor, gathering=held, group=circle, meets_on=wrong, seen=None)
    held.refresh_from_db()
    assert held.meets_on is None


def test_a_day_that_moved_and_a_day_that_is_over_are_told_at_the_form(client, circle, case):
    noor = member(circle, "Noor")
    do(client, noor, circle, "open")
    Gathering.objects.update(meets_on=timezone.localdate() + timedelta(days=9))
    later = (timezone.localdate() + timedelta(days=12)).isoformat()
    answer = do(client, noor, circle, "dag", meets_on=later, was="")
    assert (answer.status_code, "Iemand koos intussen iets anders" in answer.content.decode()) == (409, True)
    for nonsense in ("gisteren", "9999-99-99"):
        assert do(client, noor, circle, "dag", meets_on=nonsense, was="").status_code == 422
    answer = do(client, noor, circle, "dag", meets_on="2020-01-01", was=str(Gathering.objects.get().meets_on))
    assert (answer.status_code, "Deze dag is al voorbij." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("days", "day", "open_still"), [(44, 14, True), (45, 14, False), (180, None, True), (181, None, False)]
)
def test_it_closes_by_itself(client, case, circle, days, day, open_still):
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        noor = member(circle, "Noor")
        meets_on = timezone.localdate() + timedelta(days=day) if day else None
        held = open_gathering(by=noor, about=case.about, group=circle, meets_on=meets_on)
        ShownProgress.objects.create(gathering=held, person=noor)
        clock.shift(timedelta(days=days))
        apply_all()
        assert (Gathering.objects.filter(closed_at=None).count(), ShownProgress.objects.count()) == (
            int(open_still),
            int(open_still),
        )


def test_who_is_erased_is_shown_no_more(case, circle):
    noor = member(circle, "Noor")
    held = open_gathering(by=noor, about=case.about, group=circle, meets_on=None)
    ShownProgress.objects.create(gathering=held, person=noor)
    erase(person=noor)
    assert (ShownProgress.objects.count(), Gathering.objects.count()) == (0, 1)


# --- the sheet ------------------------------------------------------------------


def let_read(case, circle, name, text):
    """Somebody of the group wrote this at the first stage and lets the group read it."""
    person = member(circle, name)
    part = f"fase.{case.stages[0].id}.gezien"
    MemberNotebook(person).write_all(case.about, {part: {"tekst": text}})
    return person, released(Answer.objects.get(person=person, part=part), circle)


def readers_end(client, case, circle):
    reader = member(circle, "Canary-Lezer")
    pass_stages(client, reader, *range(1, len(case.stages) + 1))
    return reader


def test_the_sheet_is_for_who_came_to_the_end_and_names_nobody(client, case, circle):
    early = member(circle, "Sam")
    client.force_login(early)
    assert client.get(url(circle, "blad")).status_code == 303
    reader = readers_end(client, case, circle)
    writer, release = let_read(case, circle, "Canary-Schrijver", "Ik hoorde een vader die bang was.")
    page = client.get(url(circle, "blad")).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Ik hoorde een vader die bang was." in main
    assert [name in main for name in ("Canary-Schrijver", "Canary-Lezer", writer.email)] == [False] * 3
    assert list(ReadEvent.objects.values_list("release", "reader")) == [(release.pk, reader.pk)]


def test_what_is_for_others_taken_back_or_of_another_case_is_not_on_the_sheet(client, case, circle):
    reader = readers_end(client, case, circle)
    for name, text in (("Ada", "geheim-taken-back"), ("Bo", "geheim-left"), ("Ced", "geheim-erased")):
        person, release = let_read(case, circle, name, text)
        if name == "Ada":
            type(release).objects.filter(pk=release.pk).update(revoked_at=timezone.now())
        if name == "Bo":
            Membership.objects.filter(person=person).update(left_at=timezone.now())
        if name == "Ced":
            erase(person=person)
    other = CircleFactory()
    people_actions.join(person=reader, group=other)
    let_read(case, other, "Dina", "geheim-other-circle")
    client.force_login(reader)
    page = client.get(url(circle, "blad")).content.decode()
    assert "geheim-" not in page
    assert ReadEvent.objects.count() == 0


@pytest.mark.parametrize(("reading", "queries"), [(0, 10), (1, 12), (3, 12)])
def test_mijn_asks_two_more_where_a_group_reads(client, tree, reading, queries, django_assert_num_queries):
    person = UserFactory()
    for nth in range(max(reading, 1)):
        circle = CircleFactory(name=f"Kring {nth}")
        people_actions.join(person=person, group=circle)
        if reading:
            open_gathering(by=person, about=make_case(slug=f"casus-{nth}").about, group=circle, meets_on=None)
    client.force_login(person)
    client.get("/nl/mijn/")
    with django_assert_num_queries(queries):
        page = client.get("/nl/mijn/").content.decode()
    assert page.count("/lezen/") == reading


@pytest.mark.parametrize("writers", [1, 3, 30])
def test_the_sheet_asks_the_same_for_one_and_for_thirty(client, case, writers, django_assert_num_queries):
    team = TeamFactory()
    reader = readers_end(client, case, team)
    for nth in range(writers):
        let_read(case, team, f"W{nth}", f"Een blik met nummer {nth} en woord{nth}.")
    client.force_login(reader)
    address = url(team, "blad", kind="team")
    client.get(address)
    with django_assert_num_queries(15):
        page = client.get(address).content.decode()
    assert page.count("<blockquote") == min(writers, 5)


@pytest.mark.parametrize("shown", [1, 3])
def test_the_page_of_a_group_asks_the_same_for_one_and_for_three(
    client, case, circle, shown, django_assert_num_queries
):
    noor = member(circle, "Noor")
    do(client, noor, circle, "open")
    for nth in range(shown):
        do(client, member(circle, f"P{nth}"), circle, "toon")
    client.force_login(noor)
    client.get(url(circle))
    with django_assert_num_queries(10):
        client.get(url(circle))


WORDS = ("vader", "moeder", "school", "taal", "geld", "huis")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=9)


@given(TEXTS, st.randoms())
def test_texts_far_apart_are_the_same_in_whatever_order_they_come(texts, random):
    shuffled = list(texts)
    random.shuffle(shuffled)
    chosen = far_apart(texts, str)
    assert far_apart(shuffled, str) == chosen
    assert len(chosen) == min(len(texts), 5)
    assert all(chosen.count(text) <= texts.count(text) for text in chosen)


@given(TEXTS.filter(lambda texts: len(texts) > 2))
def test_the_two_that_differ_most_are_always_there(texts):
    first, second = far_apart(texts, str, most=2)
    largest = max(distance(words_of(a), words_of(b)) for i, a in enumerate(texts) for b in texts[i + 1 :])
    assert distance(words_of(first), words_of(second)) == largest


def test_how_far_two_texts_are():
    assert [
        distance(words_of(a), words_of(b)) for a, b in (("", ""), ("huis en taal", "HUIS en taal"), ("huis", "taal"))
    ] == [
        0.0,
        0.0,
        1.0,
    ]
