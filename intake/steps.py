"""The twelve steps of de-identification (dossier F7a), as data: what each asks, and what it looks at. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deidentification.labels import Label

Words = str | Promise
DONE = "nagekeken"


@dataclass(frozen=True)
class Answer:
    """One answer to a step. `stops` says why the situation cannot go on with it."""

    value: str
    words: Words
    stops: Words = ""


@dataclass(frozen=True)
class Step:
    """One step: either what was found under these labels is decided one by one, or the person answers."""

    number: int
    title: Words
    task: Words
    help: Words = ""
    labels: frozenset[Label] = frozenset()
    answers: tuple[Answer, ...] = ()


def _looked(words: Words) -> tuple[Answer, ...]:
    return (Answer(DONE, words),)


STEPS: tuple[Step, ...] = (
    Step(
        1, _("Namen"),
        _("Geef iedereen een andere naam, ook wie maar even voorkomt."),
        _("Kies een naam uit dezelfde streek, dan blijft het verhaal wat het was. Verander een voornaamwoord alleen als het niets aan de betekenis verandert. Let ook op initialen, roepnamen, nummers en adressen."),
        labels=frozenset({Label.PERSON, Label.NICK, Label.PHONE, Label.EMAIL, Label.HANDLE, Label.URL}),
        answers=_looked(_("Ik las de tekst na op namen die het zoeken miste.")),
    ),
    Step(
        2, _("Leeftijden"),
        _("Maak van een leeftijd een leeftijdsgroep, of schuif een jaar of twee op."),
        labels=frozenset({Label.AGE}),
        answers=_looked(_("Geen leeftijd is preciezer dan nodig.")),
    ),
    Step(
        3, _("Plaatsen en diensten"),
        _("Laat gemeente, school en dienst weg. Een streek is het hoogste."),
        labels=frozenset({Label.PLACE, Label.ADDRESS, Label.POSTCODE, Label.SCHOOL, Label.FACILITY}),
        answers=_looked(_("Niets wijst nog een gemeente, een school of een dienst aan.")),
    ),
    Step(
        4, _("Datums"),
        _("Maak van een datum een seizoen, of ‘vorige maand’."),
        labels=frozenset({Label.DATE}),
        answers=_looked(_("Geen datum is preciezer dan een seizoen.")),
    ),
    Step(
        5, _("Het gezin"),
        _("Verander iemand in het gezin die voor het verhaal niet uitmaakt."),
        _("Een zus wordt een broer, drie kinderen worden er vier. Verander niet wie het verhaal draagt."),
        answers=_looked(_("Het gezin is niet meer zoals het was.")),
    ),
    Step(
        6, _("Zeldzame combinaties"),
        _("Een taal, een plaats, een gebeurtenis en een diagnose samen wijzen iemand aan. Haal er een uit."),
        labels=frozenset({Label.QUASI}),
        answers=_looked(_("Geen combinatie wijst nog één gezin aan.")),
    ),
    Step(
        7, _("Herkomst"),
        _("Laat herkomst weg als ze niets doet in het verhaal. Doet ze wel iets: een streek, of een verzonnen context."),
        answers=_looked(_("Herkomst staat er alleen waar ze iets doet.")),
    ),
    Step(
        8, _("Statuut en procedure"),
        _("Zeg algemeen hoe het met papieren, dossier en procedure zit."),
        labels=frozenset({Label.CASE, Label.NN, Label.BSN, Label.IBAN, Label.PLATE}),
        answers=_looked(_("Geen nummer en geen stap in een procedure leidt naar één dossier.")),
    ),
    Step(
        9, _("Pers en rechtbank"),
        _("Kwam wat er gebeurde in de krant, op sociale media of voor een rechter?"),
        answers=(
            Answer("nee", _("Nee, zover ik weet niet.")),
            Answer(
                "ja", _("Ja."),
                _("Wat in de krant of voor een rechter kwam, herkent iemand altijd. Hiermee kan geen casus gemaakt worden. Gooi de situatie weg, of schrijf over iets anders."),
            ),
        ),
    ),
    Step(
        10, _("Wat iemand zei"),
        _("Zeg citaten met andere woorden, behalve waar iemand ermee akkoord ging."),
        _("Wie het zei, herkent de eigen zin. Een ander beeld met dezelfde betekenis volstaat."),
        answers=_looked(_("Elk citaat is herschreven, of er is toestemming voor.")),
    ),
    Step(
        11, _("Waar het van komt"),
        _("Is dit één verhaal, of zijn het er meer samen?"),
        answers=(
            Answer("drie", _("Samengesteld uit minstens drie situaties.")),
            Answer("toestemming", _("Eén verhaal, en wie het beleefde gaf toestemming.")),
            Answer(
                "een", _("Eén verhaal, zonder toestemming."),
                _("Eén verhaal zonder toestemming blijft van iemand anders. Voeg er minstens twee andere situaties bij, of vraag toestemming."),
            ),
        ),
    ),
    Step(
        12, _("Wie zou dit herkennen?"),
        _("Lees de hele tekst als een collega, een familielid, een klasgenoot en de jongere zelf. Wie zou weten over wie het gaat?"),
        _("Automatisch zoeken mist dingen. Jij beslist."),
        answers=(
            Answer("niemand", _("Niemand.")),
            Answer("zelf", _("Alleen wie het beleefde, en die gaf toestemming.")),
            Answer(
                "iemand", _("Iemand anders misschien wel."),
                _("Ga terug naar de stap waar het aan ligt, en maak het algemener."),
            ),
        ),
    ),
)  # fmt: skip
LAST = len(STEPS)
ALONE, CONSENT, ITSELF = "een", "toestemming", "zelf"


def step_of(number: int) -> Step | None:
    """The step with this number."""
    return STEPS[number - 1] if 1 <= number <= LAST else None


def stop_in(step: Step, answers: Mapping[str, str]) -> Words:
    """Why this answer stops the situation; empty where it does not."""
    given = answers.get(str(step.number), "")
    if step.number == LAST and given == ITSELF and answers.get("11") != CONSENT:
        return _("Wie het beleefde, zou het herkennen. Dan hoort er toestemming bij: zie stap 11.")
    return next((answer.stops for answer in step.answers if answer.value == given), "")
