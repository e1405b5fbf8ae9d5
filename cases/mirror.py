"""A mirror round: a group reads one text in two versions, by lot, and sees afterwards whether that made a difference.

Everybody knows beforehand that there are two versions, and nobody which one somebody else reads. The lot is drawn in
blocks of two, so that the halves stay equal. What somebody drew stands in their own notes, sealed; the round keeps only
the lots that are left. About people comes out what `reflection.guarded` lets out, or nothing.
"""

import json
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.translations import source_of
from people.models import User
from people.models.audience import of_group
from people.models.groups import Group
from people.queries import COLUMNS, kind_of
from people.rules import membership_in
from reflection.guarded import ARM, Contrast, Refused
from reflection.guarded.pictures import counts_in, make_picture
from reflection.models import new_data_key
from reflection.notebook import MemberNotebook
from reflection.origins import Line, Origin, gone, key_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cases.models import CasePage, MirrorRound

KIND = "spiegel"
LOT, ANSWER, SEEN = "lot", "antwoord", "gezien"
FIRST, SECOND = "eerste", "tweede"
SCALE = (0, 10)
CONCERN, PACE = "bezorgdheid", "tempo"
QUESTIONS = {
    CONCERN: gettext_lazy("Hoe bezorgd ben je?"),
    PACE: gettext_lazy("Wat doe je eerst?"),
}
ENDS = {
    CONCERN: (gettext_lazy("niet bezorgd"), gettext_lazy("heel bezorgd")),
    PACE: (gettext_lazy("nog eens luisteren"), gettext_lazy("meteen ingrijpen")),
}
VERSIONS = {FIRST: gettext_lazy("Versie 1"), SECOND: gettext_lazy("Versie 2")}
LEAST_PEOPLE = 10


def _sorted(value: Mapping[str, Any]) -> dict[str, Any]:
    """One person's answer. Raises where it is something else."""
    arm = value[ARM]
    given = {question: value[question] for question in QUESTIONS}
    if arm not in VERSIONS or not all(number is None or type(number) is int for number in given.values()):
        raise ValueError
    return {ARM: arm, **given}


REPORT = Contrast(
    code=KIND,
    about=KIND,
    thresholds={"kring": LEAST_PEOPLE, "team": LEAST_PEOPLE},
    questions=tuple(QUESTIONS),
    arms=(FIRST, SECOND),
    scale=SCALE,
    holds=lambda part: part == ANSWER,
    sort=_sorted,
)


class NotNow(Exception):
    """This cannot be done in this round, now or by this person. Its text is fit for the person."""


@dataclass(frozen=True)
class Own:
    """What one person has of a round: the version they drew, whether they answered, and whether they saw both before."""

    arm: str = ""
    has_answered: bool = False
    has_seen: bool = False


def about_mirror(case: "CasePage") -> str:
    """How notes name the mirror round of a case: once per person, whatever group they do it with."""
    return f"{KIND}:{case.translation_key}"


def own_of(person: User, case: "CasePage") -> Own:
    """What this person drew and did. One query; opens their own notes only."""
    notes = MemberNotebook(person).read_all(about_mirror(case))
    return Own(str(notes.get(LOT, {}).get(ARM, "")), ANSWER in notes, SEEN in notes)


def told_in(case: "CasePage", reader: "User | AnonymousUser") -> "CasePage | None":
    """The case whose two versions are read: this one; or the Dutch one, where a translation has none and this reader may
    see it. None where there is no mirror round. No query for a Dutch case, nor for a translation with both."""
    if len(case.mirror):
        return case
    dutch = source_of(case)
    return dutch if dutch is not None and len(dutch.mirror) and dutch.is_visible_to(reader) else None


def version_of(case: "CasePage", arm: str) -> str:
    """The text of this version; empty where the case has no mirror round."""
    for block in case.mirror:
        return str(block.value["first" if arm == FIRST else "second"])
    return ""


def see_both(*, by: User, case: "CasePage") -> None:
    """Keep in their own notes that this person looked at both versions, to lead a round on paper: they draw no lot any
    more. Of who answered before, nothing changes."""
    if not own_of(by, case).has_seen:
        MemberNotebook(by).write_all(about_mirror(case), {SEEN: {"op": "papier"}})


def round_of(person: User, case: "CasePage", group: Group) -> "MirrorRound | None":
    """The round of this group, for who is in it."""
    from cases.models import MirrorRound

    column = COLUMNS[kind_of(group)]
    mine = MirrorRound.objects.visible_to(person).filter(**{f"audience__{column}": group})
    found: MirrorRound | None = mine.filter(about=about_mirror(case)).first()
    return found


