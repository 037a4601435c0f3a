// The reading page: the text on the left, its statements on the right.
//
// The contract with whatever is done with a statement:
//
// #reading       data-report: the report's id; data-address: the page's address, to which
//                "/claims/c3/judge" is appended (ids may hold anything: never build it yourself).
// #text          the report's text; each of its p has data-at, the offset of its first character.
// #claims        the list. Each li.claim has the statement's id as its id ("c3", "m1", "o2"), and
//                data-is: what it can be picked by ("undecided doubtful denial own redacted stands
//                rejected unsure"); data-content, data-source, data-cue: where they stand, "10-20 25-30".
//                aria-current="true" is on the current one. Offsets count code points, as everywhere.
// #claim-bar     the one bar of actions (claim_bar.html.jinja), for the current statement; its
//                scripts and css are loaded by claim_head.html.jinja.
// #marks         where people, places, times and so on stand: {"people": [[10, 20], ...], ...}.
//
// An action answers with the fragment claim.html.jinja filled with find_card(visit, report, claim)
// (sayso/web/pages/reading.py): put in place of the li of its id it is painted and counted anew by itself,
// and stays current. So does a new li put into #claims (see addClaim).
//
// Events on document:
//   sayso:claim    another statement became the current one: detail {id, element}, id null if none is.
//   sayso:changed  a statement's li was replaced or added: detail {id, element}.
//
// Exported here: getCurrent(), getElement(id), go(id, {focus}), move(by, wanted), addClaim(li), removeClaim(id),
// setFilter(name). In highlights.js: getSpans(li, part), toRange([begin, end]), toSpans(range), getText(spans),
// getSelected() (what is selected in the text, as spans, or null), paint(name, spans) (names: "picked", "draft").
//
// On the server, an action calls visit.casebook.show(report): it is answered from memory unless the report
// changed, so that it costs milliseconds also where a report has thousands of statements.
import { makeElement } from "./fragments.js";
import { getAt, getSpans, paintAll, paintCurrent, repaint, toRange } from "./highlights.js";
import { bind } from "./keys.js";
import { follow, reveal } from "./scroll.js";

const reading = document.getElementById("reading");
const text = document.getElementById("text");
const list = document.getElementById("claims");
const progress = document.getElementById("progress");
let current = null;

/** Return the id of the current statement, or null. */
export function getCurrent() {
  return current;
}

/** Return a statement's li, or null. */
export function getElement(id) {
  const element = id === null ? null : document.getElementById(id);
  return element !== null && element.parentElement === list ? element : null;
}

/** Return the li of the statement of a content key, or null. */
export function find(key) {
  return [...list.children].find((it) => (it.dataset.key || it.id) === key) ?? null;
}

/**
 * Make a statement the current one, and bring it and its words into view.
 * @param {string | null} id
 * @param {{focus?: boolean, by?: "text" | "list"}} how Whether its li gets the focus; what it was chosen by stays where it is.
 */
export function go(id, { focus = false, by = undefined } = {}) {
  const element = getElement(id);
  if (element === null && id !== null) return;
  if (id !== current) {
    getElement(current)?.removeAttribute("aria-current");
    current = id;
    element?.setAttribute("aria-current", "true");
    paintCurrent(element);
    keep();
    complete(element);
    tell("sayso:claim", element);
  }
  if (element === null) return;
  const spans = getSpans(element, "content");
  reveal(element, spans.length > 0 ? toRange(spans[0]) : null, by);
  if (focus) element.focus({ preventScroll: true });
}

/**
 * Go to the next statement that is shown.
 * @param {number} by 1 for the next one, -1 for the one before.
 * @param {string} [wanted] What it must be: "undecided", "doubtful".
 * @returns {boolean} Whether there was one.
 */
export function move(by, wanted = undefined) {
  const step = by > 0 ? "nextElementSibling" : "previousElementSibling";
  const shown = list.dataset.show;
  const fits = (it) => [wanted, shown === "all" ? undefined : shown].every((word) => !word || is(it, word));
  const start = getElement(current);
  let element = start === null ? list[by > 0 ? "firstElementChild" : "lastElementChild"] : start[step];
  while (element !== null && !fits(element)) element = element[step];
  if (element === null) return false;
  go(element.id, { focus: true });
  return true;
}

/** Put a statement's li into the list, where its words stand, in place of the one of its id. */
export function addClaim(element) {
  const there = getElement(element.id);
  if (there !== null) {
    there.replaceWith(element);
    return;
  }
  const begin = getSpans(element, "content")[0]?.[0] ?? Infinity;
  const next = [...list.children].find((it) => (getSpans(it, "content")[0]?.[0] ?? Infinity) > begin);
  list.insertBefore(element, next ?? null);
}

/** Take a statement out of the list. */
export function removeClaim(id) {
  getElement(id)?.remove();
}

