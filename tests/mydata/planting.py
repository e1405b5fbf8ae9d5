"""Somebody who left something everywhere, in words that occur nowhere else."""

import uuid
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment
from wagtail.users.models import UserProfile

from discussion import registry
from discussion.actions import posts, reports, tags
from intervision.actions.caution import answer_safely
from intervision.actions.preparing import keep_pad, lay_ready
from intervision.actions.writing import contribute, save_draft
from intervision.enums import Judged
from intervision.models import KeptLine
from meerstemmig.mydata import actions as mydata
from modules.models import Attest, Enrolment, Plan, UnitProgress
from pages.models import StandardPage
from people import actions
from people.models import MembershipRole, Role, User
from people.models.audience import members, of_owner
from reflection.actions import write_entry
from reflection.actions.logbook import Words
from reflection.models import new_data_key
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.discussion import KIND
from tests.factories.intervision import make_room
from tests.factories.people import OrganisationFactory, RoleGrantFactory, UserFactory

ABOUT = f"casus:{uuid.UUID(int=7)}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "5af3a2b90000000049454e44ae426082"
)


@contextmanager
def talk_about_pages():
    """Standard pages can be talked about meanwhile."""
    before = dict(registry._by_kind)
    if KIND not in registry._by_kind:
        registry.register_discussable(kind=KIND, model=StandardPage, label="proefstuk")
    yield
    registry._by_kind.clear()
    registry._by_kind.update(before)


def somebody(mark: str, thing: StandardPage) -> User:
    """A person whose every trace holds this mark; in the middle of a session, and in conversation about the thing."""
    person = UserFactory(email=f"{mark}@voorbeeld.test".lower(), first_name=f"Naam {mark}")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    TOTP.activate(person, generate_totp_secret())
    notebook = MemberNotebook(person)
    notebook.write(Prompt(ABOUT, "doe-stap"), {"dan": f"eerst {mark}"})
    notebook.write(Prompt(ABOUT, "doe-stap"), {"dan": f"later {mark}"})
    write_entry(by=person, words=Words("vrij", {"vrij": f"logboek {mark}"}), operation=uuid.uuid4())
    line = KeptLine(session=_session(mark, person), person=person, kept_at=timezone.now())
    line.seal(f"zin {mark}", new_data_key(person=person))
    line.save()
    _prepare(mark, person)
    enrolment = Enrolment.objects.create(person=person, module_key=uuid.uuid4())
    UnitProgress.objects.create(enrolment=enrolment, unit_id="u")
    Plan.objects.create(person=person, module_key=enrolment.module_key, block_id="b")
    Attest.objects.create(person=person, module_key=enrolment.module_key, title=f"attest {mark}", hours=3)
    post = _say(person, thing, f"oud {mark}")
    posts.edit(by=person, post=post, text=f"nieuw {mark}")
    _say(person, thing, f"antwoord {mark}", _say(UserFactory(), thing, "Een vraag van iemand anders."))
    other = _say(UserFactory(), thing, "Iets van iemand anders.")
    reports.report(by=person, post=other, reason="kwetst", explanation=f"omdat {mark}")
    tags.propose(by=person, thing=thing, name=f"label {mark[:4].lower()}")
    organisation = OrganisationFactory()
    host = UserFactory()
    actions.join(person=host, group=organisation, role=MembershipRole.ADMIN)
    actions.invite(group=organisation, email=person.email, by=host)
    actions.join(person=person, group=organisation)
    actions.make_circle(name=f"Kring {mark}", by=person)
    RoleGrantFactory(person=person, role=Role.EDITOR)
    of_owner(person)
    session = SessionStore()
    session.update({"_auth_user_id": str(person.pk), "bij": mark})
    session.save()
    _edit(mark, person, thing)
    mydata.ask_erasure(by=person)
    mydata.ask_export(by=person, language="nl")
    return person


def _session(mark, person):
    room = make_room()
    seat = room.peers[0]
    actions.join(person=person, group=room.circle)
    seat.person = person
    seat.save()
    room.go_to(1)
    save_draft(session_id=room.session.pk, by=seat, phase=1, slot=0, text=f"kladje {mark}")
    room.go_to(2)
    contribute(
        session_id=room.session.pk, by=seat, contribution_id=uuid.uuid4(), phase=2, slot=0, text=f"bijdrage {mark}"
    )
    return room.session


def _prepare(mark, person):
    """They bring a case that is not told yet, and answered the question beforehand."""
    room = make_room()
    actions.join(person=person, group=room.circle)
    room.bringer.person = person
    room.bringer.save()
    where = {"session_id": room.session.pk, "by": room.bringer}
    kept = keep_pad(**where, fields={"gebeurde": [f"casus {mark}"]}, seen=0, page=uuid.uuid4())
    lay_ready(**where, parts={1: f"klaargelegd {mark}"}, seen=kept.version)
    answer_safely(**where, answer=Judged.YES)


def _say(by, thing, text, reply_to=None):
    return posts.write(
        by=by, about=thing, audience=members(), kind="vraag", text=text, submission=uuid.uuid4(), reply_to=reply_to
    )


def _edit(mark, person, thing):
    profile = UserProfile.get_for_user(person)
    profile.avatar.save(f"{mark.lower()}.png", ContentFile(PNG + mark.encode()))
    thing.save_revision(user=person)
    log(instance=thing, action="wagtail.edit", user=person)
    log(instance=person, action="wagtail.edit", user=person)
    Comment.objects.create(page=thing, user=person, text=f"opmerking {mark}", contentpath="body")
