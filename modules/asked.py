"""What a reader asked a page of a unit to show: turns of a conversation, a later stage of a case.

It stands in the address and is stored nowhere. The form of the page carries it along, so that saving closes nothing.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from modules.units import Unit

SHOW = "toon"


def asked_of(request: HttpRequest) -> QueryDict:
    """Where what was asked stands in this request."""
    return request.POST if request.method == "POST" else request.GET


def path_name(block_id: str) -> str:
    """The turns that were chosen in the conversation of this block."""
    return f"gesprek-{block_id}"


def stage_name(block_id: str) -> str:
    """The stage of this block, which the reader wants to see now."""
    return f"fase-{block_id}"


def query_of(request: HttpRequest, unit: Unit) -> str:
    """The same question for the next page, and nothing that is not about this unit."""
    asked = asked_of(request)
    names = [name(block.id) for block in unit.blocks for name in (path_name, stage_name)]
    return urlencode({name: asked[name] for name in names if asked.get(name)})
