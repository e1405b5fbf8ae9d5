"""Modules from files: what does not hold names its line, what is loaded twice stays the same, edits keep ids."""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from modules.content import ModuleLoader
from modules.models import ModulePage
from pages.content import ContentError, ContentErrors, load, read

pytestmark = pytest.mark.django_db

FILE = """---
soort: module
taal: nl
slug: proef
titel: Een proef
samenvatting: Kort.
voor_wie: Iedereen.
duur: een uur
uren: 1,5
leerdoelen: []
begrippen: []
herzien_op: 2027-11-01
---
# Vooraf

Welkom.

# Eenheid: Kijken
duur: 40
vorm: alleen

## Tekst: Lezen

Eerst dit.

### Een tussenkop

Dan dat.

## Schrijf: Gezien

Wat zag je?

## Schaal: Twee weken

Denk terug.

- Ik wachtte.
- Ik vroeg.

## Gesprek: Ze knikt

Ze knikt.

- Je wacht :: Ze zoekt.
  - Je vraagt :: Ze leest.

## Doe-stap: Klein

Kies.

# Eenheid: Doen
duur: 10
vorm: praktijk

## Schrijf: Gezien

Nog eens.

# Afronding

Tot hier.
"""


@pytest.fixture
def write(tmp_path, tree):
    path = tmp_path / "proef.md"

    def written(text):
        path.write_text(text, encoding="utf-8")
        return path

    return written


def loaded(path):
    load([path])
    return ModulePage.objects.get(slug="proef")


def test_everything_in_the_file_stands_on_the_page(write):
    page = loaded(write(FILE))
    assert (page.title, page.hours, page.review_on) == ("Een proef", Decimal("1.5"), datetime.date(2027, 11, 1))
    assert (page.before, page.closing, page.live) == ("Welkom.", "Tot hier.", True)
    assert [(unit.title, unit.slug, unit.minutes, unit.form) for unit in page.all_units] == [
        ("Kijken", "kijken", 40, "alleen"),
        ("Doen", "doen", 10, "praktijk"),
    ]
    blocks = page.all_units[0].blocks
    assert [(block.block_type, block.value["title"]) for block in blocks] == [
        ("text", "Lezen"),
        ("writing", "Gezien"),
        ("scale", "Twee weken"),
        ("conversation", "Ze knikt"),
        ("do_step", "Klein"),
    ]
    assert blocks[0].value["text"] == "Eerst dit.\n\n### Een tussenkop\n\nDan dat."
    assert (blocks[2].value["text"], list(blocks[2].value["statements"])) == (
        "Denk terug.",
        ["Ik wachtte.", "Ik vroeg."],
    )


def test_the_same_file_again_changes_nothing_and_leaves_an_editors_work(write):
    page = loaded(write(FILE))
    page.title = "Door een redacteur"
    page.save_revision().publish()
    revisions = page.revisions.count()
    again = loaded(write(FILE))
    assert (again.title, again.revisions.count()) == ("Door een redacteur", revisions)


def ids_of(page):
    return {(unit.slug, block.value["title"]): block.id for unit in page.all_units for block in unit.blocks}


