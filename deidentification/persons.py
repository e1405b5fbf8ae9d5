"""Names of people: a capital where no sentence asks for one, a word no list knows, a name a list does know, and what
stands around them.

The first rule is the fair one: it leans on no list of names, so it finds a name from Kabul or Kinshasa as well as one
from Kortrijk. Lists of names only decide where a word is both: Roos, Joy, Wolf.
"""

from collections.abc import Iterator

from deidentification.companions import (
    AFTER,
    ARTICLES,
    COLLOQUIAL,
    ELLIPSIS,
    FLEMISH,
    FRENCH_OPENERS,
    KIN,
    LEAD,
    ON_FORMS,
    OWNS,
    PARTICLES,
    SHORTENED,
    SOFT_TITLES,
    STRONG_PARTICLES,
    THINGS,
    TITLES,
    VERBS,
    is_verb,
)
from deidentification.findings import Finding
from deidentification.labels import Label
from deidentification.lexicon import (
    is_allowed,
    is_common,
    is_foreign,
    is_listed,
    is_name,
    is_ordinary,
    is_own_name,
    is_slip,
    is_widely_named,
    place,
    quiet_names,
)
from deidentification.nicknames import nicknames
from deidentification.text import Word


def _known(word: Word) -> bool:
    """Whether the word may open a sentence, or stand without a capital, without being a name."""
    return is_listed(word.plain) or (is_ordinary(word.plain) and not is_own_name(word.plain))


def _next(words: list[Word], at: int) -> Word | None:
    after = at + 1
    return words[after] if after < len(words) and not words[after].opens else None


def _asked_for(words: list[Word], at: int, text: str) -> bool:
    """Whether what follows a word that is also a name makes it one: a verb, another name, a possessive."""
    word = words[at]
    after = _next(words, at)
    if word.raw[-2:] in {"'s", "’s"}:
        return True
    if after is None:
        return (
            text[word.end : word.end + 1] in {",", ":", "("} and is_own_name(word.plain) and word.plain not in ON_FORMS
        )
    gap = after.before.strip()
    if gap == "(":
        return True
    if gap == "," and is_own_name(word.plain) and not is_common(word.plain):
        return True
    if gap:
        return False
    if is_verb(after.plain) or (after.plain in ELLIPSIS and word.plain in quiet_names()):
        return True
    if after.plain == "en":
        third = _next(words, at + 1)
        return third is not None and third.capital and not is_allowed(third.plain)
    return after.capital and not is_allowed(after.plain)


def _titled(words: list[Word], at: int) -> bool:
    if not at:
        return False
    gap = words[at].before.strip()
    if gap == ":" and words[at - 1].plain in ON_FORMS and not is_allowed(words[at].plain):
        # "Moeder: Roos", "Mentor: Hanneke".
        return is_name(words[at].plain) or not is_listed(words[at].plain)
    if words[at - 1].plain not in TITLES:
        return False
    if gap == ".":
        return words[at - 1].plain in SHORTENED
    return not words[at].opens and gap in {"", ","}


def _capitals(words: list[Word], text: str, shouting: bool) -> Iterator[int]:
    """The places of words with a capital that are names."""
    for at, word in enumerate(words):
        if not word.capital or len(word.raw) == 1 or _explained(words, at, text):
            continue
        if shouting or (word.shouted and len(word.raw) > 3 and is_listed(word.plain)):
            named = not _known(word) or (
                is_own_name(word.plain) and not is_common(word.plain) and word.plain not in quiet_names()
            )
        elif not word.opens:
            named = not (_listlike(words, at) or _names_a_thing(words, at))
        else:
            named = _titled(words, at) or _opens_with_name(words, at, text)
        if named:
            yield at


def _explained(words: list[Word], at: int, text: str) -> bool:
    """Whether the capital has another reason: a language, a people, an institution, a compound with one of them."""
    word = words[at]
    if is_allowed(word.plain):
        titled = _titled(words, at) and words[at - 1].plain not in SOFT_TITLES
        asked = word.opens and word.plain in quiet_names() and _asked_for(words, at, text)
        return not (is_name(word.plain) and (titled or asked))
    pieces = word.plain.split("-")
    if len(pieces) > 1 and all(is_own_name(piece) or is_name(piece) for piece in pieces):
        return False
    if len(pieces) > 1 and not any(is_name(piece) for piece in pieces) and (word.opens or is_allowed(pieces[0])):
        return all(is_allowed(piece) or is_listed(piece) for piece in pieces)
    return word.shouted and len(word.raw) <= 5 and word.opens and is_listed(word.plain)


