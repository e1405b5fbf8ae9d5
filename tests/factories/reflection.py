"""What a page sends while somebody writes in it."""

import json
import uuid
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser

from reflection.desk import token_for
from reflection.drafts import Place

URL = "/nl/notities/kladje/"
PLACE = Place("casus:11111111-1111-1111-1111-111111111111", "fase.a", 7)


def token(person=None, place=PLACE):
    """The name of this place that a page for this person carries."""
    return token_for(SimpleNamespace(user=person or AnonymousUser()), place)


def body(person=None, *, seen=0, page=None, place=PLACE, **fields):
    """What `static/js/drafts.js` sends, as a dictionary."""
    return {
        "kladje": token(person, place),
        "versie": seen,
        "operation": str(page or uuid.uuid4()),
        "velden": {name: value if isinstance(value, list) else [value] for name, value in fields.items()},
    }


def send(client, sent):
    """Send it as the script does."""
    return client.post(URL, json.dumps(sent), content_type="application/json", headers={"Accept": "application/json"})
