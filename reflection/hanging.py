"""What an author is told before publishing: on which sentences that go away readers' notes hang.

Without persons, without numbers, and without opening a note: the sentences of the published page are compared with
keyed hashes that lie beside the notes (reflection.models.LogEntry).
"""

from typing import Any

from reflection.models import LogEntry
from reflection.passages import about_of, digest, sentences_of, texts_of


def sentences_losing_notes(page: Any) -> list[str]:
    """The sentences of the published version that notes hang on and that this version of the page lacks, in order.

    `page` is a draft as an object. At most two queries; none for a page that notes cannot hang on.
    """
    about = about_of(page)
    live = type(page).objects.filter(pk=page.pk, live=True).first() if about else None
    if live is None:
        return []
    kept = sentences_of(texts_of(page))
    gone = {plain: shown for plain, shown in sentences_of(texts_of(live)).items() if plain not in kept}
    hung = LogEntry.objects.sentences_about(about) if gone else set()
    return [shown for plain, shown in gone.items() if digest(about, plain) in hung]
