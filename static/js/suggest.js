// Suggestions under the search box, in the browser's own list. Without this module the form works the same.

const WAIT = 150;
const form = document.querySelector("form[data-suggest]");
const input = form?.querySelector("input[type=search]");

if (input) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggesties`;
  form.append(list);
  input.setAttribute("list", list.id);

  let timer = 0;
  let asking;

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) {
      list.replaceChildren();
      return;
    }
    try {
      const address = `${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: asking.signal });
      const { suggestions } = await answer.json();
      list.replaceChildren(...suggestions.map((text) => new Option(text, text)));
    } catch {
      // Offline, or a newer letter came first: no suggestions, and the form still works.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}
