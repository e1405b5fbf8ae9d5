"""Ten thousand histories of people coming, going, answering and changing their minds, and somebody who adds it all up.

The attacker is a member who sees every picture of every group, for ever, also those that were taken away; knows who
was where when, who was counted in which picture, and what they answered themselves. They are given more than they
would have: that nobody changed their mind unless the answer really changed. They narrow down by propagating intervals.

Pure: the rules of `reflection/guarded/` are run as the database runs them, on dictionaries.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from reflection.guarded import Refused, Report
from reflection.guarded.counting import Spell, Wrote, is_whole, who_waits
from reflection.guarded.reports import release
from reflection.guarded.threshold import DIVIDED

SEQUENCES = 10_000
STEPS = 20
ANSWERS = ("wel", "niet", "open")
REPORT = Report(
    code="proef", about="proef", thresholds={"team": 6, "kring": 5}, questions=("taal",), answers=ANSWERS,
    holds=lambda _part: True, sort=lambda value: value,
)  # fmt: skip
GROUPS = {"team": 6, "kring": 5, "kring-2": 5}


@dataclass
class Published:
    """What a picture said, of whom, and which version of their answer: what an attacker keeps."""

    group: str
    people: dict[int, tuple[int, str]]
    word: str
    gone: bool = False


@dataclass
class World:
    """People, groups that overlap, and what was published."""

    ACTS: ClassVar = [
        act
        for act, weight in {
            "join": 4, "leave": 2, "write": 16, "opt_in": 2, "opt_out": 1, "erase": 1, "publish": 6,
        }.items()
        for _ in range(weight)
    ]  # fmt: skip
    GIVEN: ClassVar = ("wel", "wel", "wel", "niet", "niet", "open")
    chance: random.Random
    size: int
    now: int = 0
    spells: dict[str, list[Spell]] = field(default_factory=lambda: {group: [] for group in GROUPS})
    answer: dict[int, tuple[int, str]] = field(default_factory=dict)
    """The moment at which the present answer came to be, and the answer."""
    wrote: dict[int, int] = field(default_factory=dict)
    agreed: dict[int, int] = field(default_factory=dict)
    counted: dict[int, int | None] = field(default_factory=dict)
    published: list[Published] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)

    def member(self, person, group):
        return any(spell.person == person and spell.until is None for spell in self.spells[group])

    def step(self):
        self.now += 1
        person, group = self.chance.randrange(self.size), self.chance.choice(list(GROUPS))
        if person in self.erased:
            return
        getattr(self, self.chance.choice(self.ACTS))(person, group)

    def join(self, person, group):
        if not self.member(person, group):
            self.spells[group].append(Spell(person, self.now, None))

    def leave(self, person, group):
        self.spells[group] = [
            Spell(person, spell.since, self.now) if spell.person == person and spell.until is None else spell
            for spell in self.spells[group]
        ]

    def write(self, person, _group):
        """A first answer, or a revision; half of those say the same."""
        given = self.chance.choice(self.GIVEN)
        if person not in self.answer or self.answer[person][1] != given:
            self.answer[person] = (self.now, given)
        self.wrote[person] = self.now

    def opt_in(self, person, _group):
        self.agreed.setdefault(person, self.now)

    def opt_out(self, person, _group):
        self.agreed.pop(person, None)
        self.hide_what_broke()

    def erase(self, person, _group):
        self.opt_out(person, _group)
        self.counted.pop(person, None)
        self.wrote.pop(person, None)
        self.erased.add(person)

    def waiting(self, group):
        wrote = [Wrote(person, at) for person, at in self.wrote.items()]
        return who_waits(wrote, self.spells[group], self.agreed, self.counted)

    def publish(self, _person, group):
        waiting = self.waiting(group)
        threshold = REPORT.threshold_for(group.split("-")[0])
        table = release(REPORT, threshold, [{"taal": self.answer[person][1]} for person in waiting])
        if isinstance(table, Refused):
            return
        self.published.append(Published(group, {person: self.answer[person] for person in waiting}, table["taal"]))
        self.counted |= dict.fromkeys(waiting, len(self.published) - 1)

    def hide_what_broke(self):
        for number, picture in enumerate(self.published):
            still = sum(1 for person, of in self.counted.items() if of == number and person in self.agreed)
            picture.gone = picture.gone or not is_whole(len(picture.people), still)


class Careless(World):
    """The same without the rule that somebody counts once: to see that the attacker has teeth."""

    ACTS: ClassVar = ["join", "write", "opt_in", "opt_out", "publish", "publish", "publish"]

    def waiting(self, group):
        wrote = [Wrote(person, at) for person, at in self.wrote.items()]
        return who_waits(wrote, self.spells[group], self.agreed, ())


def bounds(word, n):
    """How many gave each answer, as the word tells."""
    half = n // 2
    if word == DIVIDED:
        return dict.fromkeys(ANSWERS, (0, half))
    return {answer: (half + 1, n) if answer == word else (0, n - half - 1) for answer in ANSWERS}


def bounds_of(published, attacker):
    """Per person, version and answer whether they gave it: none or one, and what is the attacker's own is known."""
    low, high = {}, {}
    for key in {key for picture in published for key in picture.people.items()}:
        own = key[0] == attacker
        for answer in ANSWERS:
            low[key, answer] = int(own and key[1][1] == answer)
            high[key, answer] = int(not own or key[1][1] == answer)
    return low, high


