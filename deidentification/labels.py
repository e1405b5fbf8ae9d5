"""What a finding may be, and why it asks for a decision: the words for the author."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Label(StrEnum):
    """The kinds of what identifies somebody; the names that evaluate_deidentification reads."""

    PERSON = "PERSON"
    NICK = "NICK"
    PLACE = "PLACE"
    DATE = "DATE"
    AGE = "AGE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    URL = "URL"
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    SCHOOL = "SCHOOL"
    FACILITY = "FACILITY"
    CASE = "CASE"
    NN = "NN"
    BSN = "BSN"
    IBAN = "IBAN"
    PLATE = "PLATE"
    QUASI = "QUASI"
    """Nothing by itself; together with what somebody knows it points at one person."""


NAMES: dict[Label, str | Promise] = {
    Label.PERSON: _("naam van iemand"),
    Label.NICK: _("roepnaam"),
    Label.PLACE: _("plaats"),
    Label.DATE: _("datum"),
    Label.AGE: _("leeftijd"),
    Label.PHONE: _("telefoonnummer"),
    Label.EMAIL: _("e-mailadres"),
    Label.HANDLE: _("naam op sociale media"),
    Label.URL: _("webadres"),
    Label.ADDRESS: _("adres"),
    Label.POSTCODE: _("postcode"),
    Label.SCHOOL: _("school"),
    Label.FACILITY: _("voorziening of dienst"),
    Label.CASE: _("dossiernummer"),
    Label.NN: _("rijksregisternummer"),
    Label.BSN: _("burgerservicenummer"),
    Label.IBAN: _("rekeningnummer"),
    Label.PLATE: _("nummerplaat"),
    Label.QUASI: _("een combinatie die naar één persoon wijst"),
}

WHY: dict[Label, str | Promise] = {
    Label.PERSON: _("Wie deze naam kent, weet over wie het gaat. Kies een andere, uit dezelfde streek."),
    Label.NICK: _("Een roepnaam herkent iemand meteen, zeker wie hem zelf draagt."),
    Label.PLACE: _("Een plaats maakt de kring van wie het kan zijn snel klein. Een streek volstaat."),
    Label.DATE: _("Een datum staat ook in een dossier of in de krant. Een seizoen volstaat."),
    Label.AGE: _("De precieze leeftijd is zelden nodig. Een leeftijdsgroep volstaat."),
    Label.PHONE: _("Met dit nummer is iemand te bereiken."),
    Label.EMAIL: _("Met dit adres is iemand te bereiken."),
    Label.HANDLE: _("Met deze naam is iemand online te vinden."),
    Label.URL: _("Dit adres leidt naar iemand of naar een dienst."),
    Label.ADDRESS: _("Hier woont of werkt iemand."),
    Label.POSTCODE: _("Een postcode wijst een gemeente of een straat aan."),
    Label.SCHOOL: _("Op een school kent men elkaar."),
    Label.FACILITY: _("In een dienst weet men snel over wie het gaat."),
    Label.CASE: _("Een nummer leidt naar één dossier."),
    Label.NN: _("Dit nummer hoort bij één mens."),
    Label.BSN: _("Dit nummer hoort bij één mens."),
    Label.IBAN: _("Deze rekening heeft een houder."),
    Label.PLATE: _("Een nummerplaat leidt naar een houder."),
    Label.QUASI: _("Wie de streek kent, weet misschien wie dit is. Kan het algemener, of anders?"),
}
