"""What somebody keeps of what can be found."""

from shelf.models.collections import Collection, CollectionItem
from shelf.models.searches import DAYS_TO_PUT_BACK, NoSearchMail, SavedSearch

__all__ = ["DAYS_TO_PUT_BACK", "Collection", "CollectionItem", "NoSearchMail", "SavedSearch"]
