// "Noteer": the link in the frame, or the key n, opens a sheet beside the page with the selected passage attached.
// The sheet is no modal: the page can be read on, and "Afschermen" covers it. Without script the link is a page.

import { isTyping } from "./shield.js";

const KEY = "n";
const MOST = 1000;
const AROUND = 160;

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

// What is selected in the text of the page: its words, its block, and what stands around it.
function selected(document) {
  const selection = document.getSelection();
  const main = document.querySelector("main");
  if (!main || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const quote = selection.toString().trim().slice(0, MOST);
  if (!quote || !main.contains(range.commonAncestorContainer)) return null;
  const block = elementOf(range.startContainer).closest("[data-block]");
  const before = document.createRange();
  before.setStart(block ?? main, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.selectNodeContents(block ?? main);
  if (after.comparePoint(range.endContainer, range.endOffset) === 0) after.setStart(range.endContainer, range.endOffset);
  else after.collapse();
  return {
    citaat: quote,
    blok: block?.dataset.block ?? "",
    voor: before.toString().slice(-AROUND),
    na: after.toString().slice(0, AROUND),
  };
}

// The passage is a hidden field; what it says stands above the questions.
function showQuote(field) {
  const quote = field.form.querySelector("[data-note-quote]");
  if (!quote) return;
  quote.textContent = field.value;
  quote.hidden = !field.value;
}

export function startNote(document) {
  document.addEventListener("input", (event) => event.target.name === "citaat" && showQuote(event.target));
  const link = document.querySelector("[data-note]");
  const sheet = document.querySelector("[data-note-sheet]");
  // On the page to write on, the link stays a link: one form is enough.
  if (!link || !sheet?.show || document.querySelector("main [data-note-form]")) return;
  const body = sheet.querySelector("[data-note-body]");
  const said = sheet.querySelector("[data-note-said]");
  let passage = null;
  let desk = null;
  let cameFrom = null;

  const form = () => body.querySelector("[data-note-form]");
  const hasText = () => [...body.querySelectorAll("[data-note-form] textarea")].some((field) => field.value.trim());

  function say(what) {
    said.textContent = what ? said.dataset[what] : "";
    said.hidden = !what;
  }

  function ask(address, options = {}) {
    return fetch(address, { ...options, headers: { "X-Sheet": "1" } });
  }

  function attach() {
    const here = form();
    if (!here || !passage) return;
    for (const [name, value] of Object.entries(passage)) {
      const field = here.elements.namedItem(name);
      if (field) field.value = value;
    }
    showQuote(here.elements.namedItem("citaat"));
  }

  // The form keeps what is typed as every form to write in does (drafts.js); its line says so.
  async function keepDrafts() {
    const root = body.querySelector("[data-desk]");
    if (!root) return;
    try {
      const { startDesk } = await import(body.querySelector("script[src]").src);
      if (root.isConnected) desk = startDesk(root);
    } catch {
      // no connection just now: the sheet itself still has the text
    }
  }

  function put(html) {
    const last = desk;
    last?.stop();
    desk = null;
    body.innerHTML = html;
    if (body.querySelector("[data-noted]")) last?.keep.drop(); // it stands in the logbook: nothing of it stays here
    attach();
    keepDrafts();
    (body.querySelector("textarea") ?? body.querySelector("a, button"))?.focus();
  }

  async function open() {
    passage = selected(document) ?? (sheet.open ? passage : null);
    cameFrom = document.activeElement;
    say("");
    if (hasText()) {
      sheet.show();
      attach();
      body.querySelector("textarea").focus();
      return;
    }
    try {
      const answer = await ask(link.href);
      if (!answer.headers.has("X-Sheet")) throw new Error("no sheet");
      const html = await answer.text();
      sheet.show();
      put(html);
    } catch {
      document.location.assign(link.href); // the page says what is wrong
    }
  }

  function close() {
    sheet.close();
    if (!form()) body.textContent = "";
    cameFrom?.focus?.();
  }

  // Signing in again elsewhere gives forms another token: ask for a form, and take its token.
  async function renewToken() {
    const fresh = new DOMParser().parseFromString(await (await ask(link.href)).text(), "text/html");
    const token = fresh.querySelector("[name=csrfmiddlewaretoken]");
    if (token) form().elements.namedItem("csrfmiddlewaretoken").value = token.value;
    return Boolean(token);
  }

  async function send(submitter, again = true) {
    const here = form();
    const data = new FormData(here);
    if (submitter?.name) data.append(submitter.name, submitter.value);
    const address = submitter?.getAttribute("formaction") ?? here.getAttribute("action");
    const answer = await ask(address, { method: "POST", body: data });
    if (answer.headers.has("X-Sheet") && answer.status !== 403) {
      say("");
      put(await answer.text());
      // Who chose other questions is still at the choosing.
      if (submitter?.name) body.querySelector(`[name="${submitter.name}"][aria-pressed="true"]`)?.focus();
    } else if (answer.status === 413) {
      say("tooLong");
      desk?.stay();
    } else if (again && (await renewToken())) {
      await send(submitter, false);
    } else {
      say(answer.status === 403 || answer.redirected ? "signedOut" : "failed");
      desk?.stay();
    }
  }

  link.addEventListener("pointerdown", () => {
    passage = selected(document); // pressing a link lets go of the selection
  });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const before = passage;
    open().then(() => {
      passage ??= before;
      attach();
    });
  });
  sheet.querySelector("[data-note-close]").addEventListener("click", close);
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  sheet.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // the draft is under way; the form comes again by itself
    event.preventDefault();
    const save = form().querySelector("[data-note-save]");
    if (save.ariaDisabled === "true") return;
    save.ariaDisabled = "true";
    send(event.submitter)
      .catch(() => {
        say("failed");
        desk?.stay();
      })
      .finally(() => save.removeAttribute("aria-disabled"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target) || document.documentElement.classList.contains("shielded")) return;
    event.preventDefault();
    open();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!desk && hasText()) event.preventDefault(); // with a desk, it is kept or it asks itself
  });
}
