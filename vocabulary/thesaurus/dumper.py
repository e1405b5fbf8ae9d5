"""The one way in which a thesaurus is written as YAML, so that an export differs from its file only where the data does."""

from typing import Any

import yaml

WIDTH = 200
LONGEST_ON_ONE_LINE = 7
"""Lists of more items stand below each other: a long list on one line makes unreadable diffs."""


class Labels(dict[str, str]):
    """A label in three languages, written on one line."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _labels(dumper: yaml.SafeDumper, labels: Labels) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", labels.items(), flow_style=True)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    on_one_line = len(items) <= LONGEST_ON_ONE_LINE and not any(isinstance(item, dict | list) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=on_one_line)


_Dumper.add_representer(Labels, _labels)
_Dumper.add_representer(list, _list)


def dump(data: dict[str, Any]) -> str:
    """This thesaurus as YAML."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=WIDTH)
