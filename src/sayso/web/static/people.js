// Pages of people: keys, drafts of reasons, and what a decision moved once all is put together.
import { say, send } from "./desk.js";
import { bind } from "./keys.js";

const LAST = "sayso-people-last";
const OFTEN = 600;
const panel = document.getElementById("decided");
let asked = 0;

// ---------------------------------------------------------------- drafts

for (const form of document.querySelectorAll("form[data-draft]")) {
  const field = form.elements.because;
  const name = `sayso-draft:people:${document.querySelector('meta[name="casebook"]').content}:${form.dataset.draft}`;
  field.value ||= localStorage.getItem(name) ?? "";
  field.addEventListener("input", () => (field.value ? localStorage.setItem(name, field.value) : localStorage.removeItem(name)));
  form.addEventListener("sayso:done", () => {
    localStorage.removeItem(name);
    field.value = "";
  });
}

// ---------------------------------------------------------------- what was decided

document.addEventListener("sayso:done", (event) => {
  if (!event.target.matches("form[data-people]")) return;
  event.preventDefault();
  follow(event.detail.values);
});

/** Say what was kept, and what it moved as soon as that is known. */
function follow(decided) {
  sessionStorage.setItem(LAST, JSON.stringify(decided));
  say(`Kept: ${decided.words}.`, decided.undone ? null : () => takeBack(decided));
  show(decided);
  watch(decided.id);
}

async function takeBack(decided) {
  const fields = new FormData();
  for (const id of decided.decisions) fields.append("decision", id);
  const told = await send("/people/undo", fields);
  if (told) follow(told.values);
}

/** Ask until all is put together; the last decision alone is asked for. */
async function watch(id) {
  const mine = ++asked;
  for (;;) {
    const answer = await fetch(`/people/decided/${id}.json`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked) return;
    if (answer?.ok) {
      const decided = await answer.json();
      if (mine !== asked) return;
      show(decided);
      if (decided.settled || !decided.known) return;
    }
    await new Promise((resume) => setTimeout(resume, OFTEN));
  }
}

function show(decided) {
  if (!panel || !decided.words) return;
  const first = make("p", `Kept: ${decided.words}. `);
  if (!decided.settled) first.append("Being put together …");
  const lines = make("ul");
  if (decided.settled) {
    for (const [id, name] of decided.people) lines.append(line("Now ", link(`/people/${id}`, name)));
    for (const it of decided.changes) lines.append(tell(it));
    if (!decided.changes.length) lines.append(line("Nothing else moved."));
  }
  panel.replaceChildren(first, lines);
  finish(decided);
}

/** Where the two are decided on, ask no more: the way goes on to the one person, or to the next two. */
function finish(decided) {
  const form = document.querySelector("form[data-people]");
  const heading = document.querySelector("h1");
  if (!form || heading.dataset.asks === undefined) return;
  form.hidden = !decided.undone;
  heading.textContent = decided.undone ? "Are they one?" : `Decided: ${decided.words}`;
  if (decided.undone) return;
  const ways = make("p");
  const next = document.querySelector('a[rel="next"]');
  if (next) ways.append(link(next.href, "Next suggestion"), " · ");
  ways.append(link("/people/suggestions", "All suggestions"));
  panel.append(ways);
}

function tell(it) {
  const report = link(it.address, it.report);
  if (it.kind === "case") {
    return line("Report ", report, " is now in case ", link(`/cases/${it.now}`, it.now), ", of ", make("bdi", it.name), `, no longer in ${it.before}.`);
  }
  return line(`${it.entity} in report `, report, " is now ", link(`/people/${it.now}`, it.name), ".");
}

function line(...parts) {
  const made = make("li");
  made.append(...parts);
  return made;
}

function link(address, words) {
  const made = make("a");
  made.href = address;
  made.append(make("bdi", words));
  return made;
}

function make(name, words = "") {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

// What was decided on the page before is told on this one, until something else is.
const last = sessionStorage.getItem(LAST);
if (panel?.dataset.decided) watch(panel.dataset.decided);
else if (panel && last && document.querySelector('a[rel="next"], a[rel="prev"]')) {
  const decided = JSON.parse(last);
  if (!decided.settled) watch(decided.id);
}

// ---------------------------------------------------------------- keys

for (const [key, words, value] of [
  ["y", "They are one person", "yes"],
  ["n", "They are not one", "no"],
  ["x", "Nobody can tell", "unsure"],
]) {
  const button = document.querySelector(`form[data-people] button[name="answer"][value="${value}"]`);
  if (button) bind(key, words, () => button.click());
}
const reason = document.querySelector("form[data-people] textarea");
if (reason) {
  bind("r", "Write the reason (Escape leaves it)", () => reason.focus());
  reason.addEventListener("keydown", (event) => event.key === "Escape" && reason.blur());
}
for (const [key, words, rel] of [
  ["j", "Next suggestion", "next"],
  ["k", "Previous suggestion", "prev"],
]) {
  const to = document.querySelector(`a[rel="${rel}"]`);
  if (to) bind(key, words, () => to.click());
}
bind("u", "Take back what was decided last", () => {
  const kept = sessionStorage.getItem(LAST);
  const decided = kept && JSON.parse(kept);
  if (!decided || decided.undone) say("There is nothing to take back here.");
  else takeBack(decided);
});