def _opens_with_name(words: list[Word], at: int, text: str) -> bool:
    """Whether the word that opens a sentence is a name: no list explains it, or what follows asks for a name."""
    word = words[at]
    plain = word.plain
    if not _known(word) or ("-" in plain and any(is_name(piece) for piece in plain.split("-"))):
        return True
    if is_widely_named(plain) or _owns_kin(words, at):
        return True
    if not (is_own_name(plain) or is_name(plain) or plain in quiet_names()):
        return False
    quiet = is_listed(plain) or is_foreign(plain) or (is_ordinary(plain) and not is_own_name(plain))
    if not quiet and not is_common(plain):
        return True
    return _asked_for(words, at, text) and (plain in quiet_names() or not is_common(plain))


def _names_a_thing(words: list[Word], at: int) -> bool:
    """Whether it is a word that everybody uses, or a compound for a law or a service, and no name by any list."""
    plain = words[at].plain
    if is_name(plain) or plain in quiet_names() or place(plain) or _titled(words, at):
        return False
    look = at - 1
    while look > 0 and words[look].plain in PARTICLES and not words[look].opens:
        look -= 1
    beside = (
        look >= 0
        and words[look].capital
        and not words[look].opens
        and not any(w.before.strip() for w in words[look + 1 : at + 1])
    )
    if beside and (not _known(words[look]) or (look < at - 1 and is_name(words[look].plain))):
        return False
    after = _next(words, at)
    if after is not None and after.capital and not after.before.strip() and not _known(after):
        return False
    return (is_common(plain) and is_listed(plain)) or (THINGS.match(plain) is not None and is_ordinary(plain))


def _listlike(words: list[Word], at: int) -> bool:
    """Polite "U", and "I" of English."""
    return words[at].plain in {"u", "uw", "i"}


def _lower(words: list[Word]) -> Iterator[int]:
    """The places of words without a capital that are names."""
    for at, word in enumerate(words):
        plain = word.plain
        if word.capital or len(plain) < 2 or plain in FLEMISH:
            continue
        if _known(word) or plain in PARTICLES:
            if is_name(plain) and not is_common(plain) and _sounds_like_somebody(words, at):
                yield at
            continue
        if is_name(plain) and len(plain) > 2:
            yield at
        elif len(plain) == 2:
            if is_own_name(plain) and _sounds_like_somebody(words, at):
                yield at
        elif (len(plain) >= 4 and not is_slip(plain)) or _sounds_like_somebody(words, at):
            yield at


def _owns_kin(words: list[Word], at: int) -> bool:
    """Whether it is whose somebody is: "bijou haar mama"."""
    owns, kin = _next(words, at), _next(words, at + 1)
    return (
        owns is not None
        and kin is not None
        and owns.plain in OWNS
        and kin.plain in KIN
        and not (owns.before.strip() or kin.before.strip())
        and is_name(words[at].plain)
    )


def _sounds_like_somebody(words: list[Word], at: int) -> bool:
    before = words[at - 1].plain if at and not words[at].opens and "," not in words[at].before else ""
    after = _next(words, at)
    if before in COLLOQUIAL and not is_ordinary(words[at].plain):
        return True
    if before not in ARTICLES and _owns_kin(words, at):
        return True
    if before in ARTICLES:
        return False
    ends = after is None
    follows = after is not None and (after.plain in VERBS or after.plain in AFTER)
    return (before in LEAD and (ends or follows)) or (before == "" and follows) or before in TITLES - SOFT_TITLES


def people(text: str, words: list[Word], *, dutch: bool = True) -> Iterator[Finding]:
    """Names, with the small words between their parts, initials beside them, and every time they return."""
    letters = [word for word in words if len(word.raw) > 1]
    shouting = len(letters) > 3 and sum(word.shouted for word in letters) > 0.6 * len(letters)
    marked = set(_capitals(words, text, shouting))
    if dutch:
        marked |= set(_lower(words))
    else:
        # What opens a sentence is a name there only where a list has it, or where it stands inside one as well.
        inside = {words[at].plain for at in marked if not words[at].opens}
        marked = {
            at
            for at in marked
            if (not words[at].opens or is_own_name(words[at].plain) or words[at].plain in inside)
            and words[at].plain not in FRENCH_OPENERS
        }
    seen = {
        words[at].plain for at in marked if len(words[at].plain) > 2 and (words[at].capital or is_name(words[at].plain))
    }
    # A name of two letters is known again by its capital alone: Li, Bo, An.
    short = {
        words[at].plain for at in marked if len(words[at].plain) == 2 and words[at].capital and not words[at].opens
    }
    short = {plain for plain in short if is_own_name(plain)}
    for at, word in enumerate(words):
        again = word.plain in seen and (word.capital or not is_ordinary(word.plain))
        if again or (word.capital and word.plain in short):
            marked.add(at)
    if dutch:
        marked |= set(_beside(words, marked))
    marked |= {
        at - 1
        for at in marked
        if at
        and words[at].before == " "
        and not words[at].opens
        and words[at].capital
        and words[at - 1].capital
        and is_own_name(words[at - 1].plain)
        and not is_allowed(words[at - 1].plain)
    }
    marked |= set(_initials(words, text, marked))
    if dutch:
        yield from nicknames(text, words, marked)
    yield from _runs(words, text, marked)