def test_a_file_that_was_edited_keeps_every_id_that_still_means_something(write):
    before = loaded(write(FILE))
    units, ids = [unit.id for unit in before.all_units], ids_of(before)
    items = [item.id for item in before.all_units[0].blocks[2].value["statements"].bound_blocks]
    first, second = FILE.split("# Eenheid: Kijken")[1].split("# Eenheid: Doen")
    second, closing = second.split("# Afronding")
    moved = FILE.split("# Eenheid: Kijken")[0] + "# Eenheid: Doen" + second + "# Eenheid: Traag kijken" + first
    moved += "# Afronding" + closing
    moved = moved.replace("## Tekst: Lezen", "## Tekst: Erbij\n\nNieuw.\n\n## Tekst: Lezen").replace(
        "- Ik wachtte.\n- Ik vroeg.", "- Nieuw.\n- Ik vroeg.\n- Ik wachtte."
    )
    after = loaded(write(moved))
    assert [(unit.id, unit.slug) for unit in after.all_units] == [(units[1], "doen"), (units[0], "kijken")]
    now = ids_of(after)
    assert {name: now[name] for name in ids} == ids
    new_items = [item.id for item in after.all_units[1].blocks[3].value["statements"].bound_blocks]
    assert new_items[1:] == [items[1], items[0]]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("uren: 1,5", "uren: veel", 9, "'uren' moet een getal zijn"),
        ("uren: 1,5", "uren: .inf", 9, "'uren' moet een getal"),
        ("leerdoelen: []", "leerdoelen: [comp.bestaat-niet]", 10, "comp.bestaat-niet"),
        ("herzien_op: 2027-11-01", "herzien_op: later", 12, "'herzien_op' moet een datum zijn"),
        ("slug: proef", "slug: Een Proef", 4, "kleine letters"),
        ("# Eenheid: Kijken", "# Onderdeel: Kijken", 18, "hoort niet in een module"),
        ("vorm: alleen", "vorm: samen", 18, "'vorm' is 'samen'"),
        ("duur: 40", "duur: kort", 18, "'duur' is 'kort'"),
        ("# Eenheid: Doen", "# Eenheid: Kijken", 52, "Er is al een eenheid"),
        ("## Tekst: Lezen\n", "## Toets: Lezen\n", 22, "geen soort blok"),
        ("## Doe-stap: Klein\n\nKies.", "## Doe-stap: Klein", 48, "geen tekst"),
        ("- Ik wachtte.\n- Ik vroeg.\n", "", 34, "minstens één uitspraak"),
        ("- Je wacht :: Ze zoekt.", "- Je wacht", 45, "Een optie heeft de vorm"),
        ("## Schrijf: Gezien\n\nWat", "## Casus: Brief\n\nWat", 30, "'casus: <naam"),
        ("## Schrijf: Gezien\n\nWat", "## Casus: Brief\ncasus: nergens\nfase: 0\n\nWat", 30, "'fase' is '0'"),
        ("## Schrijf: Gezien\n\nWat", "## Casus: Brief\ncasus: nergens\nfase: 1\n\nWat", 30, "geen casus 'nergens'"),
    ],
)
def test_what_does_not_hold_names_file_line_and_reason_and_loads_nothing(write, old, new, line, reason):
    assert old in FILE
    path = write(FILE.replace(old, new, 1))
    with pytest.raises(ContentErrors) as caught:
        load([path])
    [error] = caught.value.errors
    assert (error.path, error.line) == (path, line)
    assert reason in error.reason
    assert not ModulePage.objects.exists()


@hypothesis_settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_a_module_or_an_error_with_a_line(write, data):
    at = data.draw(st.integers(0, len(FILE)))
    upto = data.draw(st.integers(at, min(len(FILE), at + 40)))
    path = write(FILE[:at] + data.draw(st.text(max_size=30)).encode("utf-8", "ignore").decode() + FILE[upto:])
    try:
        ModuleLoader().check(read(path))
    except ContentError as error:
        assert 1 <= error.line <= len(path.read_text().splitlines()) + 1  # noqa: PT017 - an error is one of two good ends


def test_our_own_modules_load_and_every_unit_ends_with_a_step_and_a_question(tree):
    from pages.content import content_files
    from vocabulary.thesaurus.loading import load as load_thesaurus
    from vocabulary.thesaurus.source import read as read_thesaurus

    load_thesaurus(read_thesaurus(settings.CONTENT_DIR / "thesaurus.yaml"))
    load(content_files(settings.CONTENT_DIR / "nl" / "casussen"))
    load(content_files(settings.CONTENT_DIR / "nl" / "modules"))
    modules = {page.slug: page for page in ModulePage.objects.all()}
    assert set(modules) == {"vertragen", "casus-naar-signaal"}
    for page in modules.values():
        for unit in page.all_units:
            assert [block.block_type for block in unit.blocks][-2:] == ["do_step", "writing"], unit.title
