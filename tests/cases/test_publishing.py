"""When a case may be published: each rule alone, at its field, in words for the writer."""

import json

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cases.models import CaseIndexPage, CasePage
from cases.rules import CaseNotReady, Draft, can_publish, problems_of
from cases.traces.standing import Level, TraceStanding
from pages.tree import index_of
from tests.factories.cases import CONCEPTS, concept, make_case, settled
from tests.factories.people import UserFactory

NO_TASKS = {"statements": {"count": "0"}, "inquiries": {"count": "0"}, "content": {"count": "0"}, "gist": ""}
READY = Draft(
    concepts=CONCEPTS, stages=3, voices=3, structural_questions=1, wants=True, do_step=True, provenance="samengesteld",
    reviewers=0, went_through_guide=True, traces=TraceStanding(searched=True, current=True),
)  # fmt: skip


def without(*ids):
    return tuple(each for each in CONCEPTS if each not in ids)


TABLE = [
    ({}, []),
    ({"concepts": without("as.gezin.oudste")}, ["Kies minstens twee assen"]),
    ({"concepts": (*without("as.gezin.oudste"), "as.taal.kindtolk")}, ["Kies minstens twee assen"]),
    ({"concepts": without("dom.werk")}, ["Kies minstens twee levensdomeinen"]),
    ({"concepts": without("mech.taaldrempel")}, ["Kies minstens één mechanisme"]),
    ({"concepts": without("kracht.zorg")}, ["Kies minstens één kracht"]),
    ({"concepts": without("lens.topoi")}, ["Kies minstens één lens"]),
    ({"concepts": without("rol.leidinggevende")}, ["Kies minstens drie rollen"]),
    (
        {"concepts": (*without("rol.jongere", "rol.ouder"), "rol.tolk", "rol.voogd")},
        ["Kies bij de rollen ook een jongere"],
    ),
    ({"concepts": (*without("rol.jongere", "rol.ouder"), "rol.tolk", "rol.grootouder")}, []),
    ({"concepts": (*without("rol.jongere", "rol.ouder"), "rol.tolk", "rol.broerzus")}, []),
    ({"stages": 2}, ["Een casus heeft drie tot vijf fasen. Nu zijn er 2."]),
    ({"stages": 1}, ["Een casus heeft drie tot vijf fasen. Nu is er 1."]),
    ({"stages": 5}, []),
    ({"stages": 6}, ["Een casus heeft drie tot vijf fasen. Nu zijn er 6."]),
    ({"voices": 2}, ["Laat minstens drie mensen zelf spreken"]),
    ({"structural_questions": 0}, ["Stel minstens één vraag over structuur"]),
    ({"wants": False}, ["Schrijf op wat de jongere wil"]),
    ({"do_step": False}, ["Geef de lezer één kleine handeling mee"]),
    ({"provenance": ""}, ["Kies waar de casus vandaan komt"]),
    ({"provenance": "verzonnen"}, []),
    ({"provenance": "co-creatie"}, []),
    ({"provenance": "getuigenis-bewerkt"}, ["Bij een bewerkte getuigenis staat wie ze nakeek"]),
    ({"provenance": "getuigenis-bewerkt", "reviewers": 1}, []),
    ({"went_through_guide": False}, ["Loop de vijftien vragen van de schrijfwijzer na"]),
    ({"traces": TraceStanding()}, ["Er is nog niet gezocht"]),
    ({"traces": TraceStanding(searched=True)}, ["De tekst is veranderd"]),
    ({"traces": TraceStanding(searched=True, undecided=2)}, ["De tekst is veranderd"]),
    ({"traces": TraceStanding(searched=True, current=True, undecided=1)}, ["Er staat 1 plek in de tekst"]),
    ({"traces": TraceStanding(searched=True, current=True, undecided=2)}, ["Er staan 2 plekken in de tekst"]),
    ({"traces": TraceStanding(searched=True, current=True, level=Level.MEDIUM)}, []),
    ({"traces": TraceStanding(searched=True, current=True, level=Level.HIGH)}, ["Iemand is in deze tekst goed"]),
    ({"traces": TraceStanding(searched=True, current=True, level=Level.HIGH, agreed=True)}, []),
    (
        {"traces": TraceStanding(searched=True, current=True, undecided=1, level=Level.HIGH, agreed=True)},
        ["Er staat 1 plek"],
    ),
    ({"voices": 0, "structural_questions": 0}, ["Laat minstens drie mensen", "Stel minstens één vraag"]),
]


