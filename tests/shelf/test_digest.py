"""Asked again as its own person, and one mail that tells nothing but that there is something."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from meerstemmig.chores import CHORES
from people.actions.groups import leave
from people.models import Membership, User
from people.models.audience import of_group, of_owner, public
from search.things import things
from shelf.actions.digest import ask_what_is_due, go_round
from shelf.actions.searches import look_again, pause_search, stop_mail, want_mail
from shelf.enums import Untold
from shelf.models import NoSearchMail, SavedSearch
from shelf.questions import Saved, read
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice
from tests.shelf.asking import index, names, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

LIST = "/nl/plank/zoekvragen/"
WEEK, DAY = timedelta(days=7, minutes=1), timedelta(days=1, minutes=1)


@pytest.fixture
def person():
    return UserFactory(email="wie@voorbeeld.test", language="nl")


def later(by=WEEK):
    """As if so much time went by: everything that was asked or mailed, was so much earlier."""
    for row in SavedSearch.objects.all():
        for name in ("asked_at", "mailed_at"):
            moment = getattr(row, name)
            SavedSearch.objects.filter(pk=row.pk).update(**{name: moment and moment - by})


def publish(slug, **fields):
    page = make_practice(slug, **{"title": f"Tolk {slug}", **fields})
    index()
    return page


def titles(person, row):
    found = things(names(row), User.objects.get(pk=person.pk))  # as a new request: where they belong may have changed
    return [found[pk].title for pk in names(row) if pk in found]


def test_what_came_since_is_new_and_what_stood_there_is_not(client, person):
    publish("oud")
    row = saved(person)
    publish("nieuw")
    later()
    assert go_round() == 1
    assert titles(person, row) == ["Tolk nieuw"]
    client.force_login(person)
    page = client.get(LIST).content.decode()
    assert ["Tolk nieuw" in page, "Tolk oud" in page] == [True, False]


def test_the_mail_has_no_content_no_question_and_no_number(person):
    publish("oud")
    saved(person, "q=tolk", name="Geheime naam")
    publish("nieuw")
    publish("nieuwer")
    later()
    assert go_round() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["wie@voorbeeld.test"], "Er is iets nieuws voor een zoekvraag van je")
    assert "/nl/plank/zoekvragen/\n" in sent.body
    said = (sent.subject + sent.body).lower()
    assert [word for word in ("tolk", "geheim", "nieuwer", "praktijk", "2", "twee") if word in said] == []


def test_the_mail_is_in_the_language_of_the_person(person):
    person.language = "fr"
    person.save()
    publish("oud")
    saved(person)
    publish("nieuw")
    later()
    go_round()
    assert "/fr/plank/zoekvragen/" in mail.outbox[0].body


def test_an_item_of_another_organisation_is_neither_new_nor_mailed(client, person):
    """Planted in every way in which it could show: in the index, newest, fitting best, and in the row itself."""
    publish("oud")
    row = saved(person)
    hidden = publish("kanarie", title="Tolk tolk kanarie", audience=of_group(TeamFactory().organisation))
    later()
    assert (go_round(), names(row), mail.outbox) == (0, [], [])
    assert f"praktijk:{hidden.pk}" not in read(SavedSearch.objects.get()).known
    from shelf.questions import write

    standing = SavedSearch.objects.select_related("data_key").get()
    write(standing, Saved("Naam", "q=tolk", (), (f"praktijk:{hidden.pk}",)), standing.data_key)
    standing.untold = Untold.MORE
    standing.save()
    assert (go_round(), mail.outbox) == (0, [])
    client.force_login(person)
    page = client.get(LIST).content.decode()
    assert ["kanarie" in page, "Nieuw sinds" in page] == [False, False]
    assert SavedSearch.objects.get().untold == Untold.NOTHING


def test_each_is_asked_as_its_own_person(person):
    team = TeamFactory()
    member, outsider = MembershipFactory(team=team).person, person
    publish("oud")
    seen, unseen = saved(member), saved(outsider)
    publish("van-het-team", audience=of_group(team))
    later()
    assert go_round() == 1
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert (titles(member, seen), names(unseen)) == (["Tolk van-het-team"], [])


def test_access_that_was_lost_before_the_round_finds_nothing(person):
    team = TeamFactory()
    membership = MembershipFactory(team=team, person=person)
    publish("oud")
    row = saved(person)
    publish("van-het-team", audience=of_group(team))
    Membership.objects.filter(pk=membership.pk).update(left_at=timezone.now())
    later()
    assert (go_round(), names(row), mail.outbox) == (0, [], [])


def test_access_that_was_lost_between_the_round_and_the_mail_is_not_mailed_nor_shown(client, person):
    team = TeamFactory()
    membership = MembershipFactory(team=team, person=person)
    publish("oud")
    row = saved(person)
    publish("van-het-team", audience=of_group(team))
    later()
    assert ask_what_is_due() == 1
    assert titles(person, row) == ["Tolk van-het-team"]
    leave(membership=membership, by=person)
    assert (go_round(), mail.outbox) == (0, [])
    client.force_login(person)
    assert "van-het-team" not in client.get(LIST).content.decode()


def test_what_comes_back_after_it_was_hidden_is_no_news(person):
    page = publish("oud")
    row = saved(person)
    page.audience = of_owner(UserFactory())
    page.save_revision().publish()
    index()
    later()
    go_round()
    page.audience = public()
    page.save_revision().publish()
    index()
    later()
    assert (go_round(), names(row)) == (0, [])


def test_zero_to_something_is_told_within_the_hour_and_the_rest_once_a_week(person):
    index()
    empty = saved(person, "q=kanarietje")
    publish("een", title="Het kanarietje")
    assert go_round() == 0  # asked a moment ago
    later(timedelta(hours=1, minutes=1))
    assert (go_round(), len(mail.outbox)) == (1, 1)
    publish("twee", title="Nog een kanarietje")
    later(timedelta(days=6))
    assert go_round() == 0
    later(DAY)
    assert (go_round(), titles(person, empty)) == (1, ["Nog een kanarietje", "Het kanarietje"])


def test_several_questions_are_one_mail_and_a_week_has_one(person):
    publish("oud")
    saved(person, "q=tolk")
    saved(person, "q=tolken op school")
    publish("nieuw", title="Tolk op school")
    later()
    assert (go_round(), len(mail.outbox)) == (1, 1)
    late = saved(person, "q=agenda")
    publish("agenda", title="De agenda eerst")
    later(timedelta(days=3))
    SavedSearch.objects.filter(pk=late.pk).update(asked_at=timezone.now() - WEEK, is_empty=False)
    assert (go_round(), names(late) != []) == (0, True)
    later(timedelta(days=4, minutes=1))
    assert (go_round(), len(mail.outbox)) == (1, 2)


def test_two_rounds_at_once_send_one_mail(person, monkeypatch):
    """The second begins while the first one's mail is on its way."""
    from shelf.actions import digest

    publish("oud")
    saved(person)
    publish("nieuw")
    later()
    send, inner = digest.send_news, []

    def while_sending(whom):
        monkeypatch.setattr(digest, "send_news", send)
        inner.append(digest.go_round())
        return send(whom)

    monkeypatch.setattr(digest, "send_news", while_sending)
    assert (go_round(), inner, len(mail.outbox)) == (1, [0], 1)


