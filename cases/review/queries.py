"""Reads of reviews."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState

from cases.models import CasePage, Consent, Review, ReviewLink, VetoTalk
from cases.review.enums import EXPERIENCED, Seat, Verdict
from cases.review.standing import Standing
from people.models.invitation import hash_of
from reflection.encryption import DecryptionError


def standing_of(case: CasePage) -> Standing:
    """How far the reading of this case is, whichever language is looked at. Two queries."""
    reviews = list(Review.objects.filter(case_key=case.translation_key).defer("sealed"))
    consents = list(Consent.objects.filter(case_key=case.translation_key).only("given_on", "ends_on", "withdrawn_at"))
    return replace(
        counted(reviews, is_asked=(case.pk is None or not case.live) and not case.loaded_from),
        has_consent=any(consent.holds for consent in consents),
        is_withdrawn=any(consent.withdrawn_at for consent in consents),
    )


def counted(reviews: Iterable[Review], *, is_asked: bool) -> Standing:
    """The decisions in these reviews; of one voice the last one counts, and a veto until it is lifted."""
    reviews = list(reviews)
    last: dict[object, Review] = {}
    for review in reviews:
        if review.verdict != Verdict.COMMENT:
            last[review.voice] = review
    good = [review.seat for review in last.values() if review.verdict == Verdict.GOOD]
    return Standing(
        is_asked=is_asked,
        practice=good.count(Seat.PRACTICE),
        experience=sum(1 for seat in good if seat in EXPERIENCED),
        young=good.count(Seat.YOUNG),
        guide=good.count(Seat.GUIDE),
        vetoes=sum(1 for review in reviews if review.is_open_veto),
    )


@dataclass(frozen=True)
class Told:
    """A review as the writer and the editors read it: by role, never by name."""

    review: Review
    words: str
    talks: list[tuple[object, str]]
    """What was agreed after a veto, with its words."""


def told_of(case_key: uuid.UUID) -> list[Told]:
    """Everything that was said of this case, first to last. Opens sealed words: only for who may see reviews."""
    reviews = Review.objects.filter(case_key=case_key).select_related("data_key").prefetch_related("talks__data_key")
    return [
        Told(review, words_of(review), [(talk, words_of(talk)) for talk in review.talks.all()]) for review in reviews
    ]


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
