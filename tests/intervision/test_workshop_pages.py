"""The pages of the workshop, as a trainer and an editor use them: without JavaScript, and with nothing lost."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intervision.models import Method, MethodDraft
from intervision.workshop import actions
from intervision.workshop.typed import Typed
from people.models import Role
from tests.factories.intervision import make_method
from tests.factories.workshop import a_draft, a_typed, editor, published, sent, somebody, trainer, tried

pytestmark = pytest.mark.django_db

AT = "/beheer/methodes/"
HOSTILE = "<script>alert(1)</script>\"'><img src=x>"


@pytest.fixture
def koen(client, tree, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    person = trainer(first_name="Koen")
    client.force_login(person)
    return person


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    return " ".join(soup(response).select_one(".method-bench").get_text(" ").split())


def todo(response):
    return [link.get_text() for link in soup(response).select(".method-bench__todo li a")]


def press(client, draft, do, typed, version=None, **changes):
    now = MethodDraft.objects.get(pk=draft.pk).version if version is None else version
    return client.post(f"{AT}{draft.pk}/", {**sent(typed, **changes), "version": now, "do": do})


def kept(draft):
    return Typed.from_json(MethodDraft.objects.get(pk=draft.pk).content)


def test_who_does_not_write_methods_finds_no_page(client, koen):
    draft = a_draft(koen)
    paths = (AT, f"{AT}{draft.pk}/", f"{AT}{draft.pk}/proef/")
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    for person, status in ((trainer(), 404), (editor(), 200)):
        client.force_login(person)
        assert [client.get(path, follow=True).status_code for path in paths] == [200, status, status]
        assert client.post(f"{AT}{draft.pk}/beslis/", {"do": "weg"}, follow=True).status_code == 404
    for person in (somebody(Role.FACILITATOR), somebody(is_superuser=True)):
        client.force_login(person)
        assert {client.get(path, follow=True).status_code for path in paths} <= {403, 404}


def test_from_an_adaptation_to_what_everybody_can_choose(client, koen):
    """The whole way, through the pages."""
    origin = make_method("eerst", {"title": "Vertellen", "floor": ["A"], "instruct_all": "Vertel."}, purpose="Doel.", choose_when="Nu.", avoid_when="Nooit.")  # fmt: skip
    began = client.post(f"{AT}nieuw/", {"methode": "eerst"})
    draft = MethodDraft.objects.get()
    assert (began.status_code, began["Location"]) == (303, f"{AT}{draft.pk}/")
    assert "aangepast van Eerst" in words(client.get(began["Location"]))

    refused = press(client, draft, "publish", Typed.of(origin), methode__title="Onze versie", f1__minutes="8")
    assert refused.status_code == 422
    assert todo(refused) == ["Minuten samen: De fasen duren samen 8 minuten, maar er zijn 5 minuten beloofd."]
    assert soup(refused).select_one("#id_methode-title")["value"] == "Onze versie"
    field = soup(refused).select_one("#id_methode-total_min")
    assert field["aria-invalid"] == "true"
    told = [soup(refused).find(id=each) for each in field["aria-describedby"].split()]
    assert "maar er zijn 5 minuten beloofd" in " ".join(each.get_text() for each in told)
    assert (Method.objects.count(), kept(draft).method["title"]) == (1, "Onze versie")

    mended = kept(draft)
    untried = press(client, draft, "publish", mended, methode__total_min="8")
    assert (untried.status_code, "Doe eerst een droge loop" in words(untried)) == (422, True)
    walked = press(client, draft, "try", mended, methode__total_min="8")
    assert (walked.status_code, walked["Location"]) == (303, f"{AT}{draft.pk}/proef/")
    report = client.get(walked["Location"])
    assert "Niets. De groep komt van begin tot einde" in words(report)
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in soup(report).select("tbody tr")]
    assert rows[1] == ["Inbrenger", "aan het woord", "–", "–", "–"]
    version = soup(report).select_one("[name=version]")["value"]
    done = client.post(f"{AT}{draft.pk}/beslis/", {"do": "publish", "version": version}, follow=True)
    assert "Wie een sessie plant, kan nu “Onze versie” kiezen." in done.content.decode()
    page = client.get("/nl/intervisie/methoden/onze-versie/").content.decode()
    assert re.search(r"Aangepast van</span>\s*<a href=\"/nl/intervisie/methoden/eerst/\"", page)
    assert "Hieruit ontstond" in client.get("/nl/intervisie/methoden/eerst/").content.decode()
    assert "Onze versie" in client.get("/nl/intervisie/methoden/").content.decode()


def test_a_new_sheet_calls_nothing_wrong_before_it_was_kept(client, koen):
    client.post(f"{AT}nieuw/")
    draft = MethodDraft.objects.get()
    first = client.get(f"{AT}{draft.pk}/")
    assert (todo(first), soup(first).select(".errorlist")) == ([], [])
    client.post(f"{AT}{draft.pk}/", {**sent(kept(draft)), "methode-family": "vragen", "version": 1})
    again = client.get(f"{AT}{draft.pk}/")
    assert "Titel: Dit mag niet leeg blijven." in todo(again)
    assert all(soup(again).find(id=link["href"][1:]) for link in soup(again).select(".method-bench__todo li a"))


def test_every_button_keeps_what_was_typed_first(client, koen):
    draft = a_draft(koen, a_typed(3))
    for do, order in (
        ("omhoog:f3", ["f1", "f3", "f2"]),
        ("omlaag:f1", ["f3", "f1", "f2"]),
        ("add", ["f3", "f1", "f2", "f4"]),
        ("remove:f1", ["f3", "f2", "f4"]),
        ("omhoog:f9", ["f3", "f2", "f4"]),
        ("iets", ["f3", "f2", "f4"]),
    ):
        answer = press(client, draft, do, kept(draft), methode__family=do[:20])
        assert answer.status_code == 303
        assert ([each.key for each in kept(draft).phases], kept(draft).method["family"]) == (order, do[:20])


def test_dragging_sends_the_phases_in_their_new_order(client, koen):
    draft = a_draft(koen, a_typed(3))
    data = sent(kept(draft)) | {"fase": ["f2", "f3", "f1"], "version": 1}
    client.post(f"{AT}{draft.pk}/", data)
    assert [each.title for each in kept(draft).phases] == ["Deel 2", "Deel 3", "Deel 1"]


def test_a_stale_page_answers_409_and_keeps_what_was_typed(client, koen):
    draft = a_draft(koen)
    actions.save(by=editor(), pk=draft.pk, version=1, typed=a_typed(methode__purpose="Van Lander."))
    answer = press(client, draft, "save", a_typed(methode__purpose="Van Koen."), version=1)
    assert answer.status_code == 409
    assert soup(answer).select_one("#id_methode-purpose").get_text(strip=True) == "Van Koen."
    assert "veranderde intussen op een andere pagina" in words(answer)
    assert kept(draft).method["purpose"] == "Van Lander."
    again = press(client, draft, "save", a_typed(methode__purpose="Van Koen."), version=1)
    assert again.status_code == 409
    assert soup(answer).select_one("[form=method], #method button")["value"] == "save"  # what Enter presses
    over = soup(answer).select_one("button[value^=over]")["value"]
    assert over == "over:2"
    done = press(client, draft, over, a_typed(methode__purpose="Van Koen."), version=1)
    assert (done.status_code, kept(draft).method["purpose"]) == (303, "Van Koen.")


@pytest.mark.parametrize("version", ["", "-1", "1e3", "²", "9" * 40, HOSTILE])
def test_a_version_that_is_none_is_an_old_one(client, koen, version):
    draft = a_draft(koen)
    for do in ("save", "publish", "try"):
        assert press(client, draft, do, a_typed(methode__family="x"), version=version).status_code == 409
    for do in ("publish", "withdraw", "throw_away"):
        assert client.post(f"{AT}{draft.pk}/beslis/", {"do": do, "version": version}).status_code == 409
    assert kept(draft) == a_typed()


def test_hostile_text_is_shown_as_text_everywhere(client, koen):
    changes = {f"methode__{name}": HOSTILE for name in ("title", "purpose", "choose_when", "avoid_when", "roles", "pitfalls", "sources", "variants", "outputs", "licence_note", "family")}  # fmt: skip
    changes |= {f"f1__{name}": HOSTILE for name in ("title", "prompt0", "instruct_all", "instruct_bringer", "instruct_peers", "instruct_facilitator")}  # fmt: skip
    draft = a_draft(koen, a_typed(**changes))
    draft = tried(draft, koen)
    pages = [client.get(path) for path in (AT, f"{AT}{draft.pk}/", f"{AT}{draft.pk}/proef/")]
    made = actions.publish(by=koen, pk=draft.pk, version=1)
    assert made.slug == "scriptalert1scriptimg-srcx"
    at = made.get_absolute_url()
    pages += [client.get(path) for path in (at, f"{at}kaarten/", "/nl/intervisie/methoden/")]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.content.decode()
        assert soup(page).select("img[src=x]") == []


def test_forged_choices_are_refused_at_their_field_and_break_nothing(client, koen):
    draft = a_draft(koen)
    typed = a_typed(f1__floor=["A", "<b>"], f1__turn="estafette", f1__carries_to=["f9"], methode__trust="blind")
    answer = press(client, draft, "publish", typed)
    assert answer.status_code == 422
    assert len(todo(answer)) == 4
    assert press(client, draft, "try", kept(draft)).status_code == 422
    assert Method.objects.count() == 0


def test_a_dry_run_of_something_without_numbers_says_where(client, koen):
    draft = a_draft(koen, a_typed(f2__minutes="lang"))
    answer = client.post(f"{AT}{draft.pk}/proef/")
    assert answer.status_code == 422
    assert todo(answer) == ["2. Deel 2, Minuten: Voer een geheel getal in."]
    outside = press(client, draft, "try", kept(draft), f2__minutes="99")
    assert (outside.status_code, MethodDraft.objects.get().tried_version) == (422, 0)
    empty = press(client, draft, "try", kept(draft).without("f1").without("f2"))
    assert empty.status_code == 422


def test_an_old_dry_run_says_that_it_is_old_and_one_that_was_never_done_too(client, koen):
    draft = a_draft(koen)
    assert "Er is nog geen droge loop gedaan." in words(client.get(f"{AT}{draft.pk}/proef/"))
    client.post(f"{AT}{draft.pk}/proef/")
    assert "veranderde sinds" not in words(client.get(f"{AT}{draft.pk}/proef/"))
    press(client, draft, "save", a_typed(methode__family="Anders"))
    page = client.get(f"{AT}{draft.pk}/proef/")
    assert "De methode veranderde sinds deze droge loop." in words(page)
    assert soup(page).select("button[value=publish]") == []


def test_what_the_run_met_stands_first_and_keeps_it_from_being_published(client, koen):
    draft = a_draft(koen, a_typed(f2__floor=["F"], f1__floor=["X"], f1__turn="-", f1__who0="F", f1__carries_to=["f2"]))
    page = client.post(f"{AT}{draft.pk}/proef/", follow=True)
    faults = [each.get_text(strip=True) for each in soup(page).select(".method-trial__faults li")]
    assert faults == [
        "De inbrenger spreekt nergens en geeft nergens iets af.",
        "De meedenker spreekt nergens en geeft nergens iets af.",
    ]
    assert soup(page).select("button[value=publish]") == []
    answer = press(client, draft, "publish", kept(draft))
    assert (answer.status_code, "In de droge loop liep er iets vast" in words(answer)) == (422, True)


def test_an_editor_takes_a_method_of_the_house_over_and_a_trainer_cannot(client, koen):
    make_method("huis")
    answer = client.post(f"{AT}nieuw/", {"methode": "huis", "hoe": "zelf"}, follow=True)
    assert "Een methode van het huis zelf wijzigt alleen de redactie." in answer.content.decode()
    assert not MethodDraft.objects.exists()
    assert "Wijzig deze zelf" not in client.get(AT).content.decode()
    client.force_login(editor())
    assert "Wijzig deze zelf" in client.get(AT).content.decode()
    assert client.post(f"{AT}nieuw/", {"methode": "huis", "hoe": "zelf"}).status_code == 303
    assert MethodDraft.objects.get().method.slug == "huis"
    assert "Wijzig deze zelf" not in client.get(AT).content.decode()
    again = client.post(f"{AT}nieuw/", {"methode": "huis", "hoe": "zelf"}, follow=True)
    assert "Aan deze methode wordt al gewerkt." in again.content.decode()
    assert client.post(f"{AT}nieuw/", {"methode": "weg"}, follow=True).status_code == 404


def test_out_of_the_list_and_thrown_away(client, koen):
    published(koen)
    made, other = MethodDraft.objects.get(), a_draft(koen)
    page = client.get(f"{AT}{made.pk}/")
    assert [each["value"] for each in soup(page).select(".method-bench__end button")] == ["withdraw"]
    gone = client.post(f"{AT}{made.pk}/beslis/", {"do": "withdraw", "version": 1}, follow=True)
    assert "Uit de lijst gehaald. Wat al gepland was, gaat door." in gone.content.decode()
    assert client.get("/nl/intervisie/methoden/proef/").status_code == 404
    assert "Uit de lijst gehaald" in words(client.get(AT))
    refused = client.post(f"{AT}{made.pk}/beslis/", {"do": "throw_away", "version": 1})
    assert refused.status_code == 422
    away = client.post(f"{AT}{other.pk}/beslis/", {"do": "throw_away", "version": 1})
    assert (away.status_code, away["Location"], list(MethodDraft.objects.all())) == (303, AT, [made])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client, koen, count):
    client.force_login(editor())
    for number in range(count):
        a_draft(trainer(), adapted_from=make_method(f"m{number}"))
    client.get(AT)
    with CaptureQueriesContext(connection) as asked:
        client.get(AT)
    ours = [each["sql"] for each in asked if "intervision_" in each["sql"]]
    assert len(ours) == 2


def test_reading_writes_nothing(client, koen):
    draft = tried(a_draft(koen), koen)
    for path in (AT, f"{AT}{draft.pk}/", f"{AT}{draft.pk}/proef/"):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
