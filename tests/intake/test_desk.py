"""The desk: sealed from the first word, twelve steps, and nothing of the person in the draft or left behind."""

import datetime
import re

import pytest
from django.db import connection

from cases.models import CasePage, Trace, TraceSearch
from intake import actions
from intake.drafting import as_file
from intake.models import Situation
from intake.queries import desk_of
from intake.rules import NotAWriter, NotYet, can_desk, can_draft, check_draft
from intake.state import State, marked, progress_of, questions_of
from intake.steps import STEPS, step_of, stop_in
from people.actions.roles import place_role
from people.erasing import erase
from people.models import Role
from people.retention import apply_all
from reflection.models import DataKey
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

DESK = "/nl/werktafel/"
TITLE = "De lege brooddoos"
TEXT = "Youssef (14) kwam op 3 maart zonder brooddoos naar het Atheneum in Lokeren. Zijn moeder belde niet terug."
SAID = {"1": "nagekeken", "2": "nagekeken", "3": "nagekeken", "4": "nagekeken", "5": "nagekeken", "6": "nagekeken",
        "7": "nagekeken", "8": "nagekeken", "9": "nee", "10": "nagekeken", "11": "drie", "12": "niemand"}  # fmt: skip


def writer(role=Role.TRAINER):
    person = UserFactory()
    place_role(person=person, role=role)
    return person


@pytest.fixture
def trainer(client, tree):
    person = writer()
    client.force_login(person)
    return person


def lay(person, text=TEXT, title=TITLE):
    return actions.lay_down(by=person, title=title, text=text)


def walked(person, text="Een jongen kwam zonder brooddoos.", answers=SAID):
    """A situation of which every step has an answer."""
    made = lay(person, text)
    return actions.change(by=person, pk=made.pk, version=made.version, how=lambda state: state.answers.update(answers))


def post_step(client, made, number, **sent):
    made.refresh_from_db()
    return client.post(f"{DESK}{made.pk}/stap/{number}/", {"version": made.version, **sent})


@pytest.mark.parametrize(
    ("role", "may"), [(Role.TRAINER, True), (Role.EDITOR, True), (Role.FACILITATOR, False), (Role.EXPERIENCE_REVIEWER, False), (None, False)],
)  # fmt: skip
def test_who_writes_cases_has_a_desk(client, tree, role, may):
    person = writer(role) if role else UserFactory()
    assert can_desk(person) == may
    if not may:
        with pytest.raises(NotAWriter, match="De werktafel is voor wie casussen schrijft"):
            lay(person)
    client.force_login(person)
    assert client.get(DESK).status_code == (200 if may else 403)


