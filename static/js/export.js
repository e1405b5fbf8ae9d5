// While a copy of somebody's data is being made: asks how far it is. Without this module a link asks the same.

const EVERY = 1500;
const place = document.querySelector("[data-progress]");

async function ask() {
  try {
    const answer = await fetch(place.dataset.progress, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok && !answer.redirected) {
      place.replaceChildren(
        ...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes,
      );
    }
  } catch {
    // No connection: the next turn asks again, and the link stays.
  }
  if (place.querySelector("[data-busy]")) {
    setTimeout(ask, EVERY);
  }
}

if (place?.querySelector("[data-busy]")) {
  setTimeout(ask, EVERY);
}
