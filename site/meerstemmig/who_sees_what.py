"""Who may see which field: the rule as data, one line per kind of field, with the reason.

`tests/trust/test_crawl.py` plants a word of its own in every field named here, asks for every address as every
reader, and holds what they saw to be exactly this table. `manage.py write_reference` prints it for people
(docs/reference/permissions.md). Change the rule here first, then the code.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Somebody at the site, in relation to one team, one circle and one session. The value is what docs call them."""

    ANONYMOUS = "bezoeker"
    SCREEN = "scherm in de sessie"
    GUEST = "gast in de sessie"
    DEACTIVATED = "gesloten account"
    STRANGER = "andere organisatie"
    NEIGHBOUR = "ander team, zelfde organisatie"
    FORMER = "vroeger lid"
    REVIEWER = "ervaringsdeskundige"
    PROFESSIONAL = "professional"
    COLLEAGUE = "collega (team en kring)"
    FACILITATOR = "begeleider van de sessie"
    ORGANISATION_ADMIN = "organisatiebeheerder"
    TRAINER = "trainer"
    EDITOR = "redactie"
    SUPERUSER = "platformbeheerder"


Readers = frozenset[Reader]

EVERYBODY: Readers = frozenset(Reader)
NOBODY: Readers = frozenset()
MEMBERS: Readers = EVERYBODY - {Reader.ANONYMOUS, Reader.SCREEN, Reader.GUEST, Reader.DEACTIVATED}
"""Everybody with an account that is open."""
TEAM: Readers = frozenset({Reader.PROFESSIONAL, Reader.COLLEAGUE})
CIRCLE: Readers = frozenset({Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.FACILITATOR})
ORGANISATION: Readers = frozenset(
    {Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.NEIGHBOUR, Reader.FACILITATOR, Reader.ORGANISATION_ADMIN}
)
EDITS_ALL: Readers = frozenset({Reader.EDITOR, Reader.SUPERUSER})
IN_EDITOR: Readers = EDITS_ALL | {Reader.TRAINER}
OWNER: Readers = frozenset({Reader.PROFESSIONAL})


@dataclass(frozen=True)
class Rule:
    """One kind of field, who may see it, and why them and nobody else."""

    field: str
    readers: Readers
    reason: str


