"""A small change after a review: shown word by word, said by one person and confirmed by another, and the reviews stand."""

import pytest

from cases.models import CasePage, Correction
from cases.review import actions, rules
from cases.review.corrections import MOST_WORDS, Text, difference
from cases.review.enums import Seat, Verdict
from cases.review.exceptions import NoCorrection, NotAlone, NotYourSeat
from cases.review.queries import open_changes, standing_of, told_of
from cases.traces.passages import Passage
from tests.cases.test_review_rules import draft_of, laid
from tests.factories.cases import settled

pytestmark = pytest.mark.django_db

SEATS = (Seat.PRACTICE, Seat.EXPERIENCE, Seat.YOUNG, Seat.GUIDE)


def read_by_all(case, editor, seats=SEATS):
    for seat in seats:
        link, _token = actions.make_link(by=editor, case=case, seat=seat)
        actions.say_through_link(link=link, verdict=Verdict.GOOD, words="Gelezen.")


def edit(case, **changes):
    draft = CasePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    settled(draft).save_revision()
    return CasePage.objects.get(pk=case.pk)


def counts(case):
    standing = standing_of(case.get_latest_revision_as_object())
    return (standing.practice, standing.experience, standing.young, standing.guide)


@pytest.fixture
def case(people):
    """Read by all four, and then one word mended."""
    case = edit(draft_of(people["writer"]), do_step="Vraag wat hij gedronken hebt.")
    read_by_all(case, people["editor"])
    return edit(case, do_step="Vraag wat hij gedronken heeft.")


def stamp_of(case):
    [change] = open_changes(case)
    return change.stamp


def text(**blocks):
    return Text([Passage(block, told) for block, told in blocks.items()], {"title": "titel"})


@pytest.mark.parametrize(
    ("before", "after", "words", "small", "because"),
    [
        ({"title": "De buss"}, {"title": "De bus"}, 1, True, "one word"),
        ({"title": "Hij hebt het"}, {"title": "Hij heeft het gehad"}, 2, True, "one word other, one more"),
        ({"title": "a b"}, {"title": "b a"}, 2, True, "order counts"),
        ({"title": "x " * 20}, {"title": "y " * 20}, 20, True, "just small enough"),
        ({"title": "x " * 21}, {"title": "y " * 21}, 21, False, "too much"),
        ({"title": "a"}, {"title": "a", "summary": "b"}, 1, False, "a text came"),
        ({"title": "a", "summary": "b"}, {"title": "a"}, 1, False, "a text went"),
        ({"checklist": "a"}, {"checklist": "b"}, 0, True, "nobody reads it before it appears"),
    ],
)
def test_what_is_small(before, after, words, small, because):
    found = difference(text(**before), text(**after))
    assert (found.words, found.is_small) == (words, small), because
    assert MOST_WORDS == 20


def test_reviews_stand_when_a_second_person_confirms_and_until_the_next_change(people, case):
    assert counts(case) == (0, 0, 0, 1)
    [change] = open_changes(case)
    assert sorted(review.seat for review in change.reviews) == sorted([Seat.PRACTICE, Seat.EXPERIENCE, Seat.YOUNG])
    assert [
        (line.label, [(each.kind, each.text.strip()) for each in line.changes]) for line in change.difference.lines
    ] == [("doe-stap", [("same", "Vraag wat hij gedronken"), ("gone", "hebt."), ("new", "heeft.")])]
    actions.mark_correction(by=people["writer"], case=case, stamp=change.stamp)
    assert counts(case) == (0, 0, 0, 1)
    actions.judge_correction(by=people["editor"], case=case, stamp=change.stamp, judgement="zelfde")
    assert (counts(case), open_changes(case)) == ((1, 2, 1, 1), [])
    told = told_of(case.translation_key, case.get_latest_revision_as_object())
    assert {each.lapse for each in told} == {None}
    kept = Correction.objects.get()
    assert (kept.words, kept.marked_by, kept.judged_by, kept.judgement) == (
        1,
        people["writer"],
        people["editor"],
        "zelfde",
    )
    # A second correction goes on from the first; a change of the meaning takes everything away.
    case = edit(case, wants="Gewoon fietzen.")
    case = edit(case, wants="Gewoon fietsen.")
    assert counts(case) == (0, 0, 0, 1)
    [change] = open_changes(case)
    actions.mark_correction(by=people["editor"], case=case, stamp=change.stamp)
    with pytest.raises(NotAlone):
        actions.judge_correction(by=people["editor"], case=case, stamp=change.stamp, judgement="zelfde")
    actions.judge_correction(by=people["both"], case=case, stamp=change.stamp, judgement="zelfde")
    assert counts(case) == (1, 2, 1, 1)
    assert counts(edit(case, do_step="Bel de politie.")) == (0, 0, 0, 1)
    case = edit(case, do_step="Vraag wat hij gedronken heeft.")
    assert counts(case) == (1, 2, 1, 1)
    case.get_latest_revision().publish()
    assert CasePage.objects.get(pk=case.pk).live


