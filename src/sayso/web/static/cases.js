// The board: from card to card by keys, what is new, and the rest when it is put together.
import { bind } from "./keys.js";
import "./waiting.js";

const seen = document.getElementById("seen");
const storage = `sayso-seen-${document.querySelector('meta[name="casebook"]').content}`;

const cards = () => [...document.querySelectorAll("[data-card]")];
const now = () => document.activeElement?.closest?.("[data-card]") ?? null;

function go(card) {
  if (!card) return;
  card.focus();
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Go up or down within a column (or a list); from nowhere to the first card. */
function step(by) {
  const here = now();
  if (!here) return go(cards()[0]);
  const lane = here.closest("[data-lane]");
  const all = lane ? [...lane.querySelectorAll("[data-card]")] : cards();
  go(all[all.indexOf(here) + by]);
}

/** Go to the nearest column with cards on the left or right, at the same height. */
function cross(by) {
  const here = now();
  if (!here) return go(cards()[0]);
  const lane = here.closest("[data-lane]");
  if (!lane) return;
  const lanes = [...document.querySelectorAll("[data-lane]")].filter((it) => it.querySelector("[data-card]"));
  const next = lanes[lanes.indexOf(lane) + by];
  if (!next) return;
  const height = [...lane.querySelectorAll("[data-card]")].indexOf(here);
  const there = [...next.querySelectorAll("[data-card]")];
  go(there[Math.min(height, there.length - 1)]);
}

bind("j", "Next case", () => step(1));
bind("k", "Case before", () => step(-1));
if (document.querySelector("[data-lane]")) {
  bind("h", "Column on the left", () => cross(-1));
  bind("l", "Column on the right", () => cross(1));
}
// Where no card is, arrows scroll, as everywhere.
for (const [key, act] of [["ArrowDown", () => step(1)], ["ArrowUp", () => step(-1)], ["ArrowLeft", () => cross(-1)], ["ArrowRight", () => cross(1)]]) {
  bind(key, "The same, from a case", () => (now() ? act() : false));
}
bind("Enter", "Open the case", () => false);

// What came in since somebody said "seen" here; a browser that never did begins now.
function read() {
  try {
    return Number(localStorage.getItem(storage) ?? seen.dataset.newest);
  } catch {
    return Number(seen.dataset.newest);
  }
}

function keep() {
  localStorage.setItem(storage, seen.dataset.newest);
}

function mark() {
  const last = read();
  let any = false;
  for (const tag of document.querySelectorAll("[data-new]")) {
    const count = tag.dataset.arrived.split(" ").filter((number) => Number(number) > last).length;
    tag.hidden = count === 0;
    tag.textContent = count === 1 ? "1 new report" : `${count} new reports`;
    any ||= count > 0;
  }
  seen.hidden = !any;
}

if (seen) {
  try {
    if (localStorage.getItem(storage) === null) keep();
  } catch {
    // A browser that keeps nothing shows nothing as new.
  }
  mark();
  seen.addEventListener("click", () => {
    keep();
    mark();
  });
}
