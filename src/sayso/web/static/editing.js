// What is done with the current statement: its bar, its keys, its panels.
import { check, watch } from "./anew.js";
import { say } from "./desk.js";
import * as drafts from "./drafts.js";
import { makeElement } from "./fragments.js";
import { getSelected, getSpans, getText, paint } from "./highlights.js";
import { bind } from "./keys.js";
import { makeLookahead } from "./lookahead.js";
import { addClaim, find, getCurrent, getElement, go, move, removeClaim } from "./reading.js";
import { begin as beginSelecting, beginBehind } from "./selecting.js";
import { deliver, deliverAgain, giveUp, listUnsent } from "./unsent.js";

const byId = (id) => document.getElementById(id);
const reading = byId("reading");
const edit = byId("edit");
const { report, address, read } = reading.dataset;
const channel = new BroadcastChannel(`sayso:${document.querySelector('meta[name="casebook"]').content}`);
const GROUP = "The statement";

// --- Sending -------------------------------------------------------------------------------------

/** Send something decided of the current statement, or of the one that is named, and show the answer. */
async function act(action, fields, words, claim = getCurrent(), ends = []) {
  const seen = getElement(claim)?.dataset.decided ?? "";
  return finish(await deliver(`${address}/claims/${claim}/${action}`, { ...fields, seen, read }, `${words} (${claim})`, ends));
}

async function actOnReport(action, fields, words, ends = []) {
  return finish(await deliver(`${address}/${action}`, fields, words, ends));
}

function finish(told) {
  if (told === null) {
    showDrafts();
    check();
  } else show(told.values, told.fragment);
  return told;
}

function show(values, fragment, { quiet = false } = {}) {
  const { claim } = values;
  if (fragment) put(makeElement(fragment));
  else if (claim !== null && values.card === null) removeClaim(claim);
  if (quiet) return;
  const others = values.replaced.filter((it) => it.other);
  byId("replaced").hidden = others.length === 0;
  byId("replaced").replaceChildren(...others.map(drawReplaced));
  const undoable = values.decisions.length > 0 && !/^(Undone|Put back)/.test(values.said);
  say([values.said, ...others.map(sayReplaced)].join(" "), undoable ? () => undoThese(values.decisions) : null);
  channel.postMessage({ report, claim });
}

function sayReplaced(it) {
  const when = it.meanwhile ? "Meanwhile" : "Before";
  return `${when}, ${it.by} had answered: ${it.answer} (${it.when}). Yours holds now; both are kept.`;
}

function drawReplaced(it) {
  const line = document.createElement("p");
  const who = document.createElement("bdi");
  who.textContent = `${it.by}: ${it.answer}${it.because ? `, because ${it.because}` : ""}`;
  const link = document.createElement("a");
  link.href = `/log?about=${it.decision}`;
  link.textContent = "in the log";
  line.append(it.meanwhile ? "Decided by somebody else meanwhile, and replaced by you: " : "Replaced by you: ", who, ` (${it.when}), `, link);
  return line;
}

// Only the statement is replaced; the focus stays where it was.
function put(element) {
  const there = getElement(element.id);
  const had = there !== null && there.contains(document.activeElement);
  addClaim(element);
  if (had) element.focus({ preventScroll: true });
}

async function look(claim) {
  const answer = await deliverLook(claim);
  if (answer !== null) show(answer.values, answer.fragment, { quiet: true });
}

