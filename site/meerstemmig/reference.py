"""The pages of docs/reference/ that are made from code: who sees what, and the states that things go through.

A test compares the stored pages with what stands here, so that a rule that changes takes its page along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import translation

from cases.enums import Progress
from cases.reading import PROGRESS
from intervision.enums import MethodKind, Move, SeatKind, Status
from intervision.models import Seat, Session
from intervision.rules import can_steer
from intervision.script import PhaseScript, Script
from meerstemmig.who_sees_what import EVERYBODY, MEMBERS, NOBODY, RULES, Reader, Rule
from modules.enums import UnitState
from proposals.enums import MOVES
from reflection.enums import ECHO_MOVES

FOLDER = Path(settings.BASE_DIR) / "docs" / "reference"
MADE = "*Made by `make docs` from {source}. Change it there.*\n"


@dataclass(frozen=True)
class Step:
    """From one state to another, by something somebody does or that time does."""

    before: str
    after: str
    by: str


def pages() -> dict[str, str]:
    """Every made page, by file name. In Dutch, whatever language runs."""
    with translation.override("nl"):
        return {"permissions.md": permissions(), "states.md": states()}


def permissions() -> str:
    """The table of who may see which field."""
    rows = [f"| `{kind}` | {rule.field} | {_readers(rule)} | {rule.reason} |" for kind, rule in RULES.items()]
    return "\n".join(
        [
            "# Who may see which field",
            "",
            MADE.format(source="`site/meerstemmig/who_sees_what.py`"),
            "`tests/trust/test_crawl.py` plants a word of its own in every field below, asks for every address as every",
            "reader, and holds what each of them saw to be exactly this table: nothing more, and nothing less.",
            "",
            "| kind | field | who | why |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _readers(rule: Rule) -> str:
    known = {EVERYBODY: "iedereen", MEMBERS: "iedereen met een account", NOBODY: "niemand"}
    return known.get(rule.readers) or ", ".join(reader.value for reader in Reader if reader in rule.readers)


def states() -> str:
    """A diagram per thing that goes through states."""
    drawn = [
        ("A stage of a case, for one reader", "`cases/reading.py`", _stage()),
        ("A unit of a module, for one person", "`modules/enums.py`", _unit()),
        ("An intervision session", "`intervision/rules.py`", _session()),
        ("A post", "`discussion/models/post.py`", _post()),
        ("An echo", "`reflection/enums.py`", _echo()),
        ("A proposal", "`proposals/enums.py`", _proposal()),
        ("An invitation", "`people/models/invitation.py`", _invitation()),
    ]
    parts = ["# States", "", "*Made by `make docs`. Each diagram names the file that holds its rule.*", ""]
    for title, source, steps in drawn:
        parts += [f"## {title}", "", f"From {source}.", "", "```mermaid", *_diagram(steps), "```", ""]
    return "\n".join(parts)


def _diagram(steps: Iterable[Step]) -> list[str]:
    steps = list(dict.fromkeys(steps))
    names = {
        name: f"s{number}" for number, name in enumerate(dict.fromkeys(n for s in steps for n in (s.before, s.after)))
    }
    lines = ["stateDiagram-v2", *(f'    state "{name}" as {key}' for name, key in names.items())]
    lines += [f"    {names[step.before]} --> {names[step.after]}: {step.by}" for step in steps]
    return lines


def _stage() -> list[Step]:
    moves: list[tuple[tuple[str | None, bool], tuple[str | None, bool], str]] = [
        ((None, False), (None, True), "vorige fase afgesloten"),
        ((None, True), (Progress.WRITTEN, True), "schrijven"),
        ((None, True), (Progress.WITHOUT_WRITING, True), "verder zonder schrijven"),
        ((Progress.WITHOUT_WRITING, True), (Progress.WRITTEN, True), "alsnog schrijven"),
        ((Progress.WRITTEN, True), (None, True), "opnieuw beginnen"),
    ]
    return [Step(str(PROGRESS[before].label), str(PROGRESS[after].label), by) for before, after, by in moves]


def _unit() -> list[Step]:
    new, opened, done = (str(UnitState(state).label) for state in ("new", "opened", "done"))
    return [
        Step(new, opened, "lezen"),
        Step(opened, done, "klaar"),
        Step(new, done, "klaar"),
        Step(done, opened, "heropenen"),
    ]


LEADS_TO: dict[Move, tuple[Status, ...]] = {
    Move.START: (Status.RUNNING,),
    Move.NEXT: (Status.RUNNING, Status.CLOSING),
    Move.CLOSE: (Status.CLOSED,),
    Move.UNDO: (Status.RUNNING,),
}
"""Where a move leads that changes the status. The others stay where they are. Whether it is allowed, the rules say."""


def _session() -> list[Step]:
    """What the facilitator may do in each status, as the rules answer it for a session in its first phase."""
    script = Script("methode", "Methode", (_any_phase(),))
    chair = Seat(kind=SeatKind.FACILITATOR)
    found = []
    for status in Status:
        for move in Move:
            for paused in (None, 60.0):
                session = Session(status=status, pointer=1, paused_remaining=paused)
                began = status in {Status.RUNNING, Status.CLOSING} or move != Move.UNDO
                if began and can_steer(session, chair, move, script=script):
                    leads = LEADS_TO.get(move, (status,))
                    found += [Step(str(status.label), str(after.label), str(move.label)) for after in leads]
    return found


def _any_phase() -> PhaseScript:
    return PhaseScript(
        nr=1, part=MethodKind.METHOD, title="", minutes=5, floor=(), silent=(), slots=(), reveal="on_advance", turn="-",
        chair="in", for_all="", for_bringer="", for_facilitator="", carries_to=(), keep="discard",
    )  # fmt: skip


def _post() -> list[Step]:
    shown, withdrawn, hidden, forgotten = "staat er", "ingetrokken", "verborgen", "leeg"
    return [
        Step(shown, shown, "aanpassen (vorige versie blijft)"),
        Step(shown, withdrawn, "intrekken, door wie schreef"),
        Step(withdrawn, shown, "terugzetten, dertig dagen lang"),
        Step(withdrawn, forgotten, "na dertig dagen"),
        Step(shown, hidden, "verbergen met reden, door de redactie"),
    ]


def _echo() -> list[Step]:
    return [Step(str(before.label), str(after.label), str(move.label)) for (before, move), after in ECHO_MOVES.items()]


def _proposal() -> list[Step]:
    return [Step(str(before.label), str(after.label), str(move.label)) for (before, move), after in MOVES.items()]


def _invitation() -> list[Step]:
    return [
        Step("open", "aanvaard", "aanvaarden, met hetzelfde adres"),
        Step("open", "teruggenomen", "terugnemen, of opnieuw uitnodigen"),
        Step("open", "verlopen", "na zeven dagen"),
    ]
