"""What may be a search form, for the import and for the editor alike."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search.analysis.analyser import keys

LONGEST_FORM = 8
"""A form of more words than this is a sentence; nobody types it twice."""


def sequence_of(text: str, language: str) -> str:
    """The keys of this form, which make it the same form as another with the same keys."""
    return " ".join(keys(text, language)[:LONGEST_FORM])


def check_form(text: str, language: str) -> None:
    """Raises ValidationError when nothing could be found by this form, or when it is too long to be typed."""
    found = keys(text, language)
    if not found:
        raise ValidationError({"text": _("Hierin staat geen woord waarop we zoeken.")})
    if len(found) > LONGEST_FORM:
        raise ValidationError({"text": _("Dit is te lang: hoogstens acht woorden.")})
