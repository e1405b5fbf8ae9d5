"""What each step of the ladder asks of the record, in the editor as in the files."""

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.admin_forms import PracticePageForm
from practices.enums import Ladder
from practices.ladder import REQUIRED, missing_for, required_for
from practices.models import PracticePage

PARTS = sorted(name for names in REQUIRED.values() for name in names)


@given(st.sets(st.sampled_from(PARTS)))
def test_a_higher_step_never_asks_less(told):
    missing = [set(missing_for(step, told)) for step in Ladder]
    assert all(lower <= higher for lower, higher in itertools.pairwise(missing))
    assert missing[-1] == set(PARTS) - told


def test_every_part_is_a_field_and_is_asked_once():
    assert {name for name in PARTS if PracticePage._meta.get_field(name)} == set(PARTS)
    assert len(PARTS) == len(set(PARTS)) == len(required_for(Ladder.RESEARCHED))


class Form(PracticePageForm):
    """The form without Wagtail's own checks around it."""

    instance = SimpleNamespace(pk=None)

    def __init__(self, said, *, draft=False):
        self.said, self.is_deferred_validation, self.told = said, draft, {}
        self.fields = dict.fromkeys(["stewards", "review_on", *PARTS])

    @property
    def errors(self):
        return self.told

    def add_error(self, name, why):
        self.told[name] = str(why)


@pytest.fixture
def asked(monkeypatch):
    """What the form says to this record, by field."""
    monkeypatch.setattr("practices.admin_forms.WagtailAdminPageForm.clean", lambda form: form.said, raising=False)

    def ask(draft=False, **said):
        form = Form(said, draft=draft)
        form.clean()
        return set(form.told)

    return ask


WHOLE = {
    **dict.fromkeys(PARTS, "iets"),
    "steps": ["a", "b", "c"],
    "stewards": ["een", "twee"],
    "review_on": "2027-01-01",
}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"ladder": "onderzocht"}, set()),
        ({"ladder": "onderzocht", "not_tested_with": []}, {"not_tested_with"}),
        ({"ladder": "onderbouwd", "not_tested_with": []}, set()),
        ({"ladder": "goed-beschreven", "steps": ["a", "b"]}, {"steps"}),
        ({"ladder": "uitgeprobeerd", "steps": ["a", "b"], "tested_with": []}, {"tested_with"}),
        ({"ladder": "idee", "tested_with": []}, set()),
        ({"ladder": "idee", "stewards": ["een"]}, {"stewards"}),
        ({"ladder": "idee", "review_on": None}, {"review_on"}),
        ({"ladder": "onderzocht", "draft": True, "stewards": [], "review_on": None, "tested_with": []}, set()),
    ],
)
def test_who_publishes_hears_what_the_step_asks_and_who_drafts_does_not(asked, change, fields):
    assert asked(**{**WHOLE, **change}) == fields


def test_the_editor_uses_this_form():
    assert issubclass(PracticePage.get_edit_handler().get_form_class(), PracticePageForm)
