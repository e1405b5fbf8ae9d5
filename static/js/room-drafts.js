// What somebody is writing is kept on the server within two seconds, where only they can see it.
// Nothing is kept in the browser: the device may be shared.

const WAIT_MS = 1200;
const AGAIN_MS = 4000;
const waiting = new Map();
const underway = new Set();
const unsent = new Map(); // field -> how to send its form again
const crossed = new Map(); // field -> what another tab put there, while the person has not chosen
const tooMuch = new Map(); // field -> the text that the server did not take: it is not sent again until it changes
let headers = {};
let root = null;

export function watchDrafts(live, fragmentHeaders) {
  root = live;
  headers = fragmentHeaders;
  live.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-draft]")) return;
    clearTimeout(waiting.get(field));
    unsent.delete(field);
    waiting.set(field, setTimeout(() => save(field), WAIT_MS));
  });
  live.addEventListener("submit", (event) => {
    event.target.querySelectorAll("[data-draft]").forEach((field) => {
      clearTimeout(waiting.get(field));
      waiting.set(field, 0); // on its way: news does not take the text from under it
      unsent.delete(field);
    });
  }, true);
  live.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep-mine], [data-take-other]");
    if (!button) return;
    event.preventDefault();
    choose(button.form.querySelector("[data-draft]"), "takeOther" in button.dataset);
  });
  addEventListener("beforeunload", (event) => { if (crossed.size) event.preventDefault(); });
  addEventListener("pagehide", () => { waiting.forEach((timer, field) => save(field, { keepalive: true })); });
}

// What was written on another tab or device comes into a field in which nothing was typed since.
export function freshenDrafts(current, fresh) {
  for (const field of current.querySelectorAll("[data-draft]")) {
    const newer = fresh.querySelector(`#${CSS.escape(field.id)}`);
    const untouched = !waiting.has(field) && field.value === field.defaultValue;
    if (!newer || !untouched) continue;
    field.form.elements.versie.value = newer.form.elements.versie.value;
    if (newer.value === field.value) continue;
    field.value = field.defaultValue = newer.value;
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

// Both texts are there until the person presses one of the two.
function choose(field, takeOther) {
  const form = field.form;
  const other = crossed.get(field);
  if (!other) return;
  crossed.delete(field);
  form.elements.versie.value = other.v;
  form.querySelector("[data-other]").hidden = true;
  if (takeOther) {
    field.value = field.defaultValue = other.text;
    waiting.delete(field);
    say(form, root.dataset.textSaved);
  } else save(field);
  field.focus();
}

function show(form, field, other) {
  if (!other.text) return;
  crossed.set(field, other);
  const box = form.querySelector("[data-other]");
  box.querySelector("[data-other-text]").textContent = other.text;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
  say(form, root.dataset.textStale);
}

function say(form, text) {
  const mark = form.querySelector("[data-saved]");
  if (mark && mark.textContent !== text) mark.textContent = text;
}

// What was sent without a connection is sent again by itself until it has arrived. The form carries its own id, so
// that arriving twice is arriving once. Who types on, sends again by hand.
export function keepTrying(form, submitter) {
  const field = form.querySelector("[data-draft]");
  if (!field) return;
  unsent.set(field, () => { if (form.isConnected) form.requestSubmit(submitter); });
  say(form, root.dataset.textUnsent);
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => save(field), AGAIN_MS));
}

// A note is only ever kept: pressing its button keeps it now.
export function isNote(form) {
  return form.action === new URL(form.dataset.draftUrl ?? "", location.href).href;
}

export async function keepNote(form) {
  const field = form.querySelector("[data-draft]");
  await settleDrafts();
  waiting.set(field, 0);
  await save(field);
}

// An answer came: what was accepted is let go, what was refused is kept as a draft again.
export function settle(form, accepted) {
  form.querySelectorAll("[data-draft]").forEach((field) => {
    if (waiting.get(field) !== 0) return;
    if (accepted) {
      waiting.delete(field);
      crossed.delete(field);
    }
    else waiting.set(field, setTimeout(() => save(field), WAIT_MS));
  });
}

export function hasUnsaved(region) {
  return [...waiting.keys()].some((field) => region.contains(field));
}

export async function flushDrafts() {
  await Promise.all([...waiting.keys()].map((field) => save(field)));
}

export async function settleDrafts() {
  await Promise.allSettled([...underway]);
}

function save(field, options) {
  const again = unsent.get(field);
  if (again && !options?.keepalive) {
    again();
    return Promise.resolve();
  }
  const saving = send(field, options).finally(() => underway.delete(saving));
  underway.add(saving);
  return saving;
}

async function send(field, options = {}) {
  clearTimeout(waiting.get(field));
  const form = field.form;
  if (!form || !root.contains(form)) { waiting.delete(field); crossed.delete(field); return; }
  if (crossed.has(field)) return;
  const text = field.value;
  if (tooMuch.get(field) === text) return;
  tooMuch.delete(field);
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "post", body: new FormData(form), headers, ...options });
    if (answer.status === 200) {
      form.elements.versie.value = (await answer.json()).v;
      if (field.value === text) {
        waiting.delete(field);
        field.defaultValue = text;
        const region = field.closest("[data-region]");
        if (region) region.dataset.essence = ""; // says something else now than when it was placed
        say(form, root.dataset.textSaved);
        return;
      }
    } else if (answer.status === 409 && answer.headers.get("Content-Type") === "application/json") {
      show(form, field, await answer.json());
      return;
    } else if (answer.status === 413) {
      tooMuch.set(field, text);
      say(form, root.dataset.textTooMuch);
      return;
    } else if (answer.status > 500) say(form, root.dataset.textUnsaved); // nothing can be stored just now
  } catch {
    say(form, root.dataset.textUnsaved); // the text stays in its field
  }
  if (waiting.has(field)) waiting.set(field, setTimeout(() => save(field), AGAIN_MS));
}
