"""A house full of people and texts, to measure in. The sizes are those of docs/explanation/budgets.md.

Everything goes through the rooms' own actions, so that audiences, keys, outbox and counts are what they would be.
A second time adds only what is missing.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from cases.models import CasePage
from cases.reading import PASSED, part_of
from discussion.actions import posts
from discussion.models import Post
from discussion.registry import kind_of
from pages.models import BasePage
from people import actions
from people.demo import DEMO_DOMAIN
from people.models import Organisation, Team, User
from people.models.audience import members
from practices.models import PracticePage
from reflection.models import Answer
from reflection.notebook import MemberNotebook

Say = Callable[[str], None]

ORGANISATION = "Meethuis"
NAMESPACE = uuid.UUID("0b1f7d52-6f0e-4d65-8a0e-6c1c2f2a9d10")
POSTS = 10
LONG_THREAD = 100
WORDS = "Wat ik zag was iets anders dan wat ik dacht. Ik had te snel een verklaring klaar. "


@dataclass(frozen=True)
class Size:
    """How much of everything there is in the end, what the demo brought included."""

    teams: int
    people: int
    cases: int
    practices: int
    answers: int
    threads: int


SIZES = {
    "S": Size(teams=4, people=50, cases=20, practices=200, answers=2_000, threads=10),
    "M": Size(teams=40, people=500, cases=200, practices=2_000, answers=20_000, threads=100),
}


def fill(size: Size, say: Say) -> None:
    """Add what is missing up to this size. Needs the demo content; index afterwards."""
    admin = User.objects.get(email=f"organisatie@{DEMO_DOMAIN}")
    say(f"teams and people: {size.teams}, {size.people}")
    teams = _teams(size.teams, admin)
    people = _people(size.people, teams)
    say(f"cases and practices: {size.cases}, {size.practices}")
    _copies(CasePage, size.cases)
    _copies(PracticePage, size.practices)
    say(f"answers: {size.answers}")
    _answers(size.answers, people)
    say(f"threads: {size.threads}")
    _threads(size.threads, people)


def _teams(wanted: int, admin: User) -> list[Team]:
    organisation = Organisation.objects.filter(name=ORGANISATION).first()
    organisation = organisation or actions.make_organisation(name=ORGANISATION, admin=admin)
    found = {team.name: team for team in Team.objects.filter(organisation=organisation)}
    names = [f"Team {number:03}" for number in range(1, wanted + 1)]
    return [found.get(name) or actions.make_team(organisation=organisation, name=name, by=admin) for name in names]


def _people(wanted: int, teams: list[Team]) -> list[User]:
    """Without a password: nobody signs in as them."""
    people = []
    for number, team in zip(range(1, wanted + 1), cycle(teams), strict=False):
        email = f"persoon-{number:04}@{DEMO_DOMAIN}"
        person = User.objects.filter(email=email).first()
        if person is None:
            person = actions.register(email=email, name=f"Persoon {number:04}")
            actions.join(person=person, group=team.organisation)
            actions.join(person=person, group=team)
        people.append(person)
    return people


def _copies(model: type[BasePage], wanted: int) -> None:
    """Copies of the Dutch pages that are live, beside them, each the start of a family of its own."""
    live = list(model.objects.live().filter(locale__language_code="nl").order_by("pk"))
    slugs = {page.slug for page in live}
    originals = [page for page in live if not page.slug.rpartition("-")[2].isdigit()]
    for slug, title, original in _numbered(originals):
        if len(slugs) >= wanted:
            return
        if slug not in slugs:
            slugs.add(slug)
            original.copy(
                update_attrs={"slug": slug, "title": title},
                copy_revisions=False,
                keep_live=True,
                reset_translation_key=True,
            )


def _numbered(originals: list[BasePage]) -> Iterator[tuple[str, str, BasePage]]:
    for place, original in enumerate(cycle(originals)):
        number = place // len(originals) + 1
        yield f"{original.slug}-{number}", f"{original.title} {number}", original


def _answers(wanted: int, people: list[User]) -> None:
    """Readings of cases up to the last stage: two answers and the mark of passing at each."""
    cases = list(CasePage.objects.live().filter(locale__language_code="nl").order_by("pk"))
    there = Answer.objects.count()
    for turn, person in enumerate(cycle(people)):
        if there >= wanted:
            return
        case = cases[(turn // len(people) + turn) % len(cases)]
        values: dict[str, dict[str, object]] = {}
        for block in case.stages:
            for part in ("gezien", "ingevuld"):
                values[part_of(str(block.id), part)] = {"tekst": WORDS * 2, "weet_niet": False}
            values[part_of(str(block.id), PASSED)] = {"hoe": "geschreven"}
        operation = uuid.uuid5(NAMESPACE, f"{person.pk} {case.pk}")
        MemberNotebook(person).write_all(case.about, values, operation=operation, revision=case.live_revision_id)
        there = Answer.objects.count()


def _threads(wanted: int, people: list[User]) -> None:
    """Conversations beneath practices, for everybody with an account; the first is a long one."""
    for number, page in enumerate(PracticePage.objects.live().order_by("pk")[:wanted]):
        length = LONG_THREAD if number == 0 else POSTS
        stands = Post.objects.filter(thread__kind=kind_of(page), thread__object_id=str(page.pk)).count()
        for turn, person in enumerate(islice(cycle(people), length - min(stands, length))):
            submission = uuid.uuid5(NAMESPACE, f"{page.pk} {stands + turn}")
            posts.write(by=person, about=page, audience=members(), kind="ervaring", text=WORDS, submission=submission)
