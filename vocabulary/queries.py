"""Questions to the vocabulary."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import get_language

from vocabulary.folding import fold
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, ConceptForm, ConceptLink, Facet, LanguageTip, LinkKind, Release
from vocabulary.models.form import SHOWN
from vocabulary.silence import Silence


@dataclass(frozen=True)
class Neighbours:
    """What stands around a concept."""

    narrower: list[Concept]
    related: list[Concept]
    elsewhere: list[Concept]


def facets() -> QuerySet[Facet]:
    """All facets in order, with how many concepts in use each has."""
    return Facet.objects.annotate(size=Count("concepts", filter=Q(concepts__is_deprecated=False))).order_by("position")


def facets_with_concepts() -> QuerySet[Facet]:
    """All facets, each with its concepts in use and their shown forms. Three queries."""
    shown = Prefetch("forms", ConceptForm.objects.shown(), to_attr="shown_forms")
    concepts = Concept.objects.in_use().prefetch_related(shown)
    return Facet.objects.prefetch_related(Prefetch("concepts", concepts, to_attr="concepts_in_use"))


def tops_with_narrower(facet: Facet) -> list[Concept]:
    """The widest concepts of a facet, each with those directly below it as `below`. One query."""
    concepts = list(Concept.objects.in_use().filter(facet=facet))
    below: dict[str | None, list[Concept]] = {}
    for concept in concepts:
        below.setdefault(concept.broader_id, []).append(concept)
    for concept in concepts:
        concept.below = below.get(concept.pk, [])  # type: ignore[attr-defined]  # for the template, as Prefetch does
    known = {concept.pk for concept in concepts}
    return [concept for concept in concepts if concept.broader_id not in known]


def alphabetical() -> QuerySet[Concept]:
    """Concepts in use, by their label in the reader's language."""
    code = (get_language() or "nl").split("-")[0]
    field = f"label_{code if code in LANGUAGES else 'nl'}"
    return Concept.objects.in_use().select_related("facet").order_by(Lower(field), "pk")


def matching(text: str) -> list[Concept]:
    """Concepts in use that have a form holding this text: a hidden form only when it is the whole of it.

    So that typing one letter cannot draw the hidden words out of the site one by one.
    """
    folded = fold(text)
    if not folded:
        return []
    forms = ConceptForm.objects.filter(Q(folded=folded) | Q(kind__in=SHOWN, folded__contains=folded))
    return list(
        Concept.objects.in_use()
        .filter(Q(pk__in=forms.values("concept")) | Q(tips__in=tips_about(text)))
        .select_related("facet")
        .distinct()
    )


def tips_about(text: str) -> list[LanguageTip]:
    """What the language guide says about this very word or phrase. One query."""
    folded = fold(text)
    if not folded:
        return []
    tips = LanguageTip.objects.prefetch_related("redirect")
    return [tip for tip in tips if folded in {fold(tip.term), *(fold(word) for word in tip.matches)}]


def concept_with(text: str) -> Concept | None:
    """The concept that has exactly this as a shown form, in any language; the preferred form wins."""
    form = (
        ConceptForm.objects.shown()
        .filter(folded=fold(text), concept__is_deprecated=False)
        .order_by("-kind", "concept__position")
        .select_related("concept")
        .first()
    )
    return form.concept if form else None


def silence() -> Silence:
    """The words that are never printed. One query."""
    release = Release.objects.only("silent_words").first()
    return Silence(frozenset(release.silent_words if release else ()))


def may_be_spoken(text: str) -> bool:
    """Whether this text, typed by somebody, may be printed back."""
    return silence().allows(text)


def neighbours(concept: Concept) -> Neighbours:
    """The concepts around this one that are in use. Two queries."""
    links = (
        ConceptLink.objects.filter(source=concept, target__is_deprecated=False)
        .exclude(kind=LinkKind.CONTENT_NOTE)
        .select_related("target")
    )
    found: dict[str, list[Concept]] = {}
    for link in links:
        found.setdefault(link.kind, []).append(link.target)
    return Neighbours(
        narrower=list(Concept.objects.in_use().filter(broader=concept)),
        related=found.get(LinkKind.RELATED, []),
        elsewhere=found.get(LinkKind.CLOSE_MATCH, []),
    )
