"""Writing a method: what was typed is kept, what is published is choosable, and no room notices."""

import pytest
from django.urls import reverse

from intervision.content import MethodLoader
from intervision.enums import Move
from intervision.forms import PlanForm
from intervision.models import Method, MethodDraft, Phase
from intervision.projection import project
from intervision.script import script_of
from intervision.workshop import actions
from intervision.workshop.exceptions import NotReady, NotYourMethod, StaleMethod
from intervision.workshop.sheet import Sheet
from intervision.workshop.typed import MOST_PHASES, Typed
from pages.content import content_files, load, read
from people.models import User
from tests.factories.intervision import make_method, make_room
from tests.factories.workshop import a_draft, a_typed, editor, published, sent, trainer, tried, typed_of

pytestmark = pytest.mark.django_db


def typed_in(draft):
    return Typed.from_json(MethodDraft.objects.get(pk=draft.pk).content)


# --- what was typed -----------------------------------------------------------


def test_every_method_of_the_house_comes_out_of_the_form_as_it_went_in(settings):
    """Every field of the method and the eighteen of every phase."""
    load(content_files(settings.CONTENT_DIR / "nl" / "methoden"))
    own = {"id", "slug", "is_ours", "adapted_from"}
    fields = [each.name for each in Method._meta.concrete_fields if each.name not in own]
    names = [each.name for each in Phase._meta.concrete_fields if each.name not in {"id", "method"}]
    methods = list(Method.objects.methods())
    assert len(methods) == 19
    for method in methods:
        sheet = Sheet.of(typed_of(sent(Typed.of(method))))
        assert sheet.off == []
        made, phases = sheet.built
        assert {name: getattr(made, name) for name in fields} == {name: getattr(method, name) for name in fields}
        assert [{name: getattr(each, name) for name in names} for each in phases] == [
            {name: getattr(each, name) for name in names} for each in method.phases.all()
        ]


def test_a_drawing_stays_with_its_phase():
    method = make_method("met-figuur", {"floor": ["A"], "figure": "genogram"}, {"floor": ["A"]})
    sheet = Sheet.of(typed_of(sent(Typed.of(method))))
    assert [phase.cleaned_data["figure"] for phase in sheet.phases] == ["genogram", ""]
    refused = Sheet.of(a_typed(f1__figure="stamboom"))
    assert [each.anchor for each in refused.off] == ["id_f1-figure"]


def test_words_where_a_number_belongs_are_kept_and_told():
    typed = a_typed(f1__minutes="een kwartier", methode__total_min="")
    sheet = Sheet.of(Typed.from_json(typed.to_json()))
    assert (sheet.built, sheet.holds) == (None, False)
    assert [(each.anchor, each.phase) for each in sheet.off] == [("id_methode-total_min", 0), ("id_f1-minutes", 1)]
    assert sheet.phases[0]["minutes"].value() == "een kwartier"


def test_a_place_to_write_is_whole_or_empty():
    half = Sheet.of(a_typed(f2__who1="B"))
    assert [each.reason for each in half.off] == ["2. Deel 2, Wat ermee gebeurt: Kies wat er met de tekst gebeurt."]
    other = Sheet.of(a_typed(f2__prompt3="Wat neem je mee?"))
    assert [each.reason for each in other.off] == [
        "2. Deel 2, Wie schrijft: Kies wie hier schrijft, of maak deze plek leeg."
    ]


def test_moving_a_phase_keeps_what_carries_where_and_says_what_no_longer_holds():
    typed = a_typed(3, f1__carries_to=["f3"])
    up = typed.moved("f3", "omhoog")
    assert [each.key for each in up.phases] == ["f1", "f3", "f2"]
    assert Sheet.of(up).built[1][0].carries_to == [2]
    first = up.moved("f3", "omhoog")
    sheet = Sheet.of(first)
    assert [(each.phase, each.reason) for each in sheet.off] == [
        (2, "2. Deel 1, Gaat mee naar: Gaat mee naar een fase die niet later komt.")
    ]
    assert [each.key for each in typed.moved("f1", "omhoog").moved("f3", "omlaag").phases] == ["f1", "f2", "f3"]
    assert typed.moved("f9", "omhoog") == typed


def test_no_more_phases_than_fit_and_no_key_that_we_never_gave():
    typed = a_typed(MOST_PHASES)
    assert typed.with_phase() == typed
    keys = ["f1", "f1", "f2", "<script>", "f99999", "methode", *(f"f{n}" for n in range(3, 40))]
    assert [each.key for each in typed_of({"fase": keys}).phases] == [f"f{n}" for n in range(1, MOST_PHASES + 1)]


