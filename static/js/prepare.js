// The case pad: other names in the place of real ones before anything is sent, and a look at what may tell who it is.
// What is typed as a real name stays in this page: its fields have no name, and nothing here stores or sends it.

import { find } from "./identifiers.js";

const pad = document.querySelector("[data-pad]");
const fields = [...pad.querySelectorAll("textarea")];
const LOOK_AFTER = 700;
const TYPING = 500; // the word at the cursor is left alone while it is being typed

// --- other names ------------------------------------------------------------

const desk = document.querySelector("[data-standins]");
const [real, region, other] = ["real", "region", "other-name"].map((name) => desk.querySelector(`[data-${name}]`));
const said = desk.querySelector("[data-replaced]");
const pairs = new Map(); // real -> other, in this page only
let choices = null;
let typedAt = 0;

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const whole = (name) => new RegExp(`(?<![\\p{L}\\d])${escape(name)}(?![\\p{L}\\d])`, "giu");

// How often a name stood in the fields; it stands there no more, except where somebody is still typing at it.
function replaceAll(spare) {
  let count = 0;
  for (const field of fields) {
    const cursor = field === document.activeElement ? field.selectionStart : -1;
    let text = field.value;
    let at = cursor;
    // The longest first: a name and family name before the name alone.
    for (const [name, instead] of [...pairs].sort(([one], [two]) => two.length - one.length)) {
      let moved = 0;
      text = text.replace(whole(name), (words, found) => {
        const start = found + moved;
        if (spare && start + words.length === at) return words;
        count += 1;
        moved += instead.length - words.length;
        if (start < at) at += instead.length - words.length;
        return instead;
      });
    }
    if (text === field.value) continue;
    field.value = text;
    if (cursor >= 0) field.setSelectionRange(at, at);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return count;
}

function list() {
  const lines = desk.querySelector("[data-pairs]");
  lines.replaceChildren(...[...pairs].map(([name, instead]) => {
    const line = document.createElement("li");
    const away = Object.assign(document.createElement("button"), {
      type: "button", className: "link-button", textContent: lines.dataset.saidAway,
    });
    away.setAttribute("aria-label", `${lines.dataset.saidAway}: ${name}`);
    away.addEventListener("click", () => { pairs.delete(name); list(); look(); });
    line.append(`${name} → ${instead} `, away);
    return line;
  }));
}

function add() {
  const [name, instead] = [real.value.trim(), other.value.trim()];
  if (!name || !instead) {
    said.textContent = said.dataset.saidBoth;
    (name ? other : real).focus();
    return;
  }
  pairs.set(name, instead);
  const count = replaceAll(false);
  said.textContent = count === 0 ? said.dataset.saidNone : count === 1 ? said.dataset.saidOne : said.dataset.saidMore.replace("{n}", count);
  real.value = other.value = "";
  list();
  look();
  real.focus();
}

async function offer() {
  const shown = desk.querySelector("datalist");
  shown.replaceChildren();
  if (!region.value || !choices) return;
  const names = region.value === "places" ? choices.places : choices.regions[Number(region.value)].names;
  // Not always the same name first.
  const order = names.map((name) => [Math.random(), name]).sort(([one], [two]) => one - two);
  shown.append(...order.map(([, name]) => Object.assign(document.createElement("option"), { value: name })));
}

desk.querySelector("details").addEventListener("toggle", async () => {
  if (choices) return;
  try {
    choices = await (await fetch(desk.dataset.names)).json();
    region.append(...choices.regions.map(({ label }, at) => new Option(label, at)));
    offer();
  } catch {
    // Without the list one still types a name.
  }
}, { once: true });
region.addEventListener("change", offer);
desk.querySelector("[data-replace]").addEventListener("click", add);
desk.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  add();
});
pad.addEventListener("input", (event) => {
  if (!event.isTrusted) return;
  typedAt = Date.now();
  if (pairs.size) replaceAll(true);
});
// Right before anything is sent, by itself (drafts.js) or by a button. In the middle of a name it waits.
pad.addEventListener("draft:sending", (event) => {
  if (!pairs.size) return;
  const typing = Date.now() - typedAt < TYPING;
  replaceAll(typing);
  if (typing && fields.some((field) => [...pairs.keys()].some((name) => whole(name).test(field.value)))) event.preventDefault();
});
pad.addEventListener("submit", () => { if (pairs.size) replaceAll(false); }, { capture: true });
addEventListener("pagehide", () => { if (pairs.size) replaceAll(false); }, { capture: true });
desk.hidden = false;

// --- what may tell who somebody is ------------------------------------------

const box = document.querySelector("[data-identifiers]");
const found = box.querySelector("[data-found]");
const nothing = box.querySelector("[data-nothing]");
const kinds = Object.fromEntries([...box.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each]));
const left = new Set(); // what somebody decided to leave, in this page
let looking;

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function put(words, instead) {
  for (const field of fields) {
    if (!field.value.includes(words)) continue;
    field.value = field.value.replaceAll(words, instead);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  look();
}

function line(words, kind) {
  const [row, mark, what] = ["li", "mark", "span"].map((name) => document.createElement(name));
  mark.textContent = words;
  what.className = "muted";
  what.textContent = ` ${kinds[kind].textContent} `;
  const instead = kinds[kind].dataset.instead;
  const act = kind === "name"
    ? button(found.dataset.saidName, () => {
      desk.querySelector("details").open = true;
      real.value = words;
      other.focus();
    })
    : button(found.dataset.saidInstead.replace("{words}", instead), () => put(words, instead));
  const leave = button(found.dataset.saidLeave, () => { left.add(words); look(); });
  for (const each of [act, leave]) each.setAttribute("aria-label", `${each.textContent}: ${words}`);
  row.append(mark, what, act, " ", leave);
  return row;
}

function look() {
  const others = new Set(pairs.values());
  const seen = new Map();
  for (const field of fields) {
    for (const { words, kind } of find(field.value)) if (!left.has(words) && !others.has(words)) seen.set(words, kind);
  }
  const focused = found.contains(document.activeElement);
  found.replaceChildren(...[...seen].map(([words, kind]) => line(words, kind)));
  nothing.hidden = seen.size > 0;
  if (focused) (found.querySelector("button") ?? fields[0]).focus();
}

pad.addEventListener("input", () => {
  clearTimeout(looking);
  looking = setTimeout(look, LOOK_AFTER);
});
box.hidden = false;
look();
