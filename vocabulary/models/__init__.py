"""The shared vocabulary: facets, concepts with all their forms, and the language guide."""

from vocabulary.models.concept import Concept, label_in
from vocabulary.models.facet import Facet
from vocabulary.models.form import ConceptForm, FormKind
from vocabulary.models.link import ConceptLink, LinkKind
from vocabulary.models.release import Release
from vocabulary.models.tip import LanguageTip, TipRedirect, TipStatus

__all__ = [
    "Concept",
    "ConceptForm",
    "ConceptLink",
    "Facet",
    "FormKind",
    "LanguageTip",
    "LinkKind",
    "Release",
    "TipRedirect",
    "TipStatus",
    "label_in",
]
