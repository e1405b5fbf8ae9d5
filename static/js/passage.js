// Choosing a passage by selecting it: the sentences that the selection touches are ticked, and "alleen de zinnen" with
// them. Without a selection, and without this script, the ticks themselves do the same.

export function startPassage(document) {
  const list = document.querySelector("[data-sentences]");
  if (!list) return;
  const only = list.closest("fieldset").querySelector('input[name="wat"][value="zinnen"]');
  const sentences = [...list.querySelectorAll("[data-sentence]")];
  document.querySelector("[data-selection-help]")?.removeAttribute("hidden");

  function chooseOnly() {
    if (only && sentences.some((sentence) => sentence.control.checked)) only.checked = true;
  }

  function take() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !list.contains(selection.anchorNode)) return;
    const touched = sentences.map((sentence) => selection.containsNode(sentence.querySelector("span"), true));
    if (!touched.includes(true)) return;
    sentences.forEach((sentence, place) => (sentence.control.checked = touched[place]));
    chooseOnly();
  }

  list.addEventListener("pointerup", () => setTimeout(take));
  list.addEventListener("change", chooseOnly);
}

startPassage(document);
