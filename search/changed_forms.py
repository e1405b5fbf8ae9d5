"""A search form that comes, changes or goes has the texts read anew that hold its words, and no others."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save

from search.models import SearchForm
from search.outbox import mark_words

Words = tuple[str, str]


def register() -> None:
    """Hear of every form that is saved or deleted by itself. What makes many at once marks their words itself."""
    for signal, heard in ((pre_save, _remember), (post_save, _mark), (post_delete, _mark)):
        signal.connect(heard, sender=SearchForm, dispatch_uid=f"search-form-{heard.__name__}-{id(signal)}")


def words_of(form: SearchForm) -> Words:
    """The language and the keys of a form."""
    return form.language, form.sequence


def _remember(instance: SearchForm, **_kwargs: Any) -> None:
    """What the form was before: texts with those words lose what it meant."""
    before = SearchForm.objects.filter(pk=instance.pk).values_list("language", "sequence").first()
    instance.words_before = before


def _mark(instance: SearchForm, **_kwargs: Any) -> None:
    both: set[Words] = {words_of(instance), instance.words_before or words_of(instance)}
    mark_words(sorted(both))
