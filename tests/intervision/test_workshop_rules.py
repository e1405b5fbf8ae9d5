"""Who may do what with a method, each refusal with its reason."""

import pytest

from intervision.enums import MethodKind
from intervision.models import Method
from intervision.workshop import rules
from intervision.workshop.exceptions import NotReady, NotYourMethod
from people.models import Role
from tests.factories.intervision import make_method
from tests.factories.workshop import a_draft, somebody

pytestmark = pytest.mark.django_db

NOT_A_WRITER = "Alleen trainers en redactie schrijven methodes."
NOT_THEIRS = "Deze methode is van iemand anders. Maak er een eigen versie van, of vraag het de redactie."
NOT_THE_HOUSE = "Een methode van het huis zelf wijzigt alleen de redactie. Maak een eigen versie."
ROLES = {
    "nobody": (),
    "facilitator": (Role.FACILITATOR,),
    "reader": (Role.EXPERIENCE_REVIEWER,),
    "trainer": (Role.TRAINER,),
    "editor": (Role.EDITOR,),
    "both": (Role.TRAINER, Role.EDITOR),
}


def answer(check, *args, **kwargs):
    """What the check says: nothing, or why not."""
    try:
        check(*args, **kwargs)
    except (NotYourMethod, NotReady) as refusal:
        return refusal.reason
    return ""


@pytest.mark.parametrize(
    ("who", "writes", "takes_over", "own", "others"),
    [
        ("nobody", NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER),
        ("facilitator", NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER),
        ("reader", NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER, NOT_A_WRITER),
        ("trainer", "", NOT_THE_HOUSE, "", NOT_THEIRS),
        ("editor", "", "", "", ""),
        ("both", "", "", "", ""),
    ],
)
def test_who_writes_takes_over_and_changes(who, writes, takes_over, own, others):
    person, house = somebody(*ROLES[who]), make_method()
    assert {
        "write": answer(rules.check_write, person),
        "adapt": answer(rules.check_adapt, person, house),
        "take over": answer(rules.check_take_over, person, house),
        "own": answer(rules.check_change, person, a_draft(person)),
        "others": answer(rules.check_change, person, a_draft(somebody())),
        "nobody's": answer(rules.check_change, person, a_draft(None)),
    } == {
        "write": writes, "adapt": writes, "take over": takes_over, "own": own, "others": others, "nobody's": others,
    }  # fmt: skip


def test_an_account_that_was_closed_and_a_platform_owner_without_a_role_write_nothing():
    closed = somebody(Role.EDITOR, is_active=False)
    assert answer(rules.check_write, closed) == NOT_A_WRITER
    assert answer(rules.check_write, somebody(is_superuser=True)) == NOT_A_WRITER


@pytest.mark.parametrize("kind", [MethodKind.OPENING, MethodKind.CLOSING, MethodKind.LENS])
def test_what_wraps_and_lenses_come_with_the_house(kind):
    method = make_method("omheen", kind=kind)
    assert answer(rules.check_adapt, somebody(Role.EDITOR), method) == "Deze methode kan je niet aanpassen."


def test_what_is_out_of_the_list_is_nothing_to_begin_from():
    method = make_method()
    Method.objects.update(is_offered=False)
    method.refresh_from_db()
    assert answer(rules.check_adapt, somebody(Role.TRAINER), method) == "Deze methode kan je niet aanpassen."


def test_two_do_not_take_over_the_same_method():
    house, editor = make_method(), somebody(Role.EDITOR)
    a_draft(editor, method=house)
    assert answer(rules.check_take_over, editor, house) == "Aan deze methode wordt al gewerkt."


@pytest.mark.parametrize(
    ("holds", "fields", "reason"),
    [
        (True, {"tried_version": 1, "report": {"faults": []}}, ""),
        (
            False,
            {"tried_version": 1},
            "Deze methode kan nog niet gekozen worden. Hieronder staat wat er nog ontbreekt.",
        ),
        (True, {}, "Doe eerst een droge loop van wat er nu staat. Zo weet je dat niemand vastloopt."),
        (
            True,
            {"tried_version": 1, "version": 2},
            "Doe eerst een droge loop van wat er nu staat. Zo weet je dat niemand vastloopt.",
        ),
        (
            True,
            {"tried_version": 1, "report": {"faults": [{"phase": 1, "reason": "vast"}]}},
            "In de droge loop liep er iets vast. Los dat eerst op en loop dan nog eens.",
        ),
    ],
)
def test_when_it_is_published(holds, fields, reason):
    person = somebody(Role.TRAINER)
    draft = a_draft(person, **fields)
    assert answer(rules.check_publish, person, draft, holds=holds) == reason
    assert answer(rules.check_publish, somebody(Role.TRAINER), draft, holds=holds) == NOT_THEIRS
    assert rules.can_publish(somebody(Role.EDITOR), draft, holds=holds) is (reason == "")


def test_when_it_is_taken_out_of_the_list_and_when_it_is_thrown_away():
    person, method = somebody(Role.TRAINER), make_method()
    new, made = a_draft(person), a_draft(person, method=method, published_version=1)
    assert answer(rules.check_withdraw, person, new) == "Deze methode staat niet in de lijst."
    assert answer(rules.check_withdraw, person, made) == ""
    assert answer(rules.check_throw_away, person, new) == ""
    assert (
        answer(rules.check_throw_away, person, made)
        == "Deze methode is al gepubliceerd. Haal ze uit de lijst als niemand ze nog moet kiezen."
    )
    stranger = somebody(Role.TRAINER)
    assert (rules.can_withdraw(stranger, made), rules.can_throw_away(stranger, new)) == (False, False)
    method.is_offered = False
    assert answer(rules.check_withdraw, person, made) == "Deze methode staat niet in de lijst."
