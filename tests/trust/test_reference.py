"""The pages that are made from the rules stand as the rules are."""

from meerstemmig.reference import FOLDER, pages
from meerstemmig.who_sees_what import RULES, Reader


def test_stored_pages_are_what_the_code_says():
    stored = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    made = pages()
    assert {name: stored.get(name) for name in made} == made, "run `make docs`"


def test_every_rule_has_a_reason_and_every_reader_a_rule():
    assert [kind for kind, rule in RULES.items() if not (rule.field and rule.reason)] == []
    assert {reader for rule in RULES.values() for reader in rule.readers} == set(Reader)
