"""The year of a circle: days, methods and hours, and nothing of what was said; one's own lines for oneself alone."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from intervision.enums import MethodKind, Status
from intervision.models import KeptLine, Seat, Session
from intervision.year import in_words, own_year, year_of, years_of
from reflection.models import new_data_key
from tests.factories.intervision import make_method, make_room
from tests.factories.people import UserFactory
from tests.reflection.pdf import text_of_pdf

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
OWN, TEAM = "Ik vraag eerst wie er nog meekijkt.", "Wij bellen voortaan eerst."


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(moment("2026-12-31T12:00"), tick=False):
        yield


@pytest.fixture
def room():
    """Kring Test met once in 2026: opening 5 and a method of 20 minutes."""
    make_method("opening", {"floor": ["A"]}, kind=MethodKind.OPENING)
    made = make_room(make_method())
    held(made.session, "2026-10-05T14:00")
    return made


def held(session, at, **fields):
    Session.objects.filter(pk=session.pk).update(starts_at=moment(at), status=Status.CLOSED, **fields)


def again(room, at, **fields):
    """One more session of the same circle, without the facilitator of the first."""
    session = Session.objects.create(
        circle=room.circle,
        method=room.session.method,
        method_snapshot=room.session.method_snapshot,
        starts_at=moment(at),
        status=Status.CLOSED,
        **fields,
    )
    Seat.objects.create(session=session, kind="facilitator", person=room.bringer.person, order=0)
    Seat.objects.create(session=session, kind="bringer", person=room.peers[0].person, order=1)
    Seat.objects.create(session=session, kind="beamer", order=99)
    return session


def keep(room, text, person=None, at="2026-10-05T16:00"):
    circle = None if person else room.circle
    line = KeptLine(session=room.session, person=person, circle=circle, kept_at=moment(at))
    line.seal(text, new_data_key(person=person) if person else new_data_key())
    line.save()


def address(room, number=2026, query=""):
    return reverse("intervision:year_sheet", args=[room.circle.pk, number]) + query


def told(client, room, query=""):
    answer = client.get(address(room, query=query))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 uur"), (65, "1 uur 05"), (610, "10 uur 10")]
)
def test_time_in_words(minutes, said):
    assert in_words(minutes) == said


def test_what_was_held_in_this_year_here_and_nothing_else(room):
    again(room, "2026-01-01T00:30")
    again(room, "2025-12-31T23:30")
    Session.objects.create(circle=room.circle, method=room.session.method, starts_at=moment("2026-11-05T10:00"))
    other = make_room(room.session.method)
    held(other.session, "2026-10-06T10:00")
    year = year_of(room.circle, 2026)
    found = [(each.day.isoformat(), each.method, each.minutes, each.people, each.role) for each in year.met]
    assert found == [("2026-01-01", "Methode", 25, 2, ""), ("2026-10-05", "Methode", 25, 4, "")]
    assert (year.lasted, years_of(room.circle), year.lines) == ("50 min", [2026, 2025], ())


def test_ones_own_sheet_has_ones_own_place_and_only_where_one_was(room):
    again(room, "2026-06-01T10:00")
    noor, sam = room.facilitator.person, room.bringer.person
    assert [each.role for each in own_year(room.circle, 2026, noor, with_lines=True).met] == ["begeleider"]
    assert [each.role for each in own_year(room.circle, 2026, sam, with_lines=True).met] == ["begeleider", "inbrenger"]


def test_the_circles_sheet_holds_no_name_and_no_word(client, room):
    person = room.peers[0].person
    keep(room, OWN, person)
    keep(room, TEAM)
    client.force_login(person)
    for query in ("", "?zinnen=1", "?voor=ander&zinnen=1"):
        text = text_of_pdf(told(client, room, query))
        assert [word in text for word in ("Kring Test", "5 oktober 2026", "Methode", "25 min")] == [True] * 4
        names = [seat.person.called for seat in (room.facilitator, room.bringer, *room.peers)]
        assert [word for word in (OWN, TEAM, *names) if word in text] == []


def test_own_lines_stand_on_ones_own_sheet_and_only_when_asked(client, room):
    person = room.peers[0].person
    keep(room, OWN, person)
    keep(room, "Van vorig jaar.", person, at="2025-12-31T23:00")
    keep(room, "Van iemand anders.", room.peers[1].person)
    keep(room, TEAM)
    client.force_login(person)
    without, asked = (text_of_pdf(told(client, room, query)) for query in ("?voor=mij", "?voor=mij&zinnen=1"))
    assert [OWN in without, OWN in asked, person.called in asked, "meedenker" in asked] == [False, True, True, True]
    others = ("Van vorig jaar.", "Van iemand anders.", TEAM, room.bringer.person.called)
    assert [word for word in others if word in asked] == []


@pytest.mark.parametrize("query", ["", "?voor=mij&zinnen=1"])
def test_it_is_tagged_and_says_its_language_and_its_title(client, room, query):
    person = room.peers[0].person
    keep(room, "Met een emoji 🎈\n\n= geen kop en #geen code", person)
    client.force_login(person)
    content = told(client, room, query)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)[:2]) == (True, "nl")
        with pdf.open_metadata() as about:
            assert (about["pdfuaid:part"], about["dc:title"]) == ("1", "Intervisie in 2026")
    assert ("#geen code" in text_of_pdf(content)) == bool(query)


def test_a_year_in_which_nobody_met_says_so(client, room):
    client.force_login(room.bringer.person)
    page = client.get(reverse("intervision:year", args=[room.circle.pk, 2024])).content.decode()
    assert "In dit jaar werd geen sessie gehouden." in page
    assert "geen sessie" in text_of_pdf(client.get(address(room, 2024)).content)


@pytest.mark.parametrize("number", [0, 1999, 10_000, 10**20])
def test_a_year_that_is_none_is_not_there(client, room, number):
    client.force_login(room.bringer.person)
    assert client.get(f"/nl/intervisie/kringen/{room.circle.pk}/jaar/{number}/").status_code == 404
    assert client.get(f"/nl/intervisie/kringen/{room.circle.pk}/jaar/{number}/blad/").status_code == 404


@pytest.mark.parametrize("name", ["year", "year_sheet"])
def test_for_whoever_is_not_in_the_circle_it_does_not_exist(client, room, name):
    for person in (UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(person)
        assert client.get(reverse(f"intervision:{name}", args=[room.circle.pk, 2026])).status_code == 404


def test_the_page_of_the_circle_leads_there(client, room):
    client.force_login(room.bringer.person)
    page = client.get(reverse("intervision:circle", args=[room.circle.pk])).content.decode()
    assert f'href="{reverse("intervision:year", args=[room.circle.pk, 2026])}"' in page


@pytest.mark.parametrize("sessions", [1, 3])
def test_three_sessions_cost_as_much_as_one(room, django_assert_num_queries, sessions):
    for number in range(1, sessions):
        again(room, f"2026-0{number}-01T10:00")
    with django_assert_num_queries(3):
        assert len(own_year(room.circle, 2026, room.bringer.person, with_lines=True).met) == sessions
