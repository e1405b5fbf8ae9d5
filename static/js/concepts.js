// The concept picker in the editor: a search field above the facets, and what is picked as a list. What was not picked
// lies in a <template> until its facet opens or somebody searches; there, an empty place stands for what was.

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

function enhance(picker) {
  if (picker.dataset.ready) return;
  picker.dataset.ready = "yes";
  const facets = [...picker.querySelectorAll("details")];
  const options = [];
  const openBefore = new Map();

  const bar = document.createElement("div");
  bar.className = "concept-picker__bar";
  const label = document.createElement("label");
  label.textContent = picker.dataset.labelSearch;
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  label.append(search);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const picked = document.createElement("ul");
  picked.className = "concept-picker__picked";
  picked.setAttribute("aria-label", picker.dataset.labelPicked);
  bar.append(label, status, picked);
  picker.prepend(bar);

  function read(root) {
    for (const item of root.querySelectorAll("li[data-words]")) {
      const label = item.querySelector("label span").textContent;
      options.push({ item, box: item.querySelector("input"), label, words: fold(item.dataset.words) });
    }
  }

  function lay(facet) {
    const kept = facet.querySelector("template");
    if (!kept) return;
    read(kept.content);
    const list = facet.querySelector("ul");
    const chosen = [...list.children];
    for (const place of kept.content.querySelectorAll("[data-here]")) place.replaceWith(chosen.shift());
    list.append(kept.content);
    kept.remove();
  }

  function showPicked() {
    const chosen = options.filter(({ box }) => box.checked);
    picked.replaceChildren(
      ...chosen.map(({ box, label: text }) => {
        const item = document.createElement("li");
        const remove = document.createElement("button");
        remove.type = "button";
        remove.textContent = `${text} ×`;
        remove.setAttribute("aria-label", `${text}: ${picker.dataset.labelRemove}`);
        remove.addEventListener("click", () => {
          box.checked = false;
          box.dispatchEvent(new Event("change", { bubbles: true }));
          search.focus();
        });
        item.append(remove);
        return item;
      }),
    );
    if (!chosen.length) picked.textContent = picker.dataset.labelNone;
    for (const facet of facets) {
      const count = facet.querySelectorAll("input:checked").length;
      facet.querySelector(".concept-picker__count").textContent = count || "";
    }
  }

  function filter() {
    const asked = fold(search.value);
    if (asked) facets.forEach(lay);
    let found = 0;
    for (const { item, words } of options) {
      item.hidden = asked !== "" && !words.includes(asked);
      if (!item.hidden) found += 1;
    }
    for (const facet of facets) {
      if (asked && !openBefore.has(facet)) openBefore.set(facet, facet.open);
      const some = facet.querySelector("template, li:not([hidden])") !== null;
      facet.hidden = !some;
      if (asked) facet.open = some;
      else if (openBefore.has(facet)) facet.open = openBefore.get(facet);
    }
    if (!asked) openBefore.clear();
    status.textContent = found || !asked ? "" : picker.dataset.labelEmpty;
  }

  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // in the editor it would save the page
  });
  picker.addEventListener("change", showPicked);
  for (const facet of facets) facet.addEventListener("toggle", () => lay(facet));
  read(picker);
  showPicked();
}

function enhanceAll() {
  document.querySelectorAll("[data-concept-picker]").forEach(enhance);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhanceAll);
else enhanceAll();
