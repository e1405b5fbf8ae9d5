// The room: hear that something changed, fetch what this seat may see, put it in place.
// The stream is an accelerator; everything also works by asking again, and every form without script.

import { startClock, announceClock } from "./room-clock.js";
import { flushDrafts, freshenDrafts, hasUnsaved, isNote, keepNote, keepTrying, settle, settleDrafts, watchDrafts } from "./room-drafts.js";

const live = document.getElementById("room-live");
const HEADERS = { "X-Room-Fragment": "1" };
const SWEEP_MS = 25_000;
const POLL_MS = 3_000;

const room = () => document.getElementById("room");
const announce = (text) => { live.querySelector("[data-announce]").textContent = text ?? ""; };

function liveness(connected) {
  const mark = live.querySelector("[data-liveness]");
  mark.textContent = connected ? live.dataset.textConnected : live.dataset.textAway;
  mark.classList.toggle("is-away", !connected);
}

// What a region says, without what differs at every rendering (tokens and fresh ids).
function essence(region) {
  const copy = region.cloneNode(true);
  copy.querySelectorAll("[name=csrfmiddlewaretoken], [data-volatile]").forEach((input) => input.remove());
  return copy.innerHTML;
}

// A field that somebody types in is never taken from under their hands.
function isHeld(region) {
  return region.contains(document.activeElement) && document.activeElement.matches("textarea, select, input[type=text], input[type=date]")
    || hasUnsaved(region)
    || [...region.querySelectorAll("[data-held]")].some((field) => field.value !== field.defaultValue);
}

function place(html, { force = null, keep = null, asked = true } = {}) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("room");
  if (!fresh) return false;
  const old = room();
  if (Number(fresh.dataset.version) < Number(old.dataset.version)) return true; // overtaken on its way here
  const moved = old.dataset.phase !== fresh.dataset.phase;
  let held = false;
  for (const region of fresh.querySelectorAll("[data-region]")) {
    const name = region.dataset.region;
    const current = old.querySelector(`[data-region="${name}"]`);
    if (!current) continue;
    if (name === "notice" && !asked && !moved) continue; // what was said to a click stays until the next
    if (name === keep || (name !== force && isHeld(current))) {
      freshenDrafts(current, region);
      held = true;
      continue;
    }
    region.dataset.essence = hash(essence(region));
    if (region.dataset.essence === current.dataset.essence) continue;
    if (name !== force) carryChoices(current, region);
    const focus = current.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    current.replaceWith(region);
    if (name === "heard" && !moved) announce(region.querySelector("li:last-child")?.textContent);
    if (focus !== null) refocus(focus);
  }
  for (const name of ["version", "phase", "title"]) old.dataset[name] = held && name === "version" ? "" : fresh.dataset[name];
  old.className = fresh.className;
  if (asked) old.querySelector("[data-asks]")?.focus(); // a question is answered where it is asked
  if (moved) announce(fresh.dataset.title);
  if (held && moved) announce(live.dataset.textNews);
  live.querySelector(".room-held")?.remove();
  if (held && moved) {
    const news = Object.assign(document.createElement("p"), { className: "room-held", textContent: live.dataset.textNews });
    old.querySelector('[data-region="write"]').before(news);
  }
  if (moved && !held && old.querySelector("h1").getBoundingClientRect().top < 0) old.querySelector("h1").scrollIntoView();
  lookAgain(fresh);
  startClock(old);
  return true;
}

// In a practice the server says when something will happen there.
let again;
function lookAgain({ dataset }) {
  clearTimeout(again);
  if (dataset.again) again = setTimeout(() => { if (!document.hidden) sync({ full: true }); }, Number(dataset.again));
}

// What was chosen and not sent yet stays chosen.
function carryChoices(current, fresh) {
  for (const chosen of current.querySelectorAll("[type=radio]:checked")) {
    const same = fresh.querySelector(`[name="${CSS.escape(chosen.name)}"][value="${CSS.escape(chosen.value)}"]`);
    if (same && !chosen.defaultChecked) same.checked = true;
  }
  for (const list of current.querySelectorAll("select[id], [type=date][id]")) {
    const same = fresh.querySelector(`#${CSS.escape(list.id)}`);
    const isOffered = list.options ? [...(same?.options ?? [])].some((option) => option.value === list.value) : list.value !== list.defaultValue;
    if (same && isOffered) same.value = list.value;
  }
}

// FNV-1a: enough to know whether a region still says the same.
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return String(value >>> 0);
}

function refocus(key) {
  const target = (key && room().querySelector(`[data-focus="${key}"]`)) || room().querySelector("h1");
  target?.focus({ preventScroll: key !== "next" });
}

