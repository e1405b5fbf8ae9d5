"""What was found in a draft, as the author and the reviewers see it."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from cases.models import Trace, TraceSearch
from cases.traces.passages import Passage, around, digest_of, in_address, passages_of, words
from cases.traces.standing import Decision, Level, TraceStanding
from deidentification.labels import NAMES, WHY, Label
from deidentification.suggestions import Suggestion, suggestions

if TYPE_CHECKING:
    from cases.models import CasePage

SHOWN = 4


def standing_of(case: "CasePage", passages: list[Passage] | None = None) -> TraceStanding:
    """How far the search is for these texts, or for the draft as it stands. Two queries."""
    search = TraceSearch.objects.filter(case_id=case.pk).first() if case.pk else None
    if search is None:
        return TraceStanding()
    digest = digest_of(passages if passages is not None else passages_of(case))
    return TraceStanding(
        searched=True,
        current=search.digest == digest,
        undecided=Trace.objects.filter(case_id=case.pk, decision="").values("quote").distinct().count(),
        level=Level(search.level),
        agreed=search.agreed_digest == digest,
    )


@dataclass
class Spot:
    """Where it stands: the place in words, and the words around it."""

    quote: str
    """The words as they stand there."""
    where: str
    before: str
    after: str


@dataclass
class Question:
    """One thing to decide: these words, wherever they stand."""

    quote: str
    label: Label
    decision: str
    reason: str
    told: str
    """When it was decided, for `stamp`."""
    taken_out_in: str = ""
    """The language in which it was replaced, where that is why it is asked."""
    spots: list[Spot] = field(default_factory=list)

    @property
    def stamp(self) -> str:
        """Tells whether it is still what somebody saw: what is decided, and the words around each place."""
        seen = [self.quote, self.decision, self.reason, self.told, self.taken_out_in]
        seen += [part for spot in self.spots for part in (spot.before, spot.after)]
        return hashlib.sha256("\0".join(seen).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def more(self) -> int:
        """How many places are not shown."""
        return max(len(self.spots) - SHOWN, 0)

    @property
    def decided(self) -> str | Promise:
        """The decision in words; empty as long as there is none."""
        return Decision(self.decision).label if self.decision else ""

    @property
    def replaced_in(self) -> str:
        """The language in which it was replaced, in words."""
        return str(get_language_info(self.taken_out_in)["name_translated"]) if self.taken_out_in else ""

    @property
    def name(self) -> str | Promise:
        return NAMES[self.label]

    @property
    def why(self) -> str | Promise:
        return WHY[self.label]

    @property
    def suggestions(self) -> list[Suggestion]:
        return suggestions(self.quote, self.label)


def questions_of(case: "CasePage") -> list[Question]:
    """What was found, what is still open first. One query; a place whose text changed since is passed over."""
    texts = {passage.block: passage.text for passage in passages_of(case)}
    places = places_of(case)
    questions: dict[str, Question] = {}
    for trace in Trace.objects.filter(case_id=case.pk).order_by("pk"):
        text = texts.get(trace.block, "")
        quote = in_address(trace.quote) if trace.block == "slug" else trace.quote
        if quote not in text:
            continue
        told = trace.decided_at.isoformat() if trace.decided_at else ""
        asked = questions.setdefault(
            trace.quote,
            Question(trace.quote, Label(trace.label), trace.decision, trace.reason, told, trace.taken_out_in),
        )
        at = words(quote).search(text)
        start = at.start() if at else text.index(quote)
        end = start + len(quote)
        where = places.get(".".join(trace.block.split(".")[:2]), _("elders"))
        asked.spots.append(Spot(quote, where, *around(text, start, end)))
    return sorted(questions.values(), key=lambda question: bool(question.decision))


@dataclass(frozen=True)
class Version:
    """The case in another language, and how much there is still to decide there."""

    case: "CasePage"
    open: int


def other_versions(case: "CasePage") -> list[Version]:
    """The case in its other languages. Two queries."""
    others = list(
        type(case)
        .objects.filter(translation_key=case.translation_key)
        .exclude(pk=case.pk)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    undecided = Trace.objects.filter(case_id__in=[other.pk for other in others], decision="")
    quotes = Counter(pk for pk, _quote in set(undecided.values_list("case_id", "quote")))
    return [Version(other, quotes[other.pk]) for other in others]


def stamp_of(case: "CasePage", questions: list[Question]) -> str:
    """Tells whether the draft and every decision about it are still what a second person saw."""
    seen = [digest_of(passages_of(case)), *sorted(question.stamp for question in questions)]
    return hashlib.sha256("\0".join(seen).encode()).hexdigest()[:32]


def draft_of(case: "CasePage") -> "CasePage":
    """The case as its latest revision has it, read anew."""
    draft: CasePage = type(case).objects.get(pk=case.pk).get_latest_revision_as_object()
    return draft


def places_of(case: "CasePage") -> dict[str, str]:
    """The words for the first two parts of a block's name."""
    places = {
        "title": _("titel"), "seo_title": _("titel"), "slug": _("adres van de pagina"), "summary": _("samenvatting"),
        "search_description": _("samenvatting"), "wants": _("wat de jongere wil"), "do_step": _("doe-stap"),
        "checklist": _("nagekeken met de schrijfwijzer"), "quiet_young": _("nagekeken met de schrijfwijzer"),
    }  # fmt: skip
    names = {
        "stages": _("fase %(number)d"), "voices": _("stem %(number)d"), "knowledge": _("wie weet wat"), "questions": _("vragen"),
        "guide": _("voor de begeleider"), "reviewers": _("nalezers"), "mirror": _("spiegelvignet"),
    }  # fmt: skip
    for stream, name in names.items():
        for number, block in enumerate(getattr(case, stream).raw_data, start=1):
            places[f"{stream}.{block['id']}"] = name % {"number": number} if "%" in name else name
    return places
