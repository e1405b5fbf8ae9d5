"""A person's work book: everything they wrote, wherever, put together for them alone. Import from here."""

from reflection.workbook.book import Book, Filter, Piece, Place, Shelf, Version, book_of
from reflection.workbook.writings import Row, register_writings

__all__ = ["Book", "Filter", "Piece", "Place", "Row", "Shelf", "Version", "book_of", "register_writings"]
