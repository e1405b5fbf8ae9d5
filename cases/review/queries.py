"""Reads of reviews."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from cases.models import CasePage, Consent, Correction, Review, ReviewLink, VetoTalk
from cases.review.corrections import Change, Same, changes_since, corrected
from cases.review.elsewhere import laid_of
from cases.review.enums import EXPERIENCED, Seat, Verdict
from cases.review.standing import Standing
from cases.review.validity import Lapse, digest_read, holds_until, lapse_of
from cases.traces.passages import Passage, passages_of
from people.models.invitation import hash_of
from reflection.encryption import DecryptionError


def standing_of(case: CasePage, passages: list[Passage] | None = None) -> Standing:
    """How far the reading of this case is, for these texts or its own. Two queries, one more where a text changed since it
    was read, and two for each other language that was read of and is not out yet."""
    reviews = list(Review.objects.filter(case_key=case.translation_key).defer("sealed"))
    keys = [case.translation_key, *case.taken_from]
    consents = list(Consent.objects.filter(case_key__in=keys).only("case_key", "given_on", "ends_on", "withdrawn_at"))
    is_out = case.pk is not None and case.live
    standing = counted(
        reviews,
        is_asked=not is_out and not case.loaded_from,
        texts=_texts(case, reviews, passages),
        corrected=lambda: corrected(case.translation_key),
    )
    return replace(
        standing,
        is_asked=standing.is_asked or (is_out and not case.loaded_from and standing.too_old > 0),
        has_consent=any(consent.holds for consent in consents if consent.case_key == case.translation_key),
        is_withdrawn=any(consent.withdrawn_at for consent in consents),
        owes_consent=case.owes_consent,
    )


Texts = Mapping[str, list[Passage]]
"""By language, the text as it stands, of the versions that are not out yet."""


def _texts(case: CasePage, reviews: Iterable[Review], passages: list[Passage] | None) -> Texts:
    own = case.locale.language_code
    found = {} if case.pk is not None and case.live else {own: passages_of(case) if passages is None else passages}
    others = {review.language for review in reviews if review.digest} - {own}
    versions = CasePage.objects.filter(
        translation_key=case.translation_key, locale__language_code__in=others, live=False
    ).select_related("locale")
    for version in versions if others else ():
        found[version.locale.language_code] = passages_of(version.get_latest_revision_as_object())
    return found


def counted(
    reviews: Iterable[Review],
    *,
    is_asked: bool,
    texts: Texts | None = None,
    stands: str = "",
    corrected: Callable[[], Same] = dict,
) -> Standing:
    """The decisions in these reviews that still count; of one voice the last one, and a veto until it is lifted.

    `stands`: the digest of what is no case, as it stands. `corrected` is asked only where a text changed.
    """
    reviews = list(reviews)
    last: dict[object, Review] = {}
    for review in reviews:
        if review.verdict != Verdict.COMMENT:
            last[review.voice] = review
    given = [review for review in last.values() if review.verdict == Verdict.GOOD]
    lapsed = lapses(given, texts or {}, stands, corrected)
    good = [review.seat for review in given if review.pk not in lapsed]
    return Standing(
        is_asked=is_asked,
        practice=good.count(Seat.PRACTICE),
        experience=sum(1 for seat in good if seat in EXPERIENCED),
        young=good.count(Seat.YOUNG),
        guide=good.count(Seat.GUIDE),
        vetoes=sum(1 for review in reviews if review.is_open_veto),
        too_old=list(lapsed.values()).count(Lapse.OLD),
        other_text=list(lapsed.values()).count(Lapse.CHANGED),
    )


def lapses(
    reviews: Iterable[Review], texts: Texts, stands: str = "", corrected: Callable[[], Same] = dict
) -> dict[uuid.UUID, Lapse]:
    """Which of these reviews count no more, and why. Of what is no case it has to be known what was read."""
    today = timezone.localdate()
    same: Same | None = None
    now: dict[tuple[str, bool], str] = {}
    found: dict[uuid.UUID, Lapse] = {}
    for review in reviews:
        key = (review.language, review.seat == Seat.GUIDE)
        if review.digest and review.language in texts and key not in now:
            now[key] = digest_read(texts[review.language], review.seat)
        read = review.digest or ("unknown" if stands else "")
        stood = stands or now.get(key, "")
        if read and stood and read != stood and same is None:
            same = corrected()
        lapse = lapse_of(
            given_on=review.given_on, digest=read, now=stood, today=today, same=(same or {}).get(read, frozenset())
        )
        if lapse is not None:
            found[review.pk] = lapse
    return found


def read_now(case_key: uuid.UUID, language: str, seat: Seat | str) -> str:
    """The digest of what this seat reads of the last draft in this language, or of what lies there of another room; empty
    where nothing does. Two queries."""
    version = CasePage.objects.filter(translation_key=case_key, locale__language_code=language).first()
    if version is None:
        laid = laid_of(case_key)
        return laid.digest if laid else ""
    return digest_read(passages_of(version.get_latest_revision_as_object()), seat)


@dataclass(frozen=True)
class Told:
    """A review as the writer and the editors read it: by role, never by name."""

    review: Review
    words: str
    talks: list[tuple[object, str]]
    """What was agreed after a veto, with its words."""
    lapse: Lapse | None = None
    """Why it counts no more, where it said that the case can appear."""

    @property
    def until(self) -> date | None:
        """The last day on which it counts, of what lets the case appear."""
        return holds_until(self.review.given_on) if self.review.verdict == Verdict.GOOD and not self.lapse else None


def told_of(case_key: uuid.UUID, case: CasePage | None = None, stands: str = "") -> list[Told]:
    """Everything that was said of this case, or of what stands there with this digest, first to last. Opens sealed words: only for who may see reviews."""
    reviews = list(
        Review.objects.filter(case_key=case_key).select_related("data_key").prefetch_related("talks__data_key")
    )
    good = [review for review in reviews if review.verdict == Verdict.GOOD]
    lapsed = lapses(good, _texts(case, good, None) if case else {}, stands, lambda: corrected(case_key))
    return [
        Told(review, words_of(review), [(talk, words_of(talk)) for talk in review.talks.all()], lapsed.get(review.pk))
        for review in reviews
    ]


def open_changes(case: CasePage) -> list[Change]:
    """What changed in the last draft since the reviews that lapsed for it; nothing for a case that is out."""
    draft = case.get_latest_revision_as_object()
    good = list(Review.objects.filter(case_key=case.translation_key, verdict=Verdict.GOOD).defer("sealed"))
    lapsed = lapses(good, _texts(draft, good, None), corrected=lambda: corrected(case.translation_key))
    return changes_since(draft, [review for review in good if lapsed.get(review.pk) is Lapse.CHANGED])


def corrections_of(case: CasePage) -> list[Correction]:
    """What was judged of small changes in this language, first to last."""
    rows = Correction.objects.filter(case_key=case.translation_key, language=case.read_in)
    return list(rows.exclude(judgement=""))


def words_of(row: object) -> str:
    """The sealed words of a review or a talk; nothing where they were erased."""
    try:
        return row.open()  # type: ignore[attr-defined,no-any-return]
    except DecryptionError:
        return ""


def links_of(case_key: uuid.UUID) -> list[ReviewLink]:
    """The links that were made for readers of this case."""
    return list(ReviewLink.objects.filter(case_key=case_key))


def link_for(token: str) -> ReviewLink | None:
    """The link of this token, whatever became of it; None for a token that was never given."""
    return ReviewLink.objects.filter(token_hash=hash_of(token)).first()


def case_of(link: ReviewLink) -> CasePage | None:
    """The case of a link in its language, as its last draft stands."""
    found: CasePage | None = (
        CasePage.objects.filter(translation_key=link.case_key, locale__language_code=link.language)
        .select_related("locale")
        .first()
    )
    return found


def versions_of(case_key: uuid.UUID) -> list[CasePage]:
    """The case in every language."""
    return list(CasePage.objects.filter(translation_key=case_key).select_related("locale"))


def laid_before_readers() -> list[CasePage]:
    """The cases whose writer laid them before the editors, longest waiting first. Two queries."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=ContentType.objects.get_for_model(Page)
    ).order_by("created_at")
    since = {int(state.object_id): state.created_at for state in states}
    cases = CasePage.objects.filter(pk__in=since).select_related("locale")
    for case in cases:
        case.laid_since = since[case.pk]
    return sorted(cases, key=lambda case: since[case.pk])


def talks_to_confirm(case_key: uuid.UUID) -> list[VetoTalk]:
    """What was agreed after vetoes on this case that still hold it back."""
    return list(
        VetoTalk.objects.filter(veto__case_key=case_key, veto__lifted_at=None, confirmed_at=None).select_related(
            "veto", "data_key"
        )
    )
