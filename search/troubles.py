"""What an engine may raise when its index is gone or broken; pages then answer without it."""

from search.engines.base import IndexMissing

ENGINE_TROUBLE = (IndexMissing, OSError, ValueError, RuntimeError)
