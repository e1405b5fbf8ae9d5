"""Every address as every reader: what they see is exactly what `who_sees_what` says (trust.md 2.1)."""

import pytest

from meerstemmig.who_sees_what import RULES, Reader
from tests.trust.crawl import Crawl

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READERS = list(Reader)


@pytest.mark.parametrize(
    "reader",
    [
        pytest.param(reader, marks=pytest.mark.xdist_group(f"crawl-{n % 2}"), id=reader.name)
        for n, reader in enumerate(READERS)
    ],
)
def test_reader_sees_exactly_what_the_table_says(world, reader):
    report = Crawl(world, reader).run()
    assert report.faults == []
    assert set(report.seen) == {kind for kind, rule in RULES.items() if reader in rule.readers}
