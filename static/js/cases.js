// Small kindnesses on a stage: a silence that says when it is over, and a slider beside the number of sureness.
// Nothing counts down, nothing moves, and everything works without this file.

for (const pause of document.querySelectorAll("[data-pause]")) {
  const actions = pause.querySelector(".pause__actions");
  const start = pause.querySelector("[data-pause-start]");
  const skip = pause.querySelector("[data-pause-skip]");
  const said = pause.querySelector("[data-pause-said]");
  let timer = 0;

  const rest = () => {
    clearTimeout(timer);
    skip.hidden = true;
    start.hidden = false;
  };

  actions.hidden = false;
  start.addEventListener("click", () => {
    said.textContent = said.dataset.running;
    skip.hidden = false;
    skip.focus();
    start.hidden = true;
    timer = setTimeout(() => {
      said.textContent = said.dataset.over;
      rest();
    }, Number(pause.dataset.pause) * 1000);
  });
  skip.addEventListener("click", () => {
    said.textContent = "";
    rest();
    document.querySelector(".writing textarea, .writing input:not([type=hidden])")?.focus();
  });
}

for (const box of document.querySelectorAll("[data-sureness]")) {
  const number = box.querySelector("input[type=number]");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = 100;
  slider.step = 5;
  slider.className = "sureness";
  slider.setAttribute("aria-label", box.querySelector("label").textContent.trim());
  // A slider always stands somewhere: until a number is chosen it shows no handle and an empty track, and says so.
  const show = () => {
    const chosen = number.value !== "";
    slider.value = chosen ? number.value : 0;
    slider.classList.toggle("is-unset", !chosen);
    slider.setAttribute("aria-valuetext", chosen ? number.value : box.dataset.sureness);
  };
  const take = () => {
    number.value = slider.value;
    show();
  };
  slider.addEventListener("input", take);
  slider.addEventListener("click", () => {
    // Pressing where it stood unseen moves nothing, and is a choice.
    take();
    number.dispatchEvent(new Event("input", { bubbles: true }));
  });
  number.addEventListener("input", show);
  show();
  number.before(slider);
}