/** Show all statements, or those alone that are "undecided", "doubtful", "rejected", "denial" or "own". */
export function setFilter(name) {
  list.dataset.show = name;
  for (const link of document.querySelectorAll("[data-show]")) {
    if (link === list) continue;
    if (link.dataset.show === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const address = new URL(location.href);
  address.searchParams.delete("claim");
  if (name === "all") address.searchParams.delete("show");
  else address.searchParams.set("show", name);
  history.replaceState(null, "", address);
  if (current !== null) go(current);
}

// Where there are very many, a statement is told at length once somebody stays with it.
let completing = 0;
function complete(element) {
  clearTimeout(completing);
  if (element?.dataset.brief === undefined) return;
  completing = setTimeout(async () => {
    const answer = await fetch(`${reading.dataset.address}/claims/${element.id}`).catch(() => null);
    if (!answer?.ok || element.dataset.brief === undefined) return;
    const more = makeElement(await answer.text()).querySelector(".more");
    delete element.dataset.brief;
    if (more !== null) element.append(more);
  }, 100);
}

function is(element, word) {
  return element.dataset.is.split(" ").includes(word);
}

function tell(name, element) {
  document.dispatchEvent(new CustomEvent(name, { detail: { id: element?.id ?? null, element } }));
}

// The current statement outlives a reload: it stands in the address. A fragment that changes while one steps
// through hundreds of statements must not fill the history.
let keeping = 0;
function keep() {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    history.replaceState(null, "", current === null ? location.pathname + location.search : `#${current}`);
  }, 200);
}
addEventListener("pagehide", () => {
  if (current !== null) history.replaceState(null, "", `#${current}`);
});

function count() {
  const counts = { all: 0 };
  for (const element of list.children) {
    counts.all += 1;
    for (const word of element.dataset.is.split(" ")) counts[word] = (counts[word] ?? 0) + 1;
  }
  for (const link of document.querySelectorAll(".filters [data-show]")) {
    link.querySelector(".n").textContent = counts[link.dataset.show] ?? 0;
  }
  progress.textContent = `${counts.all - (counts.undecided ?? 0)} of ${counts.all} decided`;
}

// What an action brought takes the place of what was there: it is painted and counted anew, and stays current.
function watch(records) {
  const added = records.flatMap((record) => [...record.addedNodes]).filter((node) => node instanceof Element);
  const gone = records.flatMap((record) => [...record.removedNodes]).filter((node) => node instanceof Element);
  for (const element of gone) if (getElement(element.id) === null) repaint(element.id, null);
  for (const element of added) {
    if (element.parentElement !== list) continue;
    repaint(element.id, element);
    if (element.id === current) {
      element.setAttribute("aria-current", "true");
      paintCurrent(element);
    }
    tell("sayso:changed", element);
  }
  if (current !== null && getElement(current) === null) go(null);
  count();
}

function choose(event) {
  const link = event.target.closest(".no");
  if (link !== null) event.preventDefault();
  const element = event.target.closest("li.claim");
  if (element !== null && (link !== null || event.target.closest("a, button, summary") === null)) {
    go(element.id, { by: link === null ? "list" : undefined });
  }
}

// A second press on the same words goes outwards, from the innermost statement to the widest.
function chooseInText(event) {
  if (String(getSelection()) !== "" || event.target.closest("a") !== null) return;
  const found = getAt(event.clientX, event.clientY);
  if (found.length === 0) return;
  const shown = list.dataset.show;
  const wanted = shown === "all" ? found : found.filter((id) => is(getElement(id), shown));
  const ids = wanted.length > 0 ? wanted : found;
  go(ids[(ids.indexOf(current) + 1) % ids.length], { by: "text" });
}

function toText() {
  const spans = getSpans(getElement(current), "content");
  text.focus({ preventScroll: true });
  if (spans.length > 0) getSelection().collapse(toRange(spans[0]).startContainer, toRange(spans[0]).startOffset);
}

function begin() {
  const wanted = decodeURIComponent(location.hash.slice(1)) || new URL(location.href).searchParams.get("claim");
  if (wanted && getElement(wanted) !== null) go(wanted);
  // The text is read before it is painted all over.
  (window.requestIdleCallback ?? setTimeout)(() => paintAll(list));
}

if (list !== null) {
  list.addEventListener("click", choose);
  list.addEventListener("focusin", (event) => {
    const element = event.target.closest("li.claim");
    if (element !== null && element.id !== current) go(element.id, { by: "list" });
  });
  text.addEventListener("click", chooseInText);
  document.querySelector(".filters").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show]");
    if (link === null) return;
    event.preventDefault();
    setFilter(link.dataset.show);
  });
  // Where the one stands under the other: to the words of the current statement, and back to it.
  document.querySelector(".jump").addEventListener("click", (event) => {
    const element = getElement(current);
    const toWords = event.target.closest("a")?.hash === "#text";
    const spans = getSpans(element, "content");
    if (element === null || (toWords && spans.length === 0)) return;
    event.preventDefault();
    const place = toWords ? toRange(spans[0]).startContainer.parentElement : element;
    place.scrollIntoView({ block: "center", behavior: "instant" });
  });
  new MutationObserver(watch).observe(list, { childList: true });
  follow(go);
  addEventListener("hashchange", () => go(decodeURIComponent(location.hash.slice(1))));

  bind("j", "Next statement", () => move(1));
  bind("k", "Statement before", () => move(-1));
  bind("J", "Next undecided statement", () => move(1, "undecided"));
  bind("K", "Undecided statement before", () => move(-1, "undecided"));
  bind("n", "Next doubtful statement", () => move(1, "doubtful"));
  bind("Enter", "To the words in the text, and back", (event) => {
    if (event.target.closest("a, button, summary, label")) return false;
    if (text.contains(event.target)) return go(current, { focus: true });
    return current === null ? false : toText();
  });
  begin();
}
for (const [key, words, name] of [["[", "Report before in the inbox", "prev"], ["]", "Next report in the inbox", "next"]]) {
  bind(key, words, () => document.querySelector(`a[rel~="${name}"]`)?.click());
}
reading?.classList.add("scripted");
