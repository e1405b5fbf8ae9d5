// A text to take along: one press copies it. Without script it is selected and copied by hand.
export function startCopy(document) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    const said = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
        said.textContent = button.dataset.copied;
      } catch {
        document.getSelection().selectAllChildren(text); // not allowed here: ready for Ctrl+C
        said.textContent = button.dataset.selected;
      }
    });
  }
}
