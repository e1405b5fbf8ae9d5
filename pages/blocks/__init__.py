"""Blocks that any page may use. One file per kind; import from here."""

from pages.blocks.text import HeadingBlock, NoteBlock, ProseBlock, TextStream

__all__ = ["HeadingBlock", "NoteBlock", "ProseBlock", "TextStream"]