def check_join(person: User, case: "CasePage", group: Group, *, has_begun: bool, own: Own) -> None:
    """Who may draw a lot: a member now, who counts, who has not read the case, nor both versions on paper. Raises
    NotNow."""
    if membership_in(person, group) is None or told_in(case, person) is None:
        raise NotNow(_("Deze spiegelronde is er niet voor jou."))
    if has_begun:
        raise NotNow(
            _("Je begon al aan deze casus. Wie de tekst kent, kiest niet meer zonder te weten wat er veranderde.")
        )
    if own.has_seen:
        raise NotNow(
            _("Je bekeek de twee versies al, om een ronde op papier te begeleiden. Meedoen kan dan niet meer.")
        )
    if not counts_in(person):
        raise NotNow(_("Zet eerst aan dat je meetelt. Zonder dat kan er van deze ronde geen beeld komen."))


def can_join(person: User, case: "CasePage", group: Group, *, has_begun: bool, own: Own) -> bool:
    """Whether `check_join` would pass."""
    try:
        check_join(person, case, group, has_begun=has_begun, own=own)
    except NotNow:
        return False
    return True


@transaction.atomic
def join(*, by: User, case: "CasePage", group: Group, has_begun: bool) -> str:
    """Draw a version; whoever drew one before keeps it. Opens the round where there is none. Raises NotNow."""
    from cases.models import MirrorRound

    own = own_of(by, case)
    check_join(by, case, group, has_begun=has_begun, own=own)
    row, made = MirrorRound.objects.get_or_create(about=about_mirror(case), audience=of_group(group))
    row = MirrorRound.objects.select_for_update().get(pk=row.pk)
    if row.closed_at is not None:
        raise NotNow(_("Deze ronde is afgesloten."))
    if own.arm:
        return own.arm
    lots = [] if made else json.loads(row.open())
    if not lots:
        # A block of two: whoever comes first of a pair, and which version that is, is chance; the halves stay equal.
        lots = [FIRST, SECOND] if secrets.randbelow(2) else [SECOND, FIRST]
    arm = str(lots.pop())
    row.seal(json.dumps(lots), row.data_key or new_data_key())
    row.save()
    MemberNotebook(by).write_all(about_mirror(case), {LOT: {ARM: arm}})
    return arm


@transaction.atomic
def answer(*, by: User, case: "CasePage", group: Group, given: Mapping[str, int | None]) -> None:
    """Keep what somebody answered, once. Raises NotNow for who drew nothing, answered before, or came too late."""
    from cases.models import MirrorRound

    row = MirrorRound.objects.select_for_update().filter(about=about_mirror(case), audience=of_group(group)).first()
    own = own_of(by, case)
    if row is None or row.closed_at is not None or membership_in(by, group) is None:
        raise NotNow(_("Deze ronde is afgesloten."))
    if not own.arm or own.has_answered or own.has_seen:
        raise NotNow(_("Je antwoord staat er al, of je las nog geen versie."))
    value = {ARM: own.arm, **{question: given.get(question) for question in QUESTIONS}}
    MemberNotebook(by).write_all(about_mirror(case), {ANSWER: value})


@transaction.atomic
def close(*, by: User, case: "CasePage", group: Group, without_numbers: bool) -> Refused | None:
    """End the round for who answered in it: freeze a picture, or say why there is none and leave it open.

    Without numbers it ends all the same, and the group sees the two texts only. Raises NotNow.
    """
    from cases.models import MirrorRound

    row = MirrorRound.objects.select_for_update().filter(about=about_mirror(case), audience=of_group(group)).first()
    if (
        row is None
        or row.closed_at is not None
        or membership_in(by, group) is None
        or not own_of(by, case).has_answered
    ):
        raise NotNow(_("Sluiten kan wie meedeed, zolang de ronde open is."))
    if not without_numbers:
        made = make_picture(by=by, code=KIND, about=about_mirror(case), group=group)
        if isinstance(made, Refused):
            return made
    row.closed_at = timezone.now()
    row.seal("[]", row.data_key or new_data_key())
    row.save()
    return None


def describe(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """How notes of a round read in one's own work book: the case, and the two answers. The version is not named."""
    from cases.models import CasePage

    keys = {about: key_of(about) for about in abouts}
    pages = CasePage.objects.visible_to(user).filter(translation_key__in={key for key in keys.values() if key})
    found: dict[uuid.UUID, CasePage] = {}
    for page in pages.select_related("locale").order_by("-locale__language_code"):
        found[page.translation_key] = page
    return {
        about: MirrorOrigin(found[key].title, found[key].get_url() or "")
        if key in found
        else MirrorOrigin(gone().title)
        for about, key in keys.items()
    }


@dataclass(frozen=True)
class MirrorOrigin(Origin):
    """A mirror round as its notes name it."""

    def question(self, part: str) -> str:
        return _("Spiegelronde") if part == ANSWER else ""

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        if part != ANSWER:
            return []
        told = {question: value.get(question) for question in QUESTIONS}
        return [
            Line(str(QUESTIONS[question]), _("Weet ik (nog) niet") if number is None else f"{number} / {SCALE[1]}")
            for question, number in told.items()
        ]

    def is_written(self, part: str) -> bool:
        return part == ANSWER
