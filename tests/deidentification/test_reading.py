"""Whatever the text: offsets inside it, valid numbers wholly found, no error, no slow pattern."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.be import nn
from stdnum.nl import bsn

from deidentification.reading import find

AROUND = st.sampled_from(["", "Bel ", "Zie: ", "(", "moeder zegt ", "\n- ", "nr. "])
BEHIND = st.sampled_from(["", ".", ", zegt ze", ")", " en dan", "\n"])


def covered(text):
    return {at for found in find(text) for at in range(found.start, found.end)}


def assert_covered(before, value, after):
    text = before + value + after
    inside = covered(text)
    assert [text[at] for at in range(len(before), len(before) + len(value))
            if text[at].isalnum() and at not in inside] == []  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_offsets_stand_inside_and_do_not_overlap(text):
    at = 0
    for found in find(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def _bsn(body):
    for last in "0123456789":
        if bsn.is_valid(body + last):
            return body + last
    return None


@settings(max_examples=120, deadline=None)
@given(AROUND, st.from_regex(r"[1-9][0-9]{7}", fullmatch=True).map(_bsn).filter(bool), BEHIND)
def test_every_valid_bsn_is_found(before, value, after):
    assert_covered(before, value, after)


@settings(max_examples=120, deadline=None)
@given(AROUND, st.dates(), st.integers(1, 997), st.sampled_from(["{}{}{}{:03}{:02}", "{}.{}.{}-{:03}.{:02}", "{} {} {} {:03} {:02}", "{}.{}.{} {:03}-{:02}"]), BEHIND)  # fmt: skip
def test_every_valid_national_number_is_found_of_both_centuries(before, born, order, form, after):
    if not 1900 <= born.year <= 2024:
        born = born.replace(year=1900 + born.year % 125, day=min(born.day, 28))
    base = f"{born:%y%m%d}{order:03}"
    check = 97 - int(("2" if born.year >= 2000 else "") + base) % 97
    value = form.format(base[:2], base[2:4], base[4:6], order, check)
    assert nn.is_valid(f"{base}{check:02}") or born.year > 2000
    assert_covered(before, value, after)


@settings(max_examples=80, deadline=None)
@given(AROUND, st.sampled_from(["BE", "NL"]), st.from_regex(r"[0-9]{12}", fullmatch=True), st.booleans(), BEHIND)
def test_every_valid_iban_is_found(before, country, digits, spaced, after):
    body = digits[:10] + f"{int(digits[:10]) % 97 or 97:02}" if country == "BE" else "ABNA" + digits[:10]
    value = country + iban.calc_check_digits(country + "00" + body) + body
    assert_covered(before, iban.format(value) if spaced else value, after)


@settings(max_examples=80, deadline=None)
@given(AROUND, st.from_regex(r"0(4[5-9][0-9]|6)[0-9]{2}", fullmatch=True), st.from_regex(r"[0-9]{6}", fullmatch=True),
       st.sampled_from([" ", "/", ".", "-", ""]), BEHIND)  # fmt: skip
def test_every_telephone_number_is_found(before, head, tail, mark, after):
    assert_covered(before, f"{head}{mark}{tail[:2]}{mark}{tail[2:4]}{mark}{tail[4:]}", after)


@settings(max_examples=80, deadline=None)
@given(AROUND, st.from_regex(r"[a-z][a-z0-9._-]{1,20}[a-z0-9]", fullmatch=True), st.sampled_from(["@", " (at) ", "[at]", " at "]),
       st.from_regex(r"[a-z]{3,12}", fullmatch=True), st.sampled_from([".be", ".nl", ".com", " [dot] org"]), BEHIND)  # fmt: skip
def test_every_mail_address_is_found(before, name, at, host, end, after):
    assert_covered(before, f"{name}{at}{host}{end}", after)


HOSTILE = (
    "0 ", "1.", "a@", "A ", "Aa ", "a-", "A-1-", "BE11A", "1/2/", "1 mei ", "van de ", "Rue de la ", "Astraat ", "school De ", "’s ",
    "twee jaar ", "dossier A1 ", "http://", "insta a", "a_", "é", "xq", "Van den ", "1000 Aa ", "0032(0)",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_in_a_time_that_grows_with_its_length(piece):
    """Ten times the text may not cost much more than ten times the work: a pattern that backs up costs a hundred times.
    The best of several runs counts, so that another process on the machine does not.
    """

    def cost(size, runs):
        text = (piece * (size // len(piece) + 1))[:size]
        best = None
        for _ in range(runs):
            began = time.process_time()
            find(text)
            spent = time.process_time() - began
            best = spent if best is None else min(best, spent)
        return best

    find(piece)
    small = max(cost(2_000, 3), 0.01)
    assert any(cost(20_000, 1) < 40 * small for _ in range(3))


@pytest.mark.parametrize("piece", ["0", "@", "A", '"', "a@", "A-1-", "12345678901 ", "Aa Aa ", '"A" '])
def test_a_hostile_text_costs_little_more_than_a_plain_one_of_its_size(piece):
    """A run of figures, signs, capitals or quotation marks is read in the time that plain prose takes, some five times
    at most; the best of three counts, so that another process on the machine does not.
    """
    plain = "De begeleidster legt een deken naast hem en zegt niets tegen Amina uit Vilvoorde. "
    size = 20_000

    def cost(text):
        began = time.process_time()
        find((text * (size // len(text) + 1))[:size])
        return time.process_time() - began

    find(plain)
    usual = max(cost(plain) for _ in range(2))
    assert any(cost(piece) < 5 * usual for _ in range(3))
