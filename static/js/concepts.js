// The concept picker in the editor: a search field above the facets, and what is picked as a list.
// Without this file the picker is a set of checkboxes by facet, and works.

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

function enhance(picker) {
  if (picker.dataset.ready) return;
  picker.dataset.ready = "yes";
  const options = [...picker.querySelectorAll("li")].map((item) => ({
    item,
    box: item.querySelector("input"),
    label: item.querySelector("label span").textContent,
    words: fold(item.dataset.words),
  }));
  const facets = [...picker.querySelectorAll("details")];
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
    let found = 0;
    for (const { item, words } of options) {
      item.hidden = asked !== "" && !words.includes(asked);
      if (!item.hidden) found += 1;
    }
    for (const facet of facets) {
      if (asked && !openBefore.has(facet)) openBefore.set(facet, facet.open);
      const some = facet.querySelector("li:not([hidden])") !== null;
      facet.hidden = !some;
      if (asked) facet.open = some;
      else if (openBefore.has(facet)) facet.open = openBefore.get(facet);
    }
    if (!asked) openBefore.clear();
    status.textContent = found ? "" : picker.dataset.labelEmpty;
  }

  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // in the editor it would save the page
  });
  picker.addEventListener("change", showPicked);
  showPicked();
}

function enhanceAll() {
  document.querySelectorAll("[data-concept-picker]").forEach(enhance);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhanceAll);
else enhanceAll();
