"""The overview: filters with honest counts, and cases that are not translated yet."""

import pytest

from cases.related import onward_from
from people.models.audience import of_owner
from tests.factories.cases import CONCEPTS, make_case
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
INDEX = "/nl/casussen/"


@pytest.fixture
def cases(tree):
    school = make_case("school", reading_minutes=8)
    home = make_case("thuis", reading_minutes=20, concepts=(*CONCEPTS, "as.plaats.wijk", "inh.racisme"))
    hidden = make_case("verborgen", concepts=(*CONCEPTS, "as.plaats.wijk"))
    hidden.audience = of_owner(UserFactory())
    hidden.save(update_fields=["audience"])
    return school, home


def counts(answer, name):
    [found] = [each for each in answer.context["listing"].filters if each.name == name]
    return {option.value: (option.count, option.picked) for option in found.options}


def offered(answer, name):
    [found] = [each for each in answer.context["listing"].filters if each.name == name]
    return [option.value for option in found.options if option.url]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"school", "thuis"}),
        ("?as=as.plaats.wijk", {"thuis"}),
        ("?as=as.plaats.wijk&as=as.taal.kindtolk", {"school", "thuis"}),
        ("?duur=kort", {"school"}),
        ("?duur=kort&as=as.plaats.wijk", set()),
        ("?as=bestaat-niet", {"school", "thuis"}),
        ("?iets=anders&page=x", {"school", "thuis"}),
    ],
)
def test_filters_choose(client, cases, query, found):
    answer = client.get(INDEX + query)
    assert {case.slug for case in answer.context["listing"].cases} == found
    assert "verborgen" not in answer.content.decode()


def test_counts_take_the_other_filters_into_account_and_never_a_hidden_case(client, cases):
    answer = client.get(INDEX + "?duur=lang")
    assert counts(answer, "as") == {
        "as.gezin.oudste": (1, False), "as.plaats.wijk": (1, False), "as.taal.kindtolk": (1, False),
    }  # fmt: skip
    assert counts(answer, "duur") == {"kort": (1, False), "middel": (0, False), "lang": (1, True)}
    assert offered(answer, "duur") == ["kort", "lang"]


def test_what_another_choice_leaves_nothing_of_stands_last_and_is_no_choice(client, cases):
    answer = client.get(INDEX + "?duur=kort")
    chosen = offered(answer, "as")
    assert sorted(chosen) == ["as.gezin.oudste", "as.taal.kindtolk"]
    assert list(counts(answer, "as")) == [*chosen, "as.plaats.wijk"]


def test_nothing_fits_offers_a_way_on(client, cases):
    body = client.get(INDEX + "?duur=kort&as=as.plaats.wijk").content.decode()
    assert "Geen enkele casus past bij al die keuzes samen." in body


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.usefixtures("_clear_page_caches")
def test_overview_asks_the_same_whatever_the_number(client, cases, django_assert_num_queries, more):
    for number in range(more):
        make_case(f"nog-{number}")
    client.get(INDEX)
    with django_assert_num_queries(11):
        client.get(INDEX)


def test_a_long_list_comes_in_stretches_and_keeps_what_was_picked(client, tree, monkeypatch):
    monkeypatch.setattr("cases.listing.PER_PAGE", 2)
    for number in range(5):
        make_case(f"nummer-{number}", reading_minutes=5 if number < 3 else 20)
    stretches = [client.get(f"{INDEX}?duur=kort&page={number}").context["listing"] for number in (1, 2, 9)]
    assert [[case.slug for case in each.cases] for each in stretches] == [
        ["nummer-2", "nummer-1"], ["nummer-0"], ["nummer-0"],
    ]  # fmt: skip
    assert {each.total for each in stretches} == {3}
    assert 'rel="prev" href="?duur=kort&amp;page=1"' in client.get(f"{INDEX}?duur=kort&page=2").content.decode()


def test_untranslated_case_stands_under_an_honest_heading_and_leads_to_dutch(client, cases):
    make_case("francais", language="fr")
    body = client.get("/fr/casussen/").content.decode()
    assert 'lang="nl"' in body
    assert "/nl/casussen/school/" in body
    assert "/fr/casussen/francais/" in body
    assert "/fr/casussen/school/" not in body


def test_content_note_stands_before_anything_in_list_and_front(client, cases):
    assert "inh.racisme" in client.get(INDEX).content.decode()
    body = client.get(INDEX + "thuis/").content.decode()
    assert body.index("inh.racisme") < body.index("Een samenvatting zonder clou.</p>")
    assert "Je kan stoppen, overslaan of samen lezen." in body


def test_ways_on_are_only_what_exists_and_may_be_seen(client, cases):
    school, _home = cases
    school.related = [
        {"type": "related", "value": {"kind": kind, "slug": slug}}
        for kind, slug in [("casus", "verborgen"), ("casus", "thuis"), ("praktijk", "thuis"), ("module", "geen")]
    ]
    school.save()
    found = onward_from(school, client.get(INDEX).wsgi_request.user)
    assert [(each.kind, each.title, each.url) for each in found] == [("casus", "Casus thuis", "/nl/casussen/thuis/")]
