"""Who may do what in a discussion.

Pairs: `check_x` raises a named exception with a reason for the person, `can_x` answers yes or no.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from discussion.exceptions import AccountNeeded, Gone, NotAnEditor, NotInAudience, NotYours, Refused, TooLate, YourOwn
from discussion.models import Post
from people.models import Audience, Role, User
from people.models.audience import audience_ids_of
from people.rules import has_role

Person = User | AnonymousUser

KEEP_WITHDRAWN = timedelta(days=30)
"""How long its writer can put a withdrawn post back. Then the text is deleted, and the place stays."""


def check_write(person: Person, audience: Audience) -> None:
    """People with an account write for the audiences they are in, at the moment of writing."""
    if not person.is_authenticated or not person.is_active:
        raise AccountNeeded(_("Meld je aan om mee te praten."))
    # The second question is for the first post of a group, whose audience is younger than what was asked before.
    known = audience.pk in audience_ids_of(person) or Audience.objects.including(person).filter(pk=audience.pk).exists()
    if not known:
        raise NotInAudience(_("Dit gesprek is voor andere mensen dan jij."))


def check_change(person: Person, post: Post) -> None:
    """Writers change and withdraw their own posts, as long as those are there."""
    if post.author_id is None or post.author_id != person.pk:
        raise NotYours(_("Dit is niet jouw bericht."))
    if post.withdrawn_at is not None:
        raise Gone(_("Je trok dit bericht in. Zet het eerst terug."))
    if post.hidden_at is not None:
        raise Gone(_("De redactie verborg dit bericht. Je ziet erbij waarom."))


def check_restore(person: Person, post: Post) -> None:
    """Writers put back what they withdrew, for a month."""
    if post.author_id is None or post.author_id != person.pk:
        raise NotYours(_("Dit is niet jouw bericht."))
    if post.withdrawn_at is None:
        raise Gone(_("Dit bericht is niet ingetrokken."))
    if not post.text or post.withdrawn_at < timezone.now() - KEEP_WITHDRAWN:
        raise TooLate(_("We bewaren een ingetrokken tekst dertig dagen. Die zijn voorbij."))


def check_reply(person: Person, post: Post) -> None:
    """Whoever may write in the thread answers what can still be read there."""
    check_write(person, post.thread.audience)
    if not post.is_shown:
        raise Gone(_("Dit bericht is er niet meer."))


def check_report(person: Person, post: Post) -> None:
    """Readers with an account report what others wrote."""
    if not person.is_authenticated or not person.is_active:
        raise AccountNeeded(_("Meld je aan om iets te melden."))
    if post.author_id == person.pk:
        raise YourOwn(_("Dit is je eigen bericht. Je kan het aanpassen of intrekken."))
    if not post.is_shown:
        raise Gone(_("Dit bericht is er niet meer."))


def check_moderate(person: Person) -> None:
    """Editors decide about reports and tags. Managing the site gives no right to it."""
    if not has_role(person, Role.EDITOR):
        raise NotAnEditor(_("Alleen de redactie beslist hierover."))


def _allows(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True


def can_write(person: Person, audience: Audience) -> bool:
    return _allows(lambda: check_write(person, audience))


def can_change(person: Person, post: Post) -> bool:
    return _allows(lambda: check_change(person, post))


def can_restore(person: Person, post: Post) -> bool:
    return _allows(lambda: check_restore(person, post))


def can_reply(person: Person, post: Post) -> bool:
    return _allows(lambda: check_reply(person, post))


def can_report(person: Person, post: Post) -> bool:
    return _allows(lambda: check_report(person, post))


def can_moderate(person: Person) -> bool:
    return _allows(lambda: check_moderate(person))
