"""A person's own saved questions, opened for them."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import override

from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from search.asking import Asked
from search.facets import KIND, facet
from search.reading import book
from search.sources import source_of
from search.things import Thing, things
from shelf.models import NoSearchMail, SavedSearch
from shelf.questions import Saved, address_in, read
from vocabulary.models import Concept

MOST_SHOWN = 10
"""Of what is new, the page names so many; the result page has them all."""


@dataclass(frozen=True)
class Question:
    """A saved question as its person's page shows it."""

    row: SavedSearch
    name: str
    words: str = ""
    url: str = ""
    news: list[Thing] = field(default_factory=list)
    more: int = 0
    filters: tuple[str, ...] = ()
    """What it is narrowed by, as the result page calls it."""
    opens: bool = True


def questions_of(person: User) -> tuple[list[Question], list[Question]]:
    """What this person saved, latest first, with what is new of what they may see now; and what they deleted.

    One query for the rows, one per kind of thing, and one where any is narrowed by concepts, however many there are.
    """
    rows = list(SavedSearch.objects.of(person).select_related("data_key").order_by("-saved_at", "pk"))
    opened = {row.pk: _read(row) for row in rows}
    news = {pk for row in rows if (saved := opened[row.pk]) and row.deleted_at is None for pk in saved.news}
    seen = things(sorted(news), person)
    names = _names_of(saved.asked for saved in opened.values() if saved)
    kept = [_question(row, opened[row.pk], seen, names) for row in rows if row.deleted_at is None]
    return kept, [_question(row, opened[row.pk], {}, names) for row in rows if row.deleted_at is not None]


def has_news(rows: Iterable[SavedSearch], person: User) -> bool:
    """Whether anything that is new in these, is something that this person may see at this moment."""
    return bool(things({pk for row in rows if (saved := _read(row)) for pk in saved.news}, person))


def same_question(person: User, asked: Asked, language: str) -> SavedSearch | None:
    """The row in which this person saved this very question; a deleted one counts too."""
    address = address_in(asked)
    for row in SavedSearch.objects.of(person).filter(language=language).select_related("data_key"):
        saved = _read(row)
        if saved is not None and saved.address == address:
            return row  # type: ignore[no-any-return]  # the manager is untyped
    return None


def search_of(person: User, pk: uuid.UUID) -> SavedSearch | None:
    """One of this person's saved questions."""
    found: SavedSearch | None = (
        SavedSearch.objects.of(person).kept().select_related("data_key", "person").filter(pk=pk).first()
    )
    return found


def wants_no_mail(person: User) -> bool:
    """Whether this person said that they want none."""
    return NoSearchMail.objects.filter(person=person).exists()


def name_for(asked: Asked) -> str:
    """What a question is called until its person says otherwise: its words, or what it is about."""
    if asked.typed.text:
        return asked.typed.text
    picked = [value for name, values in asked.filters.items() if name != KIND for value in values]
    known = [pk for pk in (*asked.concepts, *picked) if book().knows(pk)]
    labels = {concept.pk: concept.label for concept in Concept.objects.filter(pk__in=known)}
    return ", ".join(labels[pk] for pk in known if pk in labels)


def _names_of(questions: Iterable[Asked]) -> dict[str, str]:
    """What the concepts that these are narrowed by are called, by id."""
    pks = {
        value
        for asked in questions
        for name, values in asked.filters.items()
        if (narrows := facet(name)) is not None and narrows.of_concepts
        for value in values
    }
    return {concept.pk: concept.label for concept in Concept.objects.filter(pk__in=pks)} if pks else {}


def _filters(asked: Asked, names: dict[str, str]) -> Iterator[str]:
    """Everything that this is narrowed by; a value that exists no more is left out, as it is when the question is asked."""
    for name, values in asked.filters.items():
        narrows = facet(name)
        for value in values:
            if name == KIND and (source := source_of(value)):
                yield str(source.label)
            elif narrows is not None and (label := names.get(value) or narrows.values.get(value)):
                yield str(label)


def _question(row: SavedSearch, saved: Saved | None, seen: dict[str, Thing], names: dict[str, str]) -> Question:
    if saved is None:
        return Question(row, "", opens=False)
    asked = saved.asked
    news = [seen[pk] for pk in saved.news if pk in seen]
    with override(row.language):
        url = f"{reverse('search:results')}?{saved.address}"
    return Question(
        row=row,
        name=saved.name or asked.typed.text,
        words=asked.typed.text,
        url=url,
        news=news[:MOST_SHOWN],
        more=len(news[MOST_SHOWN:]),
        filters=tuple(_filters(asked, names)),
    )


def _read(row: SavedSearch) -> Saved | None:
    """For a list, in which one row that does not open keeps no other shut."""
    try:
        return read(row)
    except (DecryptionError, ServerKeysError):
        return None
