// The clock in the room: counts from what the server said was left, so a wrong wall clock changes nothing.

let end = 0;
let timer = null;
let say = () => {};
let lastMinute = "";
let told = null;
let said = "";

export function announceClock(announce, text) {
  say = announce;
  lastMinute = text ?? "";
}

export function startClock(room) {
  clearInterval(timer);
  const clock = room.querySelector("[data-clock]");
  const until = room.querySelector("[data-until]");
  if (until) setTimeout(() => { until.hidden = true; }, Number(until.dataset.until));
  if (!clock) return;
  if (clock.dataset.end === undefined) clock.dataset.end = String(performance.now() + Number(clock.dataset.left));
  end = Number(clock.dataset.end);
  if (clock.dataset.paused !== undefined) return;
  tick(clock, room.dataset.phase);
  timer = setInterval(() => tick(clock, room.dataset.phase), 1000);
}

// Calm: whole minutes, seconds only in the last two, and quietly upwards when the time is over.
function tick(clock, phase) {
  const left = Math.round((end - performance.now()) / 1000);
  const text = clock.querySelector("[data-clock-text]");
  const minutes = Math.ceil(Math.abs(left) / 60);
  const label = left <= 0 ? clock.dataset.textOver.replace("{n}", minutes)
    : left > 120 ? clock.dataset.textLeft.replace("{n}", minutes)
      : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (text.textContent !== label) text.textContent = label;
  clock.classList.toggle("room-clock--over", left <= 0);
  const share = Math.max(0, Math.min(100, (left * 100) / Number(clock.dataset.total)));
  clock.querySelector("[data-ring]").setAttribute("stroke-dasharray", `${share.toFixed(1)} 100`);
  if (left <= 60 && left > 55 && told !== phase) {
    told = phase;
    said = lastMinute;
    say(said);
  } else if (said && (left <= 0 || left > 60)) {
    said = ""; // over time, or minutes extra: it is not true any more
    say(said);
  }
}
