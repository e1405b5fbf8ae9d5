"""Circles: for members, planned without a word of the case, and what is coming for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intervision.enums import SeatKind
from intervision.exceptions import NotNow
from intervision.health import check
from intervision.models import Method, Seat, Session
from intervision.queries import upcoming
from intervision.rules import check_can_plan
from people.models import Circle
from tests.factories.cases import make_case
from tests.factories.intervision import make_method, make_room
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory


@pytest.fixture
def room(db):
    return make_room()


def plan(client, room, **changes):
    people = [seat.person_id for seat in (room.facilitator, room.bringer, *room.peers)]
    data = {
        "method": room.session.method_id,
        "starts_at": "2027-01-12T14:00",
        "facilitator": people[0],
        "bringer": people[1],
        "peers": people[2:],
        **changes,
    }
    return client.post(reverse("intervision:plan", args=[room.circle.pk]), data)


def test_a_member_plans_a_session_and_everybody_gets_one_chair(client, room):
    client.force_login(room.peers[0].person)
    answer = plan(client, room)
    session = Session.objects.exclude(pk=room.session.pk).get()
    assert (answer.status_code, answer.url) == (302, session.get_absolute_url())
    chairs = [(seat.kind, seat.person_id) for seat in Seat.objects.filter(session=session)]
    assert chairs == [
        (SeatKind.FACILITATOR, room.facilitator.person_id),
        (SeatKind.BRINGER, room.bringer.person_id),
        (SeatKind.PEER, room.peers[0].person_id),
        (SeatKind.PEER, room.peers[1].person_id),
    ]
    assert (session.status, session.data_key) == ("planned", None)


@pytest.mark.parametrize(
    "problem",
    [
        "same person",
        "no peers",
        "nobody but chairs",
        "no method",
        "outsider",
        "too large",
        "method too large",
        "no date",
        "past",
    ],
)
def test_what_cannot_be_planned(client, room, problem):
    client.force_login(room.peers[0].person)
    changes = {
        "same person": {"bringer": room.facilitator.person_id},
        "no peers": {"peers": []},
        "nobody but chairs": {"peers": [room.facilitator.person_id, room.bringer.person_id]},
        "no method": {"method": ""},
        "outsider": {"bringer": UserFactory().pk},
        "too large": {"peers": ["9" * 30]},
        "method too large": {"method": "9" * 30},
        "no date": {"starts_at": ""},
        "past": {"starts_at": "2020-01-12T14:00"},
    }[problem]
    assert plan(client, room, **changes).status_code == 422
    assert Session.objects.count() == 1


def test_who_has_a_chair_already_is_no_peer_as_well(client, room):
    client.force_login(room.peers[0].person)
    people = [seat.person_id for seat in (room.facilitator, room.bringer, *room.peers)]
    assert plan(client, room, peers=people).status_code == 302
    made = Seat.objects.exclude(session=room.session).order_by("order")
    assert [(seat.kind, seat.person_id) for seat in made] == [
        (SeatKind.FACILITATOR, room.facilitator.person_id),
        (SeatKind.BRINGER, room.bringer.person_id),
        (SeatKind.PEER, room.peers[0].person_id),
        (SeatKind.PEER, room.peers[1].person_id),
    ]


@pytest.mark.parametrize(("least", "most", "fits"), [(4, 4, True), (5, 8, False), (3, 3, False), (1, 12, True)])
def test_the_group_has_a_size_that_the_method_is_made_for(client, room, least, most, fits):
    method = make_method("maat", group_min=least, group_max=most)
    client.force_login(room.peers[0].person)
    answer = plan(client, room, method=method.pk)
    assert answer.status_code == (302 if fits else 422)
    said = f"Maat is voor {least} tot {most} mensen. Met wie je nu koos, zijn jullie met 4."
    assert (said in answer.content.decode()) == (not fits)


def test_the_form_suggests_the_whole_circle_and_only_the_method_that_was_chosen(client, room):
    client.force_login(room.peers[0].person)
    url = reverse("intervision:plan", args=[room.circle.pk])
    method = room.session.method
    circle = {seat.person_id for seat in (room.facilitator, room.bringer, *room.peers)}
    for query, chosen in [({}, None), ({"methode": "methode"}, method), ({"methode": "weg"}, None)]:
        form = client.get(url, query).context["form"]
        assert (form.initial["method"], set(form["peers"].value())) == (chosen, circle)
    home = client.get(reverse("intervision:home"), {"methode": "methode"}).content.decode()
    assert f'href="{url}?methode=methode"' in home
    assert "Je koos een methode" in home
    circle = client.get(reverse("intervision:circle", args=[room.circle.pk]), {"methode": "methode"}).content.decode()
    assert f'href="{url}?methode=methode"' in circle


@pytest.mark.parametrize("name", ["circle", "plan"])
def test_a_foreign_circle_does_not_exist(client, room, name):
    client.force_login(UserFactory())
    url = reverse(f"intervision:{name}", args=[room.circle.pk])
    foreign = client.get(url)
    Circle.objects.all().delete()
    absent = client.get(url)
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.content.split(b"csrfmiddlewaretoken")[0] == absent.content.split(b"csrfmiddlewaretoken")[0]


def test_upcoming_is_what_i_have_a_chair_in(room):
    other = make_room(make_method("anders"))
    me = room.peers[0].person
    assert list(upcoming(me)) == [room.session]
    assert list(upcoming(other.bringer.person)) == [other.session]
    assert list(upcoming(UserFactory())) == []
    me.memberships.update(left_at=timezone.now())
    assert list(upcoming(me)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_is_coming_costs_one_query(db, django_assert_num_queries, count):
    room = make_room()
    for _ in range(count - 1):
        session = Session.objects.create(
            circle=room.circle, method=room.session.method, starts_at=timezone.now(), method_snapshot={}
        )
        Seat.objects.create(session=session, person=room.bringer.person, kind=SeatKind.BRINGER)
    with django_assert_num_queries(1):
        found = [(session.circle.name, session.method.title) for session in upcoming(room.bringer.person)]
    assert found == [("Kring Test", "Methode")] * count


def test_the_door_is_open_without_an_account_and_shows_no_session(client, room):
    page = client.get(reverse("intervision:home")).content.decode()
    assert "Meld je aan voor je kring" in page
    assert str(room.session.pk) not in page


def test_health_without_streams_is_well(db):
    found = check()
    assert (found["ok"], found["streams"]) == (True, 0)


def test_a_case_that_somebody_wants_to_bring_in_walks_along_to_the_planning(client, tree, room):
    case = make_case("de-brief")
    client.force_login(room.peers[0].person)
    places = [reverse("intervision:home")] + [
        reverse(f"intervision:{name}", args=[room.circle.pk]) for name in ("circle", "plan")
    ]
    for place in places:
        page = client.get(place, {"casus": "de-brief"}).content.decode()
        assert f'<a href="{case.url}">Casus de-brief</a>' in page
        assert "Casus de-brief" not in client.get(place).content.decode()
    assert f"{places[2]}?casus=de-brief" in client.get(places[0], {"casus": "de-brief"}).content.decode()
    assert plan(client, room).status_code == 302
    session = Session.objects.exclude(pk=room.session.pk).get()
    client.force_login(room.facilitator.person)
    assert "Casus de-brief" not in client.get(session.get_absolute_url()).content.decode()


def test_a_case_that_is_hidden_or_absent_is_not_named(client, tree, room):
    make_case("verborgen").unpublish()
    client.force_login(room.peers[0].person)
    pages = {
        slug: client.get(reverse("intervision:home"), {"casus": slug}) for slug in ("verborgen", "nergens", "a/b?c", "")
    }
    assert {slug: (page.status_code, page.context["case"]) for slug, page in pages.items()} == dict.fromkeys(
        pages, (200, None)
    )
    assert "Casus verborgen" not in pages["verborgen"].content.decode()


def test_the_minutes_of_a_method_and_of_what_is_around_it_are_the_same_everywhere(client, db):
    make_method("opening", kind="opening")
    make_method("sluiting", kind="closing")
    method = make_method("proef")
    around = sum(each.total_min for each in Method.objects.exclude(kind="method"))
    line = f"{method.total_min} minuten, plus {around} om te openen en af te sluiten"
    room = make_room(method)
    client.force_login(room.facilitator.person)
    for place in (
        reverse("intervision:home"),
        reverse("intervision:methods"),
        method.get_absolute_url(),
        room.session.get_absolute_url(),
    ):
        assert line in client.get(place).content.decode(), place
    planning = client.get(reverse("intervision:plan", args=[room.circle.pk])).content.decode()
    assert f"Proef: {method.total_min} minuten, 3 tot 12 mensen" in planning
    assert f"Om te openen en af te sluiten komen er {around} minuten bij." in planning


@pytest.mark.parametrize(("members", "fits"), [(1, False), (2, False), (3, True)])
def test_a_circle_of_fewer_than_three_plans_nothing_and_hears_why(client, db, members, fits):
    make_method()
    circle = CircleFactory()
    people = [MembershipFactory(circle=circle).person for _ in range(members)]
    client.force_login(people[0])
    url = reverse("intervision:plan", args=[circle.pk])
    reason = "Intervisie houd je met drie tot twaalf mensen."
    page = client.get(url).content.decode()
    assert (reason in page, 'name="method"' in page) == (not fits, fits)
    sent = client.post(
        url, {"method": Method.objects.get().pk, "starts_at": "2027-01-12T14:00", "facilitator": people[0].pk}
    )
    assert (sent.status_code, Session.objects.count()) == (422, 0)
    page = client.get(reverse("intervision:circle", args=[circle.pk])).content.decode()
    assert ("Jullie zijn nog met te weinig" in page, "Plan een sessie" in page) == (not fits, fits)
    if not fits:
        with pytest.raises(NotNow, match="NotNow"):
            check_can_plan(circle, people[0])


def test_a_session_that_runs_stands_apart_with_a_way_in(client, room):
    MembershipFactory(circle=room.circle, person=(outside := UserFactory()))
    url = reverse("intervision:circle", args=[room.circle.pk])
    way_in = f'href="{room.session.get_absolute_url()}">Ga de kamer in</a>'
    client.force_login(room.bringer.person)
    before = client.get(url)
    assert (before.context["running"], before.context["coming"]) == ([], [(room.session, True)])
    assert "Nu bezig" not in before.content.decode()
    room.go_to(1)
    after = client.get(url)
    assert (after.context["running"], after.context["coming"]) == ([(room.session, True)], [])
    assert ("Nu bezig" in after.content.decode(), way_in in after.content.decode()) == (True, True)
    client.force_login(outside)
    html = client.get(url).content.decode()
    assert ("Je hebt in deze sessie geen plaats." in html, way_in in html) == (True, False)


def test_the_door_shows_a_few_methods_to_begin_with_and_the_way_to_all(client, db):
    for number, (trust, minutes) in enumerate(
        [("low", 9), ("high", 3), ("low", 5), ("medium", 4), ("low", 7), ("low", 6), ("low", 8)]
    ):
        Method.objects.filter(pk=make_method(f"m{number}", trust=trust).pk).update(total_min=minutes)
    page = client.get(reverse("intervision:home"))
    assert [method.slug for method in page.context["methods"]] == ["m2", "m5", "m4", "m6"]
    assert f'href="{reverse("intervision:methods")}">Alle methodes</a>' in page.content.decode()
