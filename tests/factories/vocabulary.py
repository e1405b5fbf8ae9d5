"""A small thesaurus that has every kind of key, with words planted that must never be printed."""

import copy

import yaml

from vocabulary.thesaurus.loading import load
from vocabulary.thesaurus.source import Source, parse

HIDDEN = "verzwegenvorm"
NO_ECHO = "kwetsvorm"

SMALL = yaml.safe_load(f"""
meta: {{version: 0.0.1, title: Proef}}
facets:
- {{id: as, prefLabel: {{nl: Assen, fr: Axes, en: Axes}}, appliesTo: [vignet], maxTags: 5, guidance: Nooit op personen.,
   scopeNote: {{nl: Wat er meespeelt., fr: Ce qui joue.}}}}
- {{id: mech, prefLabel: {{nl: Mechanismen, fr: Mécanismes, en: Mechanisms}}, appliesTo: [alle], maxTags: 1, guidance: ''}}
concepts:
- id: as.taal
  facet: as
  prefLabel: {{nl: Taal, fr: Langue, en: Language}}
  altLabel: {{nl: [meertaligheid]}}
  hiddenLabel: {{nl: [{HIDDEN}]}}
  narrower: [as.taal.tolk]
  related: [mech.drempel]
  scopeNote: {{nl: Welke talen er meespelen.}}
- id: as.taal.tolk
  facet: as
  prefLabel: {{nl: Tolken, fr: Interpréter, en: Interpreting}}
  broader: as.taal
  closeMatch: [mech.drempel]
  region: [VL, BXL]
- id: mech.drempel
  facet: mech
  prefLabel: {{nl: Drempel, fr: Seuil, en: Threshold}}
  related: [as.taal]
  closeMatch: [as.taal.tolk]
- id: mech.oud
  facet: mech
  prefLabel: {{nl: Oude drempel, fr: Ancien seuil, en: Old threshold}}
  deprecated: true
  replacedBy: mech.drempel
  changeNote: Samengevoegd.
language_guidance:
- id: taal.gewoon
  term: moeilijk bereikbaar
  matches: [moeilijk bereikbaar]
  status: vermijd
  alternatives: [nog niet bereikt]
  note: Diensten zijn moeilijk bereikbaar.
  fr: difficile à atteindre > pas encore atteint
  en: hard to reach > not reached yet
  redirect: [mech.drempel]
  surface: [search, glossary]
- id: taal.stil
  term: {NO_ECHO}
  matches: [{NO_ECHO}]
  status: vermijd
  alternatives: [de naam van de persoon]
  note: Het woord {NO_ECHO} doet pijn.
  fr: {NO_ECHO} > le nom
  en: {NO_ECHO} > the name
  redirect: [mech.drempel]
  surface: [search, glossary]
  noEcho: true
- id: taal.verzwegen
  term: {HIDDEN}
  matches: [{HIDDEN}]
  status: vermijd
  alternatives: [meertalig]
  note: Zet mensen apart.
  fr: ''
  en: ''
  redirect: [as.taal]
  surface: [search, glossary]
search: {{weights: {{prefLabel: 1.0}}}}
""")


def small() -> dict:
    """A copy of the small thesaurus, to change."""
    return copy.deepcopy(SMALL)


def source_of(data: dict) -> Source:
    """This data as if it stood in a file named proef.yaml."""
    return parse(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), file="proef.yaml")


def load_small() -> None:
    """Load the small thesaurus."""
    load(source_of(small()))
