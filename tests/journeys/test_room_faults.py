"""Journeys through the room when something fails: the network, the server, a second tab, a wrong clock."""

import re
import shutil
import signal
import time
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.circle import (
    COLLEAGUE,
    EXPERT,
    FACILITATOR,
    WRITING,
    answered,
    at,
    go_on_anyway,
    let_go,
    plan_session,
    step,
    step_to,
)
from tests.journeys.conftest import RunningSite, Visitor, free_port, prepared_folder, start

AWAY = "Even geen verbinding. Wat je schrijft, blijft staan."
SOON = 5_000
"""Milliseconds within which everything is as it should be again."""


def forgive_the_network(*visitors):
    """Requests that failed while there was no network or server are what the journey is about."""
    for one in visitors:
        one.faults[:] = [fault for fault in one.faults if "net::ERR_" not in fault]


def test_a_text_handed_in_without_a_network_arrives_by_itself(visitor):
    """Jonas presses "Leg op tafel" while he has no network. The page says that it was not sent, and not that it was
    kept. When the network is back the text is on the table, whole, without another press.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    page = jonas.page
    step_to(WRITING, facilitator.page)
    at(WRITING, page)
    with answered(page, "/kladje/"):
        page.locator("textarea").fill("Wie belde")
    jonas.context.set_offline(True)
    expect(page.locator("[data-liveness]")).to_have_text(AWAY)
    page.locator("textarea").press_sequentially(" er?")
    page.get_by_role("button", name="Leg op tafel").click()
    expect(page.locator("[data-saved]")).to_have_text("Nog niet verstuurd. We proberen het opnieuw zodra het kan.")
    expect(page.locator("textarea")).to_have_value("Wie belde er?")
    jonas.context.set_offline(False)
    expect(page.locator(".room-cards--own .room-card__text")).to_have_text(["Wie belde er?"], timeout=SOON)
    expect(page.locator("textarea")).to_have_value("")
    forgive_the_network(jonas)


def test_writing_goes_on_without_a_network(visitor):
    """Jonas is writing when his network falls away. The page says so, he types on, and meanwhile the group goes to the
    next phase. When the network is back he sees within five seconds where the group is, and not a letter is lost.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    page = jonas.page
    step_to(WRITING, facilitator.page)
    at(WRITING, page)
    with answered(page, "/kladje/"):
        page.locator("textarea").fill("Wie belde")
    jonas.context.set_offline(True)
    expect(page.locator("[data-liveness]")).to_have_text(AWAY)
    page.locator("textarea").press_sequentially(" er naar de school?")
    step(facilitator.page)
    at(WRITING, page)
    jonas.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Informatieronde", timeout=SOON)
    expect(page.locator("[data-liveness]")).to_have_text("Verbonden")
    expect(page.get_by_label("Welke twee of drie vragen")).to_have_value("Wie belde er naar de school?")
    let_go(page)
    late = page.get_by_label("Nog niet ingediend bij “Vragen noteren”")
    expect(late).to_have_value("Wie belde er naar de school?")
    page.get_by_role("button", name="Bewaar als nagekomen").click()
    expect(facilitator.page.get_by_text("Er is 1 nagekomen tekst.")).to_be_visible()
    forgive_the_network(jonas)


def test_a_note_kept_without_a_network_arrives_by_itself(visitor):
    """Jonas listens to the incident and notes something for himself. He presses "Bewaar de notitie" while his network
    is away. The page says that it is not kept yet; with the network back it keeps it, without another press.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    page = jonas.page
    step_to("Incident schetsen", facilitator.page)
    at("Incident schetsen", page)
    jonas.context.set_offline(True)
    page.locator("textarea").fill("Wie sprak eerst?")
    page.get_by_role("button", name="Bewaar de notitie").click()
    saved = page.locator("[data-saved]")
    expect(saved).to_have_text("Nog niet bewaard. We proberen het opnieuw zodra het kan.")
    jonas.context.set_offline(False)
    expect(saved).to_have_text("Bewaard. Alleen jij ziet dit.", timeout=SOON + 1_000)
    page.reload()
    expect(page.locator("textarea")).to_have_value("Wie sprak eerst?")
    forgive_the_network(jonas)


def test_a_note_that_is_too_much_is_told_and_not_sent_again(visitor):
    """Jonas drops a whole report into his note. The page says that it was not kept, keeps it in the field, and stays
    quiet about it until he makes it shorter; then it is kept by itself.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(COLLEAGUE)
    jonas.page.clock.install()
    jonas.go(plan_session(facilitator))
    page = jonas.page
    step_to("Incident schetsen", facilitator.page)
    at("Incident schetsen", page)
    page.clock.resume()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/kladje/") else None)
    # What a server of 2.5 MB says; one that is sent so much may also cut the line, which is another journey.
    page.route("**/kladje/", lambda route: route.fulfill(status=413, body=""))
    page.locator("textarea").fill("a " * 500)
    saved = page.locator("[data-saved]")
    expect(saved).to_have_text(
        "Niet bewaard: dit is te veel in één keer. Je tekst blijft hier staan. Maak hem korter, dan bewaren we hem."
    )
    page.clock.run_for(30_000)
    assert (len(sent), page.locator("textarea").evaluate("field => field.value.length")) == (1, 1_000)
    page.unroute("**/kladje/")
    with answered(page, "/kladje/"):
        page.locator("textarea").fill("Het verslag zit bij mij.")
    expect(saved).to_have_text("Bewaard. Alleen jij ziet dit.")
    assert len(sent) == 2
    jonas.faults[:] = [fault for fault in jonas.faults if "413" not in fault]


