"""Who the demo accounts are: for the sign-in page, for `make run`, and for the one-click view."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Role

DEMO_DOMAIN = "demo.meerstemmig.test"
DEMO_PASSWORD = "meerstemmig-demo"  # noqa: S105 - printed on the sign-in page of the demo, valid nowhere else


@dataclass(frozen=True)
class DemoAccount:
    """One demo account: its name in the address, how it is called, what it shows."""

    local_part: str
    name: str
    shows: str | Promise
    role: Role | None = None

    @property
    def email(self) -> str:
        return f"{self.local_part}@{DEMO_DOMAIN}"


ACCOUNTS = (
    DemoAccount("professional", "Sara", _("leest, oefent en doet mee aan intervisie")),
    DemoAccount("collega", "Jonas", _("zit in hetzelfde team en dezelfde kring")),
    DemoAccount("begeleider", "Miriam", _("begeleidt een intervisie"), Role.FACILITATOR),
    DemoAccount("trainer", "Koen", _("schrijft casussen en modules"), Role.TRAINER),
    DemoAccount("ervaringsdeskundige", "Amal", _("leest teksten na vanuit eigen ervaring"), Role.EXPERIENCE_REVIEWER),
    DemoAccount("organisatie", "Els", _("nodigt mensen uit voor Jeugdhuis De Brug")),
    DemoAccount("redactie", "Lander", _("bewaakt kwaliteit, woorden en toon"), Role.EDITOR),
)
