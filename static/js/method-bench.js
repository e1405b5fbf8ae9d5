// Moving a phase by dragging its dots. Without this file the buttons move it, and the order is the order of the page.

const list = document.querySelector("[data-phases]");
const told = document.querySelector("[data-moved]");
let dragged = null;

function number() {
  const phases = [...list.querySelectorAll("[data-phase]")];
  phases.forEach((phase, index) => {
    phase.querySelector("[data-number]").textContent = index + 1;
    phase.querySelector("[data-up]").hidden = index === 0;
    phase.querySelector("[data-down]").hidden = index === phases.length - 1;
  });
}

for (const phase of list?.querySelectorAll("[data-phase]") ?? []) {
  const grip = phase.querySelector("[data-grip]");
  grip.hidden = false;
  grip.addEventListener("dragstart", (event) => {
    dragged = phase;
    phase.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(phase.querySelector("summary"), 0, 0);
  });
  grip.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
  });
  grip.addEventListener("click", (event) => event.preventDefault());
}

list?.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const over = event.target.closest("[data-phase]");
  if (!over || over === dragged) return;
  const box = over.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  list.insertBefore(dragged, after ? over.nextSibling : over);
});

list?.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  number();
  told.hidden = false;
});
