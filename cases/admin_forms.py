"""The editor's form: a draft may be unfinished, a published case may not."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cases.rules import Draft, problems_of


class CasePageForm(WagtailAdminPageForm):
    """Says at each field what is missing, but only to who presses Publish."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" not in self.data:
            return cleaned
        draft = Draft.of(
            concepts=[concept.pk for concept in cleaned.get("concepts") or ()],
            stages=cleaned.get("stages") or (),
            voices=cleaned.get("voices") or (),
            questions=cleaned.get("questions") or (),
        )
        for problem in problems_of(draft):
            # A field with an error of its own says that first.
            if problem.field not in self.errors or problem.field == "concepts":
                self.add_error(problem.field, str(problem.message))
        return cleaned
