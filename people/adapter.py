"""What allauth asks us."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from people.mail import send
from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """E-mail login: a name at sign-up, mails without content, and no answer that tells which addresses exist."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the language in which somebody signed up, and the name they want to be called by.

        An invitation's link proves its own address only. allauth would add that proven address to an account
        with another one, and sign it in with the other unproven.
        """
        if not self.is_email_verified(request, form.cleaned_data["email"]):
            self.unstash_verified_email(request)
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        user.first_name = form.cleaned_data.get("name", "").strip()
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does, but the name and address of the site are ours, and a mail server that is down shows nowhere."""
        mail_context = {**context, "email": email, "site_url": settings.SITE_URL}
        send(self.render_mail(template_prefix, email, mail_context))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that their account changed: what, not from where. allauth adds IP and browser; we keep neither."""
        if settings.ACCOUNT_EMAIL_NOTIFICATIONS:
            self.send_mail(template_prefix, email or user.email, context or {})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Somebody who signed in a moment ago is not asked for the password again; staff set up a second factor then."""
        records = get_authentication_records(self.request, self.request.user)
        if any(time.time() - record["at"] < account_settings.REAUTHENTICATION_TIMEOUT for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, never another host."""
        return url.startswith("/") and not url.startswith("//") and bool(super().is_safe_url(url))
