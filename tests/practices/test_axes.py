"""What axes are to a practice: in the file, the editor's form, the page, the list and the search; unknown unless said."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from practices.axes import axes_of, made_for, made_for_stored
from practices.enums import AxisRole
from practices.listing import listing
from practices.models import PracticePage
from practices.searching import doc_of
from search.facets import facet
from tests.factories.practices import make_practice
from vocabulary.axes import AXES

pytestmark = pytest.mark.django_db


def roles(**told):
    """A stream as a file gives it: `taal="focus"`."""
    raw = [{"type": "axis", "value": {"axis": f"as.{name}", "role": role}} for name, role in told.items()]
    return PracticePage.axis_roles.field.to_python(json.dumps(raw))


def test_every_axis_stands_once_under_its_role_and_the_others_are_unknown():
    told = axes_of(roles(klasse="bedacht", taal="focus", kleur="focus", handicap="aangepast"))
    assert [(str(role), [str(label) for label in labels]) for role, labels in told.known] == [
        ("gaat hierover", ["Huidskleur", "Taal"]),
        ("uitdrukkelijk aangepast", ["Gezondheid"]),
        ("mee bedacht", [str(axis.label) for axis in AXES if axis.id == "as.klasse"]),
    ]
    assert len(told.unknown) == len(AXES) - 4
    assert (axes_of(roles()).known, len(axes_of(roles()).unknown)) == ((), len(AXES))


def test_made_for_is_on_purpose():
    assert made_for(roles(klasse="bedacht", taal="focus", handicap="aangepast")) == ("as.taal", "as.handicap")
    assert set(AxisRole.values) == {"focus", "aangepast", "bedacht"}


@pytest.mark.usefixtures("tree")
def test_a_long_list_reads_the_same_of_what_is_stored():
    made_with = roles(klasse="bedacht", taal="focus", handicap="aangepast", weg="focus")
    page = make_practice("met", axis_roles=made_with)
    make_practice("zonder")
    stored = dict(PracticePage.objects.values_list("slug", Cast("axis_roles", TextField())))
    assert (made_for_stored(stored["met"]), made_for_stored(stored["zonder"])) == (("as.taal", "as.handicap"), ())
    assert made_for(page.axis_roles) == ("as.taal", "as.handicap", "as.weg")
    assert made_for_stored("") == ()


@pytest.mark.usefixtures("tree")
def test_the_page_says_it_and_says_what_nobody_knows(client):
    make_practice("met", axis_roles=roles(taal="focus"))
    make_practice("zonder")

    def facts(slug):
        soup = BeautifulSoup(client.get(f"/nl/praktijken/{slug}/").content, "html.parser")
        section = soup.find("h2", string="Voor welke levens").find_parent("section")
        return [each.get_text(strip=True) for each in section.select("dt, dd, summary, p")]

    said = facts("met")
    assert said[:3] == ["Gaat hierover", "Taal", f"Over {len(AXES) - 1} andere assen weten we het niet"]
    assert "Huidskleur" in said[3]
    assert "Taal" not in said[3].split(", ")
    assert facts("zonder") == ["Dat schreef nog niemand op."]


@pytest.mark.usefixtures("tree")
def test_the_list_narrows_by_what_a_practice_was_made_for():
    make_practice("taal", axis_roles=roles(taal="focus"))
    make_practice("aangepast", axis_roles=roles(taal="aangepast", kleur="bedacht"))
    make_practice("bedacht", axis_roles=roles(taal="bedacht"))
    every = listing(AnonymousUser(), "nl", QueryDict())
    group = next(each for each in every.filters if str(each.label) == "Uitdrukkelijk gemaakt voor")
    assert [(str(option.label), option.count) for option in group.options if option.count] == [("Taal", 2)]
    assert [option.url for option in group.options if not option.count] == [""] * 11
    narrowed = listing(AnonymousUser(), "nl", QueryDict("voor=as.taal"))
    assert [page.slug for page in narrowed.practices] == ["aangepast", "taal"]
    assert listing(AnonymousUser(), "nl", QueryDict("voor=weg")).total == 3


@pytest.mark.usefixtures("tree")
def test_search_narrows_by_it_too():
    page = make_practice("taal", axis_roles=roles(taal="focus", kleur="bedacht"))
    assert doc_of(page).facets["voor"] == ("as.taal",)
    assert list(facet("voor").values) == [axis.id for axis in AXES]