def test_whoever_says_no_is_heard_and_it_is_not_asked_again(people, case):
    stamp = stamp_of(case)
    actions.mark_correction(by=people["writer"], case=case, stamp=stamp)
    actions.judge_correction(by=people["editor"], case=case, stamp=stamp, judgement="anders")
    assert counts(case) == (0, 0, 0, 1)
    assert open_changes(case)[0].is_refused
    for who in ("writer", "editor"):
        with pytest.raises(NoCorrection):
            actions.mark_correction(by=people[who], case=case, stamp=stamp)
    with pytest.raises(NoCorrection):
        actions.judge_correction(by=people["both"], case=case, stamp=stamp, judgement="zelfde")


def test_what_changed_while_somebody_looked_is_not_confirmed(people, case):
    stamp = stamp_of(case)
    actions.mark_correction(by=people["writer"], case=case, stamp=stamp)
    case = edit(case, do_step="Vraag niets.")
    with pytest.raises(NoCorrection, match="De tekst veranderde intussen"):
        actions.judge_correction(by=people["editor"], case=case, stamp=stamp, judgement="zelfde")
    assert (Correction.objects.get().judgement, counts(case)) == ("", (0, 0, 0, 1))


def test_too_much_is_no_correction_whoever_says_so(people, case):
    case = edit(case, do_step="Een heel ander verhaal, " + "met nog meer woorden " * 8)
    with pytest.raises(NoCorrection, match="Dit is meer dan een kleine verbetering"):
        actions.mark_correction(by=people["editor"], case=case, stamp=stamp_of(case))


MAY = [
    # who, says it is a correction, confirms what the writer said, confirms what the editor said
    ("writer", True, "De redactie of een ervaringsdeskundige", "De redactie of een ervaringsdeskundige"),
    ("other trainer", False, "De redactie of een ervaringsdeskundige", "De redactie of een ervaringsdeskundige"),
    ("editor", True, "", "Iemand anders dan wie schreef"),
    ("experience", False, "", ""),
    ("both", True, "", ""),
    ("professional", False, "De redactie of een ervaringsdeskundige", "De redactie of een ervaringsdeskundige"),
]


@pytest.mark.parametrize(("who", "marks", "after_writer", "after_editor"), MAY, ids=[row[0] for row in MAY])
def test_who_says_and_who_confirms(people, case, who, marks, after_writer, after_editor):
    [change] = open_changes(case)
    assert rules.can_mark(people[who], case, change) is marks
    for marker, refused in (("writer", after_writer), ("editor", after_editor)):
        Correction.objects.all().delete()
        actions.mark_correction(by=people[marker], case=case, stamp=change.stamp)
        [now] = open_changes(case)
        assert rules.can_judge(people[who], case, now) is (not refused)
        if refused:
            with pytest.raises((NotAlone, NotYourSeat), match=refused):
                rules.check_judge(people[who], case, now)


def test_nobody_who_owns_a_case_confirms_it_whatever_their_role(people):
    case = edit(draft_of(people["both"]), do_step="Vraag hebt.")
    read_by_all(case, people["editor"])
    case = edit(case, do_step="Vraag heeft.")
    actions.mark_correction(by=people["editor"], case=case, stamp=stamp_of(case))
    with pytest.raises(NotAlone):
        actions.judge_correction(by=people["both"], case=case, stamp=stamp_of(case), judgement="zelfde")


def test_of_a_version_that_is_gone_nothing_is_told(people, case):
    case.revisions.exclude(pk=case.latest_revision_id).delete()
    assert (open_changes(case), counts(case)) == ([], (0, 0, 0, 1))


def test_the_file_shows_the_difference_and_takes_both_decisions(client, people, case):
    address = f"/nl/casussen/nalezen/{case.pk}/"
    client.force_login(people["writer"])
    page = client.get(address).content.decode()
    assert ("hebt." in page, "Dit is een kleine verbetering" in page, "Bevestig: de" in page) == (True, True, False)
    page = client.post(address, {"do": "mark", "stamp": stamp_of(case)}, follow=True).content.decode()
    assert ("Een tweede persoon moet dat bevestigen." in page, "Bevestig: de" in page) == (True, False)
    client.force_login(people["editor"])
    assert client.post(address, {"do": "same", "stamp": "weg"}, follow=True).status_code == 200
    assert Correction.objects.get().judgement == ""
    page = client.post(address, {"do": "same", "stamp": stamp_of(case)}, follow=True).content.decode()
    assert "1 woord: De betekenis bleef dezelfde." in page
    assert "De tekst veranderde na een nalezing" not in page


def test_a_reader_by_experience_confirms_where_they_read(client, people, case):
    laid(case, people["writer"])
    address = f"/nl/casussen/nalezen/{case.pk}/lezen/"
    client.force_login(people["experience"])
    assert "Bevestig: de betekenis" not in client.get(address).content.decode()
    actions.mark_correction(by=people["writer"], case=case, stamp=stamp_of(case))
    assert "Bevestig: de betekenis" in client.get(address).content.decode()
    client.post(address, {"do": "same", "stamp": stamp_of(case)})
    assert counts(case) == (1, 2, 1, 1)
    assert {each.lapse for each in told_of(case.translation_key, case.get_latest_revision_as_object())} == {None}
