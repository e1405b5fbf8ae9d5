"""How a note in a module reads when it is met outside the module."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from modules.addresses import unit_url
from modules.enums import SCALE_STEPS
from modules.models import ModulePage
from modules.queries.pages import modules_by_key
from modules.units import Unit
from pages.markdown import render
from people.models import User
from reflection.origins import LAST, Line, Origin, day_in_words, gone, key_of

KIND = "module"
STATEMENT = "s-"


@dataclass(frozen=True)
class ModuleOrigin(Origin):
    """A module as its notes name it: a part is the id of a block. Without a page where it cannot be read any more."""

    page: ModulePage | None = None

    def section(self, part: str) -> str:
        unit = self._unit(part)
        return unit.title if unit else ""

    def question(self, part: str) -> str:
        block = self._block(part)
        if block is None:
            return ""
        title, text = str(block.value.get("title") or ""), _plain(str(block.value.get("text") or ""))
        return f"{title}: {text}" if title and text else title or text

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        lines = [
            Line("", str(value.get("text") or "")),
            Line(_("Als …"), str(value.get("when") or "")),
            Line(_("dan …") if "when" in value else _("Ik doe"), str(value.get("then") or "")),
            Line(_("Tegen wanneer?"), day_in_words(value.get("due_on"))),
            *self._scale(part, value),
        ]
        return [line for line in lines if line.text.strip()]

    def order(self, part: str) -> tuple[int, ...]:
        unit = self._unit(part)
        if unit is None:
            return (LAST,)
        return unit.number, next(place for place, block in enumerate(unit.blocks) if block.id == part)

    def place(self, part: str) -> str:
        unit = self._unit(part)
        return unit_url(self.page, unit, part) if self.page and unit else self.url

    def _unit(self, part: str) -> Unit | None:
        return self.page.all_units.with_block(part) if self.page else None

    def _block(self, part: str) -> Any | None:
        unit = self._unit(part)
        return unit.block(part) if unit else None

    def _scale(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        """Statements in the author's order; one that was taken out since keeps its answer, without its words."""
        answers = {name: step for name, step in value.items() if name.startswith(STATEMENT) and step}
        if not answers:
            return []
        words = {key: str(label) for key, label in SCALE_STEPS}
        block = self._block(part)
        stated = block.value["statements"].bound_blocks if block and "statements" in block.value else ()
        texts = {f"{STATEMENT}{statement.id}": str(statement.value) for statement in stated}
        names = [name for name in texts if name in answers] + [name for name in answers if name not in texts]
        return [Line(texts.get(name, ""), words.get(answers[name], "")) for name in names]


def describe(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """An origin for each, in one query."""
    keys = {about: key_of(about) for about in abouts}
    pages = modules_by_key({key for key in keys.values() if key}, user)
    neutral = ModuleOrigin(gone().title)
    return {about: _origin(pages[key]) if key in pages else neutral for about, key in keys.items()}


def _origin(module: ModulePage) -> ModuleOrigin:
    language = module.locale.language_code
    other = language if language != get_language() else ""
    return ModuleOrigin(module.title, module.url or "", language=other, page=module)


def _plain(text: str) -> str:
    return " ".join(html.unescape(strip_tags(render(text))).split()) if text else ""
