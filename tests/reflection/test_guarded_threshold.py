"""One number, a row of numbers, one word: what is shown, what is refused, and why."""

from itertools import product

import pytest

from reflection.guarded import DIVIDED, Refused, Shown, cells, guarded, leaning

NO_THRESHOLD = "Voor dit getal is geen ondergrens afgesproken. Daarom tonen we niets."
NO_NUMBER = "Dit getal klopt niet zeker. Daarom tonen we niets."
TOO_FEW = "Er tellen te weinig mensen mee: minstens {} nodig. Bij minder kan je raden wie wat koos."
TOO_ALIKE = "Bijna iedereen antwoordde hetzelfde. Zo zou je van elk apart weten wat die koos."
SMALL_CELL = "Minstens één antwoord werd door te weinig mensen gekozen. Daarom tonen we de hele rij niet."


def too_few(count):
    return Refused(TOO_FEW.format(count).replace(" nodig", ""))


@pytest.mark.parametrize(
    ("n", "complement", "threshold", "expected", "because"),
    [
        (5, None, 5, Shown(5), "five is enough"),
        (4, None, 5, too_few(5), "four is not"),
        (0, None, 5, too_few(5), "nobody is not: that would tell something of everybody"),
        (9, None, 5, Shown(5), "rounded down"),
        (10, None, 5, Shown(10), "ten is ten"),
        (5, None, 6, too_few(6), "a team asks for six"),
        (6, None, 6, Shown(5), "six is shown as five"),
        (5, 5, 5, Shown(5), "both sides are large enough"),
        (5, 4, 5, Refused(TOO_ALIKE), "four others would be known"),
        (12, 1, 5, Refused(TOO_ALIKE), "the one who is left over would be known"),
        (12, 0, 5, Refused(TOO_ALIKE), "everybody: so each of them"),
        (4, 12, 5, too_few(5), "a small cell"),
        (10, 9, 5, Shown(10), "nineteen is too few for a percentage"),
        (10, 10, 5, Shown(10, 50), "twenty is enough for one"),
        (7, 13, 5, Shown(5, 25), "of the rounded numbers, so that it says nothing more than they do"),
        (95, 5, 5, Shown(95, 95), "never all"),
        (996, 5, 5, Shown(995, 95), "never all, also when rounding would say so"),
        (5, 995, 5, Shown(5, 5), "never none"),
        (9, None, None, Refused(NO_THRESHOLD), "no threshold"),
        (9, None, 4, Refused(NO_THRESHOLD), "a threshold below five is none"),
        (9, None, 0, Refused(NO_THRESHOLD), "idem"),
        (9, None, True, Refused(NO_THRESHOLD), "true is no number"),
        (9, None, "5", Refused(NO_THRESHOLD), "a word is no number"),
        (-1, None, 5, Refused(NO_NUMBER), "less than nobody"),
        (None, None, 5, Refused(NO_NUMBER), "nothing"),
        (9.0, None, 5, Refused(NO_NUMBER), "no whole number"),
        (9, -1, 5, Refused(NO_NUMBER), "a rest that cannot be"),
        (9, "veel", 5, Refused(NO_NUMBER), "idem"),
    ],
)
def test_number(n, complement, threshold, expected, because):
    assert guarded(n, complement, threshold) == expected, because


@pytest.mark.parametrize(
    ("counts", "expected", "because"),
    [
        ({"a": 5, "b": 5}, {"a": Shown(5), "b": Shown(5)}, "every cell is large enough"),
        ({"a": 8, "b": 5, "c": 7}, {"a": Shown(5, 25), "b": Shown(5, 25), "c": Shown(5, 25)}, "idem, with shares"),
        ({"a": 12, "b": 4}, Refused(SMALL_CELL), "one small cell hides the row"),
        (
            {"a": 5, "b": 5, "c": 0},
            Refused(SMALL_CELL),
            "an empty cell too: it tells of ten people what they did not say",
        ),
        ({"a": 9, "b": 0}, Refused(SMALL_CELL), "everybody said the same"),
        ({"a": 2, "b": 2}, too_few(5), "too few people altogether"),
        ({}, too_few(5), "nobody"),
        ({"a": 9, "b": -1}, Refused(NO_NUMBER), "numbers that cannot be"),
        ({"a": 9, "b": None}, Refused(NO_NUMBER), "idem"),
    ],
)
def test_row(counts, expected, because):
    assert cells(counts, 5) == expected, because


@pytest.mark.parametrize(
    ("counts", "threshold", "expected", "because"),
    [
        ({"a": 3, "b": 2}, 5, "a", "more than half"),
        ({"a": 5, "b": 0}, 5, "a", "all is more than half, and looks the same"),
        ({"a": 2, "b": 2, "c": 1}, 5, DIVIDED, "no answer has more than half"),
        ({"a": 3, "b": 3}, 5, DIVIDED, "half is not more than half"),
        ({"a": 4, "b": 0}, 5, too_few(5), "four people"),
        ({"a": 5, "b": 0}, 6, too_few(6), "five where six are needed"),
        ({"a": 5, "b": 0}, None, Refused(NO_THRESHOLD), "no threshold"),
    ],
)
def test_word(counts, threshold, expected, because):
    assert leaning(counts, threshold) == expected, because


@pytest.mark.parametrize("n", range(5, 9))
def test_a_word_never_tells_one_of_them_what_another_answered(n):
    """All answers that n people can give: for whoever knows their own, every answer of the others stays possible."""
    answers = ("wel", "niet", "open")
    possible = {}
    for given in product(answers, repeat=n - 1):
        for own in answers:
            counts = {answer: (own, *given).count(answer) for answer in answers}
            seen = possible.setdefault((own, leaning(counts, 5)), [set() for _ in given])
            for person, answer in zip(seen, given, strict=True):
                person.add(answer)
    assert {frozenset(person) for others in possible.values() for person in others} == {frozenset(answers)}


@pytest.mark.parametrize("n", range(10, 21))
def test_a_row_never_tells_one_of_them_what_another_answered(n):
    """The same for numbers: for each row that may come out, no answer is pinned to nobody or to all of the others."""
    answers = ("a", "b", "c")
    possible = {}
    for a in range(n + 1):
        for b in range(n + 1 - a):
            counts = dict(zip(answers, (a, b, n - a - b), strict=True))
            told = cells(counts, 5)
            row = tuple(told.values()) if isinstance(told, dict) else told
            for own in answers:
                if counts[own]:
                    others = possible.setdefault((own, row), {answer: set() for answer in answers})
                    for answer in answers:
                        others[answer].add(counts[answer] - (answer == own))
    pinned = [
        (key, answer)
        for key, others in possible.items()
        for answer, totals in others.items()
        if totals <= {0} or totals <= {n - 1}
    ]
    assert pinned == []
