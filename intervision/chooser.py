"""Which methods suit a group: four answers lead to at most three, by the table below (dossier A21).

The table and the answers are data; nothing is asked about a case and nothing is stored.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from intervision.enums import Trust
from intervision.models import Method

MOST = 3


class Want(models.TextChoices):
    """What somebody hopes for."""

    OPTIONS = "ideeen", _("ideeën om iets te doen")
    OWN_PART = "eigen-aandeel", _("mijn eigen aandeel begrijpen")
    OTHER = "contact", _("het contact of de ander begrijpen")
    MORAL = "afwegen", _("afwegen wat goed is")
    POWER = "macht", _("macht en verschil zien")
    ENERGY = "energie", _("energie, zien wat werkt")
    SHOCK = "na-agressie", _("verder na agressie of een schok")
    LIFE = "levensvraag", _("stilstaan bij een grote vraag over leven of werk")


class Known(models.TextChoices):
    """How long the people in a group have known each other."""

    NEW = "nieuw", _("we beginnen pas")
    SOME = "een-tijd", _("we kennen elkaar een tijd")
    LONG = "lang", _("we werken al lang samen en vertrouwen elkaar")


class Doubt(models.TextChoices):
    """Whether something makes it harder to speak freely here."""

    NO = "nee", _("nee")
    YES = "ja", _("ja, of ik twijfel")


class Time(models.TextChoices):
    """How many minutes there are, opening and closing included."""

    HALF_HOUR = "30", _("een half uur")
    HOUR = "60", _("een uur")
    AND_A_HALF = "90", _("anderhalf uur")
    MORE = "150", _("meer")


SHORT: Final = "short"
LEVELS: Final = (Trust.LOW, Trust.MEDIUM, Trust.HIGH)
TABLE: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    Want.OPTIONS: {
        Trust.LOW: ("incident", "vijfstappen"),
        Trust.MEDIUM: ("collegiale-beratung", "incident"),
        Trust.HIGH: ("roddel", "collegiale-beratung"),
        SHORT: ("troika", "vijfstappen"),
    },
    Want.OWN_PART: {
        Trust.LOW: ("tienstappen",),
        Trust.MEDIUM: ("action-learning", "tienstappen"),
        Trust.HIGH: ("balint", "action-learning"),
        SHORT: ("cura",),
    },
    Want.OTHER: {
        Trust.LOW: ("consultancy",),
        Trust.MEDIUM: ("topoi-analyse", "reflecterend-team"),
        Trust.HIGH: ("balint", "topoi-analyse", "reflecterend-team"),
        SHORT: (),
    },
    Want.MORAL: {
        Trust.LOW: ("cura",),
        Trust.MEDIUM: ("dilemma", "socratisch"),
        Trust.HIGH: ("dilemma", "socratisch"),
        SHORT: ("cura",),
    },
    Want.POWER: {
        Trust.LOW: ("topoi-analyse",),
        Trust.MEDIUM: ("kruispuntronde", "topoi-analyse"),
        Trust.HIGH: ("graces", "kruispuntronde"),
        SHORT: (),
    },
    Want.ENERGY: {
        Trust.LOW: ("leren-van-successen",),
        Trust.MEDIUM: ("leren-van-successen",),
        Trust.HIGH: ("reflecterend-team", "leren-van-successen"),
        SHORT: ("leren-van-successen",),
    },
    Want.SHOCK: {
        Trust.LOW: ("imi",),
        Trust.MEDIUM: ("imi", "reflecterend-team"),
        Trust.HIGH: ("balint", "imi"),
        SHORT: ("imi",),
    },
    Want.LIFE: {
        Trust.LOW: ("consultancy",),
        Trust.MEDIUM: ("action-learning", "consultancy"),
        Trust.HIGH: ("clearness", "action-learning"),
        SHORT: (),
    },
}
"""Per wish and per trust, the methods in the order in which they are offered; `short` is half an hour or less."""

REASONS: Final = {
    "incident": _("Ieder neemt een standpunt in voor iemand hoort hoe het afliep, zodat je meer wegen ziet."),
    "tienstappen": _("Jij kiest welke vragen je raken, en komt zo bij je eigen deel."),
    "vijfstappen": _("Kort en duidelijk, van vraag naar idee, ook als niet iedereen intervisie kent."),
    "balint": _("Er wordt niets opgelost; je ziet wat er tussen jou en de ander gebeurt."),
    "roddel": _("Je hoort hoe anderen hardop denken, zonder dat je moet antwoorden."),
    "reflecterend-team": _("Je wordt rustig geïnterviewd en kiest daarna uit wat een klein team hoorde."),
    "leren-van-successen": _("Je zoekt wat maakte dat iets lukte, bij mensen en in de omgeving."),
    "socratisch": _("Samen onderzoek je één woord of vraag, zonder iemand te beoordelen."),
    "dilemma": _("Twee wegen die allebei pijn doen, worden afgewogen voor iedereen die het raakt."),
    "cura": _("In vier stappen sta je stil bij twijfel over goede hulp."),
    "collegiale-beratung": _("Jij kiest hoe de groep meedenkt, en houdt de ideeën op kaartjes over."),
    "action-learning": _("Er worden alleen vragen gesteld, en je vertrekt met een actie."),
    "consultancy": _("Eerst begrijpen en ontleden, pas dan denken aan wat je kan doen."),
    "troika": _("In groepjes van drie krijgt ieder tien minuten hulp."),
    "clearness": _("Alleen open vragen, veel stilte, en niets wordt bewaard."),
    "imi": _("Het voorval, de gevoelens en maatregelen bij jezelf, het team en de organisatie krijgen elk tijd."),
    "topoi-analyse": _("Je zoekt in vijf gebieden waar het misverstand ontstaat, aan beide kanten."),
    "graces": _("Je ziet welke aspecten van verschil je opmerkt en welke je overslaat."),
    "kruispuntronde": _("Je leest één situatie op de plek waar assen en macht elkaar kruisen."),
}
"""Why a method is offered, in one sentence."""


@dataclass(frozen=True)
class Advice:
    """One method that suits, why, and what to mind. A warning never forbids."""

    method: Method
    reason: str
    warnings: tuple[str, ...]
    versions: tuple[Method, ...] = ()
    """What trainers and editors made of it."""


def trust_of(known: str, doubt: str) -> Trust:
    """How much trust to count on: doubt about authority or about what went wrong before takes one step off."""
    level = list(Known.values).index(known) - (doubt == Doubt.YES)
    return LEVELS[max(0, level)]


def slugs_for(want: str, known: str, doubt: str, time: str) -> tuple[str, ...]:
    """The methods for these answers, at most three, best first; empty where it is better not to hurry."""
    column = SHORT if time == Time.HALF_HOUR else trust_of(known, doubt)
    return TABLE[want][column][:MOST]


def advise(want: str, known: str, doubt: str, time: str) -> list[Advice]:
    """What suits these answers, of the methods that are written out, each with its versions. Two queries."""
    slugs = slugs_for(want, known, doubt, time)
    versions = models.Prefetch("adaptations", Method.objects.choosable().with_around().order_by("title", "pk"))
    suiting = Method.objects.choosable().with_around().filter(slug__in=slugs).prefetch_related(versions)
    found = {method.slug: method for method in suiting}
    trust = trust_of(known, doubt)
    return [
        Advice(
            found[slug],
            str(REASONS[slug]),
            _warnings(found[slug], trust, int(time)),
            tuple(found[slug].adaptations.all()),
        )
        for slug in slugs
        if slug in found
    ]


def _warnings(method: Method, trust: Trust, minutes: int) -> tuple[str, ...]:
    said = []
    if LEVELS.index(Trust(method.trust)) > LEVELS.index(trust):
        said.append(str(_("Deze methode vraagt dat jullie elkaar kennen; kies gerust een andere.")))
    if method.total_min + method.around_min > minutes and minutes < int(Time.MORE):
        needed = {"minutes": method.total_min + method.around_min}
        said.append(str(_("Met openen en afsluiten duurt ze %(minutes)s minuten. Neem er meer tijd voor.") % needed))
    return tuple(said)
