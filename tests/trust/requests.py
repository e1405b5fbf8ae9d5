"""What the crawl sends: fields that fit many forms at once, queries, and examples for the editor's addresses."""

import uuid
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, Revision

from meerstemmig.who_sees_what import Reader
from tests.trust.routes import Route
from tests.trust.world import World

FRAGMENT = {"HX-Request": "true", "X-Room-Fragment": "1", "Accept": "application/json"}


def RICH(world: World) -> dict[str, Any]:
    """Plausible values for the fields of every form; a form takes what it knows."""
    return {
        "audience": "iedereen",
        "kind": "vraag",
        "text": "Een zin.",
        "submission": uuid.uuid4(),
        "reply_to": world.posts["within"].pk,
        "reason": "kwetst",
        "explanation": "Hierom.",
        "name": "zomaar",
        "email": "iemand@elders.test",
        "role": "member",
        "language": "nl",
        "move": "next",
        "seen": world.sessions.hiding.move,
        "phase": 2,
        "slot": 0,
        "id": world.sessions.contribution,
        "ready": "on",
        "code": "AAAAAA",
        "verder": "1",
        "gedaan": "ja",
        "keuze": "bewaren",
        "operation": uuid.uuid4(),
        "v_tekst": "Een zin.",
        "versie": 2,
        "woorden": "KPC",
        "keep": "1",
        "login": world.people[Reader.COLLEAGUE].email,
        "password": "fout",
        "next": "/nl/mijn/",
        "terug": "/nl/mijn/",
    }


def queries_for(world: World, route: Route) -> list[dict[str, Any]]:
    """Questions that an address takes."""
    if route.name in {"results", "suggest"}:
        team_title = world.pages.practices["team"].title
        asked = ["kpc", "KPC-page", "kpcw", "voice", team_title.rsplit(" ", 1)[-1], world.pages.cases["draft"].title]
        return [{"q": words} for words in asked]
    if route.name == "put":
        return [{"wat": thing} for thing in world.collections.things]
    if route.name == "wagtail_serve":
        people = world.people
        groups = [f"team-{people.team.pk}", f"organisation-{people.organisation.pk}", f"circle-{people.circle.pk}"]
        return [{"gesprek": group} for group in groups]
    return []


def editor_examples(world: World, route: Route) -> list[dict[str, Any]]:
    """Values for one of Wagtail's own addresses: pages of the team and drafts, files, people."""
    pages, values = world.pages, _values(world)
    own: dict[str, list[Any]] = {
        "beheer/voorstellen/": [world.proposal.pk],
        "beheer/methodes/": [world.method_draft.pk],
        "beheer/users/": [world.people[Reader.PROFESSIONAL].pk],
        "beheer/groups/": [Group.objects.order_by("pk").values_list("pk", flat=True).first() or 1],
        "beheer/collections/": [Collection.objects.order_by("-pk").values_list("pk", flat=True).first()],
        "beheer/api/main/images/": [pages.picture.pk] if pages.picture else [],
        "beheer/api/main/documents/": [pages.document.pk] if pages.document else [],
    }
    fits = [start for start in own if route.template.startswith(start)]
    values["pk"] = own[fits[0]] if fits else values["page_id"]
    names = {name: values.get(name, [1]) for name in route.parameters}
    count = max((len(found) for found in names.values()), default=1)
    return [{name: found[number % len(found)] for name, found in names.items()} for number in range(count)]


def _values(world: World) -> dict[str, list[Any]]:
    pages = world.pages
    team, draft, public = pages.cases["team"], pages.cases["draft"], pages.cases["public"]
    changed = Revision.objects.for_instance(public).order_by("-pk").first()
    every = [team.pk, draft.pk, public.pk]
    return {
        "page_id": every,
        "page_pk": every,
        "parent_page_id": [team.get_parent().pk],
        "page_to_move_id": every,
        "destination_id": [pages.practices["team"].get_parent().pk],
        "page_path": ["weg"],
        "image_id": [pages.picture.pk if pages.picture else 1],
        "document_id": [pages.document.pk if pages.document else 1],
        "doc_id": [pages.document.pk if pages.document else 1],
        "revision_id": [changed.pk if changed else 1],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "app_label": ["cases"],
        "app_name": ["discussion"],
        "model_name": ["casepage"],
        "content_type_app_name": ["cases"],
        "content_type_model_name": ["casepage"],
        "action": ["delete"],
        "action_name": ["publish"],
        "object_id": [team.pk],
        "collection_id": [1],
        "filter_spec": ["width-12"],
        "mode": ["default"],
    }
