"""The pictures in docs/pictures are those that the pages of text show, and no others."""

import re

from tests.conftest import BASE

PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+\.png)\)")


def test_every_picture_is_shown_and_every_shown_picture_is_there():
    pages = [BASE / "README.md", *(BASE / "docs").rglob("*.md")]
    shown = {(page.parent / path).resolve() for page in pages for path in PICTURE.findall(page.read_text())}
    assert shown == {path.resolve() for path in (BASE / "docs" / "pictures").glob("*")}