def test_a_field_stays_under_the_hands(visitor):
    """Amal is typing while Jonas says he is done and Miriam gives a minute extra. Everything around her changes; her
    field is the same field, with the cursor where it was.
    """
    facilitator, jonas, amal = visitor().sign_in(FACILITATOR), visitor().sign_in(COLLEAGUE), visitor().sign_in(EXPERT)
    place = plan_session(facilitator)
    jonas.go(place)
    amal.go(place)
    step_to(WRITING, facilitator.page)
    at(WRITING, jonas.page, amal.page)
    field = amal.page.locator("textarea")
    field.press_sequentially("Wat zei de juf")
    field.press("Home")
    field.evaluate("element => { element.sameAsBefore = true; }")
    before = amal.page.locator("[data-clock]").get_attribute("data-left")
    jonas.page.get_by_role("button", name="Ik ben klaar").click()
    facilitator.page.get_by_role("button", name="+1 minuut").click()
    expect(amal.page.locator("[data-clock]")).not_to_have_attribute("data-left", before)
    expect(amal.page.locator(".room-people", has_text="Jonas")).to_contain_text("klaar")
    assert field.evaluate("element => element.sameAsBefore && element === document.activeElement")
    assert field.evaluate("element => element.selectionStart") == 0
    expect(field).to_have_value("Wat zei de juf")


def test_a_press_holds_while_the_page_hears_news(visitor):
    """Miriam's finger is down on "Volgende" at the moment that Jonas says he is done, and the count above her button
    changes. When she lifts it the room asks whether to go on while others write, and goes on: a press is never lost to
    news.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    lead = facilitator.page
    step_to(WRITING, lead)
    at(WRITING, jonas.page)
    expect(lead.get_by_text("klaar met schrijven")).to_contain_text("0 van")
    button = lead.locator("button[value=next]")
    button.hover()
    lead.mouse.down()
    with lead.expect_response(lambda answer: "/staat/" in answer.url and answer.status == 200):
        jonas.page.get_by_role("button", name="Ik ben klaar").click()
    lead.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    lead.mouse.up()
    go_on_anyway(lead, "Informatieronde")  # the press counted; others still write
    at("Informatieronde", lead, jonas.page)


def test_a_second_tab_shows_what_the_first_wrote(visitor):
    """Jonas has the session open in two tabs. What he wrote in the first is in the field of the second when he goes
    there, so that neither overwrites the other.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor().sign_in(COLLEAGUE)
    place = plan_session(facilitator)
    step_to(WRITING, facilitator.page)
    jonas.go(place)
    first, second = jonas.page, jonas.context.new_page()
    second.goto(jonas.site.url(place))
    with answered(first, "/kladje/"):
        first.locator("textarea").fill("Wie tekende de brief?")
    second.locator("textarea").click()
    expect(second.locator("textarea")).to_have_value("Wie tekende de brief?")
    with answered(second, "/kladje/"):
        second.locator("textarea").press_sequentially(" En wie las hem?")
    first.locator("h1").click()
    first.locator("textarea").click()
    expect(first.locator("textarea")).to_have_value("Wie tekende de brief? En wie las hem?")
    second.get_by_role("button", name="Leg op tafel").click()
    expect(second.locator(".room-cards--own .room-card")).to_have_count(1)
    expect(first.locator("textarea")).to_have_value("")


