"""One page of every kind, and how somebody gets there. What holds for every page is tried on each of these."""

from collections.abc import Callable
from dataclasses import dataclass

CASE = "/nl/casussen/de-tweede-rij/"
MODULE = "/nl/modules/vertragen/"
UNIT = f"{MODULE}kijken-zonder-invullen/"
PRACTICE = "/nl/praktijken/tolk-eerst-agenda/"


@dataclass(frozen=True)
class Kind:
    """A kind of page: where it is, who looks at it (nobody: a visitor), and which links lead further."""

    name: str
    address: str
    who: str = ""
    follow: tuple[str, ...] = ()
    before: Callable | None = None

    def __str__(self) -> str:
        return self.name

    def open(self, visitor) -> None:
        """Go there."""
        if self.before:
            self.before(visitor)
        visitor.go(self.address)
        for link in self.follow:
            visitor.page.get_by_role("main").get_by_role("link", name=link).first.click()
            visitor.page.wait_for_load_state()


def read_all(visitor) -> None:
    """To the end of the case without writing."""
    visitor.go(f"{CASE}fase/1/")
    onward = visitor.page.get_by_role("button", name="Verder zonder schrijven")
    while onward.count():
        with visitor.page.expect_navigation():
            onward.click()


def write_first(visitor) -> None:
    """Past the first stage of the case with a note, so that the second shows it."""
    visitor.go(f"{CASE}fase/1/")
    visitor.page.get_by_role("textbox").filter(visible=True).nth(1).fill("Ik zag iemand wachten.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Bewaar en lees verder").click()


def lead_a_group(visitor) -> None:
    """Say to lead a group with the case."""
    visitor.go(CASE)
    visitor.page.get_by_role("button", name="Ik begeleid een groep: toon alles").click()
    visitor.page.wait_for_load_state()


KINDS = [
    Kind("home", "/nl/"),
    Kind("home in French", "/fr/"),
    Kind("cases", "/nl/casussen/"),
    Kind("cases in French", "/fr/casussen/"),
    Kind("case", CASE),
    Kind("stage", f"{CASE}fase/1/"),
    Kind("stage with notes", f"{CASE}fase/2/", before=write_first),
    Kind("voice", f"{CASE}stemmen/", before=read_all),
    Kind("end of a case", f"{CASE}slot/", before=read_all),
    Kind("case that was read", CASE, before=read_all),
    Kind("case on paper", f"{CASE}papier/begeleider/", before=lead_a_group),
    Kind("choice before paper", f"{CASE}papier/begeleider/"),
    Kind("report about a case", f"{CASE}melden/"),
    Kind("reports about cases", "/nl/casussen/meldingen/", who="redactie"),
    Kind("cases to be read", "/nl/casussen/nalezen/", who="ervaringsdeskundige"),
    Kind("help with writing", "/nl/casussen/hulp-bij-het-schrijven/"),
    Kind("modules", "/nl/modules/"),
    Kind("module", MODULE),
    Kind("unit", UNIT),
    Kind("unit of a member", UNIT, who="collega"),
    Kind("attest to come", f"{MODULE}attest/", who="redactie"),
    Kind("attest", "/nl/mijn/", who="collega", follow=("Je attest",)),
    Kind("practices", "/nl/praktijken/"),
    Kind("practice", PRACTICE),
    Kind("practice with a conversation", PRACTICE, who="collega"),
    Kind("answer to a message", PRACTICE, who="redactie", follow=("Antwoord",)),
    Kind("results", "/nl/zoeken/?q=tolk"),
    Kind("results with a note", "/nl/zoeken/?q=allochtoon"),
    Kind("nothing found", "/nl/zoeken/?q=qwyxzmpfrt"),
    Kind("words", "/nl/woorden/"),
    Kind("facet", "/nl/woorden/facet/as/"),
    Kind("concept", "/nl/woorden/as.taal.kindtolk/"),
    Kind("language guide", "/nl/woorden/taalwijzer/"),
    Kind("login", "/nl/account/login/"),
    Kind("sign-up", "/nl/account/signup/"),
    Kind("reset", "/nl/account/password/reset/"),
    Kind("account", "/nl/mensen/mijn-account/", who="collega"),
    Kind("group", "/nl/mensen/mijn-account/", who="begeleider", follow=("Kring Noord",)),
    Kind("mijn", "/nl/mijn/", who="professional"),
    Kind("style guide", "/nl/stijlgids/"),
    Kind("page of text", "/nl/handvest/"),
    Kind("not found", "/nl/dit-bestaat-niet/"),
    Kind("offline", "/nl/geen-verbinding/"),
    Kind("intervision", "/nl/intervisie/", who="begeleider"),
    Kind("methods", "/nl/intervisie/methoden/"),
    Kind("method", "/nl/intervisie/methoden/incident/"),
    Kind("circle", "/nl/intervisie/", who="begeleider", follow=("Kring Noord",)),
    Kind("room", "/nl/intervisie/", who="begeleider", follow=("Incidentmethode",)),
]