def test_what_postgres_cannot_keep_is_left_out():
    typed = typed_of(
        {"fase": ["f1"], "methode-title": "A\x00B", "f1-floor": ["A\x00"], "methode-purpose": "een\r\ntwee"}
    )
    assert (typed.method["title"], typed.phases[0].row["floor"], typed.method["purpose"]) == ("AB", ["A"], "een\ntwee")


# --- from one version to the next ---------------------------------------------


def test_what_did_not_change_makes_no_new_version():
    koen = trainer()
    draft = a_draft(koen)
    assert actions.save(by=koen, pk=draft.pk, version=1, typed=a_typed()).version == 1
    assert actions.save(by=koen, pk=draft.pk, version=1, typed=a_typed(methode__title="Anders")).version == 2


def test_of_two_who_save_the_second_is_told_and_overwrites_nothing():
    koen, lander = trainer(), editor()
    draft = a_draft(koen)
    actions.save(by=lander, pk=draft.pk, version=1, typed=a_typed(methode__title="Van Lander"))
    for act in (
        lambda: actions.save(by=koen, pk=draft.pk, version=1, typed=a_typed(methode__title="Van Koen")),
        lambda: actions.publish(by=koen, pk=draft.pk, version=1),
        lambda: actions.throw_away(by=koen, pk=draft.pk, version=1),
    ):
        with pytest.raises(StaleMethod):
            act()
    assert typed_in(draft).method["title"] == "Van Lander"


def test_nobody_saves_the_method_of_somebody_else():
    draft = a_draft(trainer())
    with pytest.raises(NotYourMethod):
        actions.save(by=trainer(), pk=draft.pk, version=1, typed=a_typed())


# --- publishing ---------------------------------------------------------------


def test_what_holds_and_was_tried_can_be_chosen_and_says_where_it_comes_from():
    koen, origin = trainer(), make_method("eerst", title_en="First")
    draft = actions.adapt(by=koen, method=origin)
    assert typed_in(draft).method["title"] == "Eerst, aangepast"
    room = make_room(origin)
    chosen = PlanForm(circle=room.circle).fields["method"].queryset
    typed = a_typed(methode__title="Onze versie")
    draft = tried(actions.save(by=koen, pk=draft.pk, version=1, typed=typed), koen)
    assert [method.slug for method in chosen.all()] == ["eerst"]
    made = actions.publish(by=koen, pk=draft.pk, version=2)
    assert (made.slug, made.adapted_from, made.is_ours, made.written) == ("onze-versie", origin, True, True)
    assert [method.slug for method in chosen.all()] == ["eerst", "onze-versie"]
    assert [phase.title for phase in made.phases.all()] == ["Deel 1", "Deel 2"]


def test_half_a_method_is_kept_and_not_published():
    koen = trainer()
    draft = actions.begin(by=koen)
    draft = actions.save(by=koen, pk=draft.pk, version=1, typed=a_typed(methode__title=""))
    with pytest.raises(NotReady):
        actions.publish(by=koen, pk=draft.pk, version=2)
    assert Method.objects.count() == 0


def test_a_second_method_of_the_same_title_gets_an_address_of_its_own():
    koen = trainer()
    assert [published(koen).slug, published(koen).slug, published(koen, a_typed(methode__title="!!")).slug] == [
        "proef",
        "proef-2",
        "methode",
    ]


def test_what_is_being_written_changes_nothing_until_it_is_published():
    koen = trainer()
    made = published(koen)
    draft = MethodDraft.objects.get()
    draft = actions.save(by=koen, pk=draft.pk, version=1, typed=a_typed(methode__title="Nieuw"))
    assert (Method.objects.get().title, draft.has_changes) == ("Proef", True)
    draft = tried(draft, koen)
    actions.publish(by=koen, pk=draft.pk, version=2)
    assert [(each.pk, each.slug, each.title) for each in Method.objects.all()] == [(made.pk, "proef", "Nieuw")]


def test_out_of_the_list_and_back():
    koen = trainer()
    made = published(koen)
    draft = MethodDraft.objects.get()
    actions.withdraw(by=koen, pk=draft.pk, version=1)
    assert [list(Method.objects.methods()), list(Method.objects.choosable())] == [[], []]
    actions.publish(by=koen, pk=draft.pk, version=1)
    assert list(Method.objects.choosable()) == [made]