async function deliverLook(claim) {
  const proof = document.querySelector('meta[name="proof"]').content;
  const answer = await fetch(`${address}/claims/${claim}/look`, {
    method: "POST",
    headers: { Accept: "application/json", "X-Sayso-Proof": proof },
    body: new URLSearchParams(),
  }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

channel.addEventListener("message", ({ data }) => {
  if (data.report !== report) return;
  if (data.claim === null) say("Something of this report was decided in another window. Load the page again to see it.");
  else look(data.claim);
});

// --- What was not sent ---------------------------------------------------------------------------

function showUnsent() {
  const box = byId("unsent");
  const waiting = listUnsent();
  box.hidden = waiting.length === 0;
  const list = document.createElement("ul");
  for (const [name, it] of waiting) {
    const item = document.createElement("li");
    const words = document.createElement("bdi");
    words.textContent = it.words;
    item.append(words, makeButton("Send again", () => sendAgain(name)), makeButton("Give up", () => giveUp(name)));
    list.append(item);
  }
  const title = document.createElement("p");
  title.textContent = "Not sent yet. Sending again decides nothing twice.";
  box.replaceChildren(title, list);
}

async function sendAgain(name) {
  const told = await deliverAgain(name);
  if (told === null) return;
  if (told.values.report === report) show(told.values, told.fragment);
  else say(told.values.said);
}

function makeButton(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

// --- Judging -------------------------------------------------------------------------------------

function needClaim() {
  if (getCurrent() !== null) return true;
  say("Choose a statement first: j goes to the next one.");
  return false;
}

function judge(answer, words, because = "") {
  const claim = getCurrent();
  act("judge", { answer, because }, words, claim);
  // The next one is at hand before the answer is: whoever reads on need not wait.
  if (!move(1, "undecided")) say("That was the last undecided statement behind this point.");
}

function undo() {
  actOnReport("undo", {}, "Undo").then(goToAnswer);
}

/** Take back what one answer decided, and nothing that was decided since. */
async function undoThese(decisions) {
  for (const decision of decisions) goToAnswer(await actOnReport("undo", { decision }, "Undo"));
}

function redo() {
  actOnReport("redo", {}, "Put back").then(goToAnswer);
}

function goToAnswer(told) {
  if (told?.values.claim && told.values.card) go(told.values.claim, { focus: true });
}

function withhold() {
  const tag = getElement(getCurrent()).dataset.is.split(" ").includes("redacted");
  act("withhold", { answer: tag ? "no" : "yes" }, tag ? "Do not withhold" : "Withhold");
}

// --- Panels --------------------------------------------------------------------------------------

let open = null;
let back = null;

function openPanel(panel) {
  closePanel();
  open = panel;
  back = document.activeElement;
  panel.hidden = false;
}

function closePanel() {
  if (open === null) return;
  open.hidden = true;
  open = null;
  paint("draft", []);
  const target = back?.isConnected && back !== document.body ? back : getElement(getCurrent());
  target?.focus({ preventScroll: true });
}

// --- Whose word ----------------------------------------------------------------------------------

const chosen = { links: [], claim: null, about: null, spans: null };
const input = byId("edit-name"), kind = byId("edit-kind"), kindField = byId("edit-kind-field");
let unkinded = null;

const names = makeLookahead(input, byId("edit-names"), {
  address: `${address}/names.json`,
  onTake: (option) => {
    if (option.kind === null) askKind(option);
    else addLink(option);
  },
  onEmpty: saveSource,
});

function askKind(option) {
  unkinded = option;
  kindField.hidden = false;
  kind.value = "";
  kind.focus();
}

function addLink({ name, kind, entity }) {
  chosen.links.push(entity === null ? { name, kind } : { name, kind, entity });
  kindField.hidden = true;
  drawLinks();
  keepSource();
  input.focus();
}

kind.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || kind.value === "") return;
  event.preventDefault();
  addLink({ ...unkinded, kind: kind.value });
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "Backspace" || input.value !== "" || chosen.links.length === 0) return;
  chosen.links.pop();
  drawLinks();
  keepSource();
});
input.addEventListener("input", keepSource);

function drawLinks() {
  byId("edit-links").replaceChildren(...chosen.links.map(({ name, kind: what }) => {
    const item = document.createElement("li");
    const who = document.createElement("bdi");
    who.textContent = name;
    const words = document.createElement("i");
    words.textContent = [...kind.options].find((it) => it.value === what)?.textContent ?? what;
    item.append(who, " ", words);
    return item;
  }));
  byId("edit-source-title").textContent = chosen.links.length === 0 ? "Whose word is it?" : "Through whom? Enter saves.";
}

// What drafts are about is known by its words: another reading gives its number to another statement.
function describe(claim) {
  const element = getElement(claim);
  if (element === null) return { key: "-", id: null, words: "" };
  return { key: element.dataset.key || element.id, id: element.id, words: element.querySelector("blockquote").textContent };
}

function getField() {
  return chosen.spans === null ? "source" : "missed";
}

