"""The lean StreamField: block definitions stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """A StreamField whose migrations do not repeat its blocks, so that changing a block needs no migration.

    The stock field writes every block into every migration; projects that keep it carry tens of thousands of
    migration lines (style.md, section 2). The cost: a data migration sees raw data only. Origin: wagtail#4298.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
