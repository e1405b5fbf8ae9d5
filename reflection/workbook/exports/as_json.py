"""The work book for another program. The shape is written down in docs/reference/workbook-json.md."""

import json

from reflection.workbook.exports.contents import Contents

SCHEMA = "meerstemmig.werkboek/1"
"""Changes when something is taken out or means something else; what is added changes nothing."""


def to_json(contents: Contents) -> bytes:
    """UTF-8, with every version as text in the language being read, and as it was stored."""
    told = {
        "schema": SCHEMA,
        "language": contents.language,
        "made_at": contents.made_at.isoformat(),
        "places": [
            {
                "about": chapter.about,
                "kind": chapter.kind,
                "title": chapter.title,
                "url": chapter.url,
                "restarts": [moment.isoformat() for moment in chapter.restarts],
                "pieces": [
                    {
                        "part": piece.part,
                        "section": piece.section,
                        "question": piece.question,
                        "versions": [
                            {
                                "id": str(version.id),
                                "written_at": version.written_at.isoformat(),
                                "lines": [{"label": line.label, "text": line.text} for line in version.lines],
                                "value": version.value,
                            }
                            for version in piece.versions
                        ],
                    }
                    for piece in chapter.pieces
                ],
            }
            for chapter in contents.chapters
        ],
    }
    # A lone half of a surrogate pair can be stored and is no UTF-8.
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "replace")