// A button that is replaced between press and release gets no click. News waits for the finger, but not for ever.
const LONGEST_PRESS_MS = 2_000;
const AFTER_RELEASE_MS = 50; // on a touch screen the click comes a little later than the lifting
let lifted = Promise.resolve();
function press(event) {
  if (!event.target.closest?.("#room button, #room a, #room label, #room summary")) return;
  if (event.type === "keydown" && event.key !== " ") return;
  lifted = new Promise((done) => {
    const release = event.type === "keydown" ? ["keyup"] : ["pointerup", "pointercancel"];
    for (const name of release) addEventListener(name, () => setTimeout(done, AFTER_RELEASE_MS), { once: true });
    setTimeout(done, LONGEST_PRESS_MS);
  });
}

let fetching = null;
async function sync({ full = false } = {}) {
  if (fetching) { fetching.again = true; return; }
  fetching = { again: false };
  try {
    const version = full ? "" : room().dataset.version;
    const answer = await fetch(`${live.dataset.state}?v=${version}`, { headers: HEADERS, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 403) { location.reload(); return; }
    if (answer.status === 200) {
      const news = await answer.text();
      await lifted;
      place(news, { asked: false });
    }
    liveness(answer.ok);
  } catch {
    liveness(false);
  } finally {
    const { again } = fetching;
    fetching = null;
    if (again) sync();
  }
}

// Too much to send, or nothing can be stored just now: the text stays in its field, and what the server says of it stands below.
function tell(form, html) {
  const said = new DOMParser().parseFromString(html, "text/html").querySelector("main .lead")?.textContent ?? "";
  announce(said);
  const mark = form.querySelector("[data-saved]");
  if (mark) mark.textContent = said;
}

async function submit(event) {
  const form = event.target;
  if (!live.contains(form) || form.method !== "post" || "leaves" in form.dataset) return;
  event.preventDefault();
  if (isNote(form)) { keepNote(form); return; }
  const body = new FormData(form, event.submitter);
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => { button.setAttribute("aria-busy", "true"); });
  try {
    await settleDrafts(); // a draft on its way must not arrive after the text itself
    const answer = await fetch(form.action, { method: "post", body, headers: HEADERS, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 404) { location.reload(); return; }
    const text = await answer.text();
    if ([413, 503, 507].includes(answer.status)) {
      tell(form, text);
      return;
    }
    const region = form.closest("[data-region]")?.dataset.region;
    settle(form, answer.ok);
    if (answer.status === 204) sync({ full: true });
    else if (!place(text, answer.ok ? { force: region } : { keep: form.querySelector("textarea") ? region : null })) location.reload();
    liveness(true);
  } catch {
    liveness(false); // the text stays in its field, with its id: sending again stores once
    keepTrying(form, event.submitter);
  } finally {
    buttons.forEach((button) => { button.removeAttribute("aria-busy"); });
  }
}

// A stream that fails now and then comes back by itself. One that is refused (a fourth tab) stays away: ask again at once.
const FAILING = 3;
let errors = 0;
function listen() {
  const stream = new EventSource(live.dataset.live);
  stream.addEventListener("poke", (event) => {
    errors = 0;
    const { v } = JSON.parse(event.data);
    if (v === null || String(v) !== room().dataset.version) sync();
  });
  stream.addEventListener("open", () => { errors = 0; sync(); });
  stream.addEventListener("error", () => {
    errors += 1;
    if (stream.readyState !== EventSource.CLOSED) return;
    errors = FAILING;
    sync();
    setTimeout(listen, 15_000 + Math.random() * 15_000);
  });
}

function poll() {
  if (errors >= FAILING && !document.hidden) sync();
  setTimeout(poll, POLL_MS + Math.random() * 1_000);
}

document.addEventListener("submit", submit);
document.addEventListener("pointerdown", press);
document.addEventListener("keydown", press);
document.addEventListener("focusout", async (event) => {
  if (!event.target.matches?.("[data-draft]")) return;
  await flushDrafts();
  if (room().dataset.version === "") sync({ full: true });
});
document.addEventListener("focusin", (event) => { if (event.target.matches?.("[data-draft]")) sync({ full: true }); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) sync({ full: true }); });
addEventListener("online", async () => { await flushDrafts(); await settleDrafts(); sync({ full: true }); });
addEventListener("offline", () => liveness(false));
addEventListener("pageshow", (event) => { if (event.persisted) sync({ full: true }); });
setInterval(sync, SWEEP_MS);

room().querySelectorAll("[data-region]").forEach((region) => { region.dataset.essence = hash(essence(region)); });
watchDrafts(live, HEADERS);
lookAgain(room());
announceClock(announce, live.dataset.textLastMinute);
startClock(room());
liveness(true);
listen();
poll();
