"""What is offered in the place of a name keeps its register; of a place, a date and an age it says less."""

import pytest

from deidentification.labels import Label
from deidentification.lexicon import registers, registers_of
from deidentification.suggestions import suggestions
from deidentification.text import fold


@pytest.mark.parametrize("register", sorted(registers()))
def test_another_name_of_the_same_register_is_offered_and_the_same_one_each_time(register):
    given, family = registers()[register]
    for quote in (given[0], f"{given[1]} {family[0]}"):
        offered = suggestions(quote, Label.PERSON)
        assert len(offered) == 3
        assert offered == suggestions(quote, Label.PERSON)
        register_of_quote = registers_of(fold(quote).split()[0])[0]
        for other in offered[:2]:
            first = fold(str(other.text)).split()[0]
            assert register_of_quote in registers_of(first)
            assert first not in fold(quote).split()


@pytest.mark.parametrize(
    ("quote", "label", "texts"),
    [
        ("Xqzwy", Label.PERSON, ["de jongere", "een familielid", "een begeleider"]),
        ("Laken", Label.PLACE, ["een Brusselse gemeente", "een wijk in Brussel", "de stad"]),
        ("Turnhout", Label.PLACE, ["een middelgrote stad", "een gemeente in Vlaanderen", "de streek"]),
        ("9 mei 2025", Label.DATE, ["in de lente", "enkele weken geleden", "vorig schooljaar"]),
        ("15 jaar", Label.AGE, ["16 jaar", "14 jaar", "een tiener"]),
        ("elf", Label.AGE, ["twaalf", "tien", "een kind van de lagere school"]),
        ("0468 20 30 40", Label.PHONE, ["een nummer", "een bericht", "een gegeven uit het dossier"]),
    ],
)
def test_what_is_offered(quote, label, texts):
    assert [str(each.text) for each in suggestions(quote, label)] == texts
