// The report was read again meanwhile: that is said, and the page offered as it is now.
import { say } from "./desk.js";
import { find, getCurrent, getElement, go } from "./reading.js";

const EVERY = 1500;
const KEPT = "sayso-anew";
const box = document.getElementById("anew");
const { address, read, waits } = document.getElementById("reading").dataset;
let watching = false;

async function ask() {
  const answer = await fetch(`${address}/reading.json`).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}

/** Offer the page as it is now, if the report was read again; after something was refused. */
export async function check() {
  const now = await ask();
  if (now !== null && now.read !== read) offer();
}

/** Wait until the report was read again, if it is to be. */
export async function watch() {
  if (watching) return;
  watching = true;
  let waited = waits !== undefined;
  for (;;) {
    const now = document.hidden ? null : await ask();
    if (now !== null && (now.read !== read || !now.waits)) {
      if (waited || now.read !== read) tell(now);
      break;
    }
    waited ||= now !== null;
    await new Promise((resume) => setTimeout(resume, EVERY));
  }
  watching = false;
}

function tell({ state }) {
  offer();
  const words = state === "failed" ? "The report could not be read again." : "The report was read again.";
  say(`${words} Load the page again to see it as it is now.`);
}

function offer() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Load the page again";
  button.addEventListener("click", load);
  box.replaceChildren("This page was made before the report was read again. What you typed is kept. ", button);
  box.hidden = false;
}

// Whoever was at a statement gets back to it, and never to another one of its number.
function load() {
  const key = getElement(getCurrent())?.dataset.key;
  if (key) sessionStorage.setItem(KEPT, key);
  go(null);
  const to = new URL(location.href);
  to.hash = "";
  to.searchParams.delete("claim");
  history.replaceState(null, "", to);
  location.reload();
}

const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept !== null) go(find(kept)?.id ?? null, { focus: true });
if (waits !== undefined) watch();
