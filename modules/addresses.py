"""Where things of a module stand. The one place that knows how addresses are made."""

from typing import TYPE_CHECKING

from modules.units import Unit

if TYPE_CHECKING:
    from modules.models import ModulePage


def anchor(block_id: str) -> str:
    """The id of a block in the page of its unit."""
    return f"blok-{block_id}"


def about_module(module: "ModulePage") -> str:
    """How the notebook names a module."""
    return f"module:{module.translation_key}"


def index_url(module: "ModulePage") -> str:
    """The list in which this module stands; its own address is one step deeper."""
    return f"{(module.url or '').rstrip('/').rsplit('/', 1)[0]}/"


def unit_url(module: "ModulePage", unit: Unit, block_id: str = "", query: str = "") -> str:
    """The page of a unit, at a block of it. In the language of the module, whatever language is read around it."""
    place = f"#{anchor(block_id)}" if block_id else ""
    question = f"?{query}" if query else ""
    return f"{module.url or ''}{unit.slug}/{question}{place}"
