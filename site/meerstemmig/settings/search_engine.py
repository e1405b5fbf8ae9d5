"""The two search engines that Meerstemmig runs on."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

INDEX_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def search_engine(url: str, index: str) -> tuple[str, str]:
    """The engine and its place, in Django's settings: Elasticsearch where a server is named, else tantivy's folder."""
    if not url:
        return "search.engines.tantivy.TantivyEngine", ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        # The value may hold a password, so it is not repeated.
        raise ImproperlyConfigured("ELASTICSEARCH_URL is no address. Write https://user:password@host:9200.")
    if not INDEX_NAME.fullmatch(index):
        message = f"ELASTICSEARCH_INDEX is {index!r}. Write a name in small letters, such as meerstemmig."
        raise ImproperlyConfigured(message)
    return "search.engines.elasticsearch.ElasticsearchEngine", f"{url.rstrip('/')}/{index}"
