"""Proposing a tag, and what editors do with it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from discussion.exceptions import AccountNeeded, WordNotUsed
from discussion.models import FreeTag, TagProposal
from discussion.registry import kind_of
from discussion.rules import check_moderate
from people.models import User
from vocabulary.folding import fold
from vocabulary.models import Concept, LanguageTip, TipStatus
from vocabulary.queries import concept_with, matching, may_be_spoken, tips_about


@dataclass(frozen=True)
class Proposed:
    """What came of a proposal: the tag, or the concept that says it already."""

    tag: FreeTag | None = None
    concept: Concept | None = None


class RespectfulTip(WordNotUsed):
    """The word is not stored. Holds what the language guide has to say, which never repeats the word."""

    def __init__(self, tips: list[LanguageTip], concepts: list[Concept]) -> None:
        self.tips, self.concepts = tips, concepts
        super().__init__(_("Dit woord kan mensen wegzetten. We bewaren het niet als label."))


@transaction.atomic
def propose(*, by: User, thing: Any, name: str) -> Proposed:
    """Propose a tag for a registered thing. Stores nothing when the vocabulary has the word already.

    Raises RespectfulTip for words that the site does not print or advises against, AccountNeeded for visitors.
    One word in any spelling is one tag, and is proposed once per thing.
    """
    if not by.is_authenticated or not by.is_active:
        raise AccountNeeded(_("Meld je aan om een label voor te stellen."))
    kind_of(thing)
    name = " ".join(name.split())
    tips = [tip for tip in tips_about(name) if tip.status != TipStatus.OFFICIAL]
    concept = concept_with(name)
    if not may_be_spoken(name) or (tips and concept is None):
        raise RespectfulTip(tips, [] if tips else matching(name))
    if concept is not None:
        return Proposed(concept=concept)
    folded = fold(name)
    tag, _new = FreeTag.objects.get_or_create(folded=folded, defaults={"name": name, "slug": uuid.uuid4().hex})
    TagProposal.objects.get_or_create(
        tag=tag,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        defaults={"proposer": by},
    )
    return Proposed(tag=tag)


@transaction.atomic
def map_to_concept(*, by: User, tag: FreeTag, concept: Concept) -> None:
    """Say that this word means this concept. From now on it is shown as that concept."""
    check_moderate(by)
    tag.concept, tag.declined_at, tag.declined_reason = concept, None, ""
    tag.save(update_fields=["concept", "declined_at", "declined_reason"])


@transaction.atomic
def decline(*, by: User, tag: FreeTag, reason: str) -> None:
    """Show this tag no more, anywhere, and say why to whoever proposed it."""
    check_moderate(by)
    tag.concept, tag.declined_at, tag.declined_reason = None, timezone.now(), reason
    tag.save(update_fields=["concept", "declined_at", "declined_reason"])
