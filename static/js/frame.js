// What every page does beyond plain HTML. Nothing here is needed to read or to post.
import { startNote } from "./note.js";
import { startShield } from "./shield.js";

startNote(document);
startShield(document);

// The worker answers without network only, and only with the offline page (templates/service_worker.js).
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}