def test_what_lies_there_is_sealed_and_of_one_person(client, trainer):
    made = lay(trainer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_situation")
        assert re.search("Youssef|brooddoos|Lokeren", str(cursor.fetchall())) is None
    assert [str(made), repr(made)] == [f"situation {made.pk}", f"<Situation: situation {made.pk}>"]
    for other in (writer(), writer(Role.EDITOR), UserFactory(is_superuser=True)):
        client.force_login(other)
        for path in ("", "tekst/", "stap/1/", "ontwerp/"):
            answer = client.get(f"{DESK}{made.pk}/{path}")
            assert answer.status_code in {403, 404}
            assert "Youssef" not in answer.content.decode()
        assert client.post(f"{DESK}{made.pk}/versnipperen/").status_code in {403, 404}
    assert Situation.objects.filter(pk=made.pk).exists()


def test_each_step_asks_about_what_it_is_for():
    state = State(TITLE, TEXT)
    assert [(question.quote, str(question.label)) for question in questions_of(state)] == [
        ("Youssef", "PERSON"), ("14", "AGE"), ("3 maart", "DATE"), ("Atheneum in Lokeren", "SCHOOL"),
    ]  # fmt: skip
    assert [each.open for each in progress_of(state)][:4] == [1, 1, 1, 1]
    assert not can_draft(progress_of(state))


def test_every_label_of_the_recognisers_has_one_step():
    from deidentification.labels import Label

    told = [label for step in STEPS for label in step.labels]
    assert sorted(told) == sorted(Label)
    assert [step.number for step in STEPS] == list(range(1, 13))
    assert (step_of(0), step_of(13)) == (None, None)


def test_a_name_is_replaced_everywhere_and_the_new_one_is_not_asked_about_again():
    state = State("Youssefs fiets", "Youssef kwam. Youssefs moeder zei: Youssef blijft.")
    state.put("Youssef", "Bilal")
    assert (state.title, state.text) == ("Bilals fiets", "Bilal kwam. Bilals moeder zei: Bilal blijft.")
    assert "Bilal" not in [question.quote for question in questions_of(state)]
    assert state.kept == {"Bilal": "Verzonnen: staat in de plaats van iets anders."}


@pytest.mark.parametrize(
    ("number", "answers", "stopped"),
    [
        (9, {"9": "nee"}, False), (9, {"9": "ja"}, True), (9, {}, False),
        (11, {"11": "drie"}, False), (11, {"11": "toestemming"}, False), (11, {"11": "een"}, True),
        (12, {"12": "niemand", "11": "drie"}, False), (12, {"12": "iemand", "11": "toestemming"}, True),
        (12, {"12": "zelf", "11": "toestemming"}, False), (12, {"12": "zelf", "11": "drie"}, True), (12, {"12": "zelf"}, True),
    ],
)  # fmt: skip
def test_some_answers_stop_a_situation(number, answers, stopped):
    assert bool(stop_in(step_of(number), answers)) == stopped


def test_a_draft_waits_for_every_step():
    quiet = "Een jongen kwam zonder brooddoos."
    check_draft(progress_of(State(TITLE, quiet, answers=SAID)))
    for number in SAID:
        left = {key: value for key, value in SAID.items() if key != number}
        with pytest.raises(NotYet, match=rf"Deze stappen zijn nog niet klaar: {number}\."):
            check_draft(progress_of(State(TITLE, quiet, answers=left)))
    with pytest.raises(NotYet, match=r"Deze stappen zijn nog niet klaar: 1, 2, 3, 4\."):
        check_draft(progress_of(State(TITLE, TEXT, answers=SAID)))
    with pytest.raises(NotYet, match="Wat in de krant of voor een rechter kwam"):
        check_draft(progress_of(State(TITLE, quiet, answers=SAID | {"9": "ja"})))


def test_a_step_by_hand(client, trainer):
    made = lay(trainer)
    page = client.get(f"{DESK}{made.pk}/stap/1/").content.decode()
    assert "<mark>Youssef</mark>" in page
    assert "Automatisch" not in page
    half = post_step(client, made, 1, **{"quote-1": "Youssef", "choice-1": "laat-staan", "reason-1": "x"})
    assert half.status_code == 422
    assert "Schrijf in een paar woorden waarom dit mag blijven staan." in half.content.decode()
    assert Situation.objects.get().version == 1
    done = post_step(
        client, made, 1, answer="nagekeken", **{"quote-1": "Youssef", "choice-1": "eigen", "own-1": "Bilal"}
    )
    assert (done.status_code, done["Location"]) == (302, f"{DESK}{made.pk}/stap/2/")
    state = State.from_text(Situation.objects.get().open())
    assert state.text.startswith("Bilal (14) kwam")
    assert state.answers == {"1": "nagekeken"}
    left = post_step(client, made, 2, answer="nagekeken")
    assert left["Location"] == f"{DESK}{made.pk}/stap/2/"
    assert client.get(f"{DESK}{made.pk}/")["Location"] == f"{DESK}{made.pk}/stap/2/"


def test_two_pages_do_not_overwrite_each_other(client, trainer):
    made = lay(trainer)
    post_step(client, made, 5, answer="nagekeken")
    late = client.post(f"{DESK}{made.pk}/stap/7/", {"version": 1, "answer": "nagekeken"})
    assert late.status_code == 409
    assert State.from_text(Situation.objects.get().open()).answers == {"5": "nagekeken"}
    text = client.post(f"{DESK}{made.pk}/tekst/", {"version": 1, "title": "Anders", "text": "Mijn andere tekst."})
    assert text.status_code == 409
    page = text.content.decode()
    assert "Mijn andere tekst." in page
    assert 'name="version" value="2"' in page
    assert (
        client.post(f"{DESK}{made.pk}/tekst/", {"version": 2, "title": "Anders", "text": "Nu wel."}).status_code == 302
    )
    assert State.from_text(Situation.objects.get().open()) == State("Anders", "Nu wel.")


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 30, "²", "1.0"])
def test_a_strange_version_stores_nothing(client, trainer, sent):
    made = lay(trainer)
    answer = client.post(f"{DESK}{made.pk}/stap/5/", {"version": sent, "answer": "nagekeken"})
    assert answer.status_code == 409
    assert client.post(f"{DESK}{made.pk}/ontwerp/", {"version": sent}).status_code == 409
    assert State.from_text(Situation.objects.get().open()).answers == {}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Dit mag niet leeg blijven."), ("text", "   ", "Dit mag niet leeg blijven."),
        ("text", "a" * 20_001, "Je tekst telt 20001 tekens; er is plaats voor 20000."), ("title", "a\x00b", "Null-tekens"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_the_field_and_lays_nothing_down(client, trainer, field, value, said):
    answer = client.post(f"{DESK}nieuw/", {"title": TITLE, "text": TEXT, field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Situation.objects.exists()


def test_the_draft_holds_the_text_and_the_desk_goes_in_fourteen_days(client, trainer, time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 2, 10, tzinfo=datetime.UTC), tick=False)
    client.force_login(trainer)  # the sign-in of before is long over
    made = walked(trainer, "# Geen kop\nEen jongen kwam zonder brooddoos.\n- Nog een regel.")
    answer = client.post(f"{DESK}{made.pk}/ontwerp/", {"version": made.version})
    case = CasePage.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/beheer/pages/{case.pk}/edit/")
    assert (case.live, case.title, case.provenance, case.owner) == (False, TITLE, "samengesteld", trainer)
    assert [block.value["title"] for block in case.stages] == ["Wat je eerst ziet"]
    assert TraceSearch.objects.get().case_id == case.pk
    [laid] = desk_of(trainer)
    assert laid.shred_at == datetime.datetime(2027, 3, 16, 10, tzinfo=datetime.UTC)
    assert "ontwerp gemaakt" in client.get(DESK).content.decode()
    again = client.post(f"{DESK}{made.pk}/ontwerp/", {"version": made.version + 1})
    assert again.status_code == 409
    assert client.get(f"{DESK}{made.pk}/tekst/").status_code == 404
    assert CasePage.objects.count() == 1
    keys = DataKey.objects.count()
    time_machine.move_to(datetime.datetime(2027, 3, 16, 9, tzinfo=datetime.UTC))
    apply_all()
    assert Situation.objects.exists()
    time_machine.move_to(datetime.datetime(2027, 3, 16, 11, tzinfo=datetime.UTC))
    apply_all(dry_run=True)
    assert Situation.objects.exists()
    apply_all()
    assert not Situation.objects.exists()
    assert DataKey.objects.count() == keys - 1


def test_what_was_decided_goes_along_to_the_draft(trainer):
    made = walked(trainer, "Youssef kwam zonder brooddoos.")
    made = actions.change(
        by=trainer, pk=made.pk, version=made.version, how=lambda state: state.kept.update({"Youssef": "Hij koos die naam zelf."})
    )  # fmt: skip
    case = actions.draft(by=trainer, pk=made.pk, version=made.version)
    assert {trace.quote: trace.reason for trace in Trace.objects.filter(case_id=case.pk)} == {
        "Youssef": "Hij koos die naam zelf."
    }


def test_consent_makes_it_a_testimony():
    told = State(TITLE, "Kort.", answers=SAID | {"11": "toestemming"})
    assert "herkomst: getuigenis-bewerkt" in as_file(told)
    assert "herkomst: samengesteld" in as_file(State(TITLE, "Kort.", answers=SAID))


def test_an_untouched_desk_goes_after_ninety_days_and_a_touched_one_waits(trainer, time_machine):
    time_machine.move_to(datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC), tick=False)
    left, touched = lay(trainer), lay(trainer)
    time_machine.move_to(datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC))
    actions.change(by=trainer, pk=touched.pk, version=1, how=lambda state: state.rewrite("Nieuw", "Tekst"))
    time_machine.move_to(datetime.datetime(2027, 4, 2, tzinfo=datetime.UTC))
    apply_all()
    assert [row.pk for row in Situation.objects.all()] == [touched.pk]
    assert not DataKey.objects.filter(pk=left.data_key_id).exists()


