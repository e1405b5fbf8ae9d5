"""Modules as files (`soort: module`): reading and checking in `parse`, storing in `load`."""

from modules.content.load import ModuleLoader

__all__ = ["ModuleLoader"]
