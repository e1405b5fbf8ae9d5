"""Proposals for tests, and sounds as browsers and telephones record them."""

from cases.review import actions as readings
from cases.review.enums import Seat, Verdict
from people.actions.roles import place_role
from people.models import Role
from proposals import actions
from proposals.models import Proposal
from proposals.queries import proposal_for
from tests.factories.people import UserFactory

ANSWERS = {
    "what": "De wandelende intake\nWe doen het eerste gesprek al wandelend, op een plek die de jongere kiest.",
    "whom": "Jongeren die niet graag aan een tafel zitten.",
    "did": "- Bel vooraf en vraag waar het mag.\n- Stap een uur en laat stiltes staan.\n- Schrijf samen op wat blijft.",
    "hard": "Bij regen viel het vaak weg.",
    "helps": "Twee uur vrijhouden, ook als het maar een halfuur duurt.",
}
RECORD = {
    "title": "De wandelende intake",
    "summary": "Het eerste gesprek gebeurt al wandelend, op een plek die de jongere kiest.",
    "occasion": "Aan een tafel bleef het vaak stil.",
    "steps": "Bel vooraf en vraag waar het mag.\nStap een uur en laat stiltes staan.\nSchrijf samen op wat blijft.",
    "hard_parts": "Bij regen viel het vaak weg.",
    "not_when": "Bij acute nood.",
    "duration": "een uur per gesprek",
    "stewards": "een begeleider in een leefgroep\nde redactie van Meerstemmig",
    "ladder": "idee",
    "time_band": "uren",
    "review_on": "2027-11-27",
}


def editor():
    """An editor, with a permission to publish."""
    person = UserFactory()
    place_role(person=person, role=Role.EDITOR)
    return type(person).objects.get(pk=person.pk)


def proposed(by=None, *, answers=None, **told):
    """A proposal as it lies with the editors."""
    return actions.submit(by=by or UserFactory(), answers=answers or ANSWERS, **told)


def taken_up(by, proposal=None, *, reason="Dit missen we in de bibliotheek.", **record):
    """A proposal in which this editor writes along, with the record filled in."""
    proposal = proposal or proposed()
    proposal = actions.take_up(by=by, pk=proposal.pk, version=proposal.version, reason=reason)
    return actions.write_record(
        by=by, pk=proposal.pk, version=proposal.version, record={**RECORD, **record}, concepts=[]
    )


def read_by_others(proposal: Proposal, by) -> Proposal:
    """Both readings, as an editor wrote them down."""
    from django.utils import timezone

    for seat in (Seat.PRACTICE, Seat.EXPERIENCE):
        readings.record(by=by, case=proposal, seat=seat, verdict=Verdict.GOOD, words="", given_on=timezone.localdate())
    found = proposal_for(proposal.pk)
    assert found
    return found


def element(kind: int, body: bytes) -> bytes:
    """An element of a WebM file."""
    name = kind.to_bytes((kind.bit_length() + 7) // 8)
    return name + (len(body) | 1 << 56).to_bytes(8) + body


def webm(*, said: bytes = b"geluid", maker: bytes = b"Chrome", tag: bytes = b"", kind: int = 2) -> bytes:
    """A recording as Chromium writes it: a segment and a cluster without a length."""
    info = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x4D80, maker) + element(0x5741, maker))
    track = element(0xAE, element(0xD7, b"\x01") + element(0x83, bytes([kind])) + element(0x536E, maker))
    tags = element(0x1254C367, tag) if tag else b""
    cluster = b"\x1f\x43\xb6\x75" + b"\x01" + b"\xff" * 7 + element(0xE7, b"\x00") + element(0xA3, said)
    segment = b"\x18\x53\x80\x67" + b"\x01" + b"\xff" * 7 + info + element(0x1654AE6B, track) + cluster + tags
    return element(0x1A45DFA3, element(0x4282, b"webm")) + segment


def box(name: bytes, body: bytes) -> bytes:
    """A box of an MP4 file."""
    return (len(body) + 8).to_bytes(4) + name + body


def m4a(*, said: bytes = b"geluid", maker: bytes = b"Telefoon van An", handler: bytes = b"soun") -> bytes:
    """A recording as a telephone writes it."""
    moment = b"\xe2\xf1\x00\x01"
    header = box(b"mvhd", bytes(4) + moment * 2 + bytes(92))
    heard = box(b"hdlr", bytes(8) + handler + bytes(12) + maker + b"\0")
    track = box(b"trak", box(b"tkhd", bytes(4) + moment * 2 + bytes(76)) + box(b"mdia", heard) + box(b"udta", maker))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", header + track + box(b"udta", maker)) + box(b"mdat", said)
