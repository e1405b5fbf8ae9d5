"""Practices and the page that lists them."""

from practices.models.index import PracticeIndexPage
from practices.models.practice import PracticePage

__all__ = ["PracticeIndexPage", "PracticePage"]
