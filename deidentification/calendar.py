"""Dates and ages, in the ways people write them in Dutch and French."""

import re
from collections.abc import Iterator

from deidentification.findings import Finding
from deidentification.labels import Label

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|oct|"
    r"nov|dec|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_DAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|woe|do|don|vr|vrij|za|zat|zo|zon|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_FEAST = r"(?:kerstmis|kerst|kerstavond|pasen|pinksteren|hemelvaart|suikerfeest|offerfeest|ramadan|carnaval|sinterklaas|nieuwjaar|oudjaar|allerheiligen|newroz|nowruz|halloween|moederdag|vaderdag)"
_HOUR = r"(?:[ ,]{1,2}(?:om[ ])?\d{1,2}(?:[u:.h]\d{2}|[ ]?u(?:ur)?)\b)?"
_ORDINAL = r"(?:ste|de|e|er)?"

DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 9 mei, dinsdag 9 mei 2025 om 14u, 1 tot 10 juli, 22 februari jl.
        rf"(?:\b{_DAY}\.?[ ])?(?<![\d.,])\d{{1,2}}{_ORDINAL}(?:[ ]?(?:-|–|tot(?: en met)?|t/m|en)[ ]?\d{{1,2}}{_ORDINAL})?[ ](?:van[ ])?{_MONTH}\b\.?(?:[ ,]{{1,2}}{_YEAR})?(?:[ ](?:jl|ll|l\.l|j\.l)\b\.?)?{_HOUR}",
        # 9-5-2025, 09/05/25, 10.09.2024, 2025-05-09, 24/04
        rf"(?:\b{_DAY}\.?[ ])?(?<![\d./-])(?:\d{{1,2}}[ ]?[-/.][ ]?\d{{1,2}}[ ]?[-/.][ ]?(?:\d{{4}}|\d{{2}})|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\d/-])(?!\.\d){_HOUR}",
        rf"(?:\b{_DAY}\.?[ ])?(?<![\d./,-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/]){_HOUR}",
        rf"\b{_DAY}\.?[ ](?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])(?![\d/]){_HOUR}",
        r"\b(?:op|tegen|sinds|van|tot|d\.?d\.?)[ ](?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])(?![\d/])",
        # 08-2023, 03/2024
        r"(?<![\d./-])(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d(?![\d/-])",
        # maart 2024, eind februari, in augustus, sinds november
        rf"\b(?:(?:begin|half|midden|medio|eind|einde|in|sinds|van|vanaf|tot|tegen|rond|voor|na|tijdens|afgelopen|vorige|voorbije|volgende|komende)[ ])?{_MONTH}\.?[ ]{_YEAR}(?!\d)",
        rf"\b(?:begin|half|midden|medio|eind|einde|in|sinds|vanaf|tegen|rond|afgelopen|voorbije)[ ]{_MONTH}\b(?![ ](?:het|de|ik|hij|zij|ze|we|wel)\b)",
        # de 14e, op de 3de
        r"\bop de[ ]\d{1,2}(?:ste|de|e)\b",
        # °1984, geboren in 2008, in 2022, zomer 2023, schooljaar 2023-2024
        r"°[ ]?(?:\d{1,2}[-/. ]\d{1,2}[-/. ])?(?:19|20)\d\d",
        r"\b(?:geboren(?: in)?|geb\.?|in|sinds|anno|uit|vanaf|eind|begin|zomer|winter|lente|herfst|najaar|voorjaar|schooljaar|bouwjaar|jaar)[ ](?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?![\d-])",
        rf"\b(?:op[ ]|met[ ]|tijdens[ ]|sinds[ ])?(?:(?:eerste|tweede)[ ])?(?:de[ ])?{_FEAST}(?:dag)?[ ](?:van[ ])?{_YEAR}(?!\d)",
        # sinds Pasen, vlak na de ramadan, sinds dinsdag
        rf"\b(?:sinds|vlak (?:voor|na)|net (?:voor|na)|kort (?:voor|na)|vorige?|afgelopen|voorbije)[ ](?:de[ ]|het[ ])?{_FEAST}\b",
        r"\bsinds[ ](?:vorige[ ]|afgelopen[ ])?(?:maan|dins|woens|donder|vrij|zater|zon)dag\b",
        # les dates en français
        rf"\b(?:le[ ])\d{{1,2}}(?:er)?[ ]{_MONTH}(?:[ ]\d{{4}})?",
        # negen mei, de eerste juni
        rf"\b(?:eerste|tweede|derde|vierde|vijfde|tiende|twaalfde|vijftiende|twintigste|dertigste|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig)[ ]{_MONTH}\b",
    )
)

