"""A step that the bringer keeps for themselves: one mail at most, two answers, and then nothing any more."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intervision.actions.closing import close, decide
from intervision.actions.steps import answer_step, remind
from intervision.enums import Keep, StepAnswer
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, KeptLine
from reflection.actions.echoes import bring_what_is_due
from reflection.models import Echo
from tests.factories.people import UserFactory
from tests.intervision.test_closing import LINE, finished_room

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=BRUSSELS)


def close_with(room, agreement, keep=Keep.OWN, day=None):
    reminders = {agreement: day} if day else {}
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: keep}, reminders=reminders)
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)


@pytest.fixture
def step():
    """Sam's step, and who else was there."""
    room, agreement, _own = finished_room()
    close_with(room, agreement)
    return room, KeptLine.objects.get()


def in_a_week():
    return timezone.localdate() + timedelta(days=7)


def test_one_mail_on_the_day_that_was_chosen_and_never_a_second():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        room, agreement, _own = finished_room()
        close_with(room, agreement, day=date(2026, 12, 4))
        found = [(line.open(), line.is_step, line.person) for line in KeptLine.objects.all()]
        assert found == [(LINE, True, room.bringer.person)]
        sent = []
        for moment in (
            "2026-12-03 23:59",
            "2026-12-04 08:59",
            "2026-12-04 09:00",
            "2026-12-04 09:10",
            "2027-03-01 12:00",
        ):
            traveller.move_to(datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS))
            sent.append(bring_what_is_due())
        assert sent == [0, 0, 1, 0, 0]
    assert [message.to for message in mail.outbox] == [[room.bringer.person.email]]


def test_the_mail_says_nothing_and_leads_to_two_answers(client, step):
    room, line = step
    remind(by=line.person, line=line, day=in_a_week())
    Echo.objects.update(due_at=timezone.now())
    bring_what_is_due()
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert [word in told for word in (LINE, room.circle.name, "intervisie", "stap", "inbreng")] == [False] * 5
    client.force_login(line.person)
    answer = client.get(f"/nl/notities/echo/{Echo.objects.get().pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/nl/intervisie/stap/{line.pk}/")
    page = client.get(answer["Location"]).content.decode()
    assert [LINE in page, ">Gedaan<" in page, ">Laat los<" in page] == [True, True, True]
    assert "Mail me die dag" not in page  # one mail is all there is


@pytest.mark.parametrize(("said", "read"), [("gedaan", "Je antwoordde: gedaan"), ("los", "Je antwoordde: losgelaten")])
def test_after_an_answer_it_is_quiet_for_ever(client, step, said, read):
    _room, line = step
    remind(by=line.person, line=line, day=in_a_week())
    client.force_login(line.person)
    address = reverse("intervision:kept_step", args=[line.pk])
    assert client.post(f"{address}antwoord/", {"antwoord": said})["Location"] == address
    page = client.get(address).content.decode()
    assert [
        read in page,
        "Hier vragen we niets meer over." in page,
        '<form method="post"' in page.split("<main")[1],
    ] == [
        True,
        True,
        False,
    ]
    Echo.objects.update(due_at=timezone.now())
    assert (bring_what_is_due(), mail.outbox) == (0, [])
    refused = client.post(f"{address}herinnering/", {"day": in_a_week().isoformat()})
    assert refused.status_code == 409
    assert "Over deze stap komt geen mail meer. Eén keer is genoeg." in refused.content.decode()
    line.refresh_from_db()
    assert (line.answer, line.open()) == (said, LINE)  # it stays in the work book


def test_a_day_is_chosen_moved_and_taken_back_on_its_page(client, step):
    _room, line = step
    client.force_login(line.person)
    address = reverse("intervision:step_reminder", args=[line.pk])
    for ahead in (3, 9):
        client.post(address, {"day": (timezone.localdate() + timedelta(days=ahead)).isoformat()})
    waiting = Echo.objects.of(line.person).open()
    assert [timezone.localdate(each.due_at) - timezone.localdate() for each in waiting] == [timedelta(days=9)]
    assert "Toch geen mail" in client.get(reverse("intervision:kept_step", args=[line.pk])).content.decode()
    client.post(address, {"geen": "1"})
    assert Echo.objects.of(line.person).open().count() == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "Dit mag niet leeg blijven."),
        ("morgen", "Dit is geen datum die we herkennen."),
        ("2026-01-01", "Kies een dag na vandaag voor de mail."),
        ("2099-01-01", "Dit is meer dan een jaar ver. Kies een vroegere dag voor de mail."),
    ],
)
def test_a_day_that_is_none_is_told_at_its_field(client, step, sent, said):
    _room, line = step
    client.force_login(line.person)
    answer = client.post(reverse("intervision:step_reminder", args=[line.pk]), {"day": sent})
    assert answer.status_code == 422
    assert [str(each) for each in answer.context["form"].errors["day"]] == [said]
    assert Echo.objects.count() == 0