def test_a_mail_server_that_is_down_is_asked_again(person, monkeypatch):
    publish("oud")
    saved(person)
    publish("nieuw")
    later()

    def refuse(self, *_args, **_kwargs):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert go_round() == 0
    row = SavedSearch.objects.get()
    assert (row.untold, row.mailed_at) == (Untold.MORE, None)
    assert go_round() == 1


def test_paused_deleted_and_closed_accounts_are_left_in_peace(person):
    publish("oud")
    paused, deleted = saved(person, "q=tolk"), saved(person, "q=tolken op school")
    closed = saved(UserFactory(is_active=True))
    pause_search(by=person, search_id=paused.pk, is_paused=True)
    SavedSearch.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now())
    type(closed.person).objects.filter(pk=closed.person_id).update(is_active=False)
    publish("nieuw", title="Tolk op school")
    later()
    assert (ask_what_is_due(), go_round(), mail.outbox) == (0, 0, [])
    pause_search(by=person, search_id=paused.pk, is_paused=False)
    assert go_round() == 1


def test_one_switch_ends_all_mail_and_the_page_still_shows_what_is_new(client, person):
    publish("oud")
    row = saved(person)
    client.force_login(person)
    assert "Stuur me geen mails meer" in client.get(LIST).content.decode()
    client.post(f"{LIST}mails/", {"mails": "nee"})
    client.post(f"{LIST}mails/", {"mails": "nee"})
    assert NoSearchMail.objects.get().person == person
    publish("nieuw")
    later()
    assert (go_round(), mail.outbox, titles(person, row)) == (0, [], ["Tolk nieuw"])
    page = client.get(LIST).content.decode()
    assert ["Mail me als er iets nieuws is" in page, "Tolk nieuw" in page] == [True, True]
    saved(person, "q=agenda")
    assert NoSearchMail.objects.count() == 1
    client.post(f"{LIST}mails/", {"mails": "ja"})
    assert (go_round(), mail.outbox) == (0, [])  # what came meanwhile is on the page
    publish("nieuwer")
    later()
    assert go_round() == 1


