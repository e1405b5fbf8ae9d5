"""Collections with something in them, and what a page of one shows."""

from bs4 import BeautifulSoup

from people.models.audience import of_group
from shelf.actions import collections as actions
from shelf.collecting import Words

LIST = "/nl/plank/verzamelingen/"
PUT = f"{LIST}bij/"


def pk_of(page):
    return f"praktijk:{page.pk}"


def made(person, *pages, group=None, title="Tolken"):
    row = actions.make_collection(
        by=person, words=Words(title, "Voor de start."), audience=of_group(group) if group else None
    )
    for page in pages:
        actions.put_in(by=person, collection_id=row.pk, thing=pk_of(page), why=f"Waarom {page.slug}")
    return row


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def shown(response):
    return [heading.get_text(strip=True) for heading in soup(response).select(".piece-kept__title")]


def reasons(response):
    return [line.get_text(strip=True) for line in soup(response).select(".piece-kept__why")]


def read_as(client, person, row):
    client.force_login(person)
    return client.get(f"{LIST}{row.pk}/")