def test_an_answer_that_is_none_changes_nothing(client, step):
    _room, line = step
    client.force_login(line.person)
    assert client.post(reverse("intervision:answer_step", args=[line.pk]), {"antwoord": "misschien"}).status_code == 400
    line.refresh_from_db()
    assert line.answer == ""


@pytest.mark.parametrize("who", ["facilitator", "peer", "stranger", "superuser"])
def test_nobody_else_finds_it(client, step, who):
    room, line = step
    others = {"facilitator": room.facilitator.person, "peer": room.peers[0].person, "stranger": UserFactory()}
    others["superuser"] = UserFactory(is_superuser=True)
    client.force_login(others[who])
    address = reverse("intervision:kept_step", args=[line.pk])
    sent = {"antwoord": "gedaan", "day": in_a_week().isoformat()}
    answers = [
        client.get(address),
        client.post(f"{address}antwoord/", sent),
        client.post(f"{address}herinnering/", sent),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with pytest.raises(NotYourPlace):
        answer_step(by=others[who], line_id=line.pk, answer=StepAnswer.DONE)


def test_what_is_no_step_has_no_such_page(client):
    room, agreement, own = finished_room()
    decide(session_id=room.session.pk, by=room.peers[0], choices={own: Keep.OWN})
    close_with(room, agreement, keep=Keep.TEAM)
    assert set(KeptLine.objects.values_list("is_step", flat=True)) == {False}
    client.force_login(room.peers[0].person)
    mine = KeptLine.objects.get(person=room.peers[0].person)
    assert client.get(reverse("intervision:kept_step", args=[mine.pk])).status_code == 404


@pytest.mark.parametrize("keep", [Keep.TEAM, Keep.DISCARD])
def test_only_what_somebody_keeps_for_themselves_comes_back(keep):
    room, agreement, _own = finished_room()
    close_with(room, agreement, keep=keep, day=in_a_week())
    assert Echo.objects.count() == 0


def test_in_the_room_the_day_is_chosen_beside_the_choice_and_can_be_changed(client):
    room, agreement, _own = finished_room()
    client.force_login(room.bringer.person)
    base = room.session.get_absolute_url()
    day = in_a_week()
    client.post(f"{base}bewaren/", {f"bewaar-{agreement}": "own", f"herinner-{agreement}": day.isoformat()})
    assert (Contribution.objects.get(pk=agreement).keep, Contribution.objects.get(pk=agreement).remind_on) == (
        "own",
        day,
    )
    assert f'name="herinner-{agreement}" value="{day.isoformat()}"' in client.get(base).content.decode()
    client.post(f"{base}bewaren/", {f"bewaar-{agreement}": "own", f"herinner-{agreement}": ""})
    assert Contribution.objects.get(pk=agreement).remind_on is None
    assert Echo.objects.count() == 0  # nothing is asked before the end


def test_a_wrong_day_keeps_the_choice_and_says_why(client):
    room, agreement, _own = finished_room()
    client.force_login(room.bringer.person)
    sent = {f"bewaar-{agreement}": "own", f"herinner-{agreement}": "2020-01-01", "herinner-geen-id": "2020-01-01"}
    answer = client.post(f"{room.session.get_absolute_url()}bewaren/", sent)
    said = "Je keuze ligt vast, maar niet de mail. Kies een dag na vandaag voor de mail."
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    found = Contribution.objects.get(pk=agreement)
    assert (found.keep, found.remind_on) == (Keep.OWN, None)


def test_whoever_does_not_decide_is_offered_no_mail(client):
    room, _agreement, _own = finished_room()
    client.force_login(room.peers[0].person)
    page = client.get(room.session.get_absolute_url()).content.decode()
    assert ["bewaar-" in page, "herinner-" in page] == [True, False]


def test_a_day_that_went_by_before_the_end_is_left_out():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        room, agreement, _own = finished_room()
        decide(
            session_id=room.session.pk, by=room.bringer,
            choices={agreement: Keep.OWN}, reminders={agreement: date(2026, 12, 2)},
        )  # fmt: skip
        traveller.shift(timedelta(days=3))
        close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
        assert (KeptLine.objects.count(), Echo.objects.count()) == (1, 0)


def test_after_the_mail_no_other_day_can_be_chosen(step):
    _room, line = step
    remind(by=line.person, line=line, day=in_a_week())
    Echo.objects.update(due_at=timezone.now())
    bring_what_is_due()
    with pytest.raises(NotNow):
        remind(by=line.person, line=line, day=in_a_week())


def test_the_list_of_what_one_kept_leads_to_it(client, step):
    _room, line = step
    client.force_login(line.person)
    page = client.get(reverse("intervision:home")).content.decode()
    assert f'href="{reverse("intervision:kept_step", args=[line.pk])}"' in page
    answer_step(by=line.person, line_id=line.pk, answer=StepAnswer.LET_GO)
    assert ">losgelaten</a>" in client.get(reverse("intervision:home")).content.decode()
