"""What somebody sent and what was not stored, to copy and to send once more. Asks the database nothing."""

from dataclasses import dataclass

from django.http import HttpRequest

SECRETS = ("password", "wachtwoord", "code", "token")
"""Parts of the name of a field that holds something nobody should see again, such as a password."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
DOORS = ("account", "beheer")
"""Where people sign in and editors work, whose forms are not given back: those hold passwords, or whole pages."""


@dataclass(frozen=True)
class Sent:
    """One value of a form."""

    name: str
    value: str
    number: int
    """Which text of the form it is; 0 for what is no text."""


@dataclass(frozen=True)
class GivenBack:
    """The fields of a form in their order, and where to send them again."""

    address: str
    fields: list[Sent]
    whole: bool
    """Whether sending these is sending the same form: a file cannot be given back."""

    @property
    def texts(self) -> list[Sent]:
        """What a person wrote. One name stands whole here or whole in `others`, so that its values keep their order."""
        return [field for field in self.fields if field.number]

    @property
    def others(self) -> list[Sent]:
        """Choices and ids."""
        return [field for field in self.fields if not field.number]


def given_back(request: HttpRequest) -> GivenBack | None:
    """What this form held; None where it was no form, or one with a secret in it."""
    names = [name.lower() for name in request.POST if name != TOKEN] if request.method == "POST" else []
    places = request.path.strip("/").split("/")[:2]
    if not names or any(part in name for name in names for part in SECRETS) or any(door in places for door in DOORS):
        return None
    fields, number = [], 0
    for name, values in request.POST.lists():
        is_text = any(_is_text(str(value)) for value in values)
        for value in values if name != TOKEN else ():
            number += is_text
            fields.append(Sent(name, str(value), number if is_text else 0))
    return GivenBack(request.get_full_path(), fields, whole=not request.FILES)


def _is_text(value: str) -> bool:
    """Whether a person wrote it. What has no space and no letter beyond ASCII is a choice or an id, or one word."""
    value = value.strip()
    return not value.isascii() or any(character.isspace() for character in value)
