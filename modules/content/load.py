"""Storing a module that was read from a file, with every id kept that people's progress hangs on."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from cases.models import CasePage
from modules.content.parse import parse
from modules.content.parsed import ParsedBlock, ParsedModule
from modules.identity import Thing, identify
from modules.models import ModuleIndexPage, ModulePage
from modules.units import units_of
from pages.content import ContentErrors, ContentFile
from pages.tree import index_of
from vocabulary.models import Concept

Raw = Mapping[str, Any]


class ModuleLoader:
    """Reads, checks and stores modules."""

    def check(self, file: ContentFile) -> ParsedModule:
        """The module in this file. Raises ContentError at the line where something does not hold."""
        return parse(file)

    def store(self, parsed: ParsedModule) -> None:
        """Make or renew the page. The same file again changes nothing, and leaves what an editor did since.

        Raises ContentErrors, inside the caller's transaction, where a unit shows a case that does not exist.
        """
        index = index_of(ModuleIndexPage, parsed.file.language)
        page = ModulePage.objects.child_of(index).filter(slug=parsed.slug).first()
        if page is not None and page.loaded_from == parsed.digest:
            return
        fresh = page is None
        page = page or ModulePage(
            slug=parsed.slug, locale=index.locale, translation_key=parsed.translation_key, live=False
        )
        for name, value in {**parsed.fields, "loaded_from": parsed.digest}.items():
            setattr(page, name, value)
        stream = ModulePage._meta.get_field("units").stream_block
        page.units = stream.to_python(_raw_units(parsed, page))
        if fresh:
            index.add_child(instance=page)
        page.goals.set(Concept.objects.filter(pk__in=parsed.goals))
        page.concepts.set(Concept.objects.filter(pk__in=parsed.concepts))
        page.save_revision().publish()

    def link(self, parsed: ParsedModule) -> None:
        """Nothing to do: cases are stored before modules, and are found while storing."""


def _raw_units(parsed: ParsedModule, page: ModulePage) -> list[Raw]:
    """The stream of units as Wagtail stores it."""
    old: Sequence[Raw] = [dict(unit) for unit in page.units.raw_data] if page.pk else []
    addresses = {unit.id: unit.slug for unit in units_of(page.units)} if page.pk else {}
    cases = _cases(parsed)
    unit_ids = identify(
        parsed.translation_key,
        [
            Thing("unit", unit.title, place=place, content=frozenset(map(_name_of, unit.blocks)))
            for place, unit in enumerate(parsed.units)
        ],
        [
            Thing(
                "unit",
                value["title"],
                "",
                place,
                unit_id,
                frozenset(_name(block["value"]) for block in value["blocks"]),
            )
            for place, (unit_id, value) in enumerate((unit["id"], unit["value"]) for unit in old)
        ],
    )
    old_blocks = [
        (Thing(block["type"], _name(block["value"]), unit["id"], place, block["id"]), block["value"])
        for unit in old
        for place, block in enumerate(unit["value"].get("blocks", []))
    ]
    # Over the whole module, because a block may move to another unit and stay the same block.
    new_blocks = [
        Thing(block.sort, _name_of(block), unit_id, place)
        for unit_id, unit in zip(unit_ids, parsed.units, strict=True)
        for place, block in enumerate(unit.blocks)
    ]
    block_ids = iter(identify(parsed.translation_key, new_blocks, [thing for thing, _value in old_blocks]))
    earlier = {thing.id: value for thing, value in old_blocks}
    return [
        {
            "type": "unit",
            "id": unit_id,
            "value": {
                "title": unit.title,
                # A unit that is called otherwise keeps its address.
                "slug": addresses.get(unit_id) or slugify(unit.title)[:80],
                "minutes": unit.minutes,
                "form": unit.form,
                "blocks": [_raw_block(block, next(block_ids), earlier, cases) for block in unit.blocks],
            },
        }
        for unit_id, unit in zip(unit_ids, parsed.units, strict=True)
    ]


def _raw_block(block: ParsedBlock, block_id: str, earlier: Mapping[str, Raw], cases: Mapping[str, str]) -> Raw:
    value: dict[str, Any] = {"title": block.title, **block.value}
    if block.case:
        value["case"] = cases[block.case]
    if block.statements:
        items = enumerate(earlier.get(block_id, {}).get("statements", []))
        ids = identify(
            uuid.UUID(block_id),
            [Thing("item", statement, place=place) for place, statement in enumerate(block.statements)],
            [Thing("item", item["value"], place=place, id=item["id"]) for place, item in items],
        )
        value["statements"] = [
            {"type": "item", "id": item_id, "value": statement}
            for item_id, statement in zip(ids, block.statements, strict=True)
        ]
    return {"type": block.sort, "id": block_id, "value": value}


def _cases(parsed: ParsedModule) -> dict[str, str]:
    """The translation keys of the cases that are named. Raises ContentErrors with the line of each that is absent."""
    named = [block for unit in parsed.units for block in unit.blocks if block.case]
    found = CasePage.objects.filter(
        slug__in={block.case for block in named}, locale__language_code=parsed.file.language
    ).values_list("slug", "translation_key")
    keys = {slug: str(key) for slug, key in found}
    errors = [
        parsed.file.error(f"Er is geen casus '{block.case}' in deze taal.", line=block.line)
        for block in named
        if block.case not in keys
    ]
    if errors:
        raise ContentErrors(errors)
    return keys


def _name(value: Raw) -> str:
    """By what a block is recognised: its title, or the beginning of its text where it has none."""
    return value.get("title") or str(value.get("text") or value.get("script") or "")[:80]


def _name_of(block: ParsedBlock) -> str:
    return _name({"title": block.title, **block.value})