_TEEN = (
    r"(?:nul|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|"
    r"eenentwintig|tweeëntwintig|drieëntwintig|vierentwintig|vijfentwintig|anderhalf|dertig|veertig|vijftig|zestig|zeventig|tachtig)"
)
_NUMBER = rf"(?:\d{{1,2}}(?:[,.½]\d?)?|{_TEEN})"
_UNIT = r"(?:jaar|jaren|jr|maand|maanden|mnd|weken|weekjes|maandjes|jaartjes|ans|mois)"

_LASTING = re.compile(
    r"(?:\b(?:na|sinds|al|gedurende|binnen|elke|hoogstens|minstens|maximaal|minimaal|hoogste|minste|maximum|minimum|over|om de|duurt|duurde|duren|"
    r"voor|tijdens|laatste|afgelopen|voorbije|komende|eerste|volgende|per|tot|nog|meer dan|minder dan|bijna|wel|plus|werkt|werk|woont|wonen|woonde|"
    r"samen|getrouwd|duur van|termijn van|periode van|zo'n|slechts|maar|pas|ruim|dan|wacht|wachtte|wachten|elk|een paar|half|kreeg|nu)[ ](?:de[ ]|om de[ ]|ongeveer[ ]|een[ ])?)$",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"^[ ](?:lang|later|geleden|terug|garantie|ervaring|cel|wachttijd|opvang|begeleiding|dossier|bewaard|samen|in dienst|ouder dan|wachten|per)\b",
    re.IGNORECASE,
)

