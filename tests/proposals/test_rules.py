"""Who may do what with a proposal, from wherever it stands, with the reason."""

import pytest
from django.contrib.auth.models import AnonymousUser

from people.actions.roles import place_role
from people.models import Role
from proposals import actions
from proposals.enums import BY_EDITORS, MOVES, OPEN, WHO_HAS_IT, Move, Stand
from proposals.exceptions import NotNow, NotYours, ProposalRefused, ReasonNeeded
from proposals.rules import can_handle, can_move, can_propose, can_see, can_take_back, check_handle, check_move
from tests.factories.people import UserFactory
from tests.factories.proposals import editor, proposed

pytestmark = pytest.mark.django_db


def person_with(role=None, **fields):
    person = UserFactory(**fields)
    if role:
        place_role(person=person, role=role)
    return type(person).objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("who", "propose", "see", "handle", "take_back"),
    [
        ("visitor", False, False, False, False),
        ("who proposed it", True, True, False, True),
        ("other professional", True, False, False, False),
        ("trainer", True, False, False, False),
        ("facilitator", True, False, False, False),
        ("experience", True, False, False, False),
        ("superuser", True, False, False, False),
        ("closed account", False, False, False, False),
        ("editor", True, True, True, False),
        ("editor who proposed it", True, True, False, True),
    ],
)
def test_who_may_do_what(tree, who, propose, see, handle, take_back):
    owner = editor() if who == "editor who proposed it" else UserFactory()
    proposal = proposed(owner)
    person = {
        "visitor": AnonymousUser,
        "who proposed it": lambda: owner,
        "editor who proposed it": lambda: owner,
        "other professional": person_with,
        "trainer": lambda: person_with(Role.TRAINER),
        "facilitator": lambda: person_with(Role.FACILITATOR),
        "experience": lambda: person_with(Role.EXPERIENCE_REVIEWER),
        "superuser": lambda: person_with(is_superuser=True),
        "closed account": lambda: person_with(is_active=False),
        "editor": editor,
    }[who]()
    assert (can_propose(person), can_see(person, proposal), can_handle(person, proposal)) == (propose, see, handle)
    assert can_take_back(person, proposal) == take_back


def test_every_denial_says_why(tree):
    mine, other = editor(), editor()
    proposal = proposed(mine)
    with pytest.raises(NotYours, match="Over je eigen voorstel beslist iemand anders"):
        check_handle(mine, proposal)
    with pytest.raises(NotYours, match="Alleen de redactie beslist"):
        check_handle(UserFactory(), proposal)
    with pytest.raises(ReasonNeeded, match="Schrijf waarom"):
        check_move(other, proposal, Move.DECLINE, "  ")
    with pytest.raises(NotNow, match="staat intussen ergens anders"):
        check_move(other, proposal, Move.PUBLISH)
    with pytest.raises(NotYours, match="Aanvullen kan alleen wie het voorstelde"):
        check_move(other, proposal, Move.ANSWER)
    with pytest.raises(NotYours, match="Meld je aan"):
        actions.keep_recording(by=UserFactory(is_active=False), data=b"")


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("move", Move)
def test_a_move_is_made_only_from_where_the_table_has_it(tree, stand, move):
    owner, decides = UserFactory(), editor()
    proposal = proposed(owner)
    proposal.stand = stand
    by = decides if move in BY_EDITORS else owner
    assert can_move(by, proposal, move, "daarom") == ((stand, move) in MOVES)
    assert not can_move(owner if move in BY_EDITORS else decides, proposal, move, "daarom")


def test_every_stand_is_told_and_reached():
    assert set(WHO_HAS_IT) == set(Stand)
    assert {Stand.LAID, *MOVES.values()} == set(Stand)
    assert {stand for stand, _move in MOVES} == OPEN
    assert issubclass(NotNow, ProposalRefused)
