"""What editors do with the words that people ask by."""

from django.db import transaction

from people.models import User
from search.form_rules import check_form, sequence_of
from search.models import AskedFor, SearchForm
from search.rules import check_see_questions
from vocabulary.models import Concept


def lead_to(*, by: User, asked: AskedFor, concept: Concept) -> SearchForm:
    """From now on this question leads to this concept; the counting of it begins anew.

    Has the texts with these words read again after the commit. Raises NotAnEditor, and ValidationError for words
    nothing is found by.
    """
    check_see_questions(by)
    check_form(asked.words, asked.language)
    with transaction.atomic():
        form, made = SearchForm.objects.get_or_create(
            concept=concept,
            language=asked.language,
            sequence=sequence_of(asked.words, asked.language),
            defaults={"text": asked.words, "is_ours": True},
        )
        if not made and not form.is_used:
            form.is_used = form.is_ours = True
            form.save()
        asked.delete()
    return form
