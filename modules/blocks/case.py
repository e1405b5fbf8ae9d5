"""One stage of a case, shown inside a unit."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock


def cases_to_choose() -> Iterable[tuple[str, str]]:
    """Every case, by the key that its translations share."""
    from cases.models import CasePage

    pages = CasePage.objects.order_by("title").values_list("translation_key", "title", "locale__language_code")
    titles: dict[uuid.UUID, str] = {}
    for key, title, language in pages:
        if language == "nl" or key not in titles:
            titles[key] = title
    return [(str(key), title) for key, title in titles.items()]


class CaseChoiceBlock(blocks.ChoiceBlock):
    """A choice of cases. Reading a stored key asks nothing: only the editor's form needs the list."""

    def to_python(self, value: Any) -> Any:
        return value

    def normalize(self, value: Any) -> Any:
        return value


class CaseStageBlock(TitledBlock):
    """A stage by case and number.

    The case is named by its translation key and not through a page chooser: a translated module then shows the
    translated case, and a page of a unit loads no whole case to show one stage of it.
    """

    text = blocks.TextBlock(label=_("Wat je ermee doet"), required=False, help_text=_("Markdown."))
    case = CaseChoiceBlock(label=_("Casus"), choices=cases_to_choose)
    stage = blocks.IntegerBlock(label=_("Fase"), min_value=1, max_value=9, default=1)

    class Meta:
        icon = "doc-full"
        label = _("Fase van een casus")
        template = "blocks/modules/case_stage.html"
        preview_value = {"title": "De brief in zijn rugzak", "text": "Lees en kijk. Denken komt straks.", "stage": 1}
