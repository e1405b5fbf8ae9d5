"""The short version of stages with a content note, for who asks for it or chose it by topic.

Going on from a short version is going on: a stage counts as read either way.
"""

from dataclasses import replace

from django.http import HttpRequest

from cases.preferences import chosen_topics
from cases.reading import Reading

TEXT, SHORT, WHOLE = "tekst", "kort", "alles"
"""What an address may ask of one stage: `?tekst=kort` or `?tekst=alles`."""


def fold(request: HttpRequest, reading: Reading, *, asked_at: int | None = None) -> Reading:
    """The reading with the short version of each stage that this reader would rather have short.

    What the address asks goes before what they chose, at the stage with the number `asked_at`. One query, where there
    is something to fold and the address does not decide.
    """
    foldable = {stage.number for stage in reading.stages if stage.content and stage.gist}
    if not foldable:
        return reading
    asked = request.GET.get(TEXT) if asked_at in foldable else None
    if asked not in {SHORT, WHOLE}:
        asked = None
    topics = chosen_topics(request) if asked is None or foldable != {asked_at} else frozenset()
    stages = []
    for stage in reading.stages:
        by_choice = not topics.isdisjoint(note.topic for note in stage.content)
        wants = asked == SHORT if asked and stage.number == asked_at else by_choice
        stages.append(stage.folded() if stage.number in foldable and wants else stage)
    return replace(reading, stages=tuple(stages))