def _beside(words: list[Word], marked: set[int]) -> Iterator[int]:
    """Names in one breath with another: "an, wim en bart", "Sjaak de Groot"."""
    for at in sorted(marked):
        if words[at].opens and at:
            continue
        look = at - 1
        joins = look > 0 and words[look].plain == "en" and not words[look].opens
        if joins or words[at].before.strip() == ",":
            look -= joins
            if look >= 0 and words[look + 1].before.strip() in {"", ","} and _may_be_beside(words, look, marked):
                yield look
        while look > 0 and words[look].plain in PARTICLES and at - look < 4 and words[look].before == " ":
            look -= 1
        first = words[look]
        if look < at - 1 and first.capital and first.opens and not _has_role(first.plain):
            common = is_common(first.plain) or not is_listed(first.plain)
            yield from [look] if is_name(first.plain) or not common else []
    for at in marked:
        look = at + 1
        if look < len(words) and words[look].plain == "en" and not words[look].before.strip():
            look += 1
        elif look >= len(words) or words[look].before.strip() != ",":
            continue
        if look < len(words) and not words[look].opens and _may_be_beside(words, look, marked):
            yield look


def _has_role(plain: str) -> bool:
    return plain in TITLES or plain in LEAD or plain in PARTICLES


def _may_be_beside(words: list[Word], at: int, marked: set[int]) -> bool:
    word = words[at]
    if at in marked or is_allowed(word.plain) or _has_role(word.plain) or word.plain in VERBS:
        return False
    if word.plain in quiet_names():
        return word.capital or not at or words[at - 1].plain not in ARTICLES
    pieces = word.plain.split("-")
    if len(pieces) > 1 and word.opens and not any(is_common(piece) or len(piece) < 3 for piece in pieces):
        return True
    return not is_common(word.plain) and (is_name(word.plain) or not is_ordinary(word.plain)) and len(word.plain) > 2


def _initials(words: list[Word], text: str, marked: set[int]) -> Iterator[int]:
    """A single capital, with or without a point: J.V., mevr. B., Wim D., K. zegt."""
    for at, word in enumerate(words):
        if not word.capital:
            continue
        point = text[word.end : word.end + 1] == "."
        if len(word.raw) == 1:
            beside = at + 1 < len(words) and at + 1 in marked and words[at + 1].before.strip() in {"", "."}
            behind = at > 0 and (at - 1 in marked or words[at - 1].plain in TITLES) and word.before.strip() in {"", "."}
            if word.plain == "u" or (word.plain in {"a", "o", "i"} and not point):
                continue
            if point or beside or behind or (not word.opens and word.plain not in {"b", "c"}):
                yield at
        elif len(word.raw) <= 3 and word.shouted and not is_allowed(word.plain):
            if word.opens and not is_listed(word.plain):
                yield at


def _runs(words: list[Word], text: str, marked: set[int]) -> Iterator[Finding]:
    at = 0
    while at < len(words):
        if at not in marked:
            at += 1
            continue
        first = _with_particles_before(words, at, marked)
        last = at
        look = at + 1
        while look < len(words) and words[look].before.strip(" ") in {"", ".", "-"} and "\n" not in words[look].before:
            if look in marked:
                last = look
            elif words[look].plain not in PARTICLES or look - last > 3:
                break
            look += 1
        end = words[last].end
        if len(words[last].raw) == 1 and text[end : end + 1] == ".":
            end += 1
        yield Finding(words[first].start, end, _label(words, first, last))
        at = last + 1


def _with_particles_before(words: list[Word], at: int, marked: set[int]) -> int:
    first = at
    while (
        first > 0
        and words[first - 1].plain in PARTICLES
        and not words[first].opens
        and words[first].before.strip(" ") in {"", "-"}
    ):
        first -= 1
    if first == at:
        return at
    if any(words[look].plain in STRONG_PARTICLES for look in range(first, at)) or at - first > 1:
        while words[first].plain not in STRONG_PARTICLES and at - first > 2:
            first += 1
        return first
    before = words[first - 1].plain if first and not words[first].opens else ""
    return first if before in TITLES or len(before) == 1 or words[first].capital else at


def _label(words: list[Word], first: int, last: int) -> Label:
    if first == last and place(words[first].plain) and not is_name(words[first].plain):
        return Label.PLACE
    before = words[first - 1].plain if first and not words[first].opens else ""
    if before in {"in", "te", "naar", "vanuit", "richting"} and not is_name(words[first].plain):
        return Label.PLACE
    return Label.NICK if before in {"bijgenaamd", "alias", "roepnaam", "koosnaam"} else Label.PERSON
