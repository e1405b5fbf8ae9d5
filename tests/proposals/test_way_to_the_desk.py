"""The editors' first page says that a proposal waits, and leads to it; never what is in it."""

import pytest

from proposals.enums import Stand
from proposals.models import Proposal
from tests.factories.proposals import editor, proposed

pytestmark = pytest.mark.django_db
WAITING = '<a href="/beheer/voorstellen/">'


@pytest.mark.parametrize(
    ("stand", "told"),
    [
        (None, ""),
        (Stand.LAID, "Eén voorgestelde praktijk wacht op de redactie."),
        (Stand.TAKEN, "Eén voorgestelde praktijk wacht op de redactie."),
        (Stand.ASKED, ""),
        (Stand.DECLINED, ""),
    ],
)
def test_what_waits_for_the_editors_is_said_on_their_first_page(client, tree, settings, stand, told):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(editor())
    if stand is not None:
        Proposal.objects.filter(pk=proposed().pk).update(stand=stand)
    page = client.get("/beheer/").content.decode()
    assert (WAITING in page, told in page, "Er ligt niets te wachten." in page) == (bool(told), True, not told)
    assert "wandelende intake" not in page
