"""In production the cache is a table. What a page asks of it is a query too, so pages ask nothing of it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories.cases import make_case
from tests.factories.people import UserFactory
from tests.factories.practices import make_practice

TABLE = "cache_of_production"
ADDRESSES = (
    "/nl/", "/nl/casussen/", "/nl/casussen/casus-0/", "/nl/casussen/casus-0/fase/1/", "/nl/praktijken/",
    "/nl/praktijken/praktijk-0/", "/nl/mijn/", "/fr/casussen/",
)  # fmt: skip


@pytest.fixture
def cache_table(settings, db):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": TABLE},
        "template_fragments": settings.FRAGMENTS,
    }
    call_command("createcachetable", verbosity=0)


@pytest.mark.usefixtures("tree", "cache_table")
@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_nothing_of_the_cache_table(client, count):
    for number in range(count):
        make_case(f"casus-{number}")
        make_practice(f"praktijk-{number}")
    client.force_login(UserFactory())
    asked = {}
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = [query["sql"] for query in queries if TABLE in query["sql"]]
    assert asked == {address: [] for address in ADDRESSES}


def test_the_address_of_a_page_is_the_one_that_wagtail_works_out(tree):
    make_case("casus")
    pages = [page for page in Page.objects.filter(depth__gt=1).specific() if type(page) is not Page]
    assert {page.slug: page.url for page in pages} == {page.slug: Page.get_url(page) for page in pages}
    assert len(pages) > 9
