"""The versions of the text that people agree to before they count (templates/reflection/counting.html).

A version that tells of more adds to this list: who agreed to an earlier one goes on counting for what that one told of,
and for nothing else until they agree anew.
"""

FIGURES = "2026-11-26"
"""Told of the kruispuntfiguur and the scales of a mirror round."""
SENTENCES = "2026-11-27"
"""Tells of the lenses on sentences too."""

NOW = SENTENCES
ALL = frozenset({FIGURES, SENTENCES})
