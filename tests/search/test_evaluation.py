"""Measuring search: the measures themselves, the two files, and the command on an index of its own."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.evaluation.measures import kendall_tau, ndcg, recall, reciprocal_rank

DOCS = [
    {"id": "tolk", "title": "Tolk op school", "text": "Kinderen vertalen voor hun ouders.", "tags": ["taal"],
     "theme": "taal/tolk", "acl": "org", "audience": ["ouders"], "setting": "school", "lang": "nl"},
    {"id": "deuil", "title": "Le deuil", "text": "Perdre un parent au loin.", "acl": "org", "lang": "fr"},
    {"id": "nbmv", "title": "NBMV en voogd", "text": "Een voogd.", "acl": ["team:1", "org"]},
    {"id": "geheim", "title": "Tolk tolk tolk", "text": "Voor het team.", "acl": "team:3"},
    {"id": "niemand", "title": "Tolk voor niemand"},
]  # fmt: skip
QUERIES = [
    {"qid": "q1", "q": "tolken", "kind": "inflection", "judgments": {"tolk": 3, "geheim": 3}},
    {"qid": "q2", "q": "alleenreizende minderjarige", "kind": "synonym", "judgments": {"nbmv": 2}},
    {"qid": "q3", "q": "deuil", "kind": "french", "judgments": {"deuil": 1}},
    {"qid": "q4", "q": "xyzzy", "kind": "plain", "judgments": {"tolk": 1}},
]


def test_the_measures_agree_with_a_count_by_hand():
    grades = {"a": 3, "b": 1, "c": 0}
    assert ndcg(["a", "b"], grades) == 1.0
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 7 / 1.5849625) / (7 + 1 / 1.5849625))
    assert ndcg(["x"], grades) == ndcg([], {}) == 0.0
    assert reciprocal_rank(["c", "b", "a"], grades) == 0.5
    assert recall(["a", *"uvwxyzqrs", "b"], grades) == 0.5
    assert kendall_tau("abcd", "abcd") == 1.0
    assert kendall_tau("abcd", "dcba") == -1.0
    assert kendall_tau("abcd", "abdc") == pytest.approx(2 / 3)


def written(tmp_path, name, rows):
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def run(docs, queries, *options):
    out = StringIO()
    call_command("evaluate_search", str(docs), str(queries), *options, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.mark.parametrize("engine", ["memory", "tantivy"])
@pytest.mark.django_db
def test_one_object_with_everything_in_it_and_nothing_leaks(tmp_path, engine, settings):
    docs, queries = written(tmp_path, "docs.jsonl", DOCS), written(tmp_path, "queries.jsonl", QUERIES)
    settings.SEARCH_INDEX_DIR = tmp_path / "serving"
    best = {"ndcg@10": 1.0, "mrr": 1.0, "recall@10": 1.0}
    assert run(docs, queries, "--engine", engine) == {
        "overall": {"ndcg@10": 0.75, "mrr": 0.75, "recall@10": 0.75},
        "kinds": {
            "french": best,
            "inflection": best,
            "plain": {"ndcg@10": 0.0, "mrr": 0.0, "recall@10": 0.0},
            "synonym": best,
        },
        "zero_results": ["q4"],
        "leaked": [],
    }
    assert not (tmp_path / "serving").exists()


def test_without_the_thesaurus_no_database_is_asked(tmp_path):
    docs, queries = written(tmp_path, "docs.jsonl", DOCS), written(tmp_path, "queries.jsonl", QUERIES)
    found = run(docs, queries, "--no-thesaurus")
    assert found["zero_results"] == ["q2", "q4"]


@pytest.mark.parametrize(
    ("docs", "queries", "said"),
    [
        ("{", "", "docs.jsonl:1: is not JSON"),
        ("[1]", "", "docs.jsonl:1: is not a JSON object"),
        ('\n{"title": "x"}', "", 'docs.jsonl:2: "id" is missing or is no text'),
        ('{"id": "a", "title": "x", "lang": "de"}', "", 'docs.jsonl:1: "lang" is nl, fr or en'),
        ('{"id": "a", "title": "x", "tags": {}}', "", 'docs.jsonl:1: "tags" must be a text or a list of texts'),
        ('{"id": "a", "title": "x", "text": 5}', "", 'docs.jsonl:1: "text" is no text'),
        ('{"id": "a", "title": "x"}\n{"id": "a", "title": "y"}', "", "docs.jsonl:2: document 'a' stands twice"),
        ("", '{"qid": "1"}', 'queries.jsonl:1: "q" is missing or is no text'),
        ("", '{"qid": "1", "q": "x", "judgments": {"a": -1}}', 'queries.jsonl:1: "judgments" must map document ids'),
        ("", '{"qid": "1", "q": "x"}\n{"qid": "1", "q": "y"}', "queries.jsonl:2: query '1' stands twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_in_one_line(tmp_path, docs, queries, said):
    paths = [tmp_path / "docs.jsonl", tmp_path / "queries.jsonl"]
    for path, text in zip(paths, (docs, queries), strict=True):
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        run(*paths)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_are_not_there_or_no_text_say_so(tmp_path):
    with pytest.raises(CommandError, match=r"weg\.jsonl: cannot be read"):
        run(tmp_path / "weg.jsonl", tmp_path / "weg.jsonl")
    binary = tmp_path / "bytes.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match=r"bytes\.jsonl: is not UTF-8 text"):
        run(binary, binary)
