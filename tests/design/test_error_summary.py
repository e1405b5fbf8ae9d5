"""What is wrong stands on top of a long form, with a way to each field, and the focus is there."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string
from django.test import Client

from people import actions
from reflection.actions.logbook import Words, write_entry
from tests.factories.people import CircleFactory, UserFactory
from tests.factories.releases import written


class LongForm(forms.Form):
    name = forms.CharField(label="Naam")
    day = forms.DateField(label="Dag", error_messages={"invalid": "Kies een dag."})
    colour = forms.ChoiceField(label="Kleur", choices=[("r", "rood"), ("b", "blauw")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Samen klopt het niet.")


class ShortForm(forms.Form):
    name = forms.CharField(label="Naam")


def summary_of(html):
    page = BeautifulSoup(html, "html.parser")
    return page, page.select(".error-summary")


def ways(page, box):
    """Where each link leads: the id, and whether it is there once."""
    return [(a["href"][1:], len(page.select(f'[id="{a["href"][1:]}"]'))) for a in box.select("a")]


def test_a_long_form_names_every_error_on_top_and_leads_to_its_field():
    page, [box] = summary_of(LongForm({"name": "Amal", "day": "gisteren"}).as_div())
    assert [" ".join(item.get_text().split()) for item in box.select("li")] == [
        "Samen klopt het niet.",
        "Dag: Kies een dag.",
        "Kleur: Dit mag niet leeg blijven.",
    ]
    assert ways(page, box) == [("id_day", 1), ("id_colour", 1)]
    assert (box["role"], box["tabindex"], box.has_attr("autofocus")) == ("alert", "-1", True)
    assert page.find(True) is box
    assert page.select(".errorlist.nonfield") == []


@pytest.mark.parametrize("form", [LongForm(), ShortForm({}), ShortForm({"name": "Amal"})])
def test_a_form_without_errors_or_with_one_field_has_none(form):
    assert summary_of(form.as_div())[1] == []


def test_a_short_form_keeps_what_is_wrong_with_it_as_a_whole():
    form = ShortForm({"name": "Amal"})
    form.add_error(None, "Te laat.")
    page, found = summary_of(form.as_div())
    assert (found, page.select_one(".errorlist.nonfield").get_text(strip=True)) == ([], "Te laat.")


def test_hostile_text_in_an_error_is_text():
    form = LongForm({"name": "x"})
    form.add_error("name", "<b onclick=x>nee</b>")
    assert "<b" not in render_to_string("components/error_summary.html", {"form": form})


@pytest.mark.django_db
@pytest.mark.usefixtures("_clear_page_caches", "tree")
class TestOnPages:
    @pytest.fixture
    def mine(self):
        self.owner = UserFactory()
        client = Client()
        client.force_login(self.owner)
        return client

    @pytest.mark.parametrize(
        ("chosen", "leads"),
        [
            ({"wat": "alles", "tot": "gisteren"}, ["id_met", "id_tot"]),
            ({"wat": "zinnen", "tot": "2999-01-01"}, ["id_zinnen", "id_met", "id_tot"]),
            (
                {"tot": "2999-01-01", "met": "mensen", "mensen": str(uuid.UUID(int=7))},
                ["id_wat", "id_mensen", "id_tot"],
            ),
        ],
    )
    def test_sharing(self, mine, chosen, leads):
        circle = CircleFactory()
        for person in (self.owner, UserFactory()):
            actions.join(person=person, group=circle)
        row = written(self.owner, "Voor de zin. Na de zin.")
        where = f"/nl/notities/gedeeld/nieuw/answer/{row.pk}/"
        shown = BeautifulSoup(mine.get(where).content, "html.parser").select_one("[name=versie]")["value"]
        answer = mine.post(where, {"versie": shown, **chosen})
        page, [box] = summary_of(answer.content)
        assert answer.status_code == 422
        assert ways(page, box) == [(lead, 1) for lead in leads]
        # Above the text that is shared, which may be long.
        assert box.find_next(class_="own-text") is not None

    def test_the_logbook_says_it_is_empty_and_never_that_it_may_be(self, mine):
        page, [box] = summary_of(mine.post("/nl/notities/logboek/nieuw/", {"v_tekst": " "}).content)
        assert [item.get_text() for item in box.select("li")] == [
            "Er staat nog niets. Schrijf iets, hoe kort ook, en bewaar dan."
        ]
        assert page.select_one("label[for=noteer_v_tekst]").get_text(strip=True) == "Je notitie"

    @pytest.mark.parametrize(
        ("asked", "optional"), [("vragen=vrij", 0), ("vragen=skj", 4)], ids=["one question", "several"]
    )
    def test_a_question_is_optional_only_beside_others(self, mine, asked, optional):
        page = BeautifulSoup(mine.get(f"/nl/notities/logboek/nieuw/?{asked}").content, "html.parser")
        assert len(page.select(".entry-form .field__optional")) == optional

    def test_a_note_with_a_picked_passage_may_stay_empty(self, mine):
        answer = mine.post("/nl/notities/logboek/nieuw/", {"citaat": "Een zin.", "v_tekst": "x" * 9000})
        assert len(BeautifulSoup(answer.content, "html.parser").select(".entry-form .field__optional")) == 1

    def test_revising_asks_the_same(self, mine):
        entry = write_entry(by=self.owner, words=Words("vrij", {"tekst": "Een zin."}), operation=uuid.uuid4())
        page = BeautifulSoup(mine.get(f"/nl/notities/logboek/{entry.first_id}/aanpassen/").content, "html.parser")
        assert page.select(".entry-form .field__optional") == []
