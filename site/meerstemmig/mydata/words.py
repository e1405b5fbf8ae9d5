"""What each model holds of a person, in words for that person. What is not named here is called by its model's name."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.personal_data import Declaration, Kind

Words = str | Promise

GROUPS: dict[Kind, Words] = {
    Kind.OWN_WORDS: _("Wat je schreef"),
    Kind.ACTIVITY: _("Wat je deed"),
    Kind.MEMBERSHIP: _("Waar je bij hoort"),
    Kind.CONTACT: _("Je account"),
}
"""In the order of the page."""

WORDS: dict[str, tuple[Words, Words]] = {
    "cases.Trace": (
        _("Beslissingen over herkenbaarheid in casussen"),
        _("Wist je je account, dan blijft de reden bij de casus staan, zonder jouw naam."),
    ),
    "cases.TraceSearch": (
        _("Casussen waarmee je als tweede akkoord ging"),
        _("Wist je je account, dan blijft staan dat iemand akkoord ging, zonder jouw naam."),
    ),
    "cases.ShownProgress": (
        _("Casussen waarbij je je groep toont hoe ver je bent"),
        _("Je koos dat zelf. Verberg je het, of sluit de groep af, dan is het weg."),
    ),
    "reflection.Answer": (
        _("Antwoorden en notities bij casussen en modules"),
        _("Verzegeld met een sleutel van jou alleen. Elke versie telt mee."),
    ),
    "reflection.Draft": (_("Kladjes van antwoorden"), _("Verzegeld met een sleutel van jou alleen.")),
    "reflection.LogEntry": (_("Notities in je logboek"), _("Verzegeld met een sleutel van jou alleen.")),
    "reflection.Release": (
        _("Teksten die je anderen liet lezen"),
        _("Wat je intrekt, is meteen weg voor wie het las."),
    ),
    "reflection.ReadEvent": (
        _("Keren dat je iets las wat iemand met je deelde"),
        _("Wie deelde, ziet dat het gelezen is. Dat blijft staan, zonder jouw naam."),
    ),
    "reflection.Frozen": (_("Vastgezette teksten"), _("Verzegeld met een sleutel van jou alleen.")),
    "reflection.CountMeIn": (_("Dat je meetelt in groepsbeelden"), _("Je koos dat zelf en kan het intrekken.")),
    "reflection.Counted": (_("Groepsbeelden waarin je meetelt"), _("Wis je je account, dan verdwijnt het hele beeld.")),
    "reflection.DataKey": (_("De sleutel van wat je schreef"), _("Wie hem wist, wist alles wat ermee verzegeld is.")),
    "cases.ContentPreference": (_("Wat je liever kort leest"), _("Verzegeld met een sleutel van jou alleen.")),
    "cases.Review": (
        _("Casussen die je nalas"),
        _("Je rol en je oordeel staan bij de casus. Wis je je account, dan blijven ze, zonder je woorden en je naam."),
    ),
    "cases.ReviewLink": (_("Links die je maakte voor nalezers"), _("Dat je een link maakte, nooit de link zelf.")),
    "cases.Correction": (
        _("Kleine verbeteringen die je voorstelde in een casus die nagelezen was"),
        _("Wis je je account, dan blijft staan dat er een verbetering was, zonder jouw naam."),
    ),
    "cases.VetoTalk": (
        _("Gesprekken na een veto die je noteerde"),
        _("Wis je je account, dan blijft staan dat er een gesprek was, zonder jouw naam."),
    ),
    "cases.Consent": (
        _("Toestemmingen die je noteerde"),
        _("De toestemming is van wie het verhaal gaf. Wis je je account, dan verdwijnt alleen jouw naam."),
    ),
    "cases.CaseReport": (
        _("Meldingen over casussen die je beantwoordde"),
        _("Wie meldde, staat er niet bij. Wis je je account, dan verdwijnt alleen jouw naam."),
    ),
    "intake.Situation": (
        _("Ruwe situaties op je werktafel"),
        _("Elk met een eigen sleutel. Ze gaan vanzelf weg, ten laatste na negentig dagen."),
    ),
    "proposals.Proposal": (
        _("Praktijken die je voorstelde"),
        _(
            "Wat je vertelde en wat de redactie ervan maakte, met een eigen sleutel. Wat in de bibliotheek staat, blijft."
        ),
    ),
    "proposals.Recording": (
        _("Opnames bij een voorstel"),
        _("Elk met een eigen sleutel. Gaan weg als je praktijk verschijnt of niet opgenomen wordt."),
    ),
    "proposals.Decision": (
        _("Beslissingen die je nam over voorstellen"),
        _("Wis je je account, dan blijft staan wat er beslist is, zonder jouw woorden en je naam."),
    ),
    "signalling.SignalDraft": (_("Kladjes van signalen"), _("Verzegeld met een sleutel van jou alleen.")),
    "signalling.Signal": (
        _("Signalen die je indiende"),
        _("De tekst hoort bij de organisatie. Wis je je account, dan weet niemand meer dat hij van jou kwam."),
    ),
    "intervision.Agreement": (
        _("Afspraken die je voor een kring schreef"),
        _("De tekst hoort bij de kring. Wis je je account, dan blijft hij, zonder jouw naam."),
    ),
    "intervision.Signature": (
        _("Afspraken van een kring die je tekende"),
        _("De kring ziet welke versie, en wanneer."),
    ),
    "intervision.CalendarFeed": (
        _("Adressen waarop je agenda de sessies van een kring leest"),
        _("Dat het er is, nooit het adres zelf. Het stopt als je de kring verlaat."),
    ),
    "intervision.MethodDraft": (
        _("Methodes die je schreef of aanpast"),
        _("De tekst is van het huis. Wis je je account, dan blijft hij, zonder jouw naam."),
    ),
    "intervision.Draft": (_("Kladjes in intervisie"), _("Gaan weg als de sessie sluit.")),
    "intervision.Preparation": (
        _("Casuskladblokken"),
        _("Alleen jij leest ze, tot je iets klaarlegt. Gaan weg met de sessie."),
    ),
    "intervision.SafetyAnswer": (
        _("Antwoorden op de vraag vooraf in een sessie"),
        _("Elk met een eigen sleutel. Ze worden versnipperd zodra de sessie begint."),
    ),
    "intervision.Contribution": (
        _("Bijdragen in intervisie"),
        _("Alleen die met je naam. Wat je naamloos schreef, hoort bij niemand. Gaan weg als de sessie sluit."),
    ),
    "intervision.KeptLine": (
        _("Zinnen die je uit een sessie bewaarde"),
        _("Verzegeld met een sleutel van jou alleen."),
    ),
    "intervision.AfterCare": (
        _("Dat we vroegen hoe je erbij zit"),
        _("Twee dagen nadat je iets inbracht. Gaat na dertig dagen weg."),
    ),
    "intervision.NoAfterCare": (_("Dat je geen nazorg wil"), _("Zo vragen we het je niet meer.")),
    "intervision.Seat": (_("Plaatsen in sessies"), _("Dat je erbij was. Niet wat er gezegd is.")),
    "intervision.Ready": (
        _("Klaar-tekens in een sessie"),
        _("Dat je aangaf klaar te zijn met een fase. Gaan weg als de sessie sluit."),
    ),
    "discussion.Post": (_("Berichten in gesprekken"), _("Wie het leest, koos je toen je het plaatste.")),
    "discussion.PostVersion": (_("Vorige versies van je berichten"), _("Wat er stond voor je een bericht aanpaste.")),
    "discussion.Report": (_("Meldingen die je deed"), _("Alleen de redactie ziet ze, zonder te weten van wie.")),
    "discussion.TagProposal": (_("Labels die je voorstelde"), _("Niemand ziet dat jij ze voorstelde.")),
    "modules.Enrolment": (_("Modules die je begon"), _("Zodat je verder kan waar je stopte.")),
    "modules.UnitProgress": (_("Eenheden die je opende"), _("Geen scores, geen tijd.")),
    "modules.Plan": (_("Taken met een datum"), _("Wat je je voornam te doen, en tegen wanneer.")),
    "modules.Attest": (_("Attesten"), _("Dat je deelnam, met uren en een datum. Geen score.")),
    "modules.AttestedText": (
        _("Vastgezette teksten die je bij een attest zette"),
        _("Alleen het getal en de datum staan op het attest, nooit de tekst."),
    ),
    "reflection.Echo": (_("Wat je later opnieuw wil bekijken"), _("Je vroeg het zelf en kan het stoppen.")),
    "shelf.SavedSearch": (_("Zoekvragen die je bewaarde"), _("Verzegeld met een sleutel van jou alleen.")),
    "shelf.Collection": (
        _("Verzamelingen die je maakte"),
        _("Verzegeld met een sleutel van jou alleen. Wis je je account, dan gaan ze weg."),
    ),
    "shelf.CollectionItem": (_("Wat je in verzamelingen legde"), _("Met de regel waarom.")),
    "shelf.NoSearchMail": (_("Dat je geen mails over zoekvragen wil"), _("Zo sturen we ze niet meer.")),
    "reflection.NoEchoes": (_("Dat je niets opnieuw wil bekijken"), _("Zo vragen we het je niet meer.")),
    "people.User": (_("Je account"), _("Naam, e-mailadres, taal, en wanneer je je voor het laatst aanmeldde.")),
    "people.Membership": (_("Organisaties, teams en kringen"), _("Ook die je verliet.")),
    "people.RoleGrant": (_("Rollen op het platform"), _("Wat je mag doen voor anderen, sinds wanneer en waarom.")),
    "people.Invitation": (_("Uitnodigingen die je aannam"), _("Het adres waarop je uitgenodigd werd.")),
    "people.Audience": (_("Een publiek van jou alleen"), _("Een regel die zegt: alleen jij.")),
    "people.ErasureRequest": (_("Een vraag om je account te wissen"), _("Tot de dag zelf kan je ze intrekken.")),
    "meerstemmig.Export": (
        _("Kopieën van je gegevens die je vroeg"),
        _("Wanneer je ze vroeg en ophaalde. Het bestand zelf gaat na 48 uur weg."),
    ),
    "account.EmailAddress": (_("E-mailadressen"), _("Waarmee je je aanmeldt.")),
    "mfa.Authenticator": (
        _("Tweede stap bij het aanmelden"),
        _("Welke stap je instelde. De geheime sleutel ervan staat hier niet."),
    ),
    "wagtailcore.Page": (_("Pagina’s die je in de redactie maakte"), _("Blijven staan, zonder jouw naam.")),
    "wagtailcore.Revision": (_("Versies van pagina’s die je bewaarde"), _("Blijven staan, zonder jouw naam.")),
    "wagtailcore.PageLogEntry": (_("Wat je in de redactie met pagina’s deed"), _("Blijft staan, zonder jouw naam.")),
    "wagtailcore.ModelLogEntry": (_("Wat je in de redactie met lijsten deed"), _("Blijft staan, zonder jouw naam.")),
    "wagtailcore.Comment": (_("Opmerkingen in de redactie"), _("Wat je naast een tekst in opbouw schreef.")),
    "wagtailcore.CommentReply": (
        _("Antwoorden op opmerkingen in de redactie"),
        _("Wat je anderen in de redactie antwoordde."),
    ),
    "wagtailcore.APIToken": (
        _("Toegang voor programma’s"),
        _("Dat er een sleutel is. De sleutel zelf staat hier niet."),
    ),
    "wagtailcore.PageSubscription": (_("Pagina’s die je in de redactie volgt"), _("Of je er bericht van krijgt.")),
    "wagtailcore.UploadedFile": (_("Bestanden die je begon op te laden"), _("Blijven staan, zonder jouw naam.")),
    "wagtailcore.WorkflowState": (_("Teksten die je ter nalezing gaf"), _("Blijft staan, zonder jouw naam.")),
    "wagtailcore.TaskState": (_("Teksten die je nalas"), _("Blijft staan, zonder jouw naam.")),
    "wagtailadmin.EditingSession": (
        _("Wanneer je in de redactie zat"),
        _("Zodat twee mensen elkaar niet overschrijven."),
    ),
    "wagtailadmin.FormState": (_("Formulieren die je in de redactie open had"), _("Zodat er niets verloren gaat.")),
    "wagtaildocs.Document": (_("Documenten die je oplaadde"), _("Blijven staan, zonder jouw naam.")),
    "wagtailimages.Image": (_("Beelden die je oplaadde"), _("Blijven staan, zonder jouw naam.")),
    "wagtail_localize.StringTranslation": (_("Zinnen die je vertaalde"), _("Blijven staan, zonder jouw naam.")),
    "wagtail_localize.SegmentOverride": (_("Stukken die je per taal koos"), _("Blijven staan, zonder jouw naam.")),
    "wagtailusers.UserProfile": (_("Instellingen van de redactie"), _("Hoe je de redactie het liefst ziet.")),
}
"""By model: what it is, and what is good to know about it."""


@dataclass(frozen=True)
class Line:
    """One kind of thing that the platform holds of somebody."""

    title: Words
    more: Words
    count: int


def words_for(model: type[Model]) -> tuple[Words, Words]:
    """What it is, and what is good to know about it."""
    named = str(model._meta.verbose_name_plural)
    return WORDS.get(model._meta.label, (named[:1].upper() + named[1:], ""))


def group_of(declaration: Declaration) -> Kind:
    """Where it stands on the page: by the most telling thing that it holds."""
    kinds = set(declaration.fields.values())
    telling = (Kind.OWN_WORDS, Kind.CONTACT, Kind.ACTIVITY, Kind.MEMBERSHIP)
    return next((kind for kind in telling if kind in kinds), Kind.CONTACT)


def grouped(
    counts: Mapping[type[Model], int], declarations: Mapping[type[Model], Declaration]
) -> list[tuple[Words, list[Line]]]:
    """What is there, by group; what there is none of is left out."""
    found: dict[Kind, list[Line]] = {kind: [] for kind in GROUPS}
    for model, count in counts.items():
        if count:
            found[group_of(declarations[model])].append(Line(*words_for(model), count))
    return [(GROUPS[kind], lines) for kind, lines in found.items() if lines]
