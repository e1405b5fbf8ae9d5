// Telling instead of writing: what is recorded becomes the file of the form, and leaves this browser with it.

const root = document.querySelector("[data-voice]");
const part = (name) => root.querySelector(`[data-${name}]`);
const KINDS = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"];
const kind = window.MediaRecorder && KINDS.find((type) => MediaRecorder.isTypeSupported(type));
const able = kind && navigator.mediaDevices?.getUserMedia && window.DataTransfer;

function say(what) {
  part("said").textContent = root.dataset[what] ?? "";
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

function take(blob) {
  const type = blob.type.split(";")[0];
  const box = new DataTransfer();
  if (blob.size) box.items.add(new File([blob], `${root.dataset.name}.${type.split("/")[1]}`, { type }));
  root.querySelector("input[type=file]").files = box.files;
  const sound = part("sound");
  URL.revokeObjectURL(sound.src);
  sound.hidden = part("drop").hidden = !blob.size;
  if (blob.size) sound.src = URL.createObjectURL(blob);
  else sound.removeAttribute("src");
}

async function record() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say("refused");
    return;
  }
  const pieces = [];
  const recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 32000 });
  const began = Date.now();
  const stop = () => recorder.state === "recording" && recorder.stop();
  const tick = setInterval(() => {
    const seconds = (Date.now() - began) / 1000;
    part("time").textContent = clock(seconds);
    if (seconds > Number(root.dataset.most) * 60) stop();
  }, 500);
  const running = (on) => {
    part("record").hidden = on;
    part("stop").hidden = part("time").hidden = !on;
    (on ? part("stop") : part("record")).focus();
  };
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(tick);
    for (const track of stream.getTracks()) track.stop();
    running(false);
    take(new Blob(pieces, { type: recorder.mimeType }));
    say("ready");
  });
  part("stop").addEventListener("click", stop, { once: true });
  part("time").textContent = "0:00";
  recorder.start(1000);
  running(true);
  say("recording");
}

if (root && able) {
  part("tools").hidden = false;
  part("record").addEventListener("click", record);
  part("drop").addEventListener("click", () => {
    take(new Blob([]));
    say("gone");
    part("record").focus();
  });
}
