"""The palette, computed from the CSS itself: text 4.5, graphics and edges 3 (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")


def tokens(*names):
    found = {}
    for name in names:
        found |= dict(TOKEN.findall((CSS / name).read_text()))
    return found


THEMES = {"light": tokens("tokens.css"), "dark": tokens("tokens.css", "dark.css")}

PAPERS = ("paper", "paper-raised", "paper-sunk")
TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "accent", "accent-strong", "danger") for paper in PAPERS],
    *[(f"axis-{family}-text", paper) for family in range(1, 7) for paper in PAPERS],
    *[(kind, f"{kind}-soft") for kind in ("right", "safety", "content", "danger", "accent")],
    *[("ink", f"{kind}-soft") for kind in ("right", "safety", "content", "danger", "accent")],
    *[("paper-raised", f"axis-{family}-text") for family in range(1, 7)],
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
    ("on-mark", "mark"),
    ("paper", "ink"),
]
GRAPHICS = [
    *[(f"axis-{family}", paper) for family in range(1, 7) for paper in ("paper", "paper-raised")],
    *[("line-strong", paper) for paper in PAPERS],
    *[("focus", paper) for paper in PAPERS],
]


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("needed", "pairs"), [(4.5, TEXT), (3, GRAPHICS)])
def test_every_pair_is_readable(theme, needed, pairs):
    palette = THEMES[theme]
    short = {
        f"{front} on {back}": round(contrast(palette[front], palette[back]), 2)
        for front, back in pairs
        if contrast(palette[front], palette[back]) < needed
    }
    assert short == {}


def test_dark_names_only_what_light_names_and_leaves_no_colour_out():
    light, dark = tokens("tokens.css"), tokens("dark.css")
    assert set(light) == set(dark)


def test_no_raw_colour_outside_the_tokens():
    """On paper there is no theme, so what stands below `@media print` may say black."""
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
    allowed = {CSS / "tokens.css", CSS / "dark.css"}
    found = {
        str(path.relative_to(CSS)): colour.findall(path.read_text().split("@media print")[0])
        for path in CSS.rglob("*.css")
        if path not in allowed and colour.search(path.read_text().split("@media print")[0])
    }
    assert found == {}


def test_every_token_that_is_used_exists():
    defined = set()
    used = {}
    for path in CSS.rglob("*.css"):
        text = path.read_text()
        defined |= set(re.findall(r"(--[a-z0-9-]+)\s*:", text))
        for name, fallback in re.findall(r"var\((--[a-z0-9-]+)\s*(,?)", text):
            if not fallback and not name.startswith("--w-"):  # Wagtail's own, in the editor
                used.setdefault(name, str(path.relative_to(CSS)))
    assert {name: where for name, where in used.items() if name not in defined} == {}
