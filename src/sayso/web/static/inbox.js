// The inbox: files are dropped, text is pasted, and what is being done is told without a reload.
import { say, send } from "./desk.js";
import { findPart } from "./fragments.js";
import { bind } from "./keys.js";

const SOON = 700;
const LATER = 5000;
const MEGA = 1_000_000;
const files = document.getElementById("files");
const paste = document.getElementById("paste");
const live = document.getElementById("live");
const drop = document.getElementById("drop");
const draft = document.getElementById("draft");
const place = `sayso-pasted-${document.querySelector('meta[name="casebook"]').content}`;
let wasBusy = document.querySelector("#standing[data-busy]") !== null;
let timer = 0;

// What is being done.

/** Put parts of a page that was rendered anew in the place of those that are shown. */
function show(page) {
  const held = document.activeElement?.closest("#list, #standing") ? makePath(document.activeElement) : null;
  for (const id of ["standing", "list"]) {
    const part = findPart(page, id);
    if (part) document.getElementById(id).replaceWith(part);
  }
  if (held) document.querySelector(held)?.focus();
}

/** Return what finds the same element on the page as it is next. */
function makePath(element) {
  const name = element.localName;
  if (name === "a") return `#list a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  const form = element.closest("form");
  return form ? `form[action="${CSS.escape(form.getAttribute("action"))}"] ${name}` : null;
}

async function look() {
  clearTimeout(timer);
  const answer = document.hidden ? null : await fetch("/standing.json").catch(() => null);
  const standing = answer?.ok ? await answer.json() : null;
  if (standing) await tell(standing);
  timer = setTimeout(look, standing?.busy ? SOON : LATER);
}

async function tell(standing) {
  if (document.getElementById("standing").dataset.mark !== standing.mark) {
    const page = await fetch(location.href).catch(() => null);
    if (page?.ok) show(await page.text());
  }
  const doing = document.getElementById("doing");
  doing.hidden = standing.words === "";
  if (doing.textContent !== standing.words) doing.textContent = standing.words;
  // Whoever listens hears that it begins and ends, and not each report.
  if (standing.busy && !wasBusy) live.textContent = standing.words;
  if (!standing.busy && wasBusy) live.textContent = standing.words || "All is read.";
  wasBusy = standing.busy;
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, wasBusy ? SOON : LATER);

// Files.

function describe(taken) {
  const count = taken.names.length;
  const words = count === 1 ? "1 is taken in, and will be read." : `${count} are taken in, and will be read.`;
  return [words, ...taken.problems].join(" ");
}

/** Send files, and say what became of them; what is too large is told before anything is sent. */
async function sendFiles(list) {
  const [one, all] = [files.dataset.mostOfOne * MEGA, files.dataset.mostAtOnce * MEGA];
  const large = list.find((file) => file.size > one);
  if (large) return say(`${large.name} is larger than ${files.dataset.mostOfOne} MB. Add it with sayso add.`);
  if (list.reduce((sum, file) => sum + file.size, 0) > all) {
    return say(`Together these have more than ${files.dataset.mostAtOnce} MB. Send some of them first.`);
  }
  const form = new FormData(files);
  form.delete("file");
  for (const file of list) form.append("file", file, file.name);
  const sending = document.getElementById("sending");
  sending.hidden = false;
  sending.removeAttribute("value");
  const told = await send("/uploads", form);
  sending.hidden = true;
  if (told === null) return;
  files.reset();
  say(describe(told.values));
  look();
}

files.addEventListener("submit", (event) => {
  event.preventDefault();
  sendFiles([...document.getElementById("chooser").files]);
});

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  drop.hidden = false;
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) drop.hidden = true;
});
document.addEventListener("drop", (event) => {
  drop.hidden = true;
  if (!holdsFiles(event)) return;
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  if (entries.some((entry) => entry?.isDirectory)) {
    return say("A folder cannot be dropped. Make a ZIP archive of it, or add it with sayso add.");
  }
  sendFiles([...event.dataTransfer.files]);
});

// Text: what is typed and not sent stays in this browser.

const fields = [...paste.querySelectorAll("input:not([type=hidden]), textarea, select")];

function keep() {
  const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const empty = Object.values(values).every((value) => value === "");
  try {
    if (empty) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(values));
    draft.textContent = empty ? "" : "Kept in this browser until you add it.";
  } catch {
    draft.textContent = "This text is too long for the browser to keep: add it before you leave the page.";
  }
}

function recall() {
  try {
    const values = JSON.parse(localStorage.getItem(place) ?? "null");
    if (!values) return;
    for (const field of fields) field.value = values[field.name] ?? "";
    document.getElementById("add").open = true;
    draft.textContent = "Kept in this browser since you typed it; it is not added yet.";
  } catch {
    // What cannot be read is no draft of ours.
  }
}

paste.addEventListener("input", keep);
paste.addEventListener("reset", () => setTimeout(keep));
paste.addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = await send("/pasted", new FormData(paste));
  if (told === null) return;
  paste.reset();
  say("The text is taken in, and will be read.");
  look();
});
recall();

// Keys.

function move(step) {
  const links = [...document.querySelectorAll("#list .head a")];
  const at = links.indexOf(document.activeElement?.closest("li")?.querySelector(".head a"));
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
}

function open(id) {
  document.getElementById("add").open = true;
  document.getElementById(id).focus();
}

bind("j", "Next report", () => move(1));
bind("k", "Report before", () => move(-1));
bind("t", "Paste text", () => open("paste-text"));
bind("f", "Choose files", () => open("chooser"));
