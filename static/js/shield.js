// "Afschermen": one key, or the button, blurs what is on screen until it is pressed again.
// For when somebody walks in. It hides from eyes in the room; it protects nothing on the machine.

const KEY = "b";

export function isTyping(element) {
  return Boolean(element?.closest?.("input, textarea, select, [contenteditable]:not([contenteditable='false'])"));
}

export function startShield(document) {
  const shield = document.querySelector("[data-shield]");
  if (!shield) return;
  const toggles = document.querySelectorAll("[data-shield-toggle]");
  const rest = [...document.body.children].filter((child) => child !== shield);
  const lift = shield.querySelector("[data-shield-lift]");
  const title = document.title;
  let cameFrom = null;

  function put(on) {
    if (on === !shield.hidden) return;
    if (on) cameFrom = document.activeElement;
    document.documentElement.classList.toggle("shielded", on);
    shield.hidden = !on;
    for (const child of rest) child.inert = on;
    document.title = on ? shield.dataset.neutralTitle : title;
    if (on) lift.focus();
    else cameFrom?.focus?.();
  }

  for (const toggle of toggles) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => put(true));
  }
  lift.addEventListener("click", () => put(false));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    put(shield.hidden);
  });
}
