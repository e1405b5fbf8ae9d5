"""The world that the crawl walks through: somebody in every relation, a word of its own in every field, addresses."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from discussion.models import FreeTag, Post
from intake.models import Situation
from intervision.models import AfterCare, KeptLine, MethodDraft
from intervision.screens import GUEST_COOKIE
from meerstemmig.models import Export
from meerstemmig.who_sees_what import Reader
from modules.models import Attest, Plan
from pages.tree import ensure_tree
from people.models import User
from people.views.roles import token_of
from proposals.models import Proposal, Recording
from reflection.models import Answer, Echo
from shelf.models import SavedSearch
from tests.factories.vocabulary import load_small
from tests.trust.canary import Canaries
from tests.trust.planting.desk import plant_situation
from tests.trust.planting.logbook import Entries, plant_entries
from tests.trust.planting.methods import plant_method
from tests.trust.planting.pages import WHO, Pages, block_of, plant_pages
from tests.trust.planting.people import STAFF, People, end_what_ended, plant_people
from tests.trust.planting.proposals import plant_proposal
from tests.trust.planting.released import Released, plant_released
from tests.trust.planting.reviews import Reviews, plant_reviews
from tests.trust.planting.rooms import GUEST_SECRET, SCREEN_SECRET, Sessions, plant_echoes, plant_own, plant_sessions
from tests.trust.planting.shelf import Collections, plant_collections, plant_search
from tests.trust.planting.signals import Signals, plant_signals
from tests.trust.planting.talk import plant_talk
from tests.trust.routes import Route

ABSENT = uuid.UUID(int=404)
ABSENT_PK = 999_999
Example = dict[str, Any]


@dataclass
class World:
    """Everything that was planted, and how to come near it."""

    canaries: Canaries
    people: People
    pages: Pages
    posts: dict[str, Post]
    tags: dict[str, FreeTag]
    attest: Attest
    plan: Plan
    sessions: Sessions
    entries: Entries
    released: Released
    echoes: list[Echo]
    reviews: Reviews
    signals: Signals
    situation: Situation
    saved_search: SavedSearch
    collections: Collections
    proposal: Proposal
    method_draft: MethodDraft
    examples: dict[str, list[Example]] = field(default_factory=dict)

    @property
    def own_note(self) -> uuid.UUID:
        """The row of what the professional wrote at the first stage of a case."""
        pk: uuid.UUID = (
            Answer.objects.of(self.people[Reader.PROFESSIONAL])
            .filter(about=self.pages.cases["public"].about, part__endswith="gezien")
            .earliest("created_at")
            .pk
        )
        return pk

    def client_of(self, reader: Reader) -> Client:
        """A browser of this reader; staff have shown their second factor."""
        client = Client(raise_request_exception=False)
        if reader is Reader.SCREEN:
            client.cookies[self.sessions.cookie] = SCREEN_SECRET
        elif reader is Reader.GUEST:
            client.cookies[GUEST_COOKIE] = GUEST_SECRET
        elif reader is not Reader.ANONYMOUS:
            client.force_login(self.people[reader], backend="people.backend.Backend")
            request = HttpRequest()
            request.session = client.session
            record_authentication(request, self.people[reader], "password")
            if reader in STAFF:
                record_authentication(request, self.people[reader], "mfa", type="totp")
            request.session.save()
        return client

    def examples_for(self, route: Route) -> list[Example] | None:
        """Values for the parameters of this route: own, of the same team, foreign and absent. None where none is known."""
        if not route.parameters:
            return [{}]
        fits = [start for start in self.examples if route.template.startswith(start)]
        return self.examples[max(fits, key=len)] if fits else None


def build() -> World:
    """Plant everything, in the order in which it leans on each other, and index it."""
    canaries = Canaries()
    ensure_tree()
    load_small()
    people = plant_people(canaries)
    pages = plant_pages(canaries, people)
    posts, tags = plant_talk(canaries, people, pages)
    attest, plan = plant_own(canaries, people, pages)
    echoes = plant_echoes(canaries, people, pages)
    sessions = plant_sessions(canaries, people)
    entries = plant_entries(canaries, people, pages)
    released = plant_released(canaries, people)
    reviews = plant_reviews(canaries, people, pages)
    signals = plant_signals(canaries, people)
    situation = plant_situation(canaries, people)
    saved_search = plant_search(canaries, people)
    collections = plant_collections(canaries, people, pages)
    proposal = plant_proposal(canaries, people)
    method_draft = plant_method(canaries, people)
    end_what_ended(people)
    call_command("index_search", rebuild=True, verbosity=0)
    world = World(
        canaries,
        people,
        pages,
        posts,
        tags,
        attest,
        plan,
        sessions,
        entries,
        released,
        echoes,
        reviews,
        signals,
        situation,
        saved_search,
        collections,
        proposal,
        method_draft,
    )
    world.examples = _examples(world)
    return world


def _each(name: str, values: Sequence[Any]) -> list[Example]:
    return [{name: value} for value in values]


def _examples(world: World) -> dict[str, list[Example]]:
    """By the start of a route, the longest that fits. Own, of the same team, of others, absent."""
    people, pages, sessions = world.people, world.pages, world.sessions
    posts = _each("pk", [*(post.pk for post in world.posts.values()), ABSENT])
    groups = [
        ("organisatie", people.organisation.pk), ("organisatie", people.elsewhere.pk), ("team", people.team.pk),
        ("team", people.other_team.pk), ("kring", people.circle.pk), ("kring", people.link_circle.pk), ("kring", ABSENT),
    ]  # fmt: skip
    cases = [f"casus-{who}" for who in WHO] + ["casus-afwezig"]
    modules = [f"module-{who}" for who in WHO] + ["module-afwezig"]
    units = [{"slug": slug, "address": "eenheid"} for slug in modules] + [{"slug": modules[0], "address": "weg"}]
    written = [{"slug": f"module-{who}", "address": "eenheid", "block_id": block_of(who)} for who in WHO]
    things = [
        {"kind": kind, "object_id": page.pk}
        for kind, made in (("casus", pages.cases), ("praktijk", pages.practices))
        for page in made.values()
    ]
    rows: list[Example] = [{"kind": "answer", "pk": pk} for pk in (*world.released.rows, ABSENT)]
    rows += [{"kind": "entry", "pk": pk} for pk in (world.entries.kept.pk, world.entries.deleted.pk, ABSENT)]
    session_ids = _each(
        "session_id",
        [each.pk for each in (sessions.hiding, sessions.shown, sessions.closed, sessions.practice, sessions.coming)]
        + [ABSENT],
    )
    lines = _each("line_id", [*KeptLine.objects.order_by("pk").values_list("pk", flat=True), ABSENT])
    assert pages.rendition
    assert pages.picture
    assert pages.document
    return {
        "nl/notities/werkboek/van/": _each("about", [pages.cases["public"].about, "logboek:alles", "casus:weg"]),
        "nl/notities/werkboek/versies/": _each("pk", [world.own_note, ABSENT]),
        "nl/notities/echo/": _each("pk", [*(echo.pk for echo in world.echoes), ABSENT]),
        "nl/notities/echo/vraag/": _each("pk", [world.own_note, ABSENT]),
        "bestanden/documenten/": [
            {"document_id": pages.document.pk, "document_filename": pages.document.filename},
            {"document_id": ABSENT_PK, "document_filename": "weg.pdf"},
        ],
        "bestanden/{name}": _each("name", [pages.rendition.file.name, pages.picture.file.name, "images/weg.png"]),
        "nl/account/confirm-email/": _each("key", ["MQ:weg"]),
        "nl/account/password/reset/key/": [{"uidb36": "1", "key": "weg"}],
        "nl/mensen/uitnodiging/{token}/": _each("token", [people.invitation_token, "afwezig"]),
        "nl/mensen/uitnodiging/{pk}/": _each("pk", [people.invitation_pk, ABSENT_PK]),
        "nl/mensen/lidmaatschap/": _each("pk", [*people.memberships, ABSENT_PK]),
        "nl/mensen/organisatie/{pk}/team/": _each("pk", [people.organisation.pk, people.elsewhere.pk, ABSENT]),
        "nl/mensen/rollen/": _each("token", [token_of(people.rolled), "afwezig"]),
        "nl/mensen/{kind}/": [{"kind": kind, "pk": pk} for kind, pk in groups],
        "nl/plank/verzamelingen/{pk}/": _each("pk", [world.collections.own.pk, world.collections.shared.pk, ABSENT]),
        "nl/plank/verzamelingen/stuk/": _each("pk", [*(item.pk for item in world.collections.items), ABSENT]),
        "nl/plank/zoekvragen/": _each("pk", [world.saved_search.pk, ABSENT]),
        "nl/zoeken/vragen/": _each("pk", [ABSENT_PK]),
        "api/v1/practices/": _each("pk", [*(page.pk for page in pages.practices.values()), ABSENT_PK]),
        "api/v1/cases/": _each("pk", [*(page.pk for page in pages.cases.values()), ABSENT_PK]),
        "api/v1/concepts/": _each("concept_id", ["as.taal", "weg.weg"]),
        "nl/woorden/facet/": _each("pk", ["as", "weg"]),
        "nl/woorden/{pk}/": _each("pk", ["as.taal", "weg.weg"]),
        "nl/insluiten/praktijk/": _each(
            "slug", [*(page.slug for page in pages.practices.values()), "praktijk-afwezig"]
        ),
        "nl/praktijken/": _each("slug", [*(page.slug for page in pages.practices.values()), "praktijk-afwezig"]),
        "nl/casussen/": _each("slug", cases),
        "nl/casussen/herzien/": _each("pk", [world.reviews.revised.revising_id, ABSENT_PK]),
        "nl/casussen/nalezen/link/": _each("token", [world.reviews.closed_token, "afwezig"]),
        "nl/casussen/nalezen/{pk}/": _each("pk", [*(case.pk for case in pages.cases.values()), ABSENT_PK]),
        "nl/casussen/herkenbaarheid/": _each("pk", [*(case.pk for case in pages.cases.values()), ABSENT_PK]),
        "nl/casussen/meldingen/": _each("pk", [world.reviews.report.pk, ABSENT]),
        "nl/casussen/melding/": _each("token", [world.reviews.report.token, "afwezig"]),
        "nl/casussen/toestemming/": _each("token", ["afwezig"]),
        "nl/casussen/{slug}/fase/": [{"slug": slug, "number": number} for slug in cases for number in (1, 2, 3)],
        "nl/casussen/{slug}/stemmen/{number}/": [{"slug": slug, "number": 1} for slug in cases],
        "nl/casussen/{slug}/papier/": [
            {"slug": slug, "version": version} for slug in cases for version in ("deelnemers", "begeleider")
        ],
        "nl/casussen/{slug}/spiegel/op-papier/": [{"slug": slug} for slug in cases[:2]],
        "nl/casussen/{slug}/spiegel/": [
            {"slug": slug, "kind": kind, "pk": pk} for slug in cases[:2] for kind, pk in groups
        ],
        "nl/casussen/{slug}/samen/": [
            {"slug": slug, "kind": kind, "pk": pk} for slug in cases[:2] for kind, pk in groups
        ],
        "nl/modules/attest/": _each("code", [world.attest.code, ABSENT]),
        "nl/modules/plan/": _each("pk", [world.plan.pk, ABSENT_PK]),
        "nl/modules/{slug}/": _each("slug", modules),
        "nl/modules/{slug}/{address}/": units,
        "nl/modules/{slug}/{address}/blok/": written,
        "nl/modules/{slug}/{address}/bladwijzer/": written,
        "nl/intervisie/methoden/": _each("slug", ["methode", "weg"]),
        "nl/intervisie/kringen/": _each("circle_id", [people.circle.pk, people.link_circle.pk, ABSENT]),
        "nl/intervisie/kringen/{circle_id}/jaar/": [
            {"circle_id": pk, "number": timezone.localdate().year}
            for pk in (people.circle.pk, people.link_circle.pk, ABSENT)
        ],
        "nl/intervisie/agenda/": _each("token", [*sessions.feeds, "afwezig"]),
        "nl/intervisie/stap/": lines,
        "nl/intervisie/zin/": lines,
        "nl/intervisie/nazorg/": _each("care_id", [*AfterCare.objects.values_list("pk", flat=True), ABSENT]),
        "nl/intervisie/sessie/": session_ids,
        "nl/notities/logboek/{pk}/": _each("pk", [world.entries.kept.pk, world.entries.deleted.pk, ABSENT]),
        "nl/notities/gedeeld/nieuw/": [*rows, {"kind": "weg", "pk": ABSENT}],
        "nl/werktafel/{pk}/": _each("pk", [world.situation.pk, ABSENT]),
        "nl/werktafel/{pk}/stap/": [
            {"pk": pk, "number": number} for pk in (world.situation.pk, ABSENT) for number in (1, 9, 13)
        ],
        "nl/voorstellen/{pk}/": _each("pk", [world.proposal.pk, ABSENT]),
        "nl/voorstellen/opname/": _each("pk", [Recording.objects.get().pk, ABSENT]),
        "nl/signalen/klad/": _each("pk", [world.signals.draft.pk, ABSENT]),
        "nl/signalen/organisatie/": _each("pk", [people.organisation.pk, people.elsewhere.pk, ABSENT]),
        "nl/signalen/ingediend/": _each("pk", [world.signals.submitted.pk, ABSENT]),
        "nl/notities/gedeeld/": _each("pk", [*(each.pk for each in world.released.releases.values()), ABSENT]),
        "nl/notities/vastgezet/nieuw/": rows,
        "nl/notities/vastgezet/tekst/": _each("pk", [world.released.frozen.pk, ABSENT]),
        "nl/mijn/gegevens/kopie/": _each("export_id", [_copy_of(people[Reader.PROFESSIONAL]).pk, ABSENT]),
        "nl/gesprek/meldingen/": posts,
        "nl/gesprek/bericht/": posts,
        "nl/gesprek/labels/": _each("pk", [*(tag.pk for tag in world.tags.values()), ABSENT_PK]),
        "nl/gesprek/{kind}/": [*things, {"kind": "praktijk", "object_id": ABSENT_PK}, {"kind": "weg", "object_id": 1}],
        "nl/_util/": [{"page_view_restriction_id": 1, "page_id": pages.cases["team"].pk}],
        "nl/{page_path}": _each("page_path", [*_paths(pages), "afwezig/"]),
    }


def _copy_of(person: User) -> Export:
    """A copy of the professional's data that waits to be taken."""
    return Export.objects.create(person=person, ready_at=timezone.now())


def _paths(pages: Pages) -> list[str]:
    """The addresses of pages below /nl/, drafts included, and the indexes."""
    made = [page.url_path.removeprefix("/nl/") for page in pages.all]
    return ["", "casussen/", "modules/", "praktijken/", *made]
