"""Reading the vocabulary: from the database once per process and edition, or from the files that come with the house."""

from functools import lru_cache
from pathlib import Path

from django.db.models import Count, Func, Max, QuerySet, Subquery

from search.concepts import Advice, Book, Name, Vocabulary, book_of
from search.forms_file import read as read_forms
from search.models import SearchForm
from vocabulary.models import Concept, ConceptForm, ConceptLink, LanguageTip, LinkKind, Release
from vocabulary.queries import silence
from vocabulary.thesaurus.loading import silence_of
from vocabulary.thesaurus.source import read as read_thesaurus


def book() -> Book:
    """The vocabulary of this moment. One small query asks whether there is a newer one than this process has."""
    asked = ConceptForm.objects.aggregate(
        count=Count("pk"), last=Max("pk"),
        typed=Max(_of_forms("COUNT", "pk")), newest=Max(_of_forms("MAX", "pk")), edits=Max(_of_forms("SUM", "edition")),
        concepts=Max(_of_concepts(Concept.objects.all())), used=Max(_of_concepts(Concept.objects.in_use())),
        release=Max(_of_release()),
    )  # fmt: skip
    thesaurus, forms = ("count", "last", "concepts", "used", "release"), ("typed", "newest", "edits")
    return _book("/".join("-".join(str(asked[name]) for name in parts) for parts in (thesaurus, forms)))


def shipped_book(folder: Path) -> Book:
    """The vocabulary of the files in this folder, as a house that never edited it has it. Asks no database."""
    source = read_thesaurus(folder / "thesaurus.yaml").data
    kinds = {"prefLabel": "pref", "altLabel": "alt", "hiddenLabel": "hidden"}
    names = [
        Name(concept["id"], language, kind, text)
        for concept in source["concepts"]
        for key, kind in kinds.items()
        for language, texts in concept.get(key, {}).items()
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
    names += [
        Name(row.concept, row.language, row.kind, row.text, row.tip, row.no_echo)
        for row in read_forms(folder / "zoekvormen.yaml")
    ]
    return book_of(
        Vocabulary(
            names=names,
            advice=[
                Advice(tip["id"], tuple(tip["matches"]), tuple(tip["redirect"]), "search" in tip["surface"])
                for tip in source["language_guidance"]
            ],
            parents={c["id"]: c["broader"] for c in source["concepts"] if "broader" in c},
            close=[(c["id"], other) for c in source["concepts"] for other in c.get("closeMatch", ())],
            known=[c["id"] for c in source["concepts"] if not c.get("deprecated")],
            silence=silence_of(source),
            edition="shipped",
        )
    )


def _of_forms(function: str, field: str) -> Subquery:
    """One number about all search forms, inside another query."""
    return Subquery(SearchForm.objects.order_by().annotate(one=Func(field, function=function)).values("one"))


def _of_concepts(concepts: QuerySet[Concept]) -> Subquery:
    """How many there are, inside another query: a concept counts before it has a word, and goes while its words stay."""
    return Subquery(concepts.order_by().annotate(one=Func("pk", function="COUNT")).values("one"))


def _of_release() -> Subquery:
    """What the thesaurus calls itself, inside another query: a concept may have moved, and nothing else changed."""
    return Subquery(Release.objects.values("version"))


@lru_cache(maxsize=2)
def _book(edition: str) -> Book:
    names = [Name(*row) for row in ConceptForm.objects.values_list("concept_id", "language", "kind", "text")]
    used = SearchForm.objects.filter(is_used=True, concept__is_deprecated=False)
    names += [
        Name(*row)
        for row in used.order_by("pk").values_list("concept_id", "language", "kind", "text", "tip", "no_echo")
    ]
    advice = [
        Advice(
            tip.pk, tuple(tip.matches), tuple(one.concept_id for one in tip.redirects.all()), "search" in tip.surface
        )
        for tip in LanguageTip.objects.prefetch_related("redirects")
    ]
    return book_of(
        Vocabulary(
            names=names,
            advice=advice,
            parents=dict(Concept.objects.filter(broader__isnull=False).values_list("pk", "broader_id")),
            close=list(ConceptLink.objects.filter(kind=LinkKind.CLOSE_MATCH).values_list("source_id", "target_id")),
            known=list(Concept.objects.in_use().values_list("pk", flat=True)),
            silence=silence(),
            edition=edition,
        )
    )