RULES: dict[str, Rule] = {
    # --- pages that editors make ----------------------------------------------
    "page.public": Rule("titel, samenvatting en tekst van wat openbaar is", EVERYBODY, "openbaar is voor iedereen"),
    "page.team.title": Rule(
        "titel van wat van het team is", TEAM | IN_EDITOR,
        "wie in de redactieomgeving werkt, ziet de boom; daarom staat in een titel nooit iets van een casus",
    ),
    "page.team.text": Rule(
        "samenvatting en tekst van wat van het team is", TEAM | EDITS_ALL, "het team leest; de redactie verbetert"
    ),
    "page.draft.title": Rule("titel van een ontwerp", IN_EDITOR, "wie schrijft, ziet wat er al in de boom hangt"),
    "page.draft.text": Rule("tekst van een ontwerp", EDITS_ALL, "nog niet gepubliceerd is nog van niemand anders"),
    "page.revision": Rule("een wijziging die nog niet gepubliceerd is", EDITS_ALL, "idem"),
    "case.stage.passed": Rule(
        "fase 2 van een casus", EDITS_ALL | OWNER, "eerst schrijven, dan verder: alleen wie fase 1 afsloot"
    ),
    "case.stage.later": Rule("fase 3 van een casus", EDITS_ALL, "nog niemand kwam zo ver"),
    "case.ending": Rule(
        "stemmen, vragen, doe-stap en wat de jongere wil", EDITS_ALL, "gaat open na de laatste fase"
    ),
    "case.answer": Rule(
        "antwoord op een vraag die niemand in de navraagronde koos", EDITS_ALL, "gaat alleen naar wie de vraag koos"
    ),
    "case.guide": Rule("gids voor de begeleider", EDITS_ALL, "gaat open voor wie zegt een groep te begeleiden"),
    "case.team.later": Rule("latere delen van een casus van het team", EDITS_ALL, "idem, binnen het team"),
    "review.words": Rule(
        "wat een nalezer van een casus zegt, en wat na een veto afgesproken werd", frozenset({Reader.EDITOR}),
        "voor wie schreef en voor de redactie; nalezers staan er met hun rol, nooit met een naam",
    ),
    "case.report": Rule(
        "melding over een casus, en het adres voor een antwoord", frozenset({Reader.EDITOR}),
        "wie meldt, blijft onbekend; alleen de redactie leest en antwoordt",
    ),
    "consent.note": Rule(
        "wie toestemming gaf voor een eigen verhaal", frozenset({Reader.EDITOR}), "apart van de tekst, ook van wie schreef",
    ),
    "media.team": Rule(
        "beeld en bestand van het team", TEAM | IN_EDITOR,
        "wie de pagina ziet, en wie in de redactieomgeving beelden kiest",
    ),
    "media.file": Rule("PDF van het team", TEAM | EDITS_ALL, "wie de pagina ziet, en de redactie"),
    "media.title": Rule(
        "titel van beeld en bestand", TEAM | IN_EDITOR, "wie het bestand krijgt, en wie in de redactieomgeving kiest"
    ),
    # --- what one person writes for themselves --------------------------------
    "note.own": Rule("eigen notities en antwoorden", OWNER, "alleen wie schreef (P1)"),
    "entry.own": Rule("notitie in het logboek, ook een vorige of verwijderde versie", OWNER, "alleen wie schreef (P1)"),
    "entry.passage": Rule(
        "zin waar een notitie in het logboek aan hangt", OWNER, "welke zin iemand koos, zegt iets van die persoon"
    ),
    "release.team": Rule("stukje dat aan het team vrijgegeven is", TEAM, "de schrijver koos wat, met wie en tot wanneer"),
    "release.circle": Rule("idem, aan de kring", CIRCLE, "idem; wie er later bij komt, leest niet mee"),
    "release.organisation": Rule("idem, aan de organisatie", ORGANISATION, "idem"),
    "release.person": Rule(
        "idem, aan één genoemde persoon", OWNER | {Reader.FACILITATOR}, "idem; ook collega's lezen dit niet"
    ),
    "release.around": Rule("de rest van dezelfde tekst", OWNER, "een stukje geeft het geheel niet vrij"),
    "release.over": Rule("wat ingetrokken of voorbij is, of nog niet gedeeld", OWNER, "daarna, of daarvoor, leest niemand mee"),
    "frozen.own": Rule("tekst en controlegetal, vastgezet voor een attest", OWNER, "alleen wie schreef (P1)"),
    "echo.own": Rule(
        "wat iemand bij een echo schreef, en waarbij", OWNER, "alleen wie erom vroeg, en pas na het eerste schrijven"
    ),
    "draft.own": Rule("kladje van een antwoord", OWNER, "nog niet verstuurd, en alleen van wie schrijft (P1)"),
    "attest.own": Rule("attest", OWNER, "bewijs is van wie het maakte"),
    "kept.own": Rule("zin uit een sessie, bewaard voor zichzelf", OWNER, "koos bij het afsluiten: alleen ik"),
    "desk.own": Rule(
        "ruwe situatie op de werktafel", frozenset({Reader.TRAINER}), "alleen wie ze neerlegde, tot ze versnipperd wordt (P1)"
    ),
    "search.own": Rule("bewaarde zoekvraag, en haar naam", OWNER, "wat iemand zoekt, zegt iets van die persoon (P1)"),
    "proposal.told": Rule(
        "wat iemand over een praktijk vertelt of inspreekt, en wat de redactie ervan maakt", OWNER | {Reader.EDITOR},
        "wie het voorstelde en wie erover beslist; nalezers krijgen met een link alleen de uitgeschreven tekst",
    ),
    "proposal.decided": Rule(
        "waarom de redactie zo beslist over een voorstel", OWNER | {Reader.EDITOR}, "elke beslissing heeft een reden die de indiener leest",
    ),
    "proposal.said": Rule(
        "wat een nalezer van een voorstel zegt", OWNER | {Reader.EDITOR}, "voor wie het voorstelde en de redactie; nalezers staan er met hun rol",
    ),
    "collection.own": Rule("verzameling, en een regel waarom, voor zichzelf", OWNER, "alleen wie ze maakte (P1)"),
    "collection.team": Rule("verzameling die voor het team is, met de regels waarom", TEAM, "wie ze maakte, koos voor het team"),
    "collection.hidden": Rule(
        "regel bij een stuk van een verzameling van het team dat de lezer niet mag zien", OWNER,
        "van wat iemand niet mag zien, blijkt ook niet dat het er ligt",
    ),
    "signal.draft": Rule("signaal in de maak", OWNER, "nog niet ingediend, en alleen van wie schrijft (P1)"),
    "signal.submitted": Rule(
        "ingediend signaal", ORGANISATION, "staat op de lijst van de organisatie, zonder de naam van wie het indiende"
    ),
    # --- talking ---------------------------------------------------------------
    "post.members": Rule("bericht voor iedereen met een account", MEMBERS, "staat op de knop waarmee het geplaatst werd"),
    "post.team": Rule("bericht voor het team, met vorige versies", TEAM, "staat op de knop waarmee het geplaatst werd"),
    "post.within": Rule(
        "bericht voor iedereen met een account, bij iets van het team", TEAM,
        "wie het ding niet ziet, ziet ook niet wat eronder staat",
    ),
    "post.reported": Rule(
        "bericht voor het team dat gemeld werd", TEAM | {Reader.EDITOR}, "een lezer vroeg de redactie om te kijken"
    ),
    "post.hidden": Rule("verborgen bericht", NOBODY, "de redactie nam het weg"),
    "post.hidden.reason": Rule("waarom een bericht verborgen werd", frozenset({Reader.COLLEAGUE}), "voor wie het schreef"),
    "post.withdrawn": Rule("ingetrokken bericht", NOBODY, "wie schreef, nam het terug"),
    "tried.public": Rule("verslag bij een openbare praktijk, zonder naam", EVERYBODY, "staat bij de knop waarmee het geplaatst werd"),
    "tried.team": Rule("verslag bij een praktijk van het team", TEAM, "wie de praktijk mag lezen, leest ook wie ze probeerde"),
    "tried.withdrawn": Rule("ingetrokken verslag", NOBODY, "wie schreef, nam het terug"),
    "report.words": Rule("uitleg bij een melding", frozenset({Reader.EDITOR}), "wie meldt, blijft onbekend"),
    "tag.open": Rule("eigen label bij iets openbaars", MEMBERS, "woorden van collega's, voor wie een account heeft"),
    "tag.team": Rule(
        "eigen label bij iets van het team", TEAM | {Reader.EDITOR}, "de redactie legt labels naast de woordenlijst"
    ),
    "tag.declined": Rule("afgewezen label", NOBODY, "wordt nergens meer getoond"),
    # --- intervision -----------------------------------------------------------
    "method.draft": Rule(
        "methode in bewerking", frozenset({Reader.TRAINER, Reader.EDITOR}), "wie ze schrijft, en de redactie; nog niemand kan ze kiezen",
    ),
    "practice.own": Rule("wat iemand in een oefensessie schrijft", OWNER, "oefenen doet iemand alleen, en niemand ziet het"),
    "case.pad": Rule("casuskladblok van de inbrenger", OWNER, "de inbrenger kiest wat de groep hoort, en wanneer"),
    "case.ready": Rule(
        "klaargelegde casus, voor hij verteld wordt", OWNER, "tot de fase begint ziet niemand hem, ook niet dat hij er is"
    ),
    "session.private.bringer": Rule("privénotitie van de inbrenger", OWNER, "verlaat de schrijver nooit"),
    "session.private.peer": Rule(
        "privénotitie van een meedenker", frozenset({Reader.COLLEAGUE}), "verlaat de schrijver nooit"
    ),
    "session.hidden.own": Rule(
        "verborgen bijdrage voor het tonen", frozenset({Reader.COLLEAGUE}), "alleen de schrijver, tot het tonen"
    ),
    "session.hidden.other": Rule("verborgen bijdrage van iemand anders", NOBODY, "ook niet voor de begeleider"),
    "session.draft": Rule("kladje", frozenset({Reader.COLLEAGUE}), "alleen de schrijver"),
    "session.former": Rule("notitie van wie de kring verliet", NOBODY, "de stoel geeft geen plaats meer"),
    "session.revealed": Rule(
        "getoonde bijdrage", frozenset({Reader.COLLEAGUE, Reader.FACILITATOR, Reader.SCREEN, Reader.GUEST}),
        "de kring, haar gast en het scherm; niet wie met de rug naar de kring zit",
    ),
    "session.private.guest": Rule("privénotitie van een gast", frozenset({Reader.GUEST}), "verlaat de schrijver nooit"),
    "session.guest.name": Rule(
        "naam die een gast aan de deur gaf", CIRCLE | {Reader.GUEST}, "wie in de kamer zit, ziet wie erbij is"
    ),
    "agreement.circle": Rule("afspraken van een kring, ook vroegere versies", CIRCLE, "de kring schreef ze voor zichzelf"),
    "kept.circle": Rule("leerlijn van een kring", CIRCLE, "de kring koos ervoor"),
    # --- people ----------------------------------------------------------------
    "group.organisation": Rule("naam van een organisatie", ORGANISATION, "een organisatie weet niet van een andere (P4)"),
    "group.team": Rule("naam van een team", TEAM | {Reader.ORGANISATION_ADMIN}, "idem"),
    "group.circle": Rule("naam van een kring", CIRCLE, "een kring is van wie erin zit"),
    "group.calendar": Rule(
        "naam van een kring, voor wie het geheime adres van een agenda heeft", EVERYBODY,
        "een agenda meldt zich niet aan; het adres stopt met het lidmaatschap en met een nieuw adres",
    ),
    "group.elsewhere": Rule("naam van een andere organisatie", frozenset({Reader.STRANGER}), "idem"),
    "group.invited": Rule(
        "naam van een groep, voor wie de link van een uitnodiging heeft",
        frozenset({Reader.ANONYMOUS, Reader.SCREEN, Reader.GUEST, Reader.DEACTIVATED}),
        "wie de link heeft en met geen ander adres aangemeld is",
    ),
    "invitation.email": Rule(
        "adres van een genodigde", frozenset({Reader.ORGANISATION_ADMIN}), "wie uitnodigt, kan het terugnemen"
    ),
    "invitation.token": Rule("code van een uitnodiging", NOBODY, "staat alleen in de mail"),
    "role.reason": Rule("waarom iemand een rol kreeg", EDITS_ALL, "wie rollen geeft, leest waarom ze gegeven zijn"),
    "secret": Rule("sleutels van tweede stap en scherm", NOBODY, "worden nooit teruggegeven"),
    "person.professional.name": Rule(
        "naam van een lid van team, organisatie en kring", ORGANISATION | {Reader.GUEST, Reader.SUPERUSER},
        "wie een groep of de kamer deelt, en wie accounts beheert",
    ),
    "person.colleague.name": Rule(
        "naam van wie voor iedereen schreef", MEMBERS | {Reader.GUEST}, "staat boven het bericht, en in de kamer"
    ),
    "person.stranger.name": Rule(
        "naam van iemand uit een andere organisatie", frozenset({Reader.STRANGER, Reader.SUPERUSER}), "deelt geen groep"
    ),
    "person.peer.name": Rule(
        "naam van een lid van de kring", CIRCLE | {Reader.SCREEN, Reader.GUEST, Reader.SUPERUSER}, "deelt de kring of de kamer"
    ),
    "person.email": Rule(
        "e-mailadres van een professional", OWNER | {Reader.SUPERUSER}, "wie het account heeft, en wie accounts beheert"
    ),
}  # fmt: skip
"""Kind of field -> rule. The kinds are what `tests/trust/planting/` plants."""
