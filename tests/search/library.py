"""The demo library as documents, read from content/ with what their first page shows: no database needed."""

import re
from functools import cache

import yaml
from django.conf import settings

from search.documents import SearchDoc
from search.evaluation.judged import VIEWER, audience_of

FOLDERS = {"praktijken": "praktijk", "casussen": "casus", "modules": "module"}


@cache
def library(slugs: frozenset[str]) -> tuple[SearchDoc, ...]:
    """The documents with these slugs. Content that nobody judged yet, and translations, stay out of the measuring."""
    paths = sorted(path for folder in FOLDERS for path in settings.CONTENT_DIR.glob(f"nl/{folder}/*.md"))
    docs = [_doc(path) for path in paths if path.stem in slugs]
    missing = slugs - {doc.key for doc in docs}
    assert not missing, f"judged, but not in content/: {sorted(missing)}"
    return tuple(docs)


def _doc(path):
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    kind = FOLDERS[path.parent.name]
    if kind == "casus":
        text = re.split(r"^#+ ", text.split("# Fase: ")[1], flags=re.MULTILINE)[0]
    if kind == "module":
        text = "\n".join(re.findall(r"^# Eenheid: (.*)$", text, re.MULTILINE))
    return SearchDoc(
        kind=kind,
        key=path.stem,
        language=said.get("taal", "nl"),
        title=said["titel"],
        summary=said.get("in_een_zin") or said.get("samenvatting") or "",
        body=re.sub(r"^(#+ .*|opdracht: .*|pauze: .*)$", "", text, flags=re.MULTILINE),
        url=f"/{path.stem}/",
        audience_id=audience_of(VIEWER),
        concepts=tuple(said.get("begrippen", ())),
    )
