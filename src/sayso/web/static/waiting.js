// Where a page tells cases as they were before: ask whether the rest is put together, then show it.
const EVERY = 1500;
const waiting = document.querySelector("[data-waiting]");

function isBusy() {
  const field = document.activeElement;
  return field?.matches?.("input, textarea, select") || document.querySelector("dialog[open]") !== null;
}

async function watch() {
  for (;;) {
    await new Promise((resume) => setTimeout(resume, EVERY));
    if (document.hidden) continue;
    const answer = await fetch("/cases/waiting.json").catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told === null) continue;
    if (!told.settled) {
      waiting.firstChild.textContent = `${told.left}. `;
      continue;
    }
    // Nobody's typing is interrupted, and the place on the page stays.
    if (!isBusy()) return location.reload();
    waiting.firstChild.textContent = "All is put together now. ";
    const again = waiting.querySelector("[data-again]");
    again.hidden = false;
    again.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
    return;
  }
}

if (waiting) watch();
