"""The live stream's door: open for who has a chair and for nobody else. It tells nothing but a version.

The stream itself asks in a thread of its own, which cannot see a world that is never committed; what comes over
the wire, word for word, is held by tests/intervision/test_stream.py.
"""

import pytest

from intervision import stream
from meerstemmig.who_sees_what import Reader
from tests.trust.world import ABSENT

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl-1")]

SEATED = {Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.FACILITATOR, Reader.SCREEN}


@pytest.mark.parametrize("reader", list(Reader), ids=lambda reader: reader.name)
def test_stream_has_a_chair_for_who_sits_there(world, reader):
    cookies = {name: morsel.value for name, morsel in world.client_of(reader).cookies.items()}
    session = world.sessions.hiding
    assert (stream._chair(cookies, str(session.pk)) is not None) == (reader in SEATED)
    assert stream._chair(cookies, str(ABSENT)) is None
    assert world.canaries.found_in(stream._poke(session.version).encode()) == {}
