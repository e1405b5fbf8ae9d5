"""Looking again weeks later: asked for, first blank, one mail without content, and always to put off or to stop."""

import smtplib
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from meerstemmig.chores import CHORES
from people.models import User
from reflection.actions.answers import write_answers
from reflection.actions.echoes import answer, ask_echoes, bring_what_is_due, day_after, postpone, stop, stop_for_ever
from reflection.echo_forms import EchoForm
from reflection.echo_rules import EchoClosedError, EchoNotDueError, can_move, check_move
from reflection.enums import ECHO_MOVES, EchoMove, EchoState
from reflection.models import Answer, DataKey, Echo, NoEchoes
from reflection.queries.echoes import recall_of
from reflection.workbook import book_of
from tests.factories.cases import make_case
from tests.factories.people import UserFactory
from tests.reflection.writing import note, write_in_case

pytestmark = pytest.mark.django_db

ASKED = datetime(2026, 9, 1, 12, tzinfo=UTC)
FOUR, TWELVE = datetime(2026, 9, 29, 7, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)
"""Nine in the morning in Brussels, in summer and in winter."""
THEN = "Hij vertaalt vlot."
LIST = "/nl/notities/echo/"


@pytest.fixture
def person(db):
    return UserFactory(first_name="Amal")


@pytest.fixture
def asked(person, tree):
    """A case that was read, with its two echoes."""
    case = make_case()
    with time_machine.travel(ASKED, tick=False):
        write_in_case(person, case, gezien=THEN)
        ask_echoes(by=person, about=case.about)
    return case


def first_of(person):
    return Echo.objects.of(person).get(weeks=4)


def field_of(person):
    """The name of the first field to write in."""
    return EchoForm(recall_of(first_of(person))).prompts()[0].name


def states(person):
    return [(each.weeks, each.state) for each in Echo.objects.of(person).order_by("weeks")]


def test_two_echoes_come_at_nine_in_the_morning_here(person, asked):
    assert [(each.weeks, each.due_at) for each in Echo.objects.of(person)] == [(4, FOUR), (12, TWELVE)]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 26, 22, 30, tzinfo=UTC), "2026-10-25 09:00+0100"),  # lands on the night of winter time
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-11-22 09:00+0100"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-11-22 09:00+0100"),
        (datetime(2027, 2, 28, 12, 0, tzinfo=UTC), "2027-03-28 09:00+0200"),  # the night of summer time
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-29 09:00+0100"),  # already the new year here
    ],
)
def test_the_night_on_which_the_clock_changes_shifts_nothing(moment, day):
    assert timezone.localtime(day_after(moment, weeks=4)).strftime("%Y-%m-%d %H:%M%z") == day


def test_asking_twice_asks_once_and_another_place_is_another(person, asked):
    assert ask_echoes(by=person, about=asked.about) == 0
    assert ask_echoes(by=person, about=asked.about, part="meenemen") == 2
    assert Echo.objects.of(person).count() == 4


TABLE = [
    (EchoState.WAITING, EchoMove.COME_DUE, EchoState.READY),
    (EchoState.WAITING, EchoMove.POSTPONE, EchoNotDueError),
    (EchoState.WAITING, EchoMove.ANSWER, EchoNotDueError),
    (EchoState.WAITING, EchoMove.STOP, EchoState.STOPPED),
    (EchoState.READY, EchoMove.COME_DUE, EchoNotDueError),
    (EchoState.READY, EchoMove.POSTPONE, EchoState.WAITING),
    (EchoState.READY, EchoMove.ANSWER, EchoState.ANSWERED),
    (EchoState.READY, EchoMove.STOP, EchoState.STOPPED),
    *((state, move, EchoClosedError) for state in (EchoState.ANSWERED, EchoState.STOPPED) for move in EchoMove),
]


@pytest.mark.parametrize(("before", "move", "after"), TABLE)
def test_every_move_in_every_state(before, move, after):
    echo = Echo(state=before, due_at=FOUR)
    moment = FOUR - timedelta(days=1)
    if isinstance(after, EchoState):
        assert (check_move(echo, move, moment), can_move(echo, move, moment)) == (after, True)
    else:
        with pytest.raises(after):
            check_move(echo, move, moment)
        assert not can_move(echo, move, moment)


