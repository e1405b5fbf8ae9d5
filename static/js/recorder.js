// Speaking a note. What is said is sealed with a key that cannot leave this browser and kept in IndexedDB; nothing
// is sent anywhere. Signing out clears it (Clear-Site-Data), as does clearing the browser.

const root = document.querySelector("[data-recorder]");
const part = (name) => root.querySelector(`[data-${name}]`);
const able = navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.indexedDB && crypto.subtle;

function say(what) {
  part("said").textContent = root.dataset[what] ?? "";
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const request = indexedDB.open(`opnames-${root.dataset.owner}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("notes", { keyPath: "id", autoIncrement: true });
  };
  return done(request);
}

function store(database, name, mode = "readonly") {
  return database.transaction(name, mode).objectStore(name);
}

async function keyOf(database) {
  const found = await done(store(database, "keys").get("own"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await done(store(database, "keys", "readwrite").put(made, "own"));
  return made;
}

async function keep(database, blob, seconds) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(database), await blob.arrayBuffer());
  const note = { at: Date.now(), seconds, type: blob.type, iv, sealed };
  await done(store(database, "notes", "readwrite").add(note));
}

async function soundOf(database, note) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: note.iv }, await keyOf(database), note.sealed);
  return URL.createObjectURL(new Blob([plain], { type: note.type }));
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

async function show(database) {
  const notes = await done(store(database, "notes").getAll());
  const when = new Intl.DateTimeFormat(root.dataset.language, { dateStyle: "long", timeStyle: "short" });
  part("none").hidden = notes.length > 0;
  part("list").replaceChildren(
    ...notes.reverse().map((note) => {
      const item = part("item").content.cloneNode(true).firstElementChild;
      const inside = (name) => item.querySelector(`[data-${name}]`);
      inside("when").textContent = when.format(note.at);
      inside("length").textContent = clock(note.seconds);
      inside("play").addEventListener("click", async () => {
        const sound = inside("sound");
        sound.src = await soundOf(database, note);
        sound.hidden = false;
        inside("play").hidden = true;
        sound.focus();
        await sound.play();
      });
      inside("drop").addEventListener("click", async () => {
        URL.revokeObjectURL(inside("sound").src);
        await done(store(database, "notes", "readwrite").delete(note.id));
        await show(database);
        say("gone");
        part("record").focus();
      });
      return item;
    }),
  );
}

async function record(database) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say("refused");
    return;
  }
  const pieces = [];
  const recorder = new MediaRecorder(stream);
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  const most = Number(root.dataset.most) * 60;
  const stop = () => recorder.state === "recording" && recorder.stop();
  const tick = setInterval(() => {
    part("time").textContent = clock(seconds());
    if (seconds() > most) stop();
  }, 500);
  const running = (on) => {
    part("record").hidden = on;
    part("stop").hidden = !on;
    part("time").hidden = !on;
    (on ? part("stop") : part("record")).focus();
  };
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", async () => {
    const length = seconds();
    clearInterval(tick);
    for (const track of stream.getTracks()) track.stop();
    running(false);
    try {
      await keep(database, new Blob(pieces, { type: recorder.mimeType }), length);
      await show(database);
      say("kept");
    } catch {
      say("failed");
    }
  });
  part("stop").addEventListener("click", stop, { once: true });
  window.addEventListener("pagehide", stop, { once: true });
  part("time").textContent = "0:00";
  recorder.start(1000);
  running(true);
  say("recording");
}

if (root) {
  root.hidden = false;
  try {
    if (!able) throw new Error("unable");
    const database = await open();
    await show(database);
    part("record").addEventListener("click", () => record(database));
  } catch {
    part("record").hidden = true;
    say("unable");
  }
}
