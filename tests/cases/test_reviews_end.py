"""How long a review holds, what takes it away, what the editors are told beforehand, and what a reader sees of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail

from cases.models import CasePage, Review, ReviewDue
from cases.review import actions
from cases.review.due import due_cases, due_on, go_round, list_due, tell_editors
from cases.review.enums import Seat, Verdict
from cases.review.queries import standing_of, told_of
from cases.review.validity import Lapse, digest_read, holds_until, lapse_of, read_from
from cases.rules import CaseNotReady
from cases.traces.passages import Passage
from meerstemmig.chores import CHORES
from tests.cases.test_publishing import posted
from tests.cases.test_review_rules import draft_of
from tests.factories.cases import make_case, settled

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    """One clock for everything in a test, its people too."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


SEATS = (Seat.PRACTICE, Seat.EXPERIENCE, Seat.YOUNG, Seat.GUIDE)


def read_by_all(case, editor, seats=SEATS, verdict=Verdict.GOOD):
    for seat in seats:
        link, _token = actions.make_link(by=editor, case=case, seat=seat)
        actions.say_through_link(link=link, verdict=verdict, words="Gelezen.")


def counts(case):
    standing = standing_of(case.get_latest_revision_as_object())
    return (standing.practice, standing.experience, standing.young, standing.guide)


def lapsed(case):
    standing = standing_of(case.get_latest_revision_as_object())
    return standing.too_old, standing.other_text


