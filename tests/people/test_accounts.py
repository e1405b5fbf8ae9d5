"""Signing up, in and out: in Dutch, and without telling which addresses exist."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from people.models import User
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def sara():
    from people import actions

    return actions.register(email="sara@voorbeeld.test", name="Sara", password=PASSWORD)


def test_sign_up_confirm_and_sign_in(client):
    """Somebody makes an account, opens the link in the mail, and is on their own page."""
    answer = client.post(
        reverse("account_signup"), {"name": "Nour", "email": "nour@voorbeeld.test", "password1": PASSWORD}
    )
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    (message,) = mail.outbox
    link = re.search(r"http://testserver(/nl/account/confirm-email/\S+)", message.body)[1]
    assert message.subject == "Bevestig je e-mailadres"
    assert "Bevestig je e-mailadres" in client.get(link).content.decode()
    client.post(link)
    client.post(reverse("account_login"), {"login": "nour@voorbeeld.test", "password": PASSWORD})
    person = User.objects.get()
    assert (client.session["_auth_user_id"], person.called, person.language) == (str(person.pk), "Nour", "nl")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_signup", {"password1": PASSWORD}),
        ("account_reset_password", {}),
        ("account_login", {"login": "", "password": "een ander wachtwoord"}),
    ],
)
def test_known_and_unknown_address_get_the_same_answer(client, sara, name, fields):
    def answer(email):
        response = client.post(
            reverse(name), {**fields, "email": email, **({"login": email} if "login" in fields else {})}
        )
        body = re.sub(r'csrf\w*" value="\w+"|' + re.escape(email), "", response.content.decode())
        return response.status_code, response.headers.get("Location"), body

    known, unknown = answer("sara@voorbeeld.test"), answer("niemand@voorbeeld.test")
    assert known == unknown


def test_mail_server_that_is_down_changes_no_answer(client, sara, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}).status_code
        for email in ("sara@voorbeeld.test", "niemand@voorbeeld.test")
    ]
    assert answers == [302, 302]


def test_new_password_by_link_works_once(client, sara):
    client.post(reverse("account_reset_password"), {"email": sara.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link).headers["Location"]
    client.post(form, {"password1": "een heel nieuwe lange zin", "password2": "een heel nieuwe lange zin"})
    sara.refresh_from_db()
    assert sara.check_password("een heel nieuwe lange zin")
    client.logout()
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_notification_tells_neither_address_nor_browser(client, sara):
    client.force_login(sara)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "een heel nieuwe lange zin", "password2": "een heel nieuwe lange zin"},
        headers={"user-agent": "KPC-browser"},
    )
    (message,) = mail.outbox
    assert message.subject == "Je wachtwoord is gewijzigd"
    assert ("127.0.0.1" in message.body, "KPC-browser" in message.body) == (False, False)


PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_email_verification_sent",
    "account_inactive",
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "people:account",
    "people:new_circle",
]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_ours_and_dutch(client, sara, name):
    if name not in PAGES[:6]:
        client.post(reverse("account_login"), {"login": sara.email, "password": PASSWORD})
    response = client.get(reverse(name))
    page = response.content.decode()
    assert response.status_code == 200
    assert (page.count("<h1>"), 'class="site-header' in page, "style=" in page) == (1, True, False)
    english = re.findall(r"\b(?:Sign In|Sign Up|Password|Email Address|Authenticator|Confirm|your)\b", page)
    assert english == []


def test_name_and_language_are_kept_and_only_ones_own(client, sara):
    other = UserFactory(first_name="Jonas")
    client.force_login(sara)
    answer = client.post(
        reverse("people:account"), {"name": "Saar", "language": "fr", "is_superuser": "1", "pk": other.pk}
    )
    assert answer.headers["Location"] == "/fr/mensen/mijn-account/"
    sara.refresh_from_db()
    other.refresh_from_db()
    assert (sara.called, sara.language, sara.is_superuser, other.called) == ("Saar", "fr", False, "Jonas")


@pytest.mark.parametrize("count", [1, 3])
def test_group_page_asks_as_much_for_three_as_for_one(client, count, django_assert_num_queries):
    organisation = OrganisationFactory()
    people = MembershipFactory.create_batch(count, organisation=organisation)
    client.force_login(people[0].person)
    url = reverse("people:group", kwargs={"kind": "organisatie", "pk": organisation.pk})
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)


def test_logging_out_takes_a_post_and_empties_the_browser(client, sara):
    client.force_login(sara)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("onward", ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(client, sara, onward):
    answer = client.post(reverse("account_login"), {"login": sara.email, "password": PASSWORD, "next": onward})
    assert answer.headers["Location"] == "/nl/mijn/"
