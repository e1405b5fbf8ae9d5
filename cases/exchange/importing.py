"""A content file that an editor brings along: understood whole, or refused with the place and the reason."""

import tempfile
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cases.content import CaseLoader, ParsedCase
from cases.models import CaseIndexPage, CasePage
from pages.content import ContentError, read
from pages.tree import index_of
from people.models import User
from vocabulary.models import Concept

MOST_CHARACTERS = 400_000


class Unreadable(Exception):
    """This text is no case. Its text names the line and the reason, for who brought it."""


@dataclass(frozen=True)
class Understood:
    """A case that can be made, and what is not taken along."""

    parsed: ParsedCase
    dropped: list[str]


def understand(text: str, name: str = "casus.md") -> Understood:
    """The case in this Markdown. Raises Unreadable; writes nothing.

    Unlike a file of our own it may be unfinished: it becomes a draft, and publishing asks for the rest.
    """
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(_("Dit bestand is te lang voor een casus."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casus.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            file = read(path)
            if file.kind != "casus":
                raise file.error(_("dit is geen casus: 'soort' is '%(kind)s'.") % {"kind": file.kind}, key="soort")
            parsed = CaseLoader().understand(file, finished=False)
        except ContentError as error:
            said = _("%(name)s, regel %(line)d: %(reason)s")
            raise Unreadable(said % {"name": name, "line": error.line, "reason": error.reason}) from None
    return Understood(parsed, _not_taken(parsed))


def _not_taken(parsed: ParsedCase) -> list[str]:
    told = []
    if parsed.streams["reviewers"]:
        told.append(_("nalezers: wie dit las, las een andere tekst dan die hier gepubliceerd wordt"))
    if parsed.fields["went_through_guide"]:
        told.append(_("het vinkje van de schrijfwijzer: dat zet wie hier publiceert"))
    if parsed.reasons:
        told.append(
            _("de redenen bij herkenbaarheid: daarover beslist wie hier schrijft, voor de tekst zoals hij hier staat")
        )
    return told


@transaction.atomic
def make_draft(*, by: User, parsed: ParsedCase) -> CasePage:
    """A draft with everything of this case. Raises PermissionDenied where this person may add no case.

    It is never published, whatever the file says, and takes over no reader and no review of another case.
    """
    index = index_of(CaseIndexPage, parsed.language)
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    key = _key(parsed)
    if key != parsed.translation_key:
        parsed = with_new_ids(parsed)
    page = CasePage(slug=free_slug(index, parsed.slug), locale=index.locale, translation_key=key, live=False)
    for name, value in {**parsed.fields, "went_through_guide": False}.items():
        setattr(page, name, value)
    for name, raw in {**parsed.streams, "reviewers": []}.items():
        setattr(page, name, getattr(CasePage, name).field.stream_block.to_python(raw))
    page.owner = by
    index.add_child(instance=page)
    page.concepts.set(Concept.objects.filter(pk__in=parsed.concepts))
    page.save_revision(user=by, clean=False)  # a draft may be unfinished
    return page


def free_slug(index: CaseIndexPage, slug: str) -> str:
    """This slug, with a number where the overview has one already."""
    taken = set(index.get_children().values_list("slug", flat=True))
    return next(
        name for name in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if name not in taken
    )


def _key(parsed: ParsedCase) -> uuid.UUID:
    """That of the Dutch case it says to translate, where that one has no such translation yet; else a new one."""
    if parsed.translates:
        dutch = CasePage.objects.filter(locale__language_code="nl", slug=parsed.translates).first()
        if dutch is not None and not dutch.get_translations().filter(locale__language_code=parsed.language).exists():
            return uuid.UUID(str(dutch.translation_key))
    return uuid.uuid4()


def with_new_ids(parsed: ParsedCase) -> ParsedCase:
    """The same with block ids of its own: notes on the case that the file came from do not hang on this one."""
    fresh = uuid.uuid4()

    def renew(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: str(uuid.uuid5(fresh, str(each))) if key == "id" else renew(each) for key, each in value.items()
            }
        return [renew(each) for each in value] if isinstance(value, list) else value

    return replace(parsed, streams={name: renew(raw) for name, raw in parsed.streams.items()})  # type: ignore[misc]
