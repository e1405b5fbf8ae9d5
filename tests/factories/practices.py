"""Practices for tests, published under the index of their language."""

from django.utils import timezone

from pages.tree import index_of
from practices.models import PracticeIndexPage, PracticePage
from vocabulary.models import Concept


def make_practice(slug="tolk-eerst", *, language="nl", concepts=(), **fields):
    """A published practice with every text filled in."""
    index = index_of(PracticeIndexPage, language)
    told = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": f"In één zin over {slug}.",
        "occasion": "Kinderen vertaalden oudergesprekken.",
        "hard_parts": "Kleine talen: soms drie weken wachten.",
        "not_when": "Bij acute nood.",
        "duration": "tien minuten",
        "time_band": "minuten",
        "ladder": "uitgeprobeerd",
        "last_published_at": timezone.now(),
        **fields,
    }
    page = PracticePage(slug=slug, locale=index.locale, **told)
    index.add_child(instance=page)
    if concepts:
        page.concepts.set(Concept.objects.filter(pk__in=concepts))
        page.save()
    return page
