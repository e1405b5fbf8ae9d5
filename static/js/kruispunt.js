// Redraws the kruispuntfiguur while someone weighs the axes, and says in words what was chosen.
// Without this the figure is drawn after posting.

const axisOf = (radio) => radio.name.slice(radio.name.indexOf("-") + 1);

function swap(element, prefix, weight) {
  for (const name of [...element.classList]) {
    if (name.startsWith(prefix)) element.classList.remove(name);
  }
  element.classList.add(prefix + weight);
}

function redraw(input, axis, value) {
  const weight = value === "weet-niet" ? "onbekend" : value;
  const arm = input.querySelector(`[data-axis="${CSS.escape(axis)}"]`);
  const label = input.querySelector(`[data-axis-label="${CSS.escape(axis)}"]`);
  if (!arm || !label) return;
  swap(arm, "kruispunt__arm--w", weight);
  swap(label, "kruispunt__label--w", weight);
  arm.parentNode.append(arm); // last drawn lies on top
}

// "Taal: sterk", from the short word in the figure and the answer beside the button.
function words(input, radio) {
  const label = input.querySelector(`[data-axis-label="${CSS.escape(axisOf(radio))}"]`);
  return `${label?.textContent ?? ""}: ${radio.closest("label").title}`;
}

// The lines that play a part, heaviest first; what plays none is left out, as in the figure.
function say(input) {
  const playing = [...input.querySelectorAll("input:checked")]
    .filter((radio) => Number(radio.value) > 0)
    .sort((one, other) => other.value - one.value);
  const said = input.querySelector("[data-kruispunt-said]");
  said.textContent = playing.map((radio) => words(input, radio)).join(", ") || said.dataset.nothing;
}

function tell(input, family) {
  const chosen = [...family.querySelectorAll("input:checked")].map((radio) => words(input, radio));
  family.querySelector("[data-family-chosen]").textContent = chosen.join(", ");
}

for (const input of document.querySelectorAll("[data-kruispunt]")) {
  input.querySelector("[data-kruispunt-now]").hidden = false;
  input.addEventListener("change", (event) => {
    const radio = event.target;
    if (radio.type !== "radio") return;
    redraw(input, axisOf(radio), radio.value);
    tell(input, radio.closest("details"));
    say(input);
  });
  // A browser may restore answers when someone comes back to the page.
  for (const radio of input.querySelectorAll("input:checked")) redraw(input, axisOf(radio), radio.value);
  for (const family of input.querySelectorAll("details")) tell(input, family);
  say(input);
}