def test_the_table_covers_every_state_and_move():
    assert len(TABLE) == len(EchoState) * len(EchoMove)
    assert {(before, move) for before, move, after in TABLE if isinstance(after, EchoState)} == set(ECHO_MOVES)


def test_one_mail_when_the_day_is_there_and_never_a_second(person, asked):
    with time_machine.travel(FOUR - timedelta(minutes=1), tick=False):
        assert (bring_what_is_due(), len(mail.outbox)) == (0, 0)
    with time_machine.travel(FOUR, tick=False):
        assert [bring_what_is_due(), bring_what_is_due()] == [1, 0]
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([person.email], "Er ligt iets voor je klaar")
    assert f"/nl/notities/echo/{first_of(person).pk}/" in sent.body
    assert [
        each for each in (asked.title, THEN, str(asked.translation_key), "casus", "Amal") if each in sent.body
    ] == []
    assert states(person) == [(4, "klaar"), (12, "wacht")]


def test_the_mail_speaks_the_language_of_the_person(person, asked):
    User.objects.filter(pk=person.pk).update(language="fr")
    with time_machine.travel(FOUR, tick=False):
        bring_what_is_due()
    assert "/fr/" in mail.outbox[0].body


def test_put_off_comes_two_weeks_later_without_a_second_mail(person, asked):
    with time_machine.travel(FOUR, tick=False):
        bring_what_is_due()
        postpone(by=person, echo_id=first_of(person).pk)
    assert (first_of(person).state, first_of(person).due_at) == ("wacht", FOUR + timedelta(weeks=2))
    with time_machine.travel(FOUR + timedelta(weeks=2), tick=False):
        assert bring_what_is_due() == 0
    assert (first_of(person).state, len(mail.outbox)) == ("klaar", 1)


def test_stopped_does_not_come_and_the_other_does(person, asked):
    stop(by=person, echo_id=first_of(person).pk)
    stop(by=person, echo_id=first_of(person).pk)
    with time_machine.travel(TWELVE, tick=False):
        bring_what_is_due()
    assert states(person) == [(4, "gestopt"), (12, "klaar")]
    assert len(mail.outbox) == 1


def test_stopped_for_ever_stops_all_until_one_is_asked_again(person, asked):
    other = UserFactory()
    ask_echoes(by=other, about=asked.about)
    stop_for_ever(by=person)
    stop_for_ever(by=person)
    with time_machine.travel(TWELVE, tick=False):
        bring_what_is_due()
    assert states(person) == [(4, "gestopt"), (12, "gestopt")]
    assert person.email not in {address for sent in mail.outbox for address in sent.to}
    assert [each.state for each in Echo.objects.of(other).open()] == ["wacht", "wacht"]
    ask_echoes(by=person, about=asked.about)
    assert (NoEchoes.objects.filter(person=person).exists(), Echo.objects.of(person).open().count()) == (False, 2)


def test_a_mail_server_that_is_down_costs_no_echo_and_no_second_mail(person, asked, monkeypatch):
    def down(_message):
        raise smtplib.SMTPServerDisconnected

    with time_machine.travel(FOUR, tick=False), monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", down)
        assert bring_what_is_due() == 0
    assert (first_of(person).state, first_of(person).mailed_at) == ("klaar", None)
    with time_machine.travel(FOUR + timedelta(hours=1), tick=False):
        assert [bring_what_is_due(), bring_what_is_due()] == [1, 0]


def test_a_worker_that_was_away_for_long_brings_it_in_silence(person, asked):
    with time_machine.travel(FOUR + timedelta(days=8), tick=False):
        assert bring_what_is_due() == 0
    assert (first_of(person).state, len(mail.outbox)) == ("klaar", 0)


def test_a_closed_account_gets_no_mail(person, asked):
    User.objects.filter(pk=person.pk).update(is_active=False)
    with time_machine.travel(FOUR, tick=False):
        assert bring_what_is_due() == 0


