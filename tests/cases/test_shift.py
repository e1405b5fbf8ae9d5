"""From the first reading to the last: what is shown to the reader, and what leaves when they share the difference."""

import pytest

from cases.queries import reading_of
from cases.shift import calibration_of, shift_of
from reflection.models import Answer
from reflection.notebook import MemberNotebook
from tests.cases.test_reading import FRONT, STAGE, told
from tests.factories.cases import make_case
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]
TASKS = ("gezien-ingevuld", "zinnen", "uitspraken", "kruispuntfiguur", "zekerheid")
FIRST = {
    "gezien": "Een moeder die zwijgt.",
    "ingevuld": "GEHEIM dat ze niet wil.",
    "zin-1": ["as.taal", "as.gender"],
    "assen-as.taal": "3",
    "zekerheid": "80",
}
LAST = {
    "gezien": "Een moeder die wacht.",
    "zin-1": ["as.taal", "mech.structureel"],
    "assen-as.taal": "1",
    "assen-as.klasse": "2",
    "zekerheid": "40",
}


@pytest.fixture
def person(tree, client):
    reader = UserFactory()
    client.force_login(reader)
    return reader


@pytest.fixture
def case(person, client):
    return make_case(tasks=TASKS)


def statements(case, number=1):
    return [bound.id for bound in case.stages[number - 1].value["statements"].bound_blocks]


def walk(client, case, first=None, last=None):
    client.post(STAGE.format(1), first or {"verder": "1"})
    client.post(STAGE.format(2), {"verder": "1"})
    client.post(STAGE.format(3), last or {"verder": "1"})
    return client.get(FRONT + "slot/")


def test_first_and_last_stand_beside_each_other(client, person, case):
    answer = walk(client, case, FIRST, LAST)
    shift = answer.context["shift"]
    assert [(text.question, text.first, text.last) for text in shift.texts] == [
        ("Wat heb je gezien of gehoord?", "Titel canary-title-1", "Titel canary-title-3")
    ]
    assert [(each.kind, each.text.strip()) for each in shift.texts[0].change.changes] == [
        ("same", "Een moeder die"),
        ("gone", "zwijgt."),
        ("new", "wacht."),
    ]
    assert shift.axes == ({"as.taal": 3}, {"as.taal": 1, "as.klasse": 2})
    lenses = shift.lenses
    assert (lenses.added, lenses.dropped, lenses.kept) == (["mech.structureel"], ["as.gender"], ["as.taal"])
    assert shift.sureness == (80, 40)
    page = answer.content.decode()
    for words in ("<del>", "<ins>", "macht van de instelling", "Je zekerheid ging van 80 naar 40."):
        assert words in page


def test_what_was_written_once_makes_no_shift(client, person, case):
    shift = walk(client, case, FIRST).context["shift"]
    assert (shift.texts, shift.axes, shift.lenses, shift.sureness, shift.difference) == ([], None, None, None, {})
    answer = client.post(FRONT + "verschil/")
    assert (answer.status_code, answer["Location"]) == (303, FRONT + "slot/")
    assert Answer.objects.of(person).filter(part="verschil").count() == 0


def test_the_ledger_is_looked_at_again_and_counts_only_what_turned(client, person, case):
    fact, heard, reading = statements(case)
    ledger = {f"uitspraak-{fact}": "feit", f"uitspraak-{heard}": "feit", f"uitspraak-{reading}": "weet-niet"}
    answer = walk(client, case, {**ledger, "zekerheid": "90"})
    found = answer.context["calibration"]
    assert (found.facts, found.turned) == (2, 1)
    assert [(turn.called, turn.turned_out, turn.differs, turn.sureness) for turn in found.turns] == [
        ("feit", "feit", False, 90),
        ("feit", "gehoord", True, 90),
        ("weet ik (nog) niet", "interpretatie", True, 90),
    ]
    page = answer.content.decode()
    assert "Je noemde 2 uitspraken een feit. Bij 1 daarvan bleek later iets anders." in page
    assert {n for n in (1, 2, 3) if f"canary-later-1-{n}" in page} == {1, 2, 3}
    assert "canary-later-2" not in page


def test_without_a_ledger_there_is_no_card(client, person, case, rf):
    answer = walk(client, case, FIRST, LAST)
    assert answer.context["calibration"] is None
    assert "canary-later" not in told(answer)
    request = rf.get("/")
    request.user = person
    reading = reading_of(request, case)
    assert (calibration_of(reading), shift_of(reading).sureness) == (None, (80, 40))


def test_the_sentence_that_changed_the_picture_is_kept_by_its_words(client, person, case):
    walk(client, case, FIRST, LAST)
    client.post(FRONT + "slot/", {"kantelzin": "2.1", "geen": "1"})
    kept = MemberNotebook(person).read_all(case.about)["kantelzin"]["gekozen"]
    assert (kept["fase"], kept["zin"], kept["taal"]) == (case.stages[1].id, "Tekst canary-stage-2.", "nl")
    assert '<option value="2.1" selected>' in client.get(FRONT + "slot/").content.decode()
    assert client.post(FRONT + "slot/", {"kantelzin": "9.9", "geen": "1"}).status_code == 422


def test_the_difference_is_shared_without_a_word_of_the_texts(client, person, case):
    walk(client, case, FIRST, LAST)
    answer = client.post(FRONT + "verschil/")
    row = Answer.objects.of(person).get(part="verschil")
    assert (answer.status_code, answer["Location"]) == (303, f"/nl/notities/gedeeld/nieuw/answer/{row.pk}/")
    page = told(client.get(answer["Location"]))
    for words in ("eerst sterk, nu een beetje", "eerst niet ingevuld, nu duidelijk", "gender", "van 80 naar 40"):
        assert words in page
    for words in ("GEHEIM", "zwijgt", "wacht", "canary-stage"):
        assert words not in page
    client.post(FRONT + "verschil/")
    assert Answer.objects.of(person).filter(part="verschil").count() == 1


def test_who_is_not_there_yet_or_has_no_account_shares_nothing(client, person, case):
    assert client.post(FRONT + "verschil/")["Location"] == STAGE.format(1)
    assert client.get(FRONT + "verschil/").status_code == 405
    client.logout()
    assert "/account/login/" in client.post(FRONT + "verschil/")["Location"]
    page = walk(client, case, FIRST, LAST).content.decode()
    assert "Deel alleen het verschil" not in page
    assert Answer.objects.filter(part="verschil").count() == 0
