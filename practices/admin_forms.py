"""What the editor's form asks of a practice before it is published. A draft may stay as it is."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from practices.enums import Ladder
from practices.ladder import LEAST_STEPS, LEAST_STEWARDS, missing_for, with_reports


class PracticePageForm(WagtailAdminPageForm):
    """Says at each field what its step of the ladder asks, and never lets the last steward but one leave."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return said
        if len(said.get("stewards") or ()) < LEAST_STEWARDS:
            self._say(
                "stewards", _("Minstens twee mensen zorgen voor een praktijk: valt er een weg, dan is er nog een.")
            )
        named = [block.value["axis"] for block in said.get("axis_roles") or ()]
        if len(named) > len(set(named)):
            self._say("axis_roles", _("Een as staat er hoogstens één keer."))
        if said.get("review_on") is None:
            self._say("review_on", _("Zeg wanneer iemand deze praktijk opnieuw naleest."))
        step = Ladder(said["ladder"]) if said.get("ladder") in Ladder.values else None
        if step is not None:
            told = {name for name, value in said.items() if value and (name != "steps" or len(value) >= LEAST_STEPS)}
            if self.instance.pk:
                from practices.tried.queries import independent_reports  # queries need models first

                told = with_reports(told, independent_reports(self.instance))
            for name in missing_for(step, told):
                self._say(name, _("De trap “%(step)s” vraagt dat dit ingevuld is.") % {"step": step.label})
        return said

    def _say(self, name: str, why: str) -> None:
        if name in self.fields and name not in self.errors:
            self.add_error(name, why)
