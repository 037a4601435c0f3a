// Words typed and not sent: kept in this browser alone, until the server has acknowledged them.
//
// Each tab keeps its own, so that two tabs never overwrite one another; the newest is offered, the others stay.
import { say } from "./desk.js";

const PREFIX = "sayso-draft";
const TAB = "sayso-tab";
const casebook = document.querySelector('meta[name="casebook"]').content;
let tab = makeRandom();
let told = false;

/** Return 32 random hex digits. */
export function makeRandom() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A tab knows its own drafts after a reload; a copy of a tab draws a number of its own.
try {
  const known = sessionStorage.getItem(TAB);
  if (known && navigator.locks) {
    navigator.locks.request(`${TAB}-${known}`, { ifAvailable: true }, (lock) => {
      if (lock === null) return hold();
      tab = known;
      return new Promise(() => {});
    });
  } else hold();
} catch {
  // Without storage there are no drafts to tell apart.
}

function hold() {
  sessionStorage.setItem(TAB, tab);
  return navigator.locks?.request(`${TAB}-${tab}`, () => new Promise(() => {}));
}

/** Keep something by name; false, and said once, where the browser keeps nothing. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    if (!told) say("This browser keeps no drafts: its storage is full or forbidden. Save what you type before you leave the page.");
    told = true;
    return false;
  }
}

/** Forget something by name. */
export function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** Return what is kept under names that begin so: [name, value], the newest first. */
export function list(prefix) {
  const found = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const name = localStorage.key(at);
      if (name.startsWith(prefix)) found.push([name, read(name)]);
    }
  } catch {
    return [];
  }
  return found.filter(([, value]) => value !== null).sort(([, one], [, other]) => other.at - one.at);
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Return how the names of drafts of one report of this casebook begin. */
export function nameReport(report) {
  return `${PREFIX}:${casebook}:${report}:`;
}

function nameField(report, claim, field) {
  return `${nameReport(report)}${claim}:${field}:`;
}

/** Keep what stands in a field now; nothing at all ends the draft. */
export function write(report, claim, field, draft) {
  const name = nameField(report, claim, field) + tab;
  if (draft.text === "" && !draft.links?.length) drop(name);
  else keep(name, { ...draft, claim, field, at: Date.now() });
}

/** Return the drafts of one field, this tab's and others', the newest first. */
export function find(report, claim, field) {
  return list(nameField(report, claim, field));
}

/** Return what ends with a field once its words are acknowledged: this tab's draft, and the one that was taken up. */
export function capture(report, claim, field, taken = null) {
  const name = nameField(report, claim, field) + tab;
  const own = { name, as: JSON.stringify(read(name)) };
  return taken === null ? [own] : [own, taken];
}

/** End drafts; one that was changed since, in another tab, stays. */
export function end(captured) {
  for (const { name, as } of captured) if (JSON.stringify(read(name)) === as) drop(name);
}

/** Return what all names of drafts begin with. */
export function listAll() {
  return list(`${PREFIX}:`);
}

/** Forget all drafts of all casebooks in this browser; decisions that were not sent yet stay. */
export function forgetAll() {
  for (const [name] of listAll()) drop(name);
}
