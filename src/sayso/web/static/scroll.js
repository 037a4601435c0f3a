// Text and statements scroll together. Who scrolls by hand in the one takes the other along; what scrolls by itself
// takes nothing along, so that the two never pull at one another.

const textPane = document.getElementById("text-pane");
const claimsPane = document.getElementById("claims-pane");
const list = document.getElementById("claims");
const text = document.getElementById("text");
const calm = { block: "nearest", behavior: "instant" };
let driver = null;
let waiting = false;

/** Whether both panes scroll by themselves, beside one another. */
export function isBeside() {
  return textPane !== null && getComputedStyle(textPane).overflowY === "auto";
}

/**
 * Bring a statement and its words into view.
 * @param {Element} element Its li.
 * @param {Range | null} range Its words.
 * @param {"text" | "list"} [by] Which side stays where it is.
 */
export function reveal(element, range, by) {
  driver = null;
  if (!isBeside()) {
    if (by !== "list") element.scrollIntoView(calm);
    return;
  }
  if (by !== "list") bringElement(element);
  if (range !== null && by !== "text") bring(range);
}

// The page itself must not move: so it is not asked to bring anything into view.
function bringElement(element) {
  const box = element.getBoundingClientRect(), pane = claimsPane.getBoundingClientRect();
  const margin = Math.min(56, pane.height / 6);
  const over = pane.top + margin - box.top, under = box.bottom - (pane.bottom - margin);
  if (over > 0) claimsPane.scrollTop -= over;
  else if (under > 0) claimsPane.scrollTop += Math.min(under, -over);
}

function bring(range) {
  const box = range.getBoundingClientRect(), pane = textPane.getBoundingClientRect();
  const margin = Math.min(80, pane.height / 5);
  if (box.top >= pane.top + margin && box.bottom <= pane.bottom - margin) return;
  textPane.scrollTop += box.top - pane.top - pane.height / 3;
}

/** Let the statements follow the text, and the text the statements. */
export function follow() {
  for (const pane of [textPane, claimsPane]) {
    for (const name of ["wheel", "touchmove", "pointerdown"]) {
      pane.addEventListener(name, () => { driver = pane; }, { passive: true });
    }
    pane.addEventListener("scroll", () => schedule(pane), { passive: true });
  }
  // A browser that goes to the fragment of the address moves the whole page for it.
  const hold = () => isBeside() && scrollTo({ top: 0, behavior: "instant" });
  hold();
  addEventListener("load", () => requestAnimationFrame(hold));
  textPane.addEventListener("keydown", () => { driver = textPane; });
}

function schedule(pane) {
  if (driver !== pane || waiting || !isBeside()) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    if (driver === textPane) followText();
    else if (driver === claimsPane) followClaims();
  });
}

function followText() {
  const line = findTop(textPane, text);
  if (line === null) return;
  const at = Number(line.dataset.at);
  const element = [...list.children].find((it) => it.offsetParent !== null && parseInt(it.dataset.content, 10) >= at);
  if (element === undefined) return;
  claimsPane.scrollTop += element.getBoundingClientRect().top - list.parentElement.getBoundingClientRect().top - getHead();
}

function followClaims() {
  const element = findTop(claimsPane, list, getHead());
  const at = parseInt(element?.dataset.content ?? "", 10);
  if (Number.isNaN(at)) return;
  const lines = text.querySelectorAll("p[data-at]");
  const line = [...lines].findLast((it) => Number(it.dataset.at) <= at);
  if (line) textPane.scrollTop += line.getBoundingClientRect().top - textPane.getBoundingClientRect().top;
}

function getHead() {
  return claimsPane.querySelector(".claims-head")?.getBoundingClientRect().height ?? 0;
}

function findTop(pane, parent, head = 0) {
  const box = pane.getBoundingClientRect();
  const found = document.elementsFromPoint(box.left + box.width / 3, box.top + head + 12);
  return found.find((it) => it.parentElement === parent) ?? null;
}