def test_seen_is_not_mailed_any_more(client, person):
    publish("oud")
    row = saved(person)
    publish("nieuw")
    client.force_login(person)
    page = client.post(f"{LIST}{row.pk}/opnieuw/", follow=True).content.decode()
    assert ["Er is iets nieuws." in page, "Tolk nieuw" in page] == [True, True]
    page = client.post(f"{LIST}{row.pk}/gezien/", follow=True).content.decode()
    assert ["Tolk nieuw" in page, "Niets nieuws." in page] == [False, True]
    assert (go_round(), mail.outbox) == (0, [])
    assert "Niets nieuws sinds" in client.post(f"{LIST}{row.pk}/opnieuw/", follow=True).content.decode()


def test_search_that_is_away_ends_the_round_and_loses_nothing(person, settings, tmp_path):
    publish("oud")
    row = saved(person)
    publish("nieuw")
    later()
    place = settings.SEARCH_INDEX_DIR
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    assert (ask_what_is_due(), names(row)) == (0, [])
    settings.SEARCH_INDEX_DIR = place
    assert (go_round(), titles(person, row)) == (1, ["Tolk nieuw"])


def test_one_that_does_not_open_holds_up_no_other(person, caplog):
    publish("oud")
    broken, row = saved(person, "q=tolken op school"), saved(person)
    SavedSearch.objects.filter(pk=broken.pk).update(sealed=b"x" * 40)
    publish("nieuw")
    later()
    assert (go_round(), titles(person, row)) == (1, ["Tolk nieuw"])


def test_filters_and_exclusions_hold_in_the_digest_too(person):
    publish("oud")
    row = saved(person, "q=tolk+-school&trap=onderzocht")
    publish("past", ladder="onderzocht")
    publish("andere-trap", ladder="idee")
    publish("uitgesloten", title="Tolk op school", ladder="onderzocht")
    later()
    go_round()
    assert titles(person, row) == ["Tolk past"]


def test_a_question_that_was_never_asked_has_no_news_the_first_time(person):
    row = saved(person, look=False)
    publish("al-daar")
    assert (look_again(row=row), names(row)) == (False, [])
    publish("nieuw")
    assert (look_again(row=row), titles(person, row)) == (True, ["Tolk nieuw"])


def test_wanting_mail_again_is_one_row_less(person):
    stop_mail(by=person)
    stop_mail(by=person)
    want_mail(by=person)
    assert NoSearchMail.objects.count() == 0


def test_the_server_does_it_without_being_asked():
    assert "ask saved questions again" in {chore.name for chore in CHORES}
