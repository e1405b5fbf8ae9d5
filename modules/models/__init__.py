"""Editors' pages, and what people do with them. One file per noun; import from here."""

from modules.models.attest import Attest, AttestedText
from modules.models.pages import ModuleIndexPage, ModulePage
from modules.models.plan import Plan
from modules.models.progress import Enrolment, UnitProgress

__all__ = ["Attest", "AttestedText", "Enrolment", "ModuleIndexPage", "ModulePage", "Plan", "UnitProgress"]
