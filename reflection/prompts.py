"""Questions to write with: data, not code. A set is chosen per entry; writing freely is one of them.

Sources: the three dimensions are those in which SKJ (the Dutch register of youth professionals) asks for reflection;
the encounter log is our own, in the genre of the Council of Europe's Autobiography of Intercultural Encounters, with
a part on power and a part on context that that one lacks (dossier B26, learning.md 3.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Words = str | Promise
FREE = "vrij"
OPEN = "tekst"
"""The question that every set ends with: room for anything."""


@dataclass(frozen=True)
class Question:
    """One thing to write about. Its key is what is stored, and never changes."""

    key: str
    label: Words
    help: Words = ""
    rows: int = 3
    most: int = 4000


@dataclass(frozen=True)
class PromptSet:
    """A few questions that belong together."""

    key: str
    label: Words
    intro: Words
    questions: tuple[Question, ...]
    asks_axes: bool = False
    more: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By language: where the genre comes from, as (address, name)."""

    @property
    def genre(self) -> tuple[str, str] | None:
        """Where the genre comes from, for who reads in this language."""
        return self.more.get(get_language() or "nl")


ROOM = Question(OPEN, _("Wat je nog kwijt wil"), rows=3, most=8000)

SETS: tuple[PromptSet, ...] = (
    PromptSet(FREE, _("Vrij"), _("Schrijf wat je wil, zo lang of zo kort als je wil."), (
        Question(OPEN, _("Je notitie"), rows=6, most=8000),
    )),
    PromptSet("skj", _("Drie kanten"), _("Kijk van drie kanten naar wat je deed. Eén kant is ook goed."), (
        Question("technisch", _("Technisch-instrumenteel: wat deed je, en hoe?"),
                 _("Welke aanpak of methode, wat werkte, wat zou je anders doen?")),
        Question("normatief", _("Normatief: wat vond je hier goed of juist?"),
                 _("Welke waarden, rechten en afspraken speelden mee? Waar botsten ze?")),
        Question("persoonlijk", _("Persoonlijk: wat bracht je zelf mee?"),
                 _("Wat raakte je, welke gewoonte of geschiedenis van jou keek mee?")),
        ROOM,
    )),
    PromptSet("kruispunt", _("Lijnen die kruisen"), _("Kies een of meer assen en kijk van daaruit opnieuw."), (
        Question("samen", _("Wat doen deze assen hier, samen?"), _("Over deze situatie, niet over wie iemand is.")),
        Question("gemist", _("Wat zou de jongere zeggen dat je gemist hebt?")),
        Question("plek", _("Vanaf welke plek kijk jij?"), _("Wat hoef jij hier niet uit te leggen, en iemand anders wel?")),
        ROOM,
    ), asks_axes=True),
    PromptSet("ontmoeting", _("Ontmoetingslogboek"),
              _("Over één ontmoeting die bleef hangen. Sla over wat niet past. Schrijf niemands naam."), (
        Question("ontmoeting", _("De ontmoeting: wat gebeurde er?"), _("Wie zei of deed wat, waar, en wat ging vooraf?")),
        Question("ik", _("Ik: wat voelde en dacht ik?"), _("Toen, en nu je het opschrijft.")),
        Question("ander", _("De ander: wat kan die gevoeld en gedacht hebben?"), _("Hoe weet je dat? Wat weet je niet?")),
        Question("verschil", _("Wat was gelijk, wat was verschillend?"), _("In wat jullie belangrijk vonden, niet in wie jullie zijn.")),
        Question("praten", _("Hoe praatten jullie met elkaar?"), _("Welke taal, welk tempo, wie vertaalde, wat bleef ongezegd?")),
        Question("macht", _("Macht: wie kon hier beslissen, wie moest afwachten?"),
                 _("Wat kon jij schrijven, weigeren of uitstellen? Wat kon de ander verliezen?")),
        Question("context", _("Context: wat maakte dat het zo liep?"),
                 _("Regels, wachtlijsten, papieren, ruimte, wat eerder gebeurde met hulp of school.")),
        Question("verder", _("Terug en vooruit: wat neem je mee?"), _("Eén ding dat je de volgende keer anders doet of vraagt.")),
        ROOM,
    ), more={
        "nl": ("https://www.coe.int/en/web/autobiography-intercultural-encounters", "Autobiography of Intercultural Encounters"),
        "en": ("https://www.coe.int/en/web/autobiography-intercultural-encounters", "Autobiography of Intercultural Encounters"),
        "fr": ("https://www.coe.int/fr/web/autobiography-intercultural-encounters", "Autobiographie de rencontres interculturelles"),
    }),
)  # fmt: skip

QUESTIONS: dict[str, Question] = {question.key: question for chosen in SETS for question in chosen.questions}
"""Every question by its key. The open one is asked in each set, under the words of the last."""


def prompt_set(key: str) -> PromptSet:
    """The set with this key; writing freely where there is none such."""
    return next((chosen for chosen in SETS if chosen.key == key), SETS[0])


def is_prompt_set(key: str) -> bool:
    """Whether there is such a set."""
    return any(chosen.key == key for chosen in SETS)


def label_of(key: str, chosen: PromptSet) -> Words:
    """What a question is called in this set, or in the set it came from."""
    own = next((question for question in chosen.questions if question.key == key), None)
    found = own or QUESTIONS.get(key)
    return found.label if found else key