def edit(case, **changes):
    draft = case.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    settled(draft).save_revision()
    return CasePage.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("given", "until"),
    [
        (date(2025, 11, 20), date(2026, 11, 20)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_last_day(given, until):
    assert holds_until(given) == until
    common = {"given_on": given, "digest": "", "now": ""}
    assert lapse_of(**common, today=until) is None
    assert lapse_of(**common, today=until + timedelta(days=1)) is Lapse.OLD


@pytest.mark.parametrize(
    ("digest", "now", "expected", "because"),
    [
        ("a", "a", None, "the same text"),
        ("a", "b", Lapse.CHANGED, "another text"),
        ("", "b", None, "given before we kept what was read"),
        ("a", "", None, "a case that is out: there only time counts"),
    ],
)
def test_text(digest, now, expected, because):
    found = lapse_of(given_on=date(2026, 11, 1), digest=digest, now=now, today=date(2026, 11, 20))
    assert found == expected, because


def test_words_count_and_their_layout_does_not():
    told = [Passage("stages.1", "Sami zweeg; de bus  was weg."), Passage("title", "De bus"), Passage("slug", "de bus")]
    same = [
        Passage("title", "de bus."),
        Passage("stages.9", "Sami zweeg.\n\nDe bus was weg"),
        Passage("seo_title", "x"),
    ]
    other = [Passage("stages.1", "Sami sprak; de bus was weg."), told[1]]
    guide = [*told, Passage("guide.1", "Begin met stilte.")]
    assert digest_read(told, Seat.YOUNG) == digest_read(same, Seat.PRACTICE) != digest_read(other, Seat.PRACTICE)
    assert digest_read(guide, Seat.EXPERIENCE) == digest_read(told, Seat.EXPERIENCE)
    assert digest_read(guide, Seat.GUIDE) != digest_read(told, Seat.GUIDE)
    assert [read_from(each) for each in ("0" * 64, "0" * 63, "x" * 64, "")] == ["0" * 64, "", "", ""]


def test_good_reviews_go_with_the_text_they_were_about_and_come_back_when_given_again(people):
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    assert (counts(case), lapsed(case)) == ((1, 2, 1, 1), (0, 0))
    case = edit(case, summary="EEN samenvatting, zonder clou!")
    assert counts(case) == (1, 2, 1, 1)
    case = edit(case, do_step="Een heel andere stap.")
    assert (counts(case), lapsed(case)) == ((0, 0, 0, 1), (0, 3))
    with pytest.raises(CaseNotReady, match="De tekst veranderde na een nalezing"):
        case.get_latest_revision().publish()
    told = told_of(case.translation_key, case.get_latest_revision_as_object())
    assert {each.review.seat: each.lapse for each in told} == {
        **dict.fromkeys(SEATS[:3], Lapse.CHANGED),
        Seat.GUIDE: None,
    }
    read_by_all(case, people["editor"], SEATS[:3])
    assert counts(case) == (1, 2, 1, 1)
    case.get_latest_revision().publish()
    assert CasePage.objects.get(pk=case.pk).live


def test_who_read_while_the_writer_changed_something_decided_about_what_they_read(client, people, clock):
    case = draft_of(people["writer"])
    _link, token = actions.make_link(by=people["editor"], case=case, seat=Seat.PRACTICE)
    address = f"/nl/casussen/nalezen/link/{token}/"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    read = page.select_one("input[name=gelezen]")["value"]
    case = edit(case, wants="Iets anders.")
    assert client.post(address, {"verdict": "goed", "words": "", "gelezen": read}).status_code == 303
    assert (counts(case), lapsed(case)) == ((0, 0, 0, 0), (0, 1))
    clock.shift(60)
    assert client.post(address, {"verdict": "goed", "words": ""}).status_code == 303
    assert counts(case) == (1, 0, 0, 0)


def test_after_twelve_months_a_case_that_is_out_asks_for_new_reviews_before_a_new_version(people, clock):
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    case.get_latest_revision().publish()
    # What is out is corrected at any time.
    case = edit(CasePage.objects.get(pk=case.pk), do_step="Een andere stap.")
    case.get_latest_revision().publish()
    clock.move_to(TODAY + timedelta(days=365))
    edit(case, do_step="Nog een andere.").get_latest_revision().publish()
    clock.move_to(TODAY + timedelta(days=366))
    case = edit(CasePage.objects.get(pk=case.pk), do_step="Een derde.")
    assert (lapsed(case), standing_of(case).is_asked) == ((4, 0), True)
    with pytest.raises(CaseNotReady, match="Een nalezing geldt twaalf maanden"):
        case.get_latest_revision().publish()
    assert CasePage.objects.get(pk=case.pk).live
    read_by_all(case, people["editor"])
    case.get_latest_revision().publish()


def test_a_case_from_a_file_and_one_from_before_reviews_are_not_asked(people, clock):
    old, filed = make_case("oud"), make_case("bestand", loaded_from="x" * 64)
    clock.move_to(TODAY + timedelta(days=800))
    assert [standing_of(case).is_asked for case in (old, filed)] == [False, False]
    edit(old, do_step="Anders.").get_latest_revision().publish()


def test_the_form_compares_with_what_it_is_sent(client, people):
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    client.force_login(people["editor"])
    answer = client.post(
        f"/beheer/pages/{case.pk}/edit/", posted(title="Heel anders", slug="proef", **{"action-publish": "1"})
    )
    told = answer.context["form"].errors["reviewers"]
    assert "De tekst veranderde na een nalezing. Vraag wie hem las, opnieuw te kijken." in told


def test_a_translation_rests_on_the_reviews_of_the_dutch_text(people):
    dutch = draft_of(people["writer"])
    read_by_all(dutch, people["editor"])
    french = make_case(language="fr")
    CasePage.objects.filter(pk=french.pk).update(live=False, translation_key=dutch.translation_key)
    french = CasePage.objects.get(pk=french.pk)
    assert counts(french) == (1, 2, 1, 1)
    edit(dutch, do_step="Anders.")
    assert lapsed(french) == (0, 3)


@pytest.mark.parametrize(
    ("given", "set_for", "expected"),
    [
        ([], None, None),
        ([], date(2027, 1, 1), date(2027, 1, 1)),
        ([("praktijk", "goed", 1), ("ervaring", "goed", 5)], None, date(2027, 11, 1)),
        ([("praktijk", "goed", 1), ("praktijk", "goed", 9), ("ervaring", "goed", 5)], None, date(2027, 11, 5)),
        ([("praktijk", "nog-niet", 1), ("ervaring", "goed", 5)], None, date(2027, 11, 5)),
        ([("praktijk", "goed", 1)], date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_day_on_which_a_case_is_due(given, set_for, expected):
    reviews = [Review(seat=seat, verdict=verdict, given_on=date(2026, 11, day)) for seat, verdict, day in given]
    assert due_on(reviews, set_for) == expected


def test_editors_are_told_a_month_before_every_night_anew(client, people, clock):
    assert go_round in {chore.do for chore in CHORES}
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    case.get_latest_revision().publish()
    make_case("later", review_on=date(2027, 11, 1))
    assert (list_due(), ReviewDue.objects.count()) == (0, 0)
    clock.move_to(TODAY + timedelta(days=335))
    assert (list_due(), list_due()) == (2, 2)
    assert [(due.case.slug, due.due_on) for due in due_cases(people["editor"])] == [
        ("later", date(2027, 11, 1)),
        ("proef", date(2027, 11, 20)),
    ]
    client.force_login(people["editor"])
    page = client.get("/nl/casussen/nalezen/").content.decode()
    assert "Binnenkort opnieuw na te lezen" in page
    assert "geldt tot en met 20 november 2027" in page
    assert "2 casussen moeten binnenkort opnieuw nagelezen worden." in client.get("/beheer/").content.decode()
    client.force_login(people["experience"])
    assert "Binnenkort opnieuw" not in client.get("/nl/casussen/nalezen/").content.decode()
    read_by_all(case, people["editor"])
    assert list_due() == 1


def test_the_file_of_a_case_that_is_due_says_since_when_and_what_moves_the_day(client, people, clock):
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    case.get_latest_revision().publish()
    by_hand = make_case("later", review_on=date(2027, 11, 1))
    clock.move_to(TODAY + timedelta(days=350))
    list_due()
    client.force_login(people["editor"])

    def told(page):
        return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())

    page = told(client.get(f"/nl/casussen/nalezen/{case.pk}/"))
    assert "Opnieuw na te lezen, ten laatste op 20 november 2027" in page
    assert ("met de hand gezet" in page, "voor de casus verschijnt" in page) == (False, False)
    page = told(client.get(f"/nl/casussen/nalezen/{by_hand.pk}/"))
    assert "Moest opnieuw nagelezen worden voor 1 november 2027" in page
    assert "met de hand gezet" in page
    read_by_all(case, people["editor"])
    list_due()
    assert "Opnieuw na te lezen" not in told(client.get(f"/nl/casussen/nalezen/{case.pk}/"))


def test_editors_get_a_mail_when_something_is_new_and_no_word_of_what(people, clock):
    sent = mail.outbox
    editors = {people["editor"].email, people["both"].email}
    assert (go_round(), sent) == (0, [])
    make_case("geheim", review_on=date(2026, 12, 24))
    clock.move_to(TODAY + timedelta(days=3))
    assert (go_round(), {message.to[0] for message in sent}, len(sent)) == (0, set(), 0)
    clock.move_to(TODAY + timedelta(days=4))
    assert (go_round(), go_round()) == (2, 0)
    assert {message.to[0] for message in sent} == editors
    told = sent[0].subject + sent[0].body
    assert ("/nl/casussen/nalezen/#opnieuw" in told, "geheim" in told, "2026" in told) == (True, False, False)
    make_case("tweede", review_on=date(2026, 12, 24))
    assert (go_round(), go_round()) == (2, 0)
    # Once more for both of them, when their day has passed; not for one that was read meanwhile.
    CasePage.objects.filter(slug="tweede").update(review_on=None)
    clock.move_to(datetime(2026, 12, 25, 9, tzinfo=UTC))
    assert (go_round(), go_round(), ReviewDue.objects.get().told) == (2, 0, "voorbij")


def test_what_could_not_be_mailed_is_mailed_in_the_next_round(people, clock, settings):
    make_case("geheim", review_on=date(2026, 12, 1))
    list_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert (tell_editors(), ReviewDue.objects.get().told) == (0, "")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (tell_editors(), ReviewDue.objects.get().told) == (2, "binnenkort")


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_case_and_for_three(people, count, django_assert_num_queries):
    for number in range(count):
        make_case(f"casus-{number}", review_on=date(2026, 1, number + 1))
    with django_assert_num_queries(7):
        assert list_due() == count
    with django_assert_num_queries(3):
        assert [due.is_late for due in due_cases(people["editor"])] == [True] * count


def test_reader_sees_when_a_case_was_read_and_that_it_is_long_ago(client, people, clock):
    case = draft_of(people["writer"])
    read_by_all(case, people["editor"])
    case.get_latest_revision().publish()
    page = client.get("/nl/casussen/proef/").content.decode()
    assert "Nagekeken op 20 november 2026." in page
    assert "langer dan twaalf maanden" not in page
    clock.move_to(TODAY + timedelta(days=366))
    assert "Dat is langer dan twaalf maanden geleden." in client.get("/nl/casussen/proef/").content.decode()
    unread = make_case("ander")
    assert "Nagekeken op" not in client.get(unread.get_url()).content.decode()
