"""The table of who sees what names everything that people write sealed: no kind of row is left out of the crawl."""

import pytest
from django.apps import apps

from meerstemmig.who_sees_what import RULES
from reflection.models import SealedText

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl-0")]

SEALED = {
    "cases.CaseReport": {"case.report"},
    "cases.Consent": {"consent.note"},
    "cases.Review": {"review.words", "proposal.said"},
    "cases.VetoTalk": {"review.words"},
    "intake.Situation": {"desk.own"},
    "intervision.Agreement": {"agreement.circle"},
    "intervision.Contribution": {
        "session.hidden.own", "session.hidden.other", "session.revealed", "session.former", "case.ready",
    },
    "intervision.Draft": {"session.draft", "practice.own", "session.private.guest"},
    "intervision.Preparation": {"case.pad"},
    "intervision.KeptLine": {"kept.own", "kept.circle"},
    "proposals.Decision": {"proposal.decided"},
    "proposals.Proposal": {"proposal.told"},
    "reflection.Answer": {"note.own"},
    "reflection.Draft": {"draft.own"},
    "reflection.Frozen": {"frozen.own"},
    "reflection.LogEntry": {"entry.own", "entry.passage"},
    "shelf.Collection": {"collection.own", "collection.team"},
    "shelf.CollectionItem": {"collection.own", "collection.team", "collection.hidden"},
    "shelf.SavedSearch": {"search.own"},
    "signalling.Signal": {"signal.submitted"},
    "signalling.SignalDraft": {"signal.draft"},
}  # fmt: skip
"""By model: the kinds of word that have to stand in its rows in the world of the crawl."""
ELSEWHERE = {
    "cases.ContentPreference": "codes of topics, no words; tests/cases/test_content_notes.py",
    "proposals.Recording": "bytes of a sound, planted beside a proposal; tests/proposals/test_proposals.py",
    "intervision.SafetyAnswer": "one of three answers, no words of anybody; tests/intervision/test_caution.py",
    "cases.MirrorRound": "lots, no words; tests/cases/test_mirror.py reads every row",
}
"""Sealed, and not planted in the world of the crawl: what holds them instead."""


def test_every_kind_of_sealed_row_holds_words_that_the_crawl_looks_for(world):
    found = {}
    for model in apps.get_models():
        if issubclass(model, SealedText) and model._meta.label not in ELSEWHERE:
            kinds = [set(world.canaries.found_in(row.open().encode()).values()) for row in model._base_manager.all()]
            found[model._meta.label] = set().union(*kinds)
            assert kinds, f"plant a row of {model._meta.label} in tests/trust/planting/"
    assert set(found) == set(SEALED)
    assert {label: kinds - found[label] for label, kinds in SEALED.items()} == {label: set() for label in SEALED}
    assert set().union(*SEALED.values()) <= set(RULES)