def facts_of(published):
    """What the pictures say, each as terms whose sum lies between two bounds; with what comes of subtracting two."""
    facts = []
    for picture in published:
        keys = list(picture.people.items())
        facts += [
            ([(key, answer) for key in keys], least, most)
            for answer, (least, most) in bounds(picture.word, len(keys)).items()
        ]
    keys = {key for picture in published for key in picture.people.items()}
    facts += [([(key, answer) for answer in ANSWERS], 1, 1) for key in keys]
    differences = [
        (list(set(first[0]) - set(second[0])), first[1] - second[2], first[2] - second[1])
        for first in facts
        for second in facts
        if set(second[0]) < set(first[0])
    ]
    return facts + differences


def recovered(published, attacker):
    """Whose answer the attacker knows, other than their own; narrows every interval until nothing gives any more."""
    (low, high), facts = bounds_of(published, attacker), facts_of(published)
    changed = True
    while changed:
        changed = False
        for terms, least, most in facts:
            sum_low, sum_high = sum(low[term] for term in terms), sum(high[term] for term in terms)
            for term in terms:
                lowest = max(low[term], least - (sum_high - high[term]))
                highest = min(high[term], most - (sum_low - low[term]))
                if (lowest, highest) != (low[term], high[term]):
                    low[term], high[term], changed = lowest, highest, True
                    sum_low, sum_high = sum(low[each] for each in terms), sum(high[each] for each in terms)
    known = {key[0]: (key, answer) for (key, answer), least in low.items() if key[0] != attacker and least == 1}
    assert all(key[1][1] == answer for key, answer in known.values()), "the attacker concludes something untrue"
    return {person: answer for person, (_key, answer) in known.items()}


def live(world_type, seed):
    chance = random.Random(seed)
    world = world_type(chance, size=chance.choice((7, 9, 12, 16)))
    for person in range(world.size):
        for group in GROUPS:
            if chance.random() < 0.7:
                world.join(person, group)
        if chance.random() < 0.85:
            world.opt_in(person, group)
    world.now += 1
    for person in range(world.size):
        if chance.random() < 0.6:
            world.write(person, group)
    for _ in range(STEPS):
        world.step()
    return world


def test_no_sequence_of_reads_tells_what_one_person_answered():
    small, told, pictures, withdrawn, twice = [], [], 0, 0, []
    for seed in range(SEQUENCES):
        world = live(World, seed)
        pictures += len(world.published)
        withdrawn += sum(picture.gone for picture in world.published)
        small += [picture for picture in world.published if len(picture.people) < GROUPS[picture.group]]
        counts = Counter(person for picture in world.published for person in picture.people)
        twice += [person for person, times in counts.items() if times > 1]
        for attacker in world.chance.sample(range(world.size), 2):
            told += [(seed, attacker, known) for known in [recovered(world.published, attacker)] if known]
    assert (small, told, twice) == ([], [], [])
    assert (pictures > 5000, withdrawn > 500) == (True, True), (pictures, withdrawn)


def test_the_attacker_has_teeth():
    """Where people are counted again in a next picture, the same attacker finds answers."""
    found = [seed for seed in range(250) if any(recovered(live(Careless, seed).published, who) for who in range(3))]
    assert len(found) > 5


@pytest.mark.parametrize("sure", [0, 1, 2])
def test_the_attacker_subtracts(sure):
    """Five people, of whom one leaves, published again without them: the word tips, and says what the one answered."""
    five = {person: (0, "wel" if person in {0, 1, 2} else "niet") for person in range(5)}
    first = Published("kring", five, "wel")
    four = Published("kring", {person: each for person, each in five.items() if person != sure}, DIVIDED)
    assert recovered([first, four], attacker=4).get(sure) == "wel"