def test_a_draft_is_thrown_away_whole():
    koen = trainer()
    draft = actions.begin(by=koen)
    actions.throw_away(by=koen, pk=draft.pk, version=1)
    assert (MethodDraft.objects.count(), User.objects.count()) == (0, 1)


# --- files and editors --------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    from tests.intervision.test_methods import GOOD

    path = tmp_path / "proef.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_what_an_editor_changed_is_left_alone_by_the_files(file):
    lander = editor()
    assert (load([file]), load([file]).kept) == ({"methode": 1}, 0)
    draft = actions.take_over(by=lander, method=Method.objects.get())
    changed = Typed.of(Method.objects.get())
    typed = typed_of(sent(changed, methode__title="Van de redactie", f1__instruct_all="Anders."))
    draft = tried(actions.save(by=lander, pk=draft.pk, version=1, typed=typed), lander)
    assert load([file]) == {"methode": 1}  # as long as nothing is published, the files say what it is
    actions.publish(by=lander, pk=draft.pk, version=2)
    loaded = load([file])
    assert (dict(loaded), loaded.kept) == ({}, 1)
    assert [(each.slug, each.title) for each in Method.objects.all()] == [("proef", "Van de redactie")]
    assert Phase.objects.get(nr=1).instruct_all == "Anders."


def test_a_file_that_comes_later_under_the_same_address_overwrites_nobody(file):
    made = published(trainer())
    assert MethodLoader().check(read(file)).method.slug == made.slug
    assert load([file]).kept == 1
    assert Method.objects.get().purpose == "Samen denken."


def test_loading_leaves_an_adaptation_and_its_origin_connected(file):
    load([file])
    origin, koen = Method.objects.get(), trainer()
    draft = tried(actions.adapt(by=koen, method=origin), koen)
    made = actions.publish(by=koen, pk=draft.pk, version=1)
    load([file])
    made.refresh_from_db()
    assert made.adapted_from == origin
    assert list(origin.adaptations.all()) == [made]


# --- rooms --------------------------------------------------------------------


def views_of(room):
    """What every chair sees, without what is made anew at every look."""
    seen = {}
    for seat in (room.facilitator, room.bringer, *room.peers):
        view = project(room.fresh(), seat)
        fields = [(each.phase, each.slot, each.kind, each.prompt) for each in view.fields]
        seen[seat.kind, seat.order] = (view.phase, view.outline, fields, view.boards, view.method, view.minutes)
    return seen


def test_a_running_room_does_not_notice_that_its_method_changes(client):
    lander = editor()
    room = make_room(make_method("eerst"))
    untouched = make_room(room.session.method)
    for each in (room, untouched):
        each.go_to(2)
    before, page = views_of(room), client_page(client, room)
    draft = actions.take_over(by=lander, method=room.session.method)
    draft = tried(actions.save(by=lander, pk=draft.pk, version=1, typed=a_typed(methode__title="Heel anders")), lander)
    actions.publish(by=lander, pk=draft.pk, version=2)
    assert (Method.objects.get().title, Phase.objects.count()) == ("Heel anders", 2)
    assert (views_of(room), client_page(client, room)) == (before, page)
    for each in (room, untouched):
        while each.fresh().status == "running":
            each.steer(Move.NEXT)
    assert room.fresh().method_snapshot == untouched.fresh().method_snapshot
    assert room.fresh().pointer == untouched.fresh().pointer == 5
    assert [phase.title for phase in script_of(Method.objects.get()).phases] == ["Deel 1", "Deel 2"]


def client_page(client, room):
    """The words of the facilitator's page: what is new at every look is left out."""
    from bs4 import BeautifulSoup

    client.force_login(room.facilitator.person)
    page = client.get(reverse("intervision:room", args=[room.session.pk]))
    return [text for text in BeautifulSoup(page.content, "html.parser").main.stripped_strings if ":" not in text]


# --- with more people ---------------------------------------------------------


@pytest.mark.parametrize(("peers", "minutes"), [(1, 6), (3, 6), (5, 10), (6, 12), (9, 15)])
def test_a_phase_lasts_longer_with_more_people_within_its_range(peers, minutes):
    method = make_method("ronde", {"minutes": 10, "least": 6, "most": 15, "scale_per_person": 2})
    assert script_of(method, peers=peers).minutes == minutes
    assert script_of(method).minutes == 10