AGE_UNIT = re.compile(
    rf"(?<![\w.,/-]){_NUMBER}(?:[ ]?(?:à|-|–|of|en|tot)[ ]?{_NUMBER})?[ ]?{_UNIT}\b(?:[ ]en[ ]{_NUMBER}[ ]{_UNIT}\b)?(?P<old>[ ](?:en half|en een half|oud|jong)\b)?",
    re.IGNORECASE,
)
AGE_SHORT = re.compile(r"(?<![\w.,/-])\d{1,2}[ ]?(?:j|jr|y|m|mnd|w)\b\.?", re.IGNORECASE)
AGE_ADJECTIVE = re.compile(rf"(?<![\w.,/]){_NUMBER}[ ]?-?[ ]?jarige?n?\b", re.IGNORECASE)
AGE_BRACKETS = re.compile(
    rf"(?<=\()[ ]?(?P<it>\d{{1,2}}(?:[;,.]\d{{1,2}})?|{_TEEN}|bijna {_TEEN})(?=[ ]?[),;])", re.IGNORECASE
)
AGE_IS = re.compile(
    rf"\b(?:is|was|wordt|werd|ben|bent|zijn|waren|worden|geworden|net|bijna|amper|pas|nog geen|al|rond de|vanaf|leeftijd:?|leeftijd van|oud|van|op (?:haar|zijn|m'n|z'n|mijn|hun)?)[ ]"
    rf"(?P<it>(?:(?:volgende|deze|komende)[ ](?:week|maand)[ ]|toen[ ]|morgen[ ]|vandaag[ ]|binnenkort[ ]|straks[ ]|bijna[ ]|net[ ]|pas[ ]|amper[ ]|al[ ]|ondertussen[ ]|intussen[ ]|nu[ ]|nog geen[ ])?(?:1\d|2[0-5]|[3-9]|(?!nul|één|een\b){_TEEN}|(?<=zijn[ ])achttiende|(?<=haar[ ])achttiende))"
    r"(?=[ ]?(?:[.,;!?)…”\"’:]|$|en[ ]|maar|geworden|of[ ]|als|toen|wanneer|wil|is|was|zijn[ ]|ze[ ]|hij[ ]))",
    re.IGNORECASE,
)
AGE_INVERTED = re.compile(
    rf"\b(?:ze|hij|zij|we|ik|die|ge|je)[ ](?P<it>1\d|2[0-5]|[3-9]|{_TEEN})[ ](?:is|was|zijn|waren|wordt|werd|werden|worden|ben|bent)\b",
    re.IGNORECASE,
)
AGE_NAMED = re.compile(r"(?<=,[ ])(?P<it>(?:1\d|2[0-5]|[3-9])|" + _TEEN + r")(?=[ ]?,[ ])", re.IGNORECASE)
AGE_TURNED = re.compile(
    r"\b(?:op|na|voor|tot|rond|sinds)[ ](?:haar|zijn|mijn|m'n|z'n|hun|je)[ ](?P<it>(?:vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig)(?:de|ste)|\d{1,2}(?:ste|de|e))(?![ ](?:keer|dag|week|maand|jaar|school|klas|les|huis|gezin))\b",
    re.IGNORECASE,
)
"""At fifteen, as Dutch says it: "op haar vijftiende"."""
_CLASS = r"(?:groep [1-8]|(?:het )?(?:eerste|tweede|derde|vierde|vijfde|zesde|[1-6](?:de|e|ste)) (?:leerjaar|middelbaar|secundair|studiejaar)|de (?:eerste|tweede|derde) kleuterklas|(?:klas )?[1-6] (?:vmbo|havo|vwo|mbo))"
AGE_CLASS = re.compile(
    rf"\b(?:zit|zitten|zat|zaten|start|startte)[ ](?:al |nu |nog |pas |weer )?in[ ](?P<it>{_CLASS})|\bin[ ](?P<too>{_CLASS})[ ](?:zit|zitten|zat|zaten)\b",
    re.IGNORECASE,
)
"""What year somebody is in at school says how old they are."""
AGE_PERSON = re.compile(
    rf"\b(?:meisje|meiske|jongen|jongetje|kind|kindje|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|kleuter|tiener|jongere|gast|gastje|vrouw|man|moeder|vader|oma|opa)[ ]van[ ](?P<it>1\d|[2-9]\d|[3-9]|(?!één|een){_TEEN})(?![ ](?:jaar|jaren|kinderen|zonen|dochters|op|euro|maanden|weken|uur|kilo|kg|gram|meter|cm))\b",
    re.IGNORECASE,
)
"""Een meisje van twaalf."""
AGE_BIRTHDAY = re.compile(
    r"\b(?P<it>\d{1,2}(?:ste|de|e)|(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig)(?:de|ste))[ ](?:verjaardag|levensjaar)",
    re.IGNORECASE,
)
AGE_OF_NAME = re.compile(rf"(?<=[a-zà-ÿ])[ ](?P<it>1\d|2[0-5]|{_TEEN})(?=[,)])", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:met|om|klas|groep|graad|op|rond|fase|punt|les|vraag|stap|deel|nummer|artikel|art\.?|bus|lijn|tram|team|bladzijde|uur|tegen|tot|vanaf|de|per|in)[ ]$",
    re.IGNORECASE,
)


_LAW = re.compile(
    r"\b(?:decreet|wet|besluit|kb|ordonnantie|verdrag|richtlijn|verordening|omzendbrief)(?:[ ]\w+)?[ ]van[ ](?:\d{1,2}[ ])?$",
    re.IGNORECASE,
)
"""The date of a law is its name."""


def dates(text: str) -> Iterator[Finding]:
    """Days, months with a year or a side, years of something, feasts with a year. A weekday alone is no date."""
    for pattern in DATES:
        for match in pattern.finditer(text):
            if not _LAW.search(text[max(0, match.start() - 40) : match.start()]):
                yield Finding(match.start(), match.end(), Label.DATE)


def ages(text: str) -> Iterator[Finding]:
    """How old somebody is; how long something lasts is none."""
    for match in AGE_UNIT.finditer(text):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 16]
        if match.group("old") or not (_LASTING.search(before) or _LASTED.match(after)):
            yield Finding(match.start(), match.end(), Label.AGE)
    for pattern in (AGE_SHORT, AGE_ADJECTIVE):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Label.AGE)
    for match in AGE_CLASS.finditer(text):
        group = "it" if match.group("it") else "too"
        yield Finding(match.start(group), match.end(group), Label.AGE)
    for pattern in (AGE_BRACKETS, AGE_INVERTED, AGE_IS, AGE_NAMED, AGE_TURNED, AGE_PERSON, AGE_BIRTHDAY, AGE_OF_NAME):
        for match in pattern.finditer(text):
            if pattern is AGE_IS or not _COUNTED.search(text[max(0, match.start("it") - 12) : match.start("it")]):
                yield Finding(match.start("it"), match.end("it"), Label.AGE)
