"""Writing in the workshop: begin, save, publish, take out of the list."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from intervision.content import store_method
from intervision.models import Method, MethodDraft
from intervision.workshop.exceptions import NotReady, StaleMethod
from intervision.workshop.report import Report
from intervision.workshop.rules import (
    check_adapt,
    check_change,
    check_publish,
    check_take_over,
    check_throw_away,
    check_withdraw,
    check_write,
)
from intervision.workshop.sheet import Sheet
from intervision.workshop.typed import Typed
from people.models import User

LONGEST_SLUG = 44
"""So that a number fits behind it."""


def begin(*, by: User) -> MethodDraft:
    """A new method, with nothing in it yet. Raises NotYourMethod."""
    check_write(by)
    return MethodDraft.objects.create(owner=by, content=Typed.empty().to_json())


def adapt(*, by: User, method: Method) -> MethodDraft:
    """A version of one's own, that says where it comes from. The origin stays as it is. Raises WorkshopRefusal."""
    check_adapt(by, method)
    content = Typed.of(method).as_adaptation().to_json()
    return MethodDraft.objects.create(owner=by, adapted_from=method, content=content)


@transaction.atomic
def take_over(*, by: User, method: Method) -> MethodDraft:
    """Go on with a method of the house in its own place. It changes only when this is published; from then on files
    leave it alone. Locks the method. Raises WorkshopRefusal."""
    method = Method.objects.select_for_update().get(pk=method.pk)
    check_take_over(by, method)
    return MethodDraft.objects.create(owner=by, method=method, content=Typed.of(method).to_json())


@transaction.atomic
def save(*, by: User, pk: uuid.UUID, version: int, typed: Typed) -> MethodDraft:
    """Keep what was typed, whether it holds or not. What did not change makes no new version.

    Locks the draft. Raises StaleMethod when somebody saved since `version`, NotYourMethod.
    """
    draft = _locked(pk, version)
    check_change(by, draft)
    content = typed.to_json()
    if content != draft.content:
        draft.content, draft.version, draft.changed_at = content, draft.version + 1, timezone.now()
        draft.save()
    return draft


@transaction.atomic
def note_trial(*, by: User, pk: uuid.UUID, version: int, report: Report) -> MethodDraft:
    """Keep what a dry run of this version met. Raises StaleMethod when somebody saved meanwhile, NotYourMethod."""
    draft = _locked(pk, version)
    check_change(by, draft)
    draft.report, draft.tried_version = report.to_json(), version
    draft.save()
    return draft


@transaction.atomic
def publish(*, by: User, pk: uuid.UUID, version: int) -> Method:
    """Make this version what can be chosen from now on. Rooms that are planned or running keep their snapshot.

    Locks the draft. Raises StaleMethod, NotReady when it does not hold or no dry run says that it can be held, and
    NotYourMethod.
    """
    draft = _locked(pk, version)
    sheet = Sheet.of(Typed.from_json(draft.content))
    check_publish(by, draft, holds=sheet.holds)
    assert sheet.built is not None  # it holds
    method, phases = sheet.built
    method.slug = draft.method.slug if draft.method else _free_slug(method.title)
    method.adapted_from = draft.adapted_from
    draft.method = store_method(method, phases)
    draft.published_version = draft.version
    draft.save()
    return draft.method


@transaction.atomic
def withdraw(*, by: User, pk: uuid.UUID, version: int) -> None:
    """Take a published method out of every list. Sessions that were planned with it are held as planned.

    Publishing again puts it back. Raises StaleMethod, NotReady, NotYourMethod.
    """
    draft = _locked(pk, version)
    check_withdraw(by, draft)
    assert draft.method is not None  # it was published
    draft.method.is_offered = False
    draft.method.save(update_fields=["is_offered"])


@transaction.atomic
def throw_away(*, by: User, pk: uuid.UUID, version: int) -> None:
    """Erase a draft of which nothing was published. Raises StaleMethod, NotReady, NotYourMethod."""
    draft = _locked(pk, version)
    check_throw_away(by, draft)
    draft.delete()


def _locked(pk: uuid.UUID, version: int) -> MethodDraft:
    draft = MethodDraft.objects.select_for_update(of=("self",)).select_related("method", "adapted_from").get(pk=pk)
    if draft.version != version:
        raise StaleMethod(_("Deze methode veranderde intussen op een andere pagina. Er is niets overschreven."))
    return draft


def _free_slug(title: str) -> str:
    """An address from the title that no method has yet, also none that was taken out of the list.

    Locks a method, so that two who publish at once get two addresses.
    """
    Method.objects.select_for_update().order_by("pk").first()
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "methode"
    taken = set(Method.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = next((each for each in range(2, 1000) if f"{base}-{each}" not in taken), None)
    if number is None:
        raise NotReady(_("Er zijn al veel methodes met deze titel. Kies een andere."))
    return f"{base}-{number}"