def test_two_tabs_ask_which_text_stays(visitor):
    """Jonas types in two tabs while the first has no network. Back online, the first says that a newer text stands in
    another tab and shows it. Nothing is overwritten until he keeps his own; the second tab then asks the same, and
    there he takes the other.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor().sign_in(COLLEAGUE)
    place = plan_session(facilitator)
    step_to(WRITING, facilitator.page)
    jonas.go(place)
    first, second = jonas.page, jonas.context.new_page()
    second.goto(jonas.site.url(place))
    first.route("**/kladje/", lambda route: route.abort())
    first.locator("textarea").fill("Uit het eerste tabblad")
    expect(first.locator("[data-saved]")).to_have_text("Nog niet bewaard. We proberen het opnieuw zodra het kan.")
    with answered(second, "/kladje/"):
        second.locator("textarea").fill("Uit het tweede tabblad")
    first.unroute("**/kladje/")
    other = first.locator("[data-other]")
    expect(other).to_be_visible(timeout=SOON + 1_000)
    expect(other).to_contain_text("In een ander tabblad staat een nieuwere tekst van jou")
    expect(first.locator("[data-other-text]")).to_have_text("Uit het tweede tabblad")
    expect(first.locator("textarea")).to_have_value("Uit het eerste tabblad")
    with answered(first, "/kladje/"):
        first.get_by_role("button", name="Houd wat hier in het veld staat").click()
    expect(other).to_be_hidden()
    expect(first.locator("[data-saved]")).to_have_text("Bewaard. Alleen jij ziet dit.")
    second.locator("textarea").press_sequentially(", en meer")
    expect(second.locator("[data-other-text]")).to_have_text("Uit het eerste tabblad")
    second.get_by_role("button", name="Neem de andere tekst").click()
    expect(second.locator("textarea")).to_have_value("Uit het eerste tabblad")
    forgive_the_network(jonas)
    jonas.faults[:] = [fault for fault in jonas.faults if "409" not in fault]


def test_a_wrong_clock_changes_nothing(visitor):
    """The clock of Jonas' laptop is seven minutes fast, and is put right during the phase. He sees the time that
    Miriam sees, before and after.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor()
    jonas.page.clock.install(time=datetime.now() + timedelta(minutes=7))
    jonas.sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    step_to("Rollen", facilitator.page)  # one minute: the clock shows seconds
    at("Rollen", jonas.page)
    assert abs(seconds_shown(jonas.page) - seconds_shown(facilitator.page)) <= 1
    jonas.page.clock.set_system_time(datetime.now())
    facilitator.page.get_by_role("button", name="+1 minuut").click()
    for page in (facilitator.page, jonas.page):  # more than the minute there was: the new time has come
        expect(page.locator("[data-clock-text]")).to_have_text(re.compile(r"^(1:[1-5]\d|2:00)$"))
    assert abs(seconds_shown(jonas.page) - seconds_shown(facilitator.page)) <= 1


def seconds_shown(page) -> int:
    minutes, seconds = page.locator("[data-clock-text]").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


@pytest.fixture
def fragile(tmp_path, chromium):
    """A site of its own that may be killed: visitors to it, and `crash()`, which starts it again after a SIGKILL."""
    folder, port, log = tmp_path / "data", free_port(), tmp_path / "serve.log"
    shutil.copytree(prepared_folder(), folder, symlinks=True)
    servers = [start(folder, port, log=log)]
    site = RunningSite(f"http://localhost:{port}", folder, servers[0].pid)
    visitors = []

    def visit(**more) -> Visitor:
        context = chromium.new_context(locale="nl-BE", timezone_id="Europe/Brussels", **more)
        context.set_default_timeout(15_000)
        visitors.append(Visitor(site, context))
        return visitors[-1]

    def crash():
        servers[-1].kill()
        servers[-1].wait()
        servers.append(start(folder, port, log=log))

    yield visit, crash
    for one in visitors:
        one.context.close()
    servers[-1].send_signal(signal.SIGINT)
    assert servers[-1].wait(timeout=20) == 0
    forgive_the_network(*visitors)
    assert [fault for one in visitors for fault in one.faults] == []
    assert "Traceback" not in log.read_text()


def test_a_crash_in_the_middle_of_a_phase_loses_nothing(fragile):
    """Jonas laid a question on the table and is typing a second one when the server is killed. Once it runs again,
    phase and clock are where they were, both texts are there, and the group goes on without loading a page anew.
    """
    visit, crash = fragile
    facilitator, jonas = visit().sign_in(FACILITATOR), visit().sign_in(COLLEAGUE)
    jonas.go(plan_session(facilitator))
    page = jonas.page
    step_to(WRITING, facilitator.page)
    at(WRITING, page)
    page.locator("textarea").fill("Wie was erbij?")
    page.get_by_role("button", name="Leg op tafel").click()
    expect(page.locator(".room-cards--own")).to_contain_text("Wie was erbij?")
    with answered(page, "/kladje/"):
        page.locator("textarea").fill("Wat gebeurde er daarna?")
    asked_before = time.monotonic()
    page.reload()
    before, told_before = milliseconds_left(page), time.monotonic()
    crash()
    expect(page.locator("[data-liveness]")).to_have_text("Verbonden")
    asked_after = time.monotonic()
    page.reload()
    after, told_after = milliseconds_left(page), time.monotonic()
    at(WRITING, page)
    # The server read its clock somewhere between the asking and the telling, however busy the machine is.
    least, most = asked_after - told_before, told_after - asked_before
    assert most * 1000 + 1_000 >= before - after >= least * 1000 - 1_000
    expect(page.locator(".room-cards--own")).to_contain_text("Wie was erbij?")
    expect(page.locator("textarea")).to_have_value("Wat gebeurde er daarna?")
    step(facilitator.page)
    expect(facilitator.page.locator(".room-board").first).to_contain_text("Wie was erbij?")
    expect(page.locator("h1")).to_have_text("Informatieronde", timeout=SOON)


def milliseconds_left(page) -> int:
    return int(page.locator("[data-clock]").get_attribute("data-left"))
