"""Pictures of a group in the database: who counts in them, when they come, when they go."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people import actions as people_actions
from people.models import Membership, User
from reflection.guarded import Refused, Report, pictures, register_report, reports
from reflection.models import Answer, Counted, CountMeIn, DataKey, GroupPicture
from reflection.notebook import MemberNotebook
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

ABOUT = f"proef:{uuid.UUID(int=7)}"
TOO_FEW = Refused("Er tellen te weinig mensen mee: minstens 5. Bij minder kan je raden wie wat koos.")
UNKNOWN = Refused("Dit groepsbeeld bestaat niet voor deze groep. Daarom tonen we niets.")


@pytest.fixture(autouse=True)
def report(monkeypatch):
    monkeypatch.setattr(reports, "_reports", {})
    made = Report(
        code="proef", about="proef", thresholds={"kring": 5, "team": 6}, questions=("taal", "gezin"),
        answers=("wel", "niet", "open"), holds=lambda part: part.endswith(".assen"), sort=lambda value: value["assen"],
    )  # fmt: skip
    register_report(made)
    return made


def agree(person):
    pictures.count_in(by=person)


def write(person, taal="wel", gezin="niet"):
    MemberNotebook(person).write_all(ABOUT, {"fase.1.assen": {"assen": {"taal": taal, "gezin": gezin}}})


def member(group, *, agrees=True, writes=True, **given):
    person = UserFactory()
    people_actions.join(person=person, group=group)
    if agrees:
        agree(person)
    if writes:
        write(person, **given)
    return person


def make(person, group):
    return pictures.make_picture(by=person, code="proef", about=ABOUT, group=group)


def seen(person, group):
    return pictures.pictures_for(person, code="proef", about=ABOUT, group=group)


def tables(person, group):
    return [picture.table for picture in seen(person, group).shown]


@pytest.fixture
def circle():
    return CircleFactory()


def test_five_make_a_picture_and_four_do_not(circle):
    people = [member(circle, taal="wel") for _ in range(3)] + [member(circle, taal="niet")]
    assert (seen(people[0], circle).refused, make(people[0], circle)) == (TOO_FEW, TOO_FEW)
    assert seen(people[0], circle).can_add is False
    people.append(member(circle, taal="niet", gezin="open"))
    assert (seen(people[0], circle).refused, seen(people[0], circle).can_add) == (None, True)
    made = make(people[0], circle)
    assert made.table == {"taal": "wel", "gezin": "niet"}
    shown = seen(people[4], circle).shown
    assert [(picture.people.at_least, picture.people.percent) for picture in shown] == [(5, None)]
    assert tables(people[4], circle) == [made.table]


def test_opening_the_page_opens_no_answer_and_writes_nothing(circle, monkeypatch, django_assert_num_queries):
    people = [member(circle) for _ in range(5)]
    make(people[0], circle)
    monkeypatch.setattr(Answer, "open", lambda _self: pytest.fail("an answer was opened"))
    with django_assert_num_queries(6):
        seen(User.objects.get(pk=people[0].pk), circle)
    for _ in range(6):
        member(circle)
    reader = User.objects.get(pk=people[0].pk)
    with django_assert_num_queries(6):
        seen(reader, circle)


WHO = {
    "agreed, then wrote as a member": (True, "everything as it should be"),
    "never agreed": (False, "nobody counts who did not say so"),
    "wrote before agreeing": (False, "they were not told when they wrote"),
    "wrote again after agreeing": (True, "told before this version"),
    "agreed to an older text": (False, "a new text asks anew"),
    "wrote before joining": (False, "no member at the time"),
    "left after writing": (True, "a member at the time"),
    "wrote after leaving": (False, "no member at the time"),
    "began again": (False, "what came before does not count"),
    "wrote another part": (False, "the report is not about it"),
    "wrote about another thing": (False, "idem"),
    "wrote what the report cannot read": (False, "not understood is not counted"),
    "key erased": (False, "nobody can read it"),
    "account closed": (False, "they cannot take it back any more"),
    "counted in another group": (False, "once, so that two pictures cannot be subtracted"),
}


LATE_TO_AGREE = {"never agreed", "wrote before agreeing", "wrote again after agreeing"}
READABLE = {"taal": "wel", "gezin": "wel"}


def the_one(case, circle):
    """One person of whom the case is true. They belong for two days, unless the case says otherwise."""
    person = UserFactory()
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        if case not in LATE_TO_AGREE:
            agree(person)
        if case != "wrote before joining":
            people_actions.join(person=person, group=circle)
        if case in LATE_TO_AGREE or case == "wrote before joining":
            write(person)
    AND_THEN.get(case, lambda person, _circle: write(person))(person, circle)
    return person


def _left_after(person, _circle):
    write(person)
    people_actions.leave(membership=Membership.objects.get(person=person), by=person)


def _wrote_after(person, _circle):
    Membership.objects.filter(person=person).update(left_at=timezone.now() - timedelta(days=1))
    write(person)


def _older_text(person, _circle):
    write(person)
    CountMeIn.objects.filter(person=person).update(wording="2020-01")


def _began_again(person, _circle):
    write(person)
    MemberNotebook(person).restart(ABOUT)


def _key_erased(person, _circle):
    write(person)
    DataKey.objects.filter(person=person).delete()


def _closed(person, _circle):
    write(person)
    User.objects.filter(pk=person.pk).update(is_active=False)


def _counted_elsewhere(person, _circle):
    other = CircleFactory()
    people_actions.join(person=person, group=other)
    write(person)
    for _ in range(4):
        member(other)
    assert isinstance(make(person, other), GroupPicture)


def _wrote_again(person, _circle):
    agree(person)
    write(person)


def _wrote(about, part, value):
    return lambda person, _circle: MemberNotebook(person).write_all(about, {part: {"assen": value}})


AND_THEN = {
    "never agreed": lambda _person, _circle: None,
    "wrote before joining": lambda person, circle: people_actions.join(person=person, group=circle),
    "wrote before agreeing": lambda person, _circle: agree(person),
    "wrote again after agreeing": _wrote_again,
    "agreed to an older text": _older_text,
    "left after writing": _left_after,
    "wrote after leaving": _wrote_after,
    "began again": _began_again,
    "wrote another part": _wrote(ABOUT, "fase.1.gezien", READABLE),
    "wrote about another thing": _wrote("proef:ander", "fase.1.assen", READABLE),
    "wrote what the report cannot read": _wrote(ABOUT, "fase.1.assen", ["wel"]),
    "key erased": _key_erased,
    "account closed": _closed,
    "counted in another group": _counted_elsewhere,
}


@pytest.mark.parametrize("case", WHO)
def test_who_counts(case, circle):
    four = [member(circle) for _ in range(4)]
    person = the_one(case, circle)
    made = make(four[0], circle)
    counts, because = WHO[case]
    assert isinstance(made, GroupPicture) == counts, because
    if counts:
        assert Counted.objects.filter(picture=made, person=person).exists()


@pytest.mark.parametrize("how", ["takes it back", "is forgotten", "row is gone"])
def test_one_who_goes_hides_the_picture_in_the_same_request_and_for_good(circle, how):
    people = [member(circle) for _ in range(7)]
    make(people[0], circle)
    assert len(tables(people[1], circle)) == 1
    match how:
        case "takes it back":
            assert pictures.forget(person=people[6]) == 1
        case "is forgotten":
            pictures.forget(person=people[6])
            people[6].delete()
        case "row is gone":
            people[6].delete()
    assert tables(people[1], circle) == []
    assert seen(people[1], circle).can_add is False, "the six others must not be counted again"
    assert make(people[1], circle) == TOO_FEW
    if how == "takes it back":
        agree(people[6])
        write(people[6])
        assert make(people[1], circle) == TOO_FEW, "coming back counts nobody twice"
        assert tables(people[1], circle) == []


def test_a_picture_stays_when_people_write_again_or_leave_the_group(circle):
    people = [member(circle) for _ in range(5)]
    make(people[0], circle)
    before = tables(people[0], circle)
    for person in people[1:4]:
        write(person, taal="open", gezin="open")
    people_actions.leave(membership=Membership.objects.get(person=people[4]), by=people[4])
    assert tables(people[0], circle) == before
    assert tables(people[4], circle) == [], "whoever left sees it no longer"


def test_newcomers_wait_until_they_are_five_and_get_a_picture_of_their_own(circle):
    people = [member(circle, taal="wel") for _ in range(5)]
    make(people[0], circle)
    newcomers = [member(circle, taal="niet") for _ in range(4)]
    assert make(people[0], circle) == TOO_FEW
    newcomers.append(member(circle, taal="niet"))
    make(people[0], circle)
    assert [table["taal"] for table in tables(people[0], circle)] == ["wel", "niet"]
    assert Counted.objects.values("person").distinct().count() == 10


def test_team_asks_for_six(circle):
    team = TeamFactory()
    people = [member(team) for _ in range(5)]
    assert isinstance(make(people[0], team), Refused)
    member(team)
    assert isinstance(make(people[0], team), GroupPicture)


def test_refuses_what_it_does_not_know(circle, report):
    organisation = OrganisationFactory()
    people = [member(circle) for _ in range(5)]
    outsider = UserFactory()
    for person in people:
        people_actions.join(person=person, group=organisation)
    ask = pictures.make_picture
    assert ask(by=people[0], code="anders", about=ABOUT, group=circle) == UNKNOWN, "no such report"
    assert ask(by=people[0], code="proef", about="casus:x", group=circle) == UNKNOWN, "not about such things"
    assert ask(by=people[0], code="proef", about=ABOUT, group=organisation) == UNKNOWN, "no threshold for this kind"
    assert make(outsider, circle) == UNKNOWN, "not of this group"
    register_report(Report(**{**report.__dict__, "thresholds": {"kring": 2}}))
    assert isinstance(make(people[0], circle), Refused), "a threshold below five is none"
    register_report(Report(**{**report.__dict__, "answers": ("wel",)}))
    assert isinstance(make(people[0], circle), Refused), "an answer that the report does not have"
    assert GroupPicture.objects.count() == 0
    assert Counted.objects.count() == 0


def test_only_members_of_now_see_it(circle):
    people = [member(circle) for _ in range(5)]
    make(people[0], circle)
    latecomer, outsider, superuser = UserFactory(), UserFactory(), UserFactory(is_superuser=True)
    people_actions.join(person=latecomer, group=circle)
    assert {
        "member": len(tables(people[0], circle)),
        "latecomer": len(tables(latecomer, circle)),
        "outsider": len(tables(outsider, circle)),
        "superuser": len(tables(superuser, circle)),
    } == {"member": 1, "latecomer": 1, "outsider": 0, "superuser": 0}


def test_what_is_stored_holds_no_answer_of_one_person(circle):
    people = [member(circle, taal=taal) for taal in ("wel", "niet", "open", "wel", "wel")]
    make(people[0], circle)
    picture = GroupPicture.objects.get()
    assert set(picture.table.values()) <= {"wel", "niet", "open", "verdeeld"}
    assert {field.name for field in Counted._meta.get_fields()} == {"id", "person", "report", "about", "picture"}