function keepSource() {
  const { key, id, words } = chosen.about;
  const of = chosen.spans === null ? words : getText(chosen.spans);
  drafts.write(report, key, getField(), { text: input.value, links: chosen.links, spans: chosen.spans, id, words: of });
}

function openSource(claim, spans, draft = null) {
  Object.assign(chosen, { links: draft?.value.links ?? [], claim, about: describe(claim), spans, taken: draft && { name: draft.name, as: JSON.stringify(draft.value) } });
  openPanel(byId("edit-source"));
  const words = byId("edit-source-words");
  words.hidden = spans === null;
  words.textContent = spans === null ? "" : getText(spans);
  byId("edit-source").querySelector("[data-do=own]").hidden = spans !== null;
  paint("draft", spans ?? []);
  kindField.hidden = true;
  names.clear();
  input.value = draft?.value.text ?? "";
  drawLinks();
  input.focus();
  names.open();
}

async function saveSource() {
  const { claim, about, spans, taken } = chosen;
  const field = getField();
  const links = JSON.stringify([...chosen.links].reverse());
  if (spans === null && chosen.links.length === 0) return say("Choose a name first, or say that it is the report’s own word.");
  closePanel();
  const ends = drafts.capture(report, about.key, field, taken);
  const told = spans === null
    ? await act("source", { links }, "Source", claim, ends)
    : await actOnReport("missed", { spans: JSON.stringify(spans), links, read }, "Statement to add", ends);
  if (told === null) return undefined;
  names.renew();
  if (spans !== null) {
    getSelection().removeAllRanges();
    goToAnswer(told);
  }
  return undefined;
}

async function saveOwn() {
  const { claim, about, taken } = chosen;
  closePanel();
  await act("source", { own: "yes" }, "The report’s own word", claim, drafts.capture(report, about.key, "source", taken));
}

function addMissed() {
  const spans = getSelected();
  if (spans === null) {
    beginBehind(getSpans(getElement(getCurrent()), "content").at(-1)?.[1] ?? 0);
    return say("Select the words of the statement (arrows, with Shift to extend), then press i again.");
  }
  openSource(null, spans);
  return undefined;
}

// --- Words ---------------------------------------------------------------------------------------

function begin(words) {
  const first = getSpans(getElement(getCurrent()), "content")[0];
  beginSelecting(first?.[0] ?? 0);
  say(words);
}

function setWords(part, words, key) {
  const spans = getSelected();
  if (spans === null) return begin(`Select the ${words} (arrows, with Shift to extend), then press ${key}.`);
  getSelection().removeAllRanges();
  return act("span", { part, spans: JSON.stringify(spans) }, `Words of its ${part}`).then(() => getElement(getCurrent())?.focus({ preventScroll: true }));
}

// --- How it is put -------------------------------------------------------------------------------

const how = byId("edit-how");

function openHow() {
  openPanel(how);
  how.querySelector("button").focus();
}

how.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  const button = how.querySelector(`[data-letter="${CSS.escape(key)}"]`);
  if (button === null) return;
  event.preventDefault();
  button.click();
});

how.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]");
  if (button === null) return;
  const { field, value } = button.dataset;
  closePanel();
  act("value", { field, value }, button.firstChild.textContent.trim());
});

// --- Words typed: notes, reasons, origins, facts -------------------------------------------------

const form = byId("edit-text"), words = byId("edit-words"), fact = byId("edit-fact");
const TEXTS = {
  note: { title: "Note", label: "What should the next one to read this know?", save: "Keep the note", send: (text, claim, ends) => act("note", { text }, "Note", claim, ends) },
  "report-note": { title: "Note on the report", label: "What should the next one to read this know?", save: "Keep the note", send: (text, claim, ends) => actOnReport("note", { text }, "Note on the report", ends) },
  origin: { title: "On whose word does it finally rest?", label: "Name, as far as it is known", save: "Save", unknown: true, send: (text, claim, ends) => act("origin", { name: text }, "Origin", claim, ends) },
  because: { title: "Accept or reject with a reason", label: "Why", save: "Accept", other: "Reject", send: (text, claim, ends, other) => act("judge", { answer: other ? "no" : "yes", because: text }, other ? "Reject" : "Accept", claim, ends) },
  facts: { title: "Facts of the report", label: "What it really is", save: "Save", unknown: true, send: (text, claim, ends) => actOnReport("facts", { field: fact.value, value: text }, `Fact: ${fact.value}`, ends).then(watch) },
};
let typing = null;

