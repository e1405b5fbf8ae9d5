"""Content files: what is read, what is refused with file and line, and that a refusal writes nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pages import content
from pages.content import ContentError, ContentErrors, Section, load, read

GOOD = """---
soort: proef
titel: Een proef
lijst: [een, twee]
---
Vooraf.

# Eerste
Tekst.
## Tweede

Meer.
"""


class Recorder:
    """A loader that remembers what it was given."""

    def __init__(self):
        self.stored, self.linked = [], []

    def check(self, file):
        return file.text("titel", most=20), file.texts("lijst", least=1), file.sections()

    def store(self, parsed):
        self.stored.append(parsed[0])

    def link(self, parsed):
        self.linked.append(parsed[0])


@pytest.fixture
def recorder(monkeypatch):
    monkeypatch.setattr(content, "_registry", content._Registry())
    loader = Recorder()
    content.register_loader("proef", loader, order=1)
    return loader


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="proef.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


def test_a_file_is_read_into_fields_and_sections(recorder, write):
    file = read(write(GOOD))
    assert (file.kind, file.language, file.fields["lijst"], file.lines["titel"]) == ("proef", "nl", ["een", "twee"], 3)
    assert file.sections() == [
        Section(0, "", "Vooraf.", 6),
        Section(1, "Eerste", "Tekst.", 8),
        Section(2, "Tweede", "Meer.", 10),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "Begint niet met '---'; de kenmerken staan bovenaan tussen twee lijnen '---'."),
        ("---\nsoort: proef\n", 2, "De kenmerken worden nergens met '---' afgesloten."),
        ("---\nsoort: [\n---\n", 2, "De kenmerken zijn geen YAML: expected the node content, but found '<stream end>'."),
        ("---\n- los\n---\n", 2, "De kenmerken moeten de vorm 'naam: waarde' hebben."),
        ("---\ntitel: x\nsoort: roman\n---\n", 3, "'soort' is 'roman'; kies uit: proef."),
        ("---\nsoort: proef\ntaal: de\n---\n", 3, "'taal' is 'de'; kies nl, fr of en."),
        ("---\nsoort: proef\ntitel: []\nlijst: [a]\n---\n", 3, "'titel' moet een tekst zijn."),
        ("---\nsoort: proef\nlijst: [a]\n---\n", 1, "'titel' moet een tekst zijn."),
        (f"---\nsoort: proef\ntitel: {'x' * 21}\nlijst: [a]\n---\n", 3, "'titel' telt 21 tekens; 20 is het meeste."),
        ("---\nsoort: proef\ntitel: x\nlijst: a\n---\n", 4, "'lijst' moet een lijst van teksten zijn."),
        ("---\nsoort: proef\ntitel: x\nlijst: []\n---\n", 4,
         "'lijst' heeft 0 waarden; er zijn er minstens 1 nodig."),
        (b"---\nsoort: proef\ntitel: \xff\n---\n", 1, "Geen UTF-8 (byte 24)."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_named_with_line_and_reason(recorder, write, text, line, reason):
    path = write(text)
    with pytest.raises(ContentErrors) as caught:
        load([path])
    assert str(caught.value) == f"{path}:{line}: {reason}"
    assert recorder.stored == []


@pytest.mark.django_db
def test_one_bad_file_keeps_all_from_being_written_and_every_error_is_told(recorder, write):
    good, bad = write(GOOD, "a.md"), write("---\nsoort: proef\n---\n", "b.md")
    worse = write("niets", "c.md")
    with pytest.raises(ContentErrors) as caught:
        load([good, bad, worse])
    assert [error.path for error in caught.value.errors] == [bad, worse]
    assert (recorder.stored, recorder.linked) == ([], [])


@pytest.mark.django_db
def test_all_are_stored_before_any_is_linked(recorder, write):
    other = GOOD.replace("Een proef", "Nog een")
    assert load([write(GOOD, "a.md"), write(other, "b.md")]) == {"proef": 2}
    assert (recorder.stored, recorder.linked) == (["Een proef", "Nog een"], ["Een proef", "Nog een"])


@hypothesis_settings(max_examples=150)
@given(front=st.text(max_size=120), body=st.text(max_size=120))
def test_no_file_fails_with_anything_but_a_content_error(recorder, tmp_path, front, body):
    path = tmp_path / "willekeurig.md"
    path.write_bytes(f"---\nsoort: proef\n{front}\n---\n{body}".encode(errors="surrogatepass"))
    with contextlib.suppress(ContentError):
        recorder.check(read(path))
