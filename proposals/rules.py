"""Who proposes, who decides, and when a proposal may become a page.

Pairs: `check_x` raises a named exception with a reason for the person, `can_x` answers yes or no.
"""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Role, User
from people.rules import has_role
from proposals.enums import BY_EDITORS, MOVES, WITH_REASON, Move
from proposals.exceptions import NotNow, NotYet, NotYours, ProposalRefused, ReasonNeeded
from proposals.models import Proposal
from proposals.requirements import Requirement

Person = User | AnonymousUser


def check_propose(person: Person) -> None:
    """Everybody with an account proposes."""
    if not person.is_authenticated or not person.is_active:
        raise NotYours(_("Meld je aan om een praktijk voor te stellen."))


def check_see(person: Person, proposal: Proposal) -> None:
    """Who proposed it, and the editors. Managing the site gives no right to it."""
    if not person.is_authenticated or (proposal.person_id != person.pk and not has_role(person, Role.EDITOR)):
        raise NotYours(_("Dit voorstel is van iemand anders."))


def check_handle(person: Person, proposal: Proposal) -> None:
    """An editor writes along and decides; never about a proposal of their own."""
    if not has_role(person, Role.EDITOR):
        raise NotYours(_("Alleen de redactie beslist over voorstellen."))
    if proposal.person_id == person.pk:
        raise NotYours(_("Over je eigen voorstel beslist iemand anders van de redactie."))


def check_move(person: Person, proposal: Proposal, move: Move, reason: str = "") -> None:
    """The editors decide, who proposed it answers, and each only from where the proposal stands."""
    if move in BY_EDITORS:
        check_handle(person, proposal)
    elif proposal.person_id != person.pk:
        raise NotYours(_("Aanvullen kan alleen wie het voorstelde."))
    if (proposal.where, move) not in MOVES:
        raise NotNow(_("Dat kan niet meer: dit voorstel staat intussen ergens anders."))
    if move in WITH_REASON and not reason.strip():
        raise ReasonNeeded(_("Schrijf waarom. Wie het voorstelde, krijgt het te lezen."))


def check_write_along(person: Person, proposal: Proposal) -> None:
    """The editors write in what they took up."""
    check_handle(person, proposal)
    if (proposal.where, Move.PUBLISH) not in MOVES:
        raise NotNow(_("De redactie schrijft mee in een voorstel dat ze opnam."))


def check_publish(person: Person, proposal: Proposal, requirements: Sequence[Requirement]) -> None:
    """Taken up, complete, unrecognisable, and read by others."""
    check_move(person, proposal, Move.PUBLISH)
    missing = [str(each.name) for each in requirements if not each.is_met]
    if missing:
        raise NotYet(_("Dit mist nog: %(what)s.") % {"what": ", ".join(missing)})


def check_read_after_veto(person: Person, proposal: Proposal) -> None:
    """A reader by experience reads what a veto keeps back, to confirm a talk about it; never a proposal of their own."""
    if not has_role(person, Role.EXPERIENCE_REVIEWER) or proposal.person_id == person.pk:
        raise NotYours(_("Dit voorstel is van iemand anders."))
    if not proposal.lies_before_readers:
        raise NotNow(_("Dat kan niet meer: dit voorstel staat intussen ergens anders."))


def check_take_back(person: Person, proposal: Proposal) -> None:
    """Who proposed it takes it back, whenever they want."""
    if proposal.person_id != person.pk:
        raise NotYours(_("Intrekken kan alleen wie het voorstelde."))


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except ProposalRefused:
        return False
    return True


def can_propose(person: Person) -> bool:
    return _holds(lambda: check_propose(person))


def can_see(person: Person, proposal: Proposal) -> bool:
    return _holds(lambda: check_see(person, proposal))


def can_handle(person: Person, proposal: Proposal) -> bool:
    return _holds(lambda: check_handle(person, proposal))


def can_move(person: Person, proposal: Proposal, move: Move, reason: str = "") -> bool:
    return _holds(lambda: check_move(person, proposal, move, reason))


def can_write_along(person: Person, proposal: Proposal) -> bool:
    return _holds(lambda: check_write_along(person, proposal))


def can_publish(person: Person, proposal: Proposal, requirements: Sequence[Requirement]) -> bool:
    return _holds(lambda: check_publish(person, proposal, requirements))


def can_read_after_veto(person: Person, proposal: Proposal) -> bool:
    return _holds(lambda: check_read_after_veto(person, proposal))


def can_take_back(person: Person, proposal: Proposal) -> bool:
    return _holds(lambda: check_take_back(person, proposal))
