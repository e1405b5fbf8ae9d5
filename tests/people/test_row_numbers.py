"""A number that no row can have is answered as one that no row has, whoever asks for it."""

import pytest

from tests.factories.people import UserFactory

ABSENT = 999_999
HUGE = (10**9, 2**31, 2**63, 10**23)
ADDRESSES = (
    "/api/v1/practices/{}/",
    "/api/v1/cases/{}/",
    "/nl/casussen/nalezen/{}/",
    "/nl/casussen/nalezen/{}/lezen/",
    "/nl/casussen/nalezen/{}/toestemming/",
    "/nl/casussen/herkenbaarheid/{}/",
    "/nl/casussen/herkenbaarheid/{}/akkoord/",
    "/nl/casussen/acht-maten-rust/fase/{}/",
    "/nl/zoeken/vragen/{}/",
    "/nl/gesprek/labels/{}/",
    "/nl/modules/plan/{}/",
    "/nl/mensen/lidmaatschap/{}/rol/",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_number_too_large_for_any_row_is_as_absent(client, tree, address, signed_in):
    if signed_in:
        client.force_login(UserFactory(is_superuser=True))
    for ask in (client.get, client.post):
        absent = ask(address.format(ABSENT)).status_code
        assert [ask(address.format(number)).status_code for number in HUGE] == [absent] * len(HUGE)
