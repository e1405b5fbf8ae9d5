"""Everything that a browser was sent: pages, fetches and the live stream. What is hidden must not be in it."""

import json

from playwright.sync_api import Error

WITHOUT_A_BODY = {204, 301, 302, 303, 304}


class Ears:
    """Collects the bodies of all responses to one visitor, from now on."""

    def __init__(self, visitor):
        self.site = visitor.site
        self.page = visitor.page
        self.bodies: list[tuple[str, str]] = []
        self.missed: list[str] = []
        visitor.page.on("requestfinished", self._finished)
        stream = visitor.context.new_cdp_session(visitor.page)
        stream.send("Network.enable")
        stream.on("Network.eventSourceMessageReceived", lambda event: self.bodies.append(("poke", json.dumps(event))))

    def _finished(self, request):
        path = request.url.removeprefix(self.site.address)
        if path.startswith(("/static/", "data:")):
            return
        answer = request.response()
        if answer is None or answer.status in WITHOUT_A_BODY:
            return
        try:
            self.bodies.append((path, answer.text()))
        except Error as error:
            self._ask_again(request, path, error)

    def _ask_again(self, request, path, error):
        """The browser drops the body of a fetch when it leaves the page. The server gives it to the same visitor anew."""
        if request.method != "GET":
            self.missed.append(f"{path}: {error.message}")
            return
        self.bodies.append((path, self.page.context.request.get(request.url).text()))

    def heard(self, words: str) -> list[str]:
        """Where these words came in."""
        return sorted({path for path, body in self.bodies if words in body})

    def wait_for(self, words: str) -> None:
        """Wait until these words came in, for five seconds at most."""
        for _ in range(50):
            if self.heard(words):
                return
            self.page.wait_for_timeout(100)