@pytest.mark.parametrize(("change", "reasons"), TABLE, ids=range(len(TABLE)))
def test_rule(change, reasons):
    draft = Draft(**{**READY.__dict__, **change})
    problems = [str(problem.message) for problem in problems_of(draft)]
    assert len(problems) == len(reasons)
    assert all(problem.startswith(reason) for problem, reason in zip(problems, reasons, strict=True)), problems
    assert can_publish(draft) is (not reasons)


@pytest.fixture
def editor(client, tree):
    person = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(person)
    return person


def posted(**extra):
    stage = {"title": "Eerst", "text": "Tekst", "assignments": ["gezien-ingevuld"], "pause": "", **NO_TASKS}
    return nested_form_data(
        {
            "title": "Half",
            "slug": "half",
            "summary": "Kort.",
            "wants": "Iets.",
            "do_step": "Bel.",
            "reading_minutes": "12",
            "provenance": "samengesteld",
            "checklist": "",
            "review_on": "",
            "audience": "00000000-0000-0000-0000-000000000001",
            "stages": streamfield([("stage", stage)]),
            "voices": streamfield([]),
            "knowledge": streamfield([]),
            "questions": streamfield([]),
            "mirror": streamfield([]),
            "guide": streamfield([]),
            "reviewers": streamfield([]),
            "related": streamfield([]),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **extra,
        }
    )


@pytest.mark.django_db
def test_draft_may_be_unfinished_and_publishing_says_what_misses_at_each_field(client, editor):
    parent = index_of(CaseIndexPage, "nl")
    address = f"/beheer/pages/add/cases/casepage/{parent.pk}/"
    refused = client.post(address, posted(**{"action-publish": "1"}))
    assert refused.status_code == 200
    errors = refused.context["form"].errors
    assert {name: len(messages) for name, messages in errors.items()} == {
        "concepts": 7, "stages": 1, "voices": 1, "questions": 1, "went_through_guide": 1, "reviewers": 4, "title": 1,
    }  # fmt: skip
    assert CasePage.objects.count() == 0
    kept = client.post(address, posted())
    assert kept.status_code == 302
    draft = CasePage.objects.get()
    assert (draft.live, draft.has_unpublished_changes) == (False, True)


@pytest.mark.django_db
def test_no_other_door_publishes_an_unfinished_case(editor):
    index = index_of(CaseIndexPage, "nl")
    draft = CasePage(title="Half", slug="half", wants="x", do_step="x", live=False)
    index.add_child(instance=draft)
    with pytest.raises(CaseNotReady, match="Kies minstens twee assen"):
        draft.save_revision().publish()
    assert CasePage.objects.get(slug="half").live is False


@pytest.mark.django_db
def test_finished_case_is_published_through_the_editor(client, editor):
    case = make_case()
    data = posted(title="Anders", slug="proef", went_through_guide="on")
    data["concepts"] = [concept(each).pk for each in CONCEPTS]
    for name in ("stages", "voices", "questions", "guide", "reviewers", "related"):
        for key in [key for key in data if key.startswith(f"{name}-")]:
            del data[key]
        raw = list(getattr(case, name).raw_data)
        values = [(block["type"], {k: v if v is not None else "" for k, v in block["value"].items()}) for block in raw]
        if name == "stages":
            values = [(kind, {**value, **NO_TASKS}) for kind, value in values]
        data.update(nested_form_data({name: streamfield(values)}))
    changed = client.post(f"/beheer/pages/{case.pk}/edit/", {**data, "action-publish": "1"})
    assert "De tekst is veranderd sinds er gezocht is" in changed.context["form"].errors["title"][0]
    client.post(f"/beheer/pages/{case.pk}/edit/", data)
    settled(CasePage.objects.get(pk=case.pk).get_latest_revision_as_object())
    answer = client.post(f"/beheer/pages/{case.pk}/edit/", {**data, "action-publish": "1"})
    assert answer.status_code == 302, answer.context and json.dumps(answer.context["form"].errors)
    assert CasePage.objects.get(pk=case.pk).title == "Anders"


@pytest.mark.django_db
def test_preview_shows_the_whole_case_to_an_editor_and_writes_nothing(client, editor):
    from reflection.models import Answer

    case = make_case()
    answer = client.get(f"/beheer/pages/{case.pk}/view_draft/")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert {f"canary-{part}" in body for part in ("stage-3", "voice-3", "guide", "question-zelf")} == {True}
    assert Answer.objects.count() == 0