def test_the_worker_does_it_on_its_rounds():
    assert [chore.every for chore in CHORES if chore.do is bring_what_is_due] == [timedelta(minutes=10)]


def test_what_comes_back_is_what_stood_there_when_it_was_asked(person, asked):
    with time_machine.travel(ASKED + timedelta(days=3), tick=False):
        write_in_case(person, asked, gezien="Later verbeterd.", ingevuld="Later geschreven.")
    recall = recall_of(first_of(person))
    assert [(each.question, [line.text for line in each.piece.latest.lines]) for each in recall.prompts] == [
        ("Wat heb je gezien of gehoord?", [THEN])
    ]


def test_first_blank_then_the_old_text_then_the_difference(client, person, asked):
    client.force_login(person)
    address = f"{LIST}{first_of(person).pk}/"
    with time_machine.travel(FOUR, tick=False):
        blank = client.get(address)
        assert THEN not in blank.content.decode()
        assert "Wat heb je gezien of gehoord?" in blank.content.decode()
        empty = client.post(address, {field_of(person): "  "})
        assert (empty.status_code, THEN in empty.content.decode()) == (422, False)
        operation = uuid.uuid4()
        for _twice in range(2):
            answered = client.post(address, {field_of(person): "Hij vertaalt met moeite.", "operation": operation})
            assert (answered.status_code, answered["Location"]) == (302, address)
        shown = client.get(address)
    changes = [(each.kind, each.text) for each in shown.context["recall"].prompts[0].changes[0].changes]
    assert changes == [("same", "Hij vertaalt "), ("gone", "vlot."), ("new", "met moeite.")]
    new = Answer.objects.of(person).filter(about=f"echo:{first_of(person).pk}")
    assert [row.part.rsplit(".", 1)[-1] for row in new] == ["gezien"]
    book = book_of(person)
    assert [(str(shelf.label), [place.origin.title for place in shelf.places]) for shelf in book.shelves()] == [
        ("Casussen", ["Casus proef"]),
        ("Later opnieuw", ["Casus proef"]),
    ]


def test_looking_without_writing_is_a_way_too(client, person, asked):
    client.force_login(person)
    address = f"{LIST}{first_of(person).pk}/"
    with time_machine.travel(FOUR, tick=False):
        client.post(address, {field_of(person): "", "zonder": "1"})
        assert THEN in client.get(address).content.decode()
    assert Answer.objects.of(person).filter(about__startswith="echo:").count() == 0


def test_too_early_shows_nothing_and_stores_nothing(client, person, asked):
    client.force_login(person)
    address = f"{LIST}{first_of(person).pk}/"
    with time_machine.travel(FOUR - timedelta(days=1), tick=False):
        assert "Dit komt terug op 29 september 2026." in client.get(address).content.decode()
        client.post(address, {field_of(person): "Te vroeg."})
        client.post(f"{address}later/")
        body = client.get(address).content.decode()
    assert THEN not in body
    assert "Deze echo ligt nog niet klaar." in body
    assert states(person) == [(4, "wacht"), (12, "wacht")]
    assert not Answer.objects.of(person).filter(about__startswith="echo:").exists()


def test_the_buttons_put_off_stop_and_end_all(client, person, asked):
    client.force_login(person)
    ask_echoes(by=person, about=asked.about, part="meenemen")
    echo = first_of_whole = Echo.objects.of(person).get(weeks=4, part="")
    with time_machine.travel(FOUR, tick=False):
        client.post(f"{LIST}{echo.pk}/later/")
        echo.refresh_from_db()
        assert echo.due_at == FOUR + timedelta(weeks=2)
        client.post(f"{LIST}{first_of_whole.pk}/stop/")
        client.post(f"{LIST}nooit/")
    assert {each.state for each in Echo.objects.of(person)} == {"gestopt"}
    assert "Je koos om niets meer terug te krijgen." in client.get(LIST).content.decode()


