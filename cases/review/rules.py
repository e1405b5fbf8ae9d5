"""Who asks for reviews, who gives them, and who lifts a veto.

Pairs: `check_x` raises a named exception with a reason for the person, `can_x` answers yes or no.
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from cases.models import CasePage, Review, ReviewLink, VetoTalk
from cases.review.corrections import Change
from cases.review.enums import EXPERIENCED, Seat, Verdict, verdicts_for
from cases.review.exceptions import LinkOver, NoCorrection, NotAlone, NotYourSeat, ReasonNeeded, ReviewRefused
from cases.review.readable import Readable
from people.models import Role, User
from people.rules import has_one_of, has_role

Person = User | AnonymousUser


def owns(person: Person, case: Readable) -> bool:
    """Whether this person made the page."""
    return person.is_authenticated and case.owner_id == person.pk


def check_see_reviews(person: Person, case: Readable) -> None:
    """The writer and the editors read what reviewers say."""
    if not owns(person, case) and not has_role(person, Role.EDITOR):
        raise NotYourSeat(_("Wat nalezers zeggen, is voor wie schreef en voor de redactie."))


def check_invite(person: Person, case: Readable, seat: Seat | str) -> None:
    """Editors ask for every review; the writer asks for readers along, whose words decide nothing."""
    if has_role(person, Role.EDITOR) or (owns(person, case) and seat == Seat.READER):
        return
    raise NotYourSeat(_("De redactie vraagt de nalezers. Zelf kan je meelezers vragen, voor opmerkingen."))


def check_lies(case: Readable) -> None:
    """Nobody is asked about a text that does not lie before readers, and nobody can have read it."""
    if not case.lies_before_readers:
        raise NotYourSeat(_("Dat kan niet meer: dit voorstel staat intussen ergens anders."))


def check_review_as_reader(person: Person, case: CasePage) -> None:
    """Readers by experience with an account read what its writer laid before the editors; never their own case."""
    if not has_role(person, Role.EXPERIENCE_REVIEWER) or owns(person, case):
        raise NotYourSeat(_("Dit nalezen is voor ervaringsdeskundigen."))
    if not case.workflow_in_progress:
        raise NotYourSeat(_("Deze casus ligt niet voor om na te lezen."))


def check_through_link(link: ReviewLink) -> None:
    """A link opens the draft until its time is over or somebody takes it back."""
    if not link.is_open:
        raise LinkOver(_("Deze link is voorbij."))


def check_say(seat: Seat | str, verdict: Verdict | str, words: str) -> None:
    """Every seat has its decisions; a decision that holds a case back says why."""
    if verdict not in verdicts_for(seat):
        raise NotYourSeat(_("Dit oordeel hoort niet bij hoe je leest."))
    if verdict in {Verdict.VETO, Verdict.NOT_YET, Verdict.COMMENT} and not words.strip():
        raise ReasonNeeded(_("Schrijf erbij waarom. De schrijver krijgt het te lezen."))


def check_record(person: Person, case: Readable) -> None:
    """An editor writes down what was said in a room or on paper; not about a case of their own."""
    if not has_role(person, Role.EDITOR):
        raise NotYourSeat(_("De redactie noteert wat nalezers zeggen."))
    if owns(person, case):
        raise NotAlone(_("Over je eigen casus noteert iemand anders van de redactie wat nalezers zeggen."))


def check_record_talk(person: Person, veto: Review) -> None:
    """After a veto somebody of the editors talks with the reader, and writes down what was agreed."""
    if not has_role(person, Role.EDITOR):
        raise NotYourSeat(_("De redactie noteert wat er na een veto is afgesproken."))
    if not veto.is_open_veto:
        raise NotYourSeat(_("Dit veto is al opgeheven."))


def check_confirm_talk(person: Person, talk: VetoTalk) -> None:
    """A reader by experience confirms what was agreed, and never the editor who wrote it down."""
    if not has_role(person, Role.EXPERIENCE_REVIEWER):
        raise NotAlone(_("Een veto wordt opgeheven door wie het gaf, of door een ervaringsdeskundige na het gesprek."))
    if talk.recorded_by_id == person.pk:
        raise NotAlone(_("Wie het gesprek noteerde, heft het veto niet op."))
    if not talk.veto.is_open_veto:
        raise NotYourSeat(_("Dit veto is al opgeheven."))


def check_lift_own(voice: ReviewLink | User, veto: Review) -> None:
    """Who gave a veto takes it back, through the same link or account."""
    mine = veto.link_id == voice.pk if isinstance(voice, ReviewLink) else veto.reviewer_id == voice.pk
    if not mine or veto.seat not in EXPERIENCED:
        raise NotYourSeat(_("Dit veto gaf iemand anders."))
    if isinstance(voice, ReviewLink):
        check_through_link(voice)


def check_mark(person: Person, case: CasePage, change: Change | None) -> None:
    """Who wrote it, or an editor, says that a change only corrects: a small one, that nobody said otherwise of."""
    check_see_reviews(person, case)
    check_is_now(change)
    assert change is not None
    if not change.difference.is_small:
        raise NoCorrection(_("Dit is meer dan een kleine verbetering. Vraag wie las, opnieuw te kijken."))
    if change.mark is not None:
        raise NoCorrection(_("Iemand noemde dit al een kleine verbetering."))


def check_judge(person: Person, case: CasePage, change: Change | None) -> None:
    """Somebody of the editors or a reader by experience, and never who wrote it or called it a correction."""
    check_is_now(change)
    assert change is not None
    if not has_one_of(person, {Role.EDITOR, Role.EXPERIENCE_REVIEWER}):
        raise NotYourSeat(_("De redactie of een ervaringsdeskundige bevestigt een kleine verbetering."))
    if change.mark is None or change.mark.judgement:
        raise NoCorrection(_("Hierover is al beslist, of niemand vroeg het."))
    if owns(person, case) or change.mark.marked_by_id == person.pk:
        raise NotAlone(_("Iemand anders dan wie schreef of dit een kleine verbetering noemde, bevestigt het."))


def check_is_now(change: Change | None) -> None:
    """A change is judged as it was looked at; None where the text, or what was read, is another one now."""
    if change is None:
        raise NoCorrection(_("De tekst veranderde intussen. Kijk naar het verschil zoals het nu is."))


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except ReviewRefused:
        return False
    return True


def can_see_reviews(person: Person, case: CasePage) -> bool:
    return _holds(lambda: check_see_reviews(person, case))


def can_invite(person: Person, case: Readable, seat: Seat | str) -> bool:
    return _holds(lambda: check_invite(person, case, seat))


def can_review_as_reader(person: Person, case: CasePage) -> bool:
    return _holds(lambda: check_review_as_reader(person, case))


def can_record(person: Person, case: Readable) -> bool:
    return _holds(lambda: check_record(person, case))


def can_record_talk(person: Person, veto: Review) -> bool:
    return _holds(lambda: check_record_talk(person, veto))


def can_confirm_talk(person: Person, talk: VetoTalk) -> bool:
    return _holds(lambda: check_confirm_talk(person, talk))


def can_mark(person: Person, case: CasePage, change: Change) -> bool:
    return _holds(lambda: check_mark(person, case, change))


def can_judge(person: Person, case: CasePage, change: Change) -> bool:
    return _holds(lambda: check_judge(person, case, change))


def can_lift_own(voice: ReviewLink | User, veto: Review) -> bool:
    return _holds(lambda: check_lift_own(voice, veto))
