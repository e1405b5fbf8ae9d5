// What somebody writes for themselves is kept on the server while they write, and says so truthfully.
// Until the server has it, it lies encrypted in this browser, under a key that only their own signed-in page gets.
import { Keep } from "./drafts-keep.js";

const IDLE = 1200;
const SLOWEST = 4000;
const LONGEST = 2500; // from the first letter that was not sent, however long somebody types on without a pause
const PATIENCE = 8000;
const NOT_WRITING = new Set(["csrfmiddlewaretoken", "operation", "kladje", "versie", "terug"]);
const PICKED = new Set(["blok", "citaat", "voor", "na"]); // hidden, and yet somebody's choice: static/js/note.js

const fieldsOf = (form) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_WRITING.has(name) && typeof value === "string") (fields[name] ??= []).push(value);
  }
  return fields;
};
// The mark of what stood in a form when its page went out is no writing.
const written = (fields) => Object.entries(fields).filter(([name]) => !/(^|-)was$/.test(name)).sort();
const same = (one, other) => JSON.stringify(written(one)) === JSON.stringify(written(other));

class Desk {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.said = root.querySelector("[data-said]");
    this.other = root.querySelector("[data-other]");
    this.keep = new Keep(root.dataset.keys, root.dataset.place);
    this.kept = fieldsOf(this.form); // what the page came with is what the server has
    this.delay = IDLE;
    this.timer = 0;
    this.since = 0; // when the first of what was not sent yet was typed
    this.busy = null;
    this.gone = false;
    this.refused = false; // too much, until something changes
    this.standing = null; // what stands elsewhere, while the person has not chosen

