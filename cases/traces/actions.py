"""Searching a draft, and what an author decides about what was found."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Trace, TraceSearch
from cases.traces.elsewhere import TakenOut, ask_elsewhere, standing_in
from cases.traces.forgetting import forget_words
from cases.traces.passages import Change, Passage, digest_of, in_address, passages_of, replace
from cases.traces.queries import draft_of, questions_of, stamp_of
from cases.traces.rules import DoesNotFit, check_agree, check_decide, check_reason, check_seen
from cases.traces.standing import Decision, level_of
from deidentification.labels import Label
from deidentification.reading import find
from people.models import User

if TYPE_CHECKING:
    from cases.models import CasePage

_AROUND = re.compile(r"(?:(?:van|de|het)[ ]){0,2}(?P<name>\w[\w-]*?)(?:['’]?s|['’])?")

KEPT = ("decision", "reason", "decided_by_id", "decided_at", "taken_out_in")
"""What a new search takes over of what is known about the same words."""

Found = dict[tuple[str, str], tuple[str, str]]
"""By block and quote: the label, and the digest of the text."""


def found_in(passages: list[Passage], language: str) -> Found:
    """What the recognisers see in these texts."""
    found: Found = {}
    for passage in passages:
        for finding in find(passage.text, language=language):
            found.setdefault((passage.block, finding.of(passage.text)[:300]), (finding.label.value, passage.digest))
    return _by_name(found)


def _by_name(found: Found) -> Found:
    """One name is one thing to decide: "Sams" and "van Sam" go with "Sam" where that stands somewhere as well, and so
    does "sam" in the address of the page.
    """
    names = {quote: label for (_block, quote), (label, _digest) in found.items()}

    def name_of(quote: str) -> str:
        bare = _AROUND.fullmatch(quote)
        shorter = bare["name"] if bare else quote
        return shorter if shorter in names and names[shorter] in {Label.PERSON, Label.NICK} else quote

    addresses = {in_address(quote): quote for block, quote in found if block != "slug"}
    together: Found = {}
    for (block, quote), (label, digest) in found.items():
        name = addresses.get(quote, quote) if block == "slug" else name_of(quote)
        together.setdefault((block, name), (names[name] if name != quote else label, digest))
    return together


@transaction.atomic
def search_traces(case: "CasePage", *, reasons: Mapping[str, str] | None = None, by: User | None = None) -> TraceSearch:
    """Search this draft and keep what was found. What was decided about the same words stays decided, wherever they
    stand; `reasons` decides by quote, for a file that brings its decisions along. What was replaced in another language
    is a finding here as long as it stands, whether the recognisers see it or not.
    """
    passages = passages_of(case)
    found = found_in(passages, case.locale.language_code)
    search, _made = TraceSearch.objects.select_for_update().get_or_create(case_id=case.pk, defaults={"digest": ""})
    before = list(Trace.objects.filter(case_id=case.pk))
    decided: dict[str, dict[str, Any]] = {
        trace.quote: {name: getattr(trace, name) for name in KEPT}
        for trace in before
        if trace.decision or trace.taken_out_in
    }
    for quote, label in {trace.quote: trace.label for trace in before if trace.taken_out_in}.items():
        for passage in standing_in(quote, passages):
            found.setdefault((passage.block, quote), (label, passage.digest))
    for quote, reason in (reasons or {}).items():
        decided[quote] = {
            **decided.get(quote, {}),
            "decision": Decision.STAYS,
            "reason": reason[:300],
            "decided_by_id": by.pk if by else None,
            "decided_at": timezone.now(),
        }
    Trace.objects.filter(case_id=case.pk).delete()
    Trace.objects.bulk_create(
        Trace(case_id=case.pk, block=block, quote=quote, label=label, digest=digest, **decided.get(quote, {}))
        for (block, quote), (label, digest) in found.items()
    )
    search.digest = digest_of(passages)
    search.level = level_of(label for label, _digest in found.values())
    search.searched_at = timezone.now()
    search.save(update_fields=["digest", "level", "searched_at"])
    return search


@transaction.atomic
def keep(case: "CasePage", quote: str, *, reason: str, seen: str, by: User) -> None:
    """Let these words stand, wherever they stand, for this reason. `seen` is the stamp of what was looked at.

    Raises NotYours, ReasonMissing or ChangedMeanwhile.
    """
    check_decide(case, by)
    check_reason(reason)
    _as_seen(case, quote, seen)
    _decide(case, quote, Decision.STAYS, reason.strip()[:300], by)


@transaction.atomic
def take_for_nobody(case: "CasePage", quote: str, *, seen: str, by: User) -> None:
    """Say that the recogniser took these words for somebody, and that they are about nobody. It lowers no level: a
    second person is asked for what was found, whatever the first one thinks of it. Raises NotYours or ChangedMeanwhile.
    """
    check_decide(case, by)
    _as_seen(case, quote, seen)
    _decide(case, quote, Decision.NOBODY, "", by)


def _decide(case: "CasePage", quote: str, decision: Decision, reason: str, by: User) -> None:
    Trace.objects.filter(case_id=case.pk, quote=quote).update(
        decision=decision, reason=reason, decided_by=by, decided_at=timezone.now()
    )


@transaction.atomic
def put_for(case: "CasePage", quote: str, other: str, *, widens: bool, seen: str, by: User) -> "list[CasePage]":
    """Write other words for these in a new revision of the draft, and search it again. Widening makes it more general.
    Older versions and the books of the editor forget the words (cases/traces/forgetting.py). The other languages in which
    it has to be decided as well (cases/traces/elsewhere.py) are given back.

    Raises NotYours, ChangedMeanwhile, or DoesNotFit where a text would get too long.
    """
    check_decide(case, by)
    draft = _as_seen(case, quote, seen)
    taken = TakenOut.of(case, quote)
    change = Change(quote, other.strip())
    replace(draft, change)
    _check_fits(draft)
    if draft.get_siblings(inclusive=False).filter(slug=draft.slug).exists():
        draft.slug = f"{draft.slug[:240]}-{draft.pk}"
    draft.set_url_path(draft.get_parent())
    draft.save_revision(user=by, clean=False)  # a draft may be unfinished
    forget_words(draft, change)
    search = search_traces(draft)
    search.replaced += not widens
    search.widened += widens
    search.save(update_fields=["replaced", "widened"])
    return ask_elsewhere(draft, taken)


def _check_fits(draft: "CasePage") -> None:
    for field in draft._meta.concrete_fields:
        value = getattr(draft, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise DoesNotFit(
                _("Met deze woorden wordt '%(field)s' te lang. Kies kortere woorden, of kort de tekst in.")
                % {"field": field.verbose_name}
            )


def _as_seen(case: "CasePage", quote: str, seen: str) -> "CasePage":
    """The draft of now, where these words stand as they were seen. Holds the search, so that two people decide in turn."""
    TraceSearch.objects.select_for_update().filter(case_id=case.pk).first()
    draft = draft_of(case)
    question = next((each for each in questions_of(draft) if each.quote == quote), None)
    check_seen(question.stamp if question else None, seen)
    return draft


@transaction.atomic
def agree(case: "CasePage", *, seen: str, by: User) -> None:
    """Say as a second person that this very text may go out. A changed text asks for it again.

    Raises NotYours or ChangedMeanwhile.
    """
    check_agree(case, by)
    TraceSearch.objects.select_for_update().filter(case_id=case.pk).first()
    draft = draft_of(case)
    check_seen(stamp_of(draft, questions_of(draft)), seen)
    TraceSearch.objects.filter(case_id=case.pk).update(
        agreed_by=by, agreed_at=timezone.now(), agreed_digest=digest_of(passages_of(draft))
    )
