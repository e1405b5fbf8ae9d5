"""Every kind of page is read by axe-core, on a desk and on a phone, in light and in dark."""

import pytest

from tests.journeys.kinds import KINDS

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing(visitor, signed_in, kind):
    """Somebody reads with a screen reader, with large letters, in the dark or on a phone: nothing stands in the way."""
    reader = visitor(storage_state=signed_in(kind.who))
    kind.open(reader)
    found = []
    for viewport in (DESK, PHONE):
        reader.page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{viewport['width']} {scheme} {violation}" for violation in reader.axe()]
    assert found == []