function openText(name, claim, draft = undefined) {
  const it = TEXTS[name];
  openPanel(form);
  typing = { name, claim, about: describe(claim), taken: null };
  byId("edit-text-title").textContent = it.title;
  byId("edit-words-label").textContent = it.label;
  byId("edit-save").textContent = it.save;
  byId("edit-other").hidden = it.other === undefined;
  byId("edit-unknown").hidden = !it.unknown;
  byId("edit-fact-field").hidden = name !== "facts";
  offer(draft);
  words.focus();
}

// The newest draft is put back; those of other tabs can be chosen instead, and stay where they are.
function offer(draft) {
  const kept = drafts.find(report, typing.about.key, typing.name);
  const [name, value] = draft ?? kept[0] ?? [null, null];
  typing.taken = name === null ? null : { name, as: JSON.stringify(value) };
  words.value = value?.text ?? "";
  if (value?.fact) fact.value = value.fact;
  const others = kept.filter(([other]) => other !== name);
  const line = byId("edit-others");
  line.hidden = name === null;
  line.replaceChildren(
    name === null ? "" : `Typed ${sayTime(value.at)}, and not sent. `,
    ...others.map((other) => makeButton(`Use the words of ${sayTime(other[1].at)} instead`, () => {
      write();
      offer(other);
      words.focus();
    })),
  );
}

function sayTime(at) {
  return new Date(at).toLocaleString([], { dateStyle: "short", timeStyle: "short" });
}

function write() {
  const { key, id, words: of } = typing.about;
  drafts.write(report, key, typing.name, { text: words.value, id, words: of, ...(typing.name === "facts" && { fact: fact.value }) });
}

words.addEventListener("input", write);
fact.addEventListener("change", write);
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit(byId("edit-save"));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const it = TEXTS[typing.name];
  if (words.value.trim() !== "" || it.other !== undefined) saveText(words.value, event.submitter?.value === "other");
  else say(it.unknown ? "Type it, or press “Not known”." : "Nothing is typed yet.");
});

function saveText(text, other = false) {
  const { name, claim, about, taken } = typing;
  closePanel();
  TEXTS[name].send(text, claim, drafts.capture(report, about.key, name, taken), other);
}

// --- Drafts of before ----------------------------------------------------------------------------

function showDrafts() {
  const box = byId("drafts");
  const onTheirWay = new Set(listUnsent().flatMap(([, it]) => it.ends.map(({ name }) => name)));
  const kept = drafts.list(drafts.nameReport(report)).filter(([name]) => !onTheirWay.has(name));
  const gone = kept.filter(([, value]) => !isHere(value));
  const fields = new Map();
  for (const [name, value] of kept) {
    if (isHere(value) && !fields.has(`${value.claim} ${value.field}`)) fields.set(`${value.claim} ${value.field}`, [name, value]);
  }
  box.hidden = fields.size + gone.length === 0;
  const parts = [];
  if (fields.size > 0) parts.push(makeLine("Typed before, and not sent:"), ...[...fields.values()].map(drawDraft));
  if (gone.length > 0) parts.push(makeLine("Typed about what is not read so any more, and not sent:"), drawGone(gone));
  box.replaceChildren(...parts);
}

function isHere({ claim, field, spans, words: of }) {
  if (field === "missed") return of === undefined || getText(spans) === of;
  return claim === "-" || find(claim) !== null;
}

function nameDraft({ field }) {
  return TEXTS[field]?.title ?? (field === "missed" ? "Statement to add" : "Source");
}

function drawDraft(draft) {
  const [, value] = draft;
  const claim = value.claim === "-" ? "" : `, ${find(value.claim).id}`;
  return makeButton(`${nameDraft(value)}${claim}, ${sayTime(value.at)}`, () => resume(draft));
}

