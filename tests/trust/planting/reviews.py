"""What was said of cases before and after they appeared: reviews, a talk after a veto, reports, a consent."""

import datetime
from dataclasses import dataclass

from cases.consent import actions as consents
from cases.models import CaseReport, Review, ReviewLink, VetoTalk
from cases.reporting import actions as reports
from cases.review import actions
from meerstemmig.who_sees_what import Reader
from reflection.models import new_data_key
from tests.trust.canary import Canaries
from tests.trust.planting.pages import Pages
from tests.trust.planting.people import People


@dataclass(frozen=True)
class Reviews:
    """What the crawl comes near with."""

    closed_token: str
    report: CaseReport
    revised: CaseReport


def plant_reviews(canaries: Canaries, people: People, pages: Pages) -> Reviews:
    """Of the draft and of the public case. The link is closed: an open one shows a draft to who has it, on purpose."""
    editor, draft, public = people[Reader.EDITOR], pages.cases["draft"], pages.cases["public"]
    link, token = actions.make_link(by=editor, case=draft, seat="ervaring")
    veto = actions.say_through_link(link=link, verdict="veto", words=canaries.text("review.words", "veto"))
    actions.record_talk(by=editor, veto=veto, words=canaries.text("review.words", "talk"))
    actions.revoke_link(by=editor, case=draft, link=link)
    said = Review(
        case_key=public.translation_key, seat="meelezer", verdict="opmerking", reviewer=people[Reader.REVIEWER]
    )
    said.seal(canaries.text("review.words", "comment"), new_data_key())
    said.save()
    report = reports.report(
        case=public,
        reason="kwetst",
        text=canaries.text("case.report", "text"),
        address=f"{canaries.token('case.report', 'address')}@elders.test",
    )
    revised = reports.answer(
        by=editor,
        report=reports.report(case=public, reason="klopt-niet", text=canaries.text("case.report", "upheld")),
        outcome="herzien",
        text="Dank. Dit wordt herzien.",
    )
    consents.record(
        by=editor,
        case=public,
        who=canaries.text("consent.note", "who"),
        covers=["verhaal"],
        given_on=datetime.date(2026, 1, 2),
        ends_on=None,
    )
    assert (ReviewLink.objects.open().count(), VetoTalk.objects.count()) == (0, 1)
    return Reviews(token, report, revised)