def test_the_end_of_a_case_offers_it_unticked_to_who_has_an_account(client, person, tree):
    case = make_case("einde", stages=3)
    finish = "/nl/casussen/einde/slot/"
    for number in (1, 2, 3):
        client.post(f"/nl/casussen/einde/fase/{number}/", {"verder": "1"})
    assert 'name="echo"' not in client.get(finish).content.decode()
    client.post(finish, {"meenemen": "Iets.", "echo": "on"})
    assert Echo.objects.count() == 0
    client.force_login(person)
    for number in (1, 2, 3):
        client.post(f"/nl/casussen/einde/fase/{number}/", {"verder": "1"})
    body = client.get(finish).content.decode()
    assert ('name="echo"' in body, "checked" in body.split('name="echo"')[1].split(">")[0]) == (True, False)
    client.post(finish, {"meenemen": "Iets."})
    assert Echo.objects.count() == 0
    client.post(finish, {"meenemen": "Iets.", "echo": "on"})
    assert {each.about for each in Echo.objects.of(person)} == {case.about}
    assert 'name="echo"' not in client.get(finish).content.decode()


def test_a_note_can_be_asked_back_by_its_writer_only(client, person, tree):
    entry = note(person, "Op de trein bedacht.")
    client.force_login(UserFactory(is_superuser=True))
    assert client.post(f"{LIST}vraag/{entry.pk}/").status_code == 404
    client.force_login(person)
    assert client.post(f"{LIST}vraag/{entry.pk}/").status_code == 302
    assert [each.part for each in Echo.objects.of(person)] == [str(entry.first_id)] * 2
    with time_machine.travel(timezone.now() + timedelta(weeks=5), tick=False):
        client.force_login(person)
        address = f"{LIST}{first_of(person).pk}/"
        assert "Op de trein bedacht." not in client.get(address).content.decode()
        client.post(address, {field_of(person): "In de trein bedacht."})
        assert "[−" in client.get(address).content.decode()


def test_an_echo_of_what_is_gone_says_so(client, person, asked):
    DataKey.objects.filter(person=person).delete()
    client.force_login(person)
    with time_machine.travel(FOUR, tick=False):
        body = client.get(f"{LIST}{first_of(person).pk}/").content.decode()
    assert "is niets meer te lezen" in body


def test_nobody_else_comes_near_an_echo(client, person, asked):
    echo = first_of(person)
    client.force_login(UserFactory(is_superuser=True))
    with time_machine.travel(FOUR, tick=False):
        statuses = [
            client.get(f"{LIST}{echo.pk}/").status_code,
            client.post(f"{LIST}{echo.pk}/", {"nu": "x"}).status_code,
            client.post(f"{LIST}{echo.pk}/later/").status_code,
            client.post(f"{LIST}{echo.pk}/stop/").status_code,
        ]
        client.post(f"{LIST}nooit/")
    assert statuses == [404] * 4
    assert states(person) == [(4, "wacht"), (12, "wacht")]


def test_mine_has_a_quiet_line_when_something_lies_ready(client, person, asked):
    client.force_login(person)
    with time_machine.travel(FOUR - timedelta(days=1), tick=False):
        assert LIST not in client.get("/nl/mijn/").content.decode()
    with time_machine.travel(FOUR, tick=False):
        assert LIST in client.get("/nl/mijn/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.usefixtures("_clear_page_caches")
def test_as_many_queries_for_one_as_for_many(client, person, tree, count, django_assert_num_queries):
    client.force_login(person)
    for number in range(count):
        case = make_case(f"c{number}")
        write_in_case(person, case, gezien="a", ingevuld="b")
        ask_echoes(by=person, about=case.about)
        done = Echo.objects.of(person).get(about=case.about, weeks=12)
        Echo.objects.of(person).update(due_at=timezone.now())
        answer(by=person, echo_id=done.pk, texts={f"fase.{case.stages[0].id}.gezien": "nu"}, operation=uuid.uuid4())
    for address, queries in ((LIST, 7), (f"{LIST}{first_echo(person).pk}/", 13), (f"{LIST}{done.pk}/", 13)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def first_echo(person):
    return Echo.objects.of(person).open().first()


def test_no_place_holds_what_was_written(person, asked):
    write_answers(by=person, about="echo:x", values={"a": {"tekst": "KANARIE-echo"}})
    rows = [*Echo.objects.values(), *Answer.objects.values()]
    assert "KANARIE-echo" not in str(rows)