// Whoever typed it has it to copy; it is offered on no other statement.
function drawGone(gone) {
  const list = document.createElement("ul");
  for (const [name, value] of gone) {
    const item = document.createElement("li");
    const of = document.createElement("bdi"), text = document.createElement("bdi");
    of.textContent = value.words ?? value.claim;
    text.textContent = [...(value.links ?? []).map((it) => it.name), value.text].filter(Boolean).join(", ");
    const forget = makeButton("Forget it", () => {
      drafts.drop(name);
      showDrafts();
    });
    item.append(`${nameDraft(value)}, ${sayTime(value.at)}, on “`, of, "”: ", text, " ", forget);
    list.append(item);
  }
  return list;
}

function makeLine(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}

function resume([name, value]) {
  const claim = value.claim === "-" ? null : find(value.claim).id;
  if (claim !== null) go(claim);
  if (value.field in TEXTS) openText(value.field, claim, [name, value]);
  else openSource(claim, value.spans, { name, value });
  byId("drafts").hidden = true;
}

// --- The bar and the keys ------------------------------------------------------------------------

const DO = {
  accept: () => needClaim() && judge("yes", "Accept"),
  reject: () => needClaim() && judge("no", "Reject"),
  unsure: () => needClaim() && judge("unsure", "Unsure"),
  because: () => needClaim() && openText("because", getCurrent()),
  source: () => needClaim() && openSource(getCurrent(), null, toDraft(drafts.find(report, describe(getCurrent()).key, "source")[0])),
  how: () => needClaim() && openHow(),
  words: () => needClaim() && setWords("content", "words of the statement", "e"),
  "source-words": () => needClaim() && setWords("source", "words that name the source", "E"),
  "cue-words": () => needClaim() && setWords("cue", "words that attribute it", "C"),
  origin: () => needClaim() && openText("origin", getCurrent()),
  note: () => needClaim() && openText("note", getCurrent()),
  "report-note": () => openText("report-note", null),
  withhold: () => needClaim() && withhold(),
  missed: addMissed,
  facts: () => openText("facts", null),
  undo,
  redo,
  "save-source": saveSource,
  own: saveOwn,
  unknown: () => saveText(""),
  close: closePanel,
  forget: () => {
    drafts.forgetAll();
    showDrafts();
    say("All drafts in this browser are forgotten.");
  },
};

function toDraft(found) {
  return found === undefined ? null : { name: found[0], value: found[1] };
}

edit.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button !== null) DO[button.dataset.do]();
});

edit.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || open === null) return;
  event.preventDefault();
  closePanel();
});

// A key that is held down decides once.
function bindOnce(key, words, name) {
  bind(key, words, (event) => {
    if (!event.repeat) DO[name]();
  }, GROUP);
}

bindOnce("a", "Accept, and on to the next undecided one", "accept");
bindOnce("r", "Reject, and on to the next undecided one", "reject");
bindOnce("x", "Unsure, and on to the next undecided one", "unsure");
bindOnce("A", "Accept or reject with a reason", "because");
bindOnce("s", "Whose word it is", "source");
bindOnce("c", "How it is put: certainty, denial, style", "how");
bindOnce("o", "On whose word it finally rests", "origin");
bindOnce("m", "Note on the statement", "note");
bindOnce("M", "Note on the report", "report-note");
bindOnce("d", "Withhold it from what is published, or not", "withhold");
bindOnce("e", "The selected words are its content", "words");
bindOnce("E", "The selected words name its source", "source-words");
bindOnce("C", "The selected words attribute it", "cue-words");
bindOnce("i", "The selected words are a statement that was missed", "missed");
bindOnce("+", "The same", "missed");
bindOnce("f", "Correct a fact of the report", "facts");
bindOnce("u", "Undo my last decision in this report", "undo");
bindOnce("U", "Put back what was undone", "redo");
bind("w", "Select words by keyboard: up and down a sentence, left and right a word, Shift extends", () => {
  const last = getSpans(getElement(getCurrent()), "content").at(-1);
  beginBehind(last?.[1] ?? 0);
}, GROUP);
bind("Escape", "Leave the words, or close what is open", () => {
  if (open !== null) return closePanel();
  getSelection().removeAllRanges();
  return getElement(getCurrent())?.focus({ preventScroll: true });
}, GROUP);

document.addEventListener("sayso:unsent", showUnsent);
document.addEventListener("sayso:unsent", showDrafts);
edit.hidden = false;
(window.requestIdleCallback ?? setTimeout)(() => names.prepare());
showUnsent();
showDrafts();