def test_erasing_the_person_takes_the_keys_along(trainer):
    made = lay(trainer)
    erase(person=trainer)
    assert not Situation.objects.exists()
    assert not DataKey.objects.filter(pk=made.data_key_id).exists()


def test_shredding_takes_the_key_along_and_the_list_says_so(client, trainer):
    made = lay(trainer)
    answer = client.post(f"{DESK}{made.pk}/versnipperen/", follow=True)
    assert "Versnipperd. Ook uit een reservekopie kan niemand het nog lezen." in answer.content.decode()
    assert "Je tafel is leeg." in answer.content.decode()
    assert not DataKey.objects.filter(pk=made.data_key_id).exists()
    assert client.post(f"{DESK}{made.pk}/versnipperen/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_is_one_query_however_many_lie_there(trainer, many, django_assert_num_queries):
    for number in range(many):
        lay(trainer, title=f"Situatie {number}")
    with django_assert_num_queries(1):
        assert len(desk_of(trainer)) == many


def test_what_does_not_open_is_never_shown_blank_nor_written_over(client, trainer):
    broken, whole = lay(trainer), lay(trainer, title="De bus van acht uur")
    Situation.objects.filter(pk=broken.pk).update(sealed=b"\x00" * 40)
    listed = client.get(DESK).content.decode()
    assert [word in listed for word in ("Niet te lezen", "De bus van acht uur")] == [True, True]
    for path in ("", "stap/1/", "tekst/", "ontwerp/"):
        assert client.get(f"{DESK}{broken.pk}/{path}").status_code == 503
    assert client.post(f"{DESK}{broken.pk}/tekst/", {"version": 1, "title": "x", "text": "y"}).status_code == 503
    assert bytes(Situation.objects.get(pk=broken.pk).sealed) == b"\x00" * 40
    assert client.get(f"{DESK}{whole.pk}/stap/1/").status_code == 200


def test_marks_never_overlap_and_lose_no_letter():
    state = State("", "Sam en Sam Peeters aten. Sams brood.")
    pieces = list(marked(state, ["Sam", "Sam Peeters"]))
    assert "".join(text for text, _found in pieces) == state.text
    assert [text for text, found in pieces if found] == ["Sam", "Sam Peeters", "Sams"]