    this.ending = new AbortController();
    const { signal } = this.ending;
    const on = (target, name, listener) => target.addEventListener(name, listener, { signal });
    on(this.form, "input", () => this.changed());
    on(this.form, "change", () => this.changed());
    on(this.form, "focusout", () => this.dirty && this.later(0));
    on(this.form, "submit", (event) => this.submitting(event));
    on(globalThis, "pagehide", () => this.leave());
    on(globalThis, "pageshow", (event) => event.persisted && this.come());
    on(globalThis, "online", () => this.dirty && this.later(50));
    on(globalThis, "offline", () => this.dirty && this.say("offline"));
    on(globalThis, "beforeunload", (event) => this.dirty && !this.gone && !this.keep.holds && event.preventDefault());
    on(document, "visibilitychange", () => this.dirty && this.later(0));
    root.querySelector("[data-keep-mine]").addEventListener("click", () => this.choose(null));
    root.querySelector("[data-take-other]").addEventListener("click", () => this.choose(this.standing.velden));
    this.restore();
  }

  // This form goes away, and its page stays: note.js puts another in its place.
  stop() {
    clearTimeout(this.timer);
    this.gone = true;
    this.ending.abort();
  }

  // It was sent and did not arrive: go on keeping it.
  stay() {
    this.gone = false;
    this.later(0);
  }

  get dirty() {
    return !same(fieldsOf(this.form), this.kept);
  }

  say(what, at = "") {
    const text = (this.root.dataset[`said${what[0].toUpperCase()}${what.slice(1)}`] ?? what).replace("{at}", at);
    this.root.dataset.state = what in { kept: 1, back: 1 } ? "kept" : "waiting";
    if (this.said.textContent !== text) this.said.textContent = text; // said once, not at every keystroke
  }

  changed() {
    if (!this.dirty) return;
    this.refused = false;
    this.keep.put(fieldsOf(this.form), this.form.elements.versie.value, this.form.elements.operation.value);
    this.since ||= Date.now();
    if (!this.standing) this.later(Math.max(0, Math.min(this.delay, this.since + LONGEST - Date.now())));
  }

  later(wait) {
    clearTimeout(this.timer);
    if (!this.standing) this.timer = setTimeout(() => this.save(), wait);
  }

  save(more = {}) {
    if (this.busy || this.standing || this.refused || !this.dirty) return this.busy;
    // A page may still change what is sent (prepare.js), or ask to wait a moment.
    if (!this.form.dispatchEvent(new Event("draft:sending", { cancelable: true }))) {
      this.later(300);
      return null;
    }
    this.busy = this.send(more).finally(() => {
      this.busy = null;
      if (this.dirty && !this.gone && !this.refused) this.later(this.delay);
    });
    return this.busy;
  }

  request(fields, more = {}) {
    const { kladje, versie, operation, csrfmiddlewaretoken } = this.form.elements;
    return fetch(this.root.dataset.url, {
      method: "POST",
      body: JSON.stringify({ kladje: kladje.value, versie: versie.value, operation: operation.value, velden: fields }),
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": csrfmiddlewaretoken.value,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...more,
    });
  }

  async send(more) {
    const fields = fieldsOf(this.form);
    this.since = 0;
    try {
      const answer = await this.request(fields, more);
      const told = answer.headers.get("Content-Type") === "application/json" ? await answer.json() : {};
      if (answer.status === 200) return await this.stored(fields, told);
      this.delay = Math.min(this.delay * 2, SLOWEST);
      if (answer.status === 409) return this.crossed(told);
      this.refused = [413, 422].includes(answer.status);
      this.say(told.text ?? (answer.type === "opaqueredirect" ? "out" : "waiting"));
      if (answer.status === 401 || answer.status === 403) await this.renew();
    } catch {
      this.delay = Math.min(this.delay * 2, SLOWEST);
      this.say(navigator.onLine ? "waiting" : "offline");
    }
  }

  async stored(fields, told) {
    this.form.elements.versie.value = told.v;
    this.kept = fields;
    this.delay = IDLE;
    this.say("kept", told.at);
    if (!this.dirty) this.keep.drop();
    if (!this.keep.opens) await this.renew(); // a visitor has a key from their first words on
  }

  // Who reads now? The same person, signed in again in another tab, goes on where they were.
  async renew() {
    const answer = await fetch(this.root.dataset.url, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status !== 200) return;
    const { csrf, who, keys } = await answer.json();
    if (who !== this.root.dataset.who) return;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = csrf;
    this.keep.unlock(keys.join(" "));
    this.delay = 300;
  }

  crossed(told) {
    if (told.own || !told.velden) {
      // This page's own words, whose answer got lost; or nothing any more, for it was sent elsewhere.
      this.form.elements.versie.value = told.v;
      this.delay = IDLE;
      return;
    }
    if (same(told.velden, fieldsOf(this.form))) {
      this.stored(told.velden, told);
      return;
    }
    this.standing = told;
    this.show(told.velden);
    this.say("stale");
  }

  show(fields) {
    const lines = this.other.querySelector("[data-other-lines]");
    lines.replaceChildren();
    const mine = fieldsOf(this.form);
    for (const name of new Set([...Object.keys(fields), ...Object.keys(mine)])) {
      const theirs = fields[name] ?? [];
      if (theirs.join() === (mine[name] ?? []).join() || /(^|-)was$/.test(name)) continue;
      const [label, text] = [document.createElement("dt"), document.createElement("dd")];
      label.textContent = this.labelOf(name);
      text.textContent = theirs.map((value) => this.wordFor(name, value)).join(", ") || "–";
      text.dir = "auto";
      lines.append(label, text);
    }
    this.other.hidden = false;
    this.other.scrollIntoView({ block: "nearest" });
  }

  controls(name) {
    return [...this.form.elements].filter((control) => control.name === name);
  }

  labelOf(name) {
    const [control] = this.controls(name);
    const group = control?.type === "radio" ? control.closest("fieldset")?.querySelector("legend") : null;
    const label = group ?? control?.labels?.[0];
    return label?.firstChild?.textContent.trim() || label?.textContent.trim() || name;
  }

  wordFor(name, value) {
    const chosen = this.controls(name).find((control) => control.value === value && /radio|checkbox/.test(control.type));
    return chosen?.labels?.[0]?.textContent.trim() || value;
  }

  // Both are still there until the person presses one of the two.
  choose(fields) {
    this.form.elements.versie.value = this.standing.v;
    if (fields) {
      this.fill(fields);
      this.kept = fieldsOf(this.form);
      this.keep.drop();
      this.say("kept", this.standing.at);
    }
    this.standing = null;
    this.other.hidden = true;
    this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
    this.later(0);
  }

  fill(fields) {
    for (const control of this.form.elements) {
      if (!control.name || NOT_WRITING.has(control.name) || control.type === "submit") continue;
      if (control.type === "hidden" && !PICKED.has(control.name)) continue;
      const values = fields[control.name] ?? [];
      if (/radio|checkbox/.test(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
      control.dispatchEvent(new Event("input", { bubbles: true }));
      if (control.type === "radio" && control.checked) control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  async restore() {
    const found = await this.keep.take();
    const stored = this.root.dataset.done?.split(" ").includes(found?.page); // the server has it for good
    if (!found || stored || same(found.fields, fieldsOf(this.form))) {
      if (found) this.keep.drop();
      return;
    }
    if (this.dirty) return; // already typing
    if (String(found.version) === this.form.elements.versie.value) {
      this.fill(found.fields);
      this.say("back");
      this.later(0);
      return;
    }
    // The server has something newer: what lay here comes back, the other stands beside it.
    const standing = { velden: fieldsOf(this.form), v: this.form.elements.versie.value, at: "" };
    this.fill(found.fields);
    clearTimeout(this.timer);
    this.crossed(standing);
  }

  async submitting(event) {
    clearTimeout(this.timer);
    if (event.submitter?.getAttribute("formaction")?.includes("/kladje/weg/")) this.keep.drop();
    if (!this.busy || this.gone) {
      this.gone = true;
      return;
    }
    // What is under way arrives first, so that nothing comes after the answer.
    event.preventDefault();
    const { submitter } = event;
    await Promise.race([this.busy, new Promise((done) => setTimeout(done, 1500))]);
    this.gone = true;
    this.form.requestSubmit(submitter);
  }

  leave() {
    if (this.dirty && !this.gone) this.save({ keepalive: true, signal: undefined });
  }

  come() {
    this.gone = false;
    if (!this.dirty) location.reload();
  }
}

const desks = new WeakMap();
export function startDesk(root) {
  if (!desks.has(root)) desks.set(root, new Desk(root));
  return desks.get(root);
}

for (const root of document.querySelectorAll("[data-desk]")) startDesk(root);
