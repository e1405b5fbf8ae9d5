"""The writing guide: fifteen questions that keep a case from telling a stereotype (dossier F3)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUESTIONS: tuple[str | Promise, ...] = (
    _("Werkt het verhaal ook als dit gezin jouw achtergrond heeft? Wat breekt er dan precies, en is dat nodig?"),
    _("Krijgt cultuur of geloof de schuld, terwijl geld, wonen, papieren, school, gezondheid, racisme of puberteit evenveel verklaren?"),
    _("Wil de jongere iets, doet die iets, maakt die een grap of zegt die nee?"),
    _("Is er een ouder die iets kan, die zorgt of die uit meer dan één kant bestaat, zonder dat met een diploma te bewijzen?"),
    _("Heeft ook iemand van de meerderheid een geschiedenis met migratie, klasse of geloof?"),
    _("Staat er een groep waar een mens kan staan? Vervang de groep door wat iemand doet."),
    _("Staat er een vooroordeel voluit, ook om het tegen te spreken? Laat weg, en toon wat het doet."),
    _("Zijn er folklore, een warme gemeenschap, een sterke moeder, een zwijgende vader, iemand tussen twee werelden?"),
    _("Is de professional de held die begrijpt, en de cliënt degene die leert?"),
    _("Staat er meer leed in dan de lezer nodig heeft om te leren?"),
    _("Is er een organisatie die anders had kunnen kiezen?"),
    _("Zijn namen, stemmen en voornaamwoorden gekozen met mensen die ze dragen?"),
    _("Zou wie dit meemaakte zich herkend voelen, en niet bekeken? Lees het hardop voor aan iemand met ervaring."),
    _("Welke assen, plaatsen en aflopen keren terug in onze laatste tien casussen?"),
    _("Is veiligheid uitgesproken waar ze op het spel staat?"),
)  # fmt: skip
