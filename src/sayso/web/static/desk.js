// Forms marked data-act are sent without leaving the page; what changed takes its place.
import { makeElement } from "./fragments.js";

const PATIENCE = 2000;
const proof = document.querySelector('meta[name="proof"]');
const analyst = document.querySelector('meta[name="analyst"]').content;
const said = document.getElementById("said");
const undoing = document.getElementById("undo-said");
const closing = document.getElementById("close-said");
const away = document.getElementById("away");
let undo = null;
let asking = false;

/**
 * Say something to whoever looks or listens; it stays until something else is said or it is closed.
 * @param {string} text What is said.
 * @param {(() => unknown) | null} undoIt What the button "Undo" beside it does.
 */
export function say(text, undoIt = null) {
  said.textContent = text;
  undo = undoIt;
  undoing.hidden = undo === null || text === "";
  closing.hidden = text === "";
}

closing.addEventListener("click", () => say(""));
undoing.addEventListener("click", () => {
  const act = undo;
  say("");
  act?.();
});

/**
 * Send fields to an action, and return its answer; a refusal is said, and gives null.
 * @param {string} address
 * @param {FormData | Record<string, string>} fields Files among them are sent as files.
 * @param {{status?: number}} outcome Gets the answer's status; none where the server did not answer.
 */
export async function send(address, fields, outcome = {}) {
  let answer = await post(address, fields);
  // The server began anew, or somebody signed in in another tab: the page still fits if nothing else changed.
  if (answer?.status === 403 && (await renew())) answer = await post(address, fields);
  outcome.status = answer?.status;
  if (answer === null) {
    say("Not saved: the server does not answer. What you typed is still here.");
    return null;
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok) return told;
  say(told?.problem ? `${told.problem} ${told.remedy}` : "Not saved. Open the address that sayso serve printed last in another tab, then try again here.");
  return null;
}

async function post(address, fields) {
  const hasFiles = fields instanceof FormData && [...fields.values()].some((value) => value instanceof File);
  try {
    return await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-Sayso-Proof": proof.content },
      body: hasFiles ? fields : new URLSearchParams(fields),
    });
  } catch {
    watch();
    return null;
  }
}

/** Ask the server who this browser is to it; false where the page is not of that session's person and casebook. */
async function renew() {
  const answer = await fetch("/alive").catch(() => null);
  if (!answer?.ok) return false;
  const now = await answer.json();
  const fits = now.analyst === analyst && now.casebook === document.querySelector('meta[name="casebook"]').content;
  if (fits) proof.content = now.proof;
  return fits;
}

/** Say that the server is away, and ask until it answers again. */
async function watch() {
  if (asking) return;
  asking = true;
  tell("The server does not answer. Nothing that you typed is lost; leave this page open and start sayso serve again.");
  for (;;) {
    await new Promise((resume) => setTimeout(resume, PATIENCE));
    const answer = await fetch("/alive").catch(() => null);
    if (answer === null) continue;
    if (answer.ok && (await renew())) break;
    tell("The server runs again, but does not know this page yet. Open the address that it printed in another tab, then come back here.");
  }
  asking = false;
  away.hidden = true;
  say("The server answers again. Nothing was lost: save what you typed.");
}

function tell(text) {
  if (away.textContent !== text) away.textContent = text;
  away.hidden = false;
}

/** What a form sends next is another thing than what it sent. */
function renewKey(form) {
  const key = form.elements.namedItem("key");
  if (!key) return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  key.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-act]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return; // pressed twice
  form.ariaBusy = "true";
  const told = await send(event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action, new FormData(form, event.submitter));
  form.ariaBusy = null;
  if (told === null) return; // sent again, it is known by its key
  renewKey(form);
  // A page's own script may show it in its own way.
  if (!form.dispatchEvent(new CustomEvent("sayso:done", { detail: told, bubbles: true, cancelable: true }))) return;
  if (told.fragment) {
    const element = makeElement(told.fragment);
    document.getElementById(element.id)?.replaceWith(element);
    element.focus();
  } else {
    const [path, part] = told.to.split("#");
    if (path === location.pathname + location.search) {
      if (part) history.replaceState(null, "", `#${part}`);
      location.reload();
    } else location.assign(told.to);
  }
});

// What hands out names asks first.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-leaves]");
  const dialog = document.getElementById("leaves");
  if (!link || !dialog) return;
  event.preventDefault();
  dialog.returnValue = "";
  dialog.onclose = () => dialog.returnValue === "go" && location.assign(link.href);
  dialog.showModal();
});

const printing = document.getElementById("print");
printing.hidden = false;
printing.addEventListener("click", () => print());

if (location.hash === "#q") document.getElementById("q")?.focus();
