// What every page does beyond plain HTML. Nothing here is needed to read or to post.
import { startCopy } from "./copy.js";
import { forgetAll } from "./drafts-keep.js";
import { startNote } from "./note.js";
import { startShield } from "./shield.js";

startCopy(document);
startNote(document);
startShield(document);

// Signing out takes along what this browser keeps of somebody's writing.
document.addEventListener("submit", (event) => {
  if (new URL(event.target.getAttribute("action") ?? "", location).pathname.endsWith("/account/logout/")) forgetAll();
});

// A page that says no to a form goes back to it: that keeps what stands in the fields.
const back = document.querySelector("[data-step-back]");
if (back && history.length > 1) {
  back.hidden = false;
  back.addEventListener("click", () => history.back());
}

// The worker answers without network only, and only with the offline page (templates/service_worker.js).
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}
