"""What is no name and still points at one person: the only one, the first, a twin, what stood in the paper."""

import re
from collections.abc import Iterator

from deidentification.findings import Finding
from deidentification.labels import Label

_ROLE = r"(?:imam|burgemeester|brandweer\w{0,10}|piloot|arts|dokter|rechter|advocaat|advocate|agente?|politie\w{0,10}|priester|pastoor|dominee|rabbijn|hoofdoek\w{0,6}|gouverneur|minister|schepen|wethouder|directeur|directrice|kampioene?|topsporter|bokser|wielrenner|voetballer|acteur|actrice|zanger|zangeres|rapper|influencer|youtuber|schrijver|schrijfster|uitvinder|veearts|vroedvrouw|apotheker)"
_SMALL = r"(?:dorp|gehucht|eiland|streek|gemeente|deelgemeente|stadje|vallei|polder|straat|wijk|school|provincie|regio|parochie|gemeenschap|regio|buurt|stad|klas)"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:de|het|als|is|zijn|onze|hun)[ ](?:enige|allereerste|laatste)[ ](?:[\w-]{{1,30}}[ ]){{0,4}}(?:van|in|op|uit)[ ](?:[\w-]{{1,20}}[ ]){{0,2}}{_SMALL}",
        rf"\b(?:de|het)[ ]eerste[ ](?:[\w-]{{1,30}}[ ]){{0,2}}{_ROLE}",
        rf"\b(?:de|als|is|was|een)[ ](?:enige|bekende|beroemde|eerste)[ ](?:[\w-]{{1,30}}[ ]){{0,2}}{_ROLE}\b",
        r"\b(?:drieling|vierling|vijfling|siamese tweeling|eeneiige tweeling)\w{0,4}\b",
        r"\b(?:bekend van|bekend uit|bekend om|wereldberoemd|bekende vlaming|nationale ploeg|olympisch\w{0,3}|gouden medaille|wereldkampioen\w{0,2}|belgisch kampioen\w{0,2}|europees kampioen\w{0,2}|profvoetballer|profvoetbal)\b",
        r"\b(?:in (?:alle |de )?(?:krant|kranten|pers|media)|op (?:het nieuws|tv|televisie|de radio)|zaak in de krant|in het nieuws|het nieuws haalde\w{0,1}|haalde (?:de krant|het nieuws|de pers)|stond(?:en)? (?:vorig jaar |vorige zomer |toen |ooit |vorige week )?in (?:alle |de )?(?:krant|kranten)|met naam en foto|assisenproces|persaandacht|gingen? viraal|viral ging)\b",
        r"\b(?:dorp|gehucht|eiland|stadje|gemeente|gemeenschap)[ ]van[ ](?:amper |nog geen |maar |ongeveer )?(?:\d{1,4}|\w{3,20})[ ](?:mensen|inwoners|zielen|huizen|gezinnen)",
        r"\b(?:als |de |het )?enige[ ](?:[\w-]{1,30}[ ])?(?:familie|gezin|meisje|jongen|moslim|moslima|vrouw|man|zwarte|leerling|kind|vluchteling|vrouwelijke|mannelijke)[ ](?:[\w-]{1,20}[ ]){0,2}(?:in|van|op|uit)\b",
        r"\b(?:zeldzame (?:ziekte|aandoening|stofwisselingsziekte|spierziekte)|syndroom van [\w-]{2,30}|albino|albinisme|siamees|ziekte van [\w-]{2,30}|glazen oog|kunstbeen|eenarmig\w{0,1}|één arm|één been)\b",
        r"\b(?:overleefde|overlevende van|slachtoffer van|nabestaande van|getuige van|dader van)[ ](?:de|het|een)[ ](?:aanslag\w{0,2}|ramp|busongeval|treinramp|schietpartij|moord|gifmoord|brand in)\b",
        r"\bmet (?:één (?:blauw|bruin|groen) en één|twee verschillende kleuren ogen)\b",
        r"\bhet (?:enige|laatste) \w{3,30}(?:gezin|winkel|restaurant|kind|meisje|jongen)\b",
        rf"\b(?:burgemeester|schepen|wethouder|gouverneur|pastoor|dorpsdokter|veldwachter)[ ](?:van|in|uit)[ ](?:het|de|een|ons)[ ]{_SMALL}",
    )
)


def singling_out(text: str) -> Iterator[Finding]:
    """Soft findings: a question to the author."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), Label.QUASI, soft=True)
