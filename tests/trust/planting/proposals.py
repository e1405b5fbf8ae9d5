"""A proposal that the editors took up, with a word in everything that stands in it, a recording, and what a reader said."""

from cases.review import actions as readings
from meerstemmig.who_sees_what import Reader
from proposals import actions
from proposals.models import Proposal, Recording
from proposals.told import QUESTIONS
from tests.factories.proposals import RECORD, webm
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


def plant_proposal(canaries: Canaries, people: People) -> Proposal:
    """The professional's. The recording is kept beside it, so that both stand there."""
    professional, editor = people[Reader.PROFESSIONAL], people[Reader.EDITOR]
    sound = canaries.text("proposal.told", "sound").encode()
    recording = actions.keep_recording(by=professional, data=webm(said=sound))
    made = actions.submit(
        by=professional,
        answers={each.name: canaries.text("proposal.told", each.name) for each in QUESTIONS},
        role=canaries.text("proposal.told", "role"),
    )
    assert Recording.objects.get(pk=recording.pk).proposal == made
    taken = actions.take_up(by=editor, pk=made.pk, version=1, reason=canaries.text("proposal.decided", "reason"))
    record = {**RECORD, "title": canaries.text("proposal.told", "title"), "who": canaries.text("proposal.told", "who")}
    made = actions.write_record(by=editor, pk=made.pk, version=taken.version, record=record, concepts=[])
    link, _token = readings.make_link(by=editor, case=made, seat="praktijk")
    readings.say_through_link(link=link, verdict="goed", words=canaries.text("proposal.said", "words"))
    readings.revoke_link(by=editor, case=made, link=link)
    return Proposal.objects.get(pk=made.pk)
