"""The sentences of a case by where they stand, for what reads along with the writer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pages.passages import plain
from reflection.sentences import sentences
from vocabulary.hints import Place

if TYPE_CHECKING:
    from cases.models import CasePage


def sentences_of(case: "CasePage") -> Iterator[Place]:
    """Everything of this draft that a reader gets to read, sentence by sentence. Reads nothing: the page holds it all."""
    for where, text in _parts(case):
        for sentence in sentences(plain(text)):
            yield Place(where, sentence.text)


def _parts(case: "CasePage") -> Iterator[tuple[str, str]]:
    yield _("titel"), case.title or ""
    yield _("samenvatting"), case.summary or ""
    yield _("wat de jongere wil"), case.wants or ""
    for number, block in enumerate(case.stages, start=1):
        value, where = block.value, _("fase %(number)d") % {"number": number}
        yield where, f"{value['title']}\n\n{value['text']}"
        yield where, value["gist"] or ""
        for each in value["statements"]:
            yield where, f"{each['statement']}\n\n{each['later']}"
        for each in value["inquiries"]:
            yield where, f"{each['question']}\n\n{each['answer']}"
    for block in case.voices:
        yield (
            _("stem van %(name)s") % {"name": block.value["name"]},
            f"{block.value['quote']}\n\n{block.value['stake']}",
        )
    for block in case.knowledge:
        yield _("wie weet wat"), block.value["fact"]
    for block in case.questions:
        yield _("vragen"), block.value["text"]
    yield _("doe-stap"), case.do_step or ""
    for block in case.mirror:
        yield _("spiegelvignet"), f"{block.value['first']}\n\n{block.value['second']}"
    for block in case.guide:
        yield _("voor de begeleider"), block.value["text"]
