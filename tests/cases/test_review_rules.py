"""Who asks for a review, who gives one, who lifts a veto: the truth table, with the reason that each refusal gives."""

import pytest

from cases.models import CasePage
from cases.review import actions, rules
from cases.review.enums import Seat, Verdict, verdicts_for
from cases.review.exceptions import LinkOver, NotAlone, NotYourSeat, ReasonNeeded, ReviewRefused
from cases.review.queries import counted, standing_of
from cases.review.standing import Standing
from cases.rules import can_publish, problems_of
from tests.cases.test_publishing import READY
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db


def draft_of(writer):
    case = make_case()
    CasePage.objects.filter(pk=case.pk).update(live=False, owner=writer)
    return CasePage.objects.get(pk=case.pk)


def laid(case, writer):
    case.get_workflow().start(case, writer)
    return case


ASKED = Standing(practice=1, experience=2, young=1, guide=1)
GATE = [
    ({}, []),
    ({"practice": 0}, ["Eén iemand uit de praktijk leest"]),
    ({"experience": 1}, ["Twee mensen met ervaring lezen"]),
    ({"young": 0}, ["Eén van wie met ervaring naleest, is een jongere."]),
    ({"guide": 0}, ["Iemand probeert de begeleidersgids"]),
    ({"vetoes": 1}, ["Iemand met ervaring zegt: zo mag dit niet verschijnen."]),
    ({"practice": 0, "experience": 0, "young": 0, "guide": 0}, ["Eén iemand", "Twee mensen", "Eén van", "Iemand probeert"]),
    ({"is_asked": False, "practice": 0, "experience": 0, "young": 0, "guide": 0}, []),
    ({"practice": 0, "too_old": 1}, ["Eén iemand uit de praktijk", "Een nalezing geldt twaalf maanden. Vraag een nieuwe."]),
    ({"young": 0, "other_text": 1}, ["Eén van wie", "De tekst veranderde na een nalezing."]),
    ({"guide": 0, "too_old": 1, "other_text": 2}, ["Iemand probeert", "Een nalezing geldt twaalf maanden, en voor de tekst"]),
    ({"too_old": 2, "other_text": 1}, []),
    ({"is_asked": False, "too_old": 2, "practice": 0}, []),
    ({"is_asked": False, "vetoes": 1}, ["Iemand met ervaring zegt: zo mag dit niet verschijnen."]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reasons"), GATE, ids=range(len(GATE)))
def test_a_case_appears_when_others_have_read_it(change, reasons):
    standing = Standing(**{**ASKED.__dict__, **change})
    draft = type(READY)(**{**READY.__dict__, "standing": standing})
    told = [str(problem.message) for problem in problems_of(draft)]
    assert len(told) == len(reasons), told
    assert all(text.startswith(reason) for text, reason in zip(told, reasons, strict=True)), told
    assert can_publish(draft) is (not reasons)


MAY = [
    # who, sees, invites a seat, invites a reader along, records
    ("writer", True, False, True, False),
    ("other trainer", False, False, False, False),
    ("editor", True, True, True, True),
    ("experience", False, False, False, False),
    ("both", True, True, True, True),
    ("professional", False, False, False, False),
]


@pytest.mark.parametrize(("who", "sees", "seats", "reader", "records"), MAY, ids=[row[0] for row in MAY])
def test_who_may_see_ask_and_record(who, sees, seats, reader, records, people):
    case, person = draft_of(people["writer"]), people[who]
    assert rules.can_see_reviews(person, case) is sees
    assert {rules.can_invite(person, case, seat) for seat in Seat if seat != Seat.READER} == {seats}
    assert rules.can_invite(person, case, Seat.READER) is reader
    assert rules.can_record(person, case) is records


def test_nobody_records_reviews_of_their_own_case(people):
    case = draft_of(people["editor"])
    with pytest.raises(NotAlone, match="Over je eigen casus noteert iemand anders"):
        rules.check_record(people["editor"], case)


def test_only_readers_by_experience_read_and_only_what_was_laid_before_the_editors(people):
    case = draft_of(people["writer"])
    assert [who for who, person in people.items() if rules.can_review_as_reader(person, case)] == []
    laid(case, people["writer"])
    assert [who for who, person in people.items() if rules.can_review_as_reader(person, case)] == ["experience", "both"]


@pytest.mark.parametrize("seat", list(Seat))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_each_seat_may_decide_and_what_needs_a_reason(seat, verdict):
    assert (Verdict.VETO in verdicts_for(seat)) is (seat in {Seat.EXPERIENCE, Seat.YOUNG})
    if verdict not in verdicts_for(seat):
        with pytest.raises(NotYourSeat):
            rules.check_say(seat, verdict, "Omdat.")
        return
    rules.check_say(seat, verdict, "Omdat.")
    if verdict == Verdict.GOOD:
        rules.check_say(seat, verdict, "")
    else:
        with pytest.raises(ReasonNeeded):
            rules.check_say(seat, verdict, "  ")


def test_a_veto_is_lifted_by_who_gave_it_or_after_a_talk_by_another_reader_and_never_by_an_editor_alone(people):
    writer, editor, both, experience = (people[who] for who in ("writer", "editor", "both", "experience"))
    case = laid(draft_of(writer), writer)
    link, _token = actions.make_link(by=editor, case=case, seat=Seat.YOUNG)
    veto = actions.say_through_link(link=link, verdict=Verdict.VETO, words="Zo praat niemand over zijn moeder.")
    assert standing_of(case).vetoes == 1
    # An editor cannot lift it, not with a talk of their own either, and not by being a reader by experience as well.
    talk = actions.record_talk(by=both, veto=veto, words="De zin over de moeder gaat weg.")
    refused = {}
    for who in people:
        try:
            rules.check_confirm_talk(people[who], talk)
        except ReviewRefused as reason:
            refused[who] = type(reason)
    assert refused == dict.fromkeys(("writer", "other trainer", "editor", "both", "professional"), NotAlone)
    assert standing_of(case).vetoes == 1
    actions.confirm_talk(by=experience, talk=talk)
    assert standing_of(case).vetoes == 0
    # Who gave a veto takes it back through the same link; nobody else's does.
    again = actions.say_through_link(link=link, verdict=Verdict.VETO, words="Nog altijd niet.")
    other, _token = actions.make_link(by=editor, case=case, seat=Seat.EXPERIENCE)
    with pytest.raises(NotYourSeat):
        actions.lift_own(voice=other, veto=again)
    with pytest.raises(NotYourSeat):
        actions.lift_own(voice=experience, veto=again)
    actions.lift_own(voice=link, veto=again)
    assert standing_of(case).vetoes == 0


def test_a_link_that_is_over_says_nothing_more(people):
    case = draft_of(people["writer"])
    link, _token = actions.make_link(by=people["editor"], case=case, seat=Seat.PRACTICE)
    actions.revoke_link(by=people["editor"], case=case, link=link)
    link.refresh_from_db()
    with pytest.raises(LinkOver):
        actions.say_through_link(link=link, verdict=Verdict.GOOD, words="")


def test_the_last_decision_of_one_voice_counts(people):
    case = draft_of(people["writer"])
    link, _token = actions.make_link(by=people["editor"], case=case, seat=Seat.YOUNG)
    actions.say_through_link(link=link, verdict=Verdict.GOOD, words="")
    actions.say_through_link(link=link, verdict=Verdict.GOOD, words="Nog eens.")
    assert (standing_of(case).experience, standing_of(case).young) == (1, 1)
    actions.say_through_link(link=link, verdict=Verdict.NOT_YET, words="Toch niet.")
    assert (standing_of(case).experience, standing_of(case).young) == (0, 0)
    actions.say_through_link(link=link, verdict=Verdict.COMMENT, words="Dit verandert niets.")
    assert (standing_of(case).experience, standing_of(case).young) == (0, 0)
    assert counted([], is_asked=True) == Standing()


def test_the_steps_pass_by_themselves_as_reviews_come_in_and_the_editors_publish(people):
    writer, editor = people["writer"], people["editor"]
    case = laid(draft_of(writer), writer)

    def step():
        return CasePage.objects.get(pk=case.pk).current_workflow_task.name

    def say(seat, verdict=Verdict.GOOD):
        link, _token = actions.make_link(by=editor, case=case, seat=seat)
        return actions.say_through_link(link=link, verdict=verdict, words="Zo." if verdict != Verdict.GOOD else "")

    assert step() == "Iemand uit de praktijk leest na"
    say(Seat.GUIDE)
    assert step() == "Iemand uit de praktijk leest na"
    say(Seat.PRACTICE)
    assert step() == "Twee mensen met ervaring lezen na"
    say(Seat.EXPERIENCE)
    say(Seat.EXPERIENCE)
    assert step() == "Twee mensen met ervaring lezen na"
    say(Seat.YOUNG)
    assert step() == "De redactie leest na en publiceert"
    veto = say(Seat.YOUNG, Verdict.VETO)
    fresh = CasePage.objects.get(pk=case.pk)
    task = fresh.current_workflow_task
    assert [name for name, _label, _modal in task.get_actions(fresh, editor)] == ["reject"]
    assert task.on_action(fresh.current_workflow_task_state, editor, "approve") == f"/beheer/pages/{case.pk}/edit/"
    assert CasePage.objects.get(pk=case.pk).live is False
    actions.lift_own(voice=veto.link, veto=veto)
    task.on_action(CasePage.objects.get(pk=case.pk).current_workflow_task_state, editor, "approve")
    assert CasePage.objects.get(pk=case.pk).live is True
