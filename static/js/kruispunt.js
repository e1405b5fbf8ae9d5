// Redraws the kruispuntfiguur while someone weighs the axes. Without this the figure is drawn after posting.

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

for (const input of document.querySelectorAll("[data-kruispunt]")) {
  input.addEventListener("change", (event) => {
    const radio = event.target;
    if (radio.type === "radio") redraw(input, radio.name.slice(radio.name.indexOf("-") + 1), radio.value);
  });
  // A browser may restore answers when someone comes back to the page.
  for (const radio of input.querySelectorAll("input:checked")) {
    redraw(input, radio.name.slice(radio.name.indexOf("-") + 1), radio.value);
  }
}
