// Laying lenses on sentences: point at a sentence in the story and its lenses open. The list works without this file.

const root = document.querySelector("[data-marks]");
const story = document.querySelector(".stage__story");
const flat = (text) => text.replace(/\s+/g, " ");

// The text of the story as it is set, with for each character the node it stands in.
const letters = () => {
  const found = [];
  const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      const space = /\s/.test(node.data[at]);
      if (space && (found.length === 0 || found.at(-1).sign === " ")) continue;
      found.push({ node, at, sign: space ? " " : node.data[at] });
    }
  }
  return found;
};

const places = () => {
  const all = letters();
  const text = all.map((letter) => letter.sign).join("");
  let from = 0;
  return [...root.querySelectorAll("[data-mark]")].map((sentence) => {
    const words = flat(sentence.querySelector("[data-mark-words]").textContent.trim());
    const start = text.indexOf(words, from);
    if (start < 0) return { sentence, range: null };
    from = start + words.length;
    const [first, last] = [all[start], all[from - 1]];
    const range = new Range();
    range.setStart(first.node, first.at);
    range.setEnd(last.node, last.at + 1);
    return { sentence, range };
  });
};

const chosen = (sentence) => [...sentence.querySelectorAll("input:checked")];

const show = (sentence) => {
  const words = chosen(sentence).map((box) => box.parentElement.textContent.trim());
  sentence.querySelector("[data-mark-chosen]").textContent = words.join(", ");
};

const paint = (found) => {
  if (!window.CSS?.highlights) return;
  const ranges = found.filter(({ sentence, range }) => range && chosen(sentence).length).map(({ range }) => range);
  CSS.highlights.set("marked-sentence", new Highlight(...ranges));
};

if (root && story) {
  const found = places();
  root.querySelector("[data-marks-help]").hidden = false;
  story.classList.add("stage__story--marks");
  story.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed || event.target.closest("a")) return;
    const hit = found.find(({ range }) =>
      [...(range?.getClientRects() ?? [])].some(
        (box) =>
          event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom,
      ),
    );
    if (!hit) return;
    hit.sentence.open = true;
    hit.sentence.scrollIntoView({ block: "center" });
    hit.sentence.querySelector("input").focus({ preventScroll: true });
  });
  for (const type of ["input", "change"]) {
    root.addEventListener(type, (event) => {
      const sentence = event.target.closest("[data-mark]");
      if (sentence) show(sentence);
      paint(found);
    });
  }
  paint(found);
}
