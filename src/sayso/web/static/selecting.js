// Selecting words in the text by keyboard: up and down take a sentence, left and right a word, Shift extends.
import { getText, toOffset, toRange } from "./highlights.js";

const text = document.getElementById("text");
const heard = document.getElementById("selected");
let words = null;
let anchor = 0;
let focus = 0;

// Words and sentences, each [begin, end) in code points; made when first needed.
function getWords() {
  if (words !== null) return words;
  words = [];
  const locales = [text.lang || "und"];
  const byWord = new Intl.Segmenter(locales, { granularity: "word" });
  const bySentence = new Intl.Segmenter(locales, { granularity: "sentence" });
  for (const line of text.querySelectorAll("p[data-at]")) {
    const said = line.textContent, begin = Number(line.dataset.at);
    const measure = makeMeasure(said);
    const stops = [...bySentence.segment(said)].map((it) => it.index + it.segment.trimEnd().length);
    let sentence = 0;
    let first = true;
    for (const it of byWord.segment(said)) {
      if (!it.isWordLike) continue;
      while (it.index >= stops[sentence]) {
        sentence += 1;
        first = true;
      }
      words.push({
        begin: begin + measure(it.index),
        end: begin + measure(it.index + it.segment.length),
        stop: begin + measure(stops[sentence]),
        first,
      });
      first = false;
    }
  }
  return words;
}

function makeMeasure(said) {
  if (!/[\u{10000}-\u{10FFFF}]/u.test(said)) return (units) => units;
  return (units) => [...said.slice(0, units)].length;
}

/** Begin at an offset of the text: its word is selected, and arrows move from there. */
export function begin(offset) {
  const all = getWords();
  if (all.length === 0) return;
  text.focus({ preventScroll: true });
  const found = all.findIndex((word) => word.end > offset);
  put(found < 0 ? all.length - 1 : found, false);
}

/** Take the sentence behind an offset of the text, or the last one: what was missed stands behind what was found. */
export function beginBehind(offset) {
  const all = getWords();
  if (all.length === 0) return;
  text.focus({ preventScroll: true });
  let at = all.findIndex((word) => word.begin >= offset && word.first);
  if (at < 0) at = all.length - 1;
  takeSentence(at);
}

function takeSentence(at) {
  const all = getWords();
  let first = at, last = at;
  while (first > 0 && !all[first].first) first -= 1;
  while (last + 1 < all.length && !all[last + 1].first) last += 1;
  anchor = first;
  put(last, true, true);
}

function put(at, extend, toStop = false) {
  const all = getWords();
  focus = Math.max(0, Math.min(all.length - 1, at));
  if (!extend) anchor = focus;
  const [low, high] = anchor < focus ? [anchor, focus] : [focus, anchor];
  const span = [all[low].begin, toStop && high === focus ? all[high].stop : all[high].end];
  const range = toRange(span);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const shown = toRange([all[focus].begin, all[focus].end]).startContainer.parentElement;
  shown.scrollIntoView({ block: "nearest" });
  if (heard !== null) heard.textContent = getText([span]);
}

// Where a mouse or the browser's own keys have put the selection, arrows go on from there.
function catchUp() {
  const selection = getSelection();
  const all = getWords();
  if (selection.rangeCount === 0 || !text.contains(selection.focusNode)) return;
  const at = (node, offset) => {
    const point = toOffset(node, offset);
    const found = all.findIndex((word) => word.end > point);
    return found < 0 ? all.length - 1 : found;
  };
  const range = selection.getRangeAt(0);
  const begin = at(range.startContainer, range.startOffset);
  const end = selection.isCollapsed ? begin : Math.max(begin, lastBefore(toOffset(range.endContainer, range.endOffset)));
  const low = Math.min(anchor, focus), high = Math.max(anchor, focus);
  if (low !== begin || high !== end) [anchor, focus] = [begin, end];
}

function lastBefore(point) {
  const all = getWords();
  let found = all.length - 1;
  while (found > 0 && all[found].begin >= point) found -= 1;
  return found;
}

function findBefore() {
  let first = Math.min(anchor, focus);
  while (first > 0 && !getWords()[first].first) first -= 1;
  return Math.max(0, first - 1);
}

function moveBySentence(by) {
  const all = getWords();
  let at = focus + by;
  while (at > 0 && at < all.length && !all[at].first) at += by;
  return Math.max(0, Math.min(all.length - 1, at));
}

// Shift and the arrow down take the rest of the sentence, with its full stop.
function extendBySentence() {
  const all = getWords();
  let at = focus + (focus + 1 < all.length && focus !== anchor && all[focus + 1].first ? 1 : 0);
  while (at + 1 < all.length && !all[at + 1].first) at += 1;
  return at;
}

const MOVES = {
  ArrowRight: (extend) => put(extend || focus === anchor ? focus + 1 : Math.min(anchor, focus), extend),
  ArrowLeft: (extend) => put(extend ? focus - 1 : Math.min(anchor, focus) - 1, extend),
  ArrowDown: (extend) => (extend ? put(extendBySentence(), true, true) : takeSentence(Math.min(Math.max(anchor, focus) + 1, getWords().length - 1))),
  ArrowUp: (extend) => (extend ? put(moveBySentence(-1), true) : takeSentence(findBefore())),
};

text?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in MOVES)) return;
  event.preventDefault();
  if (getWords().length === 0) return;
  catchUp();
  MOVES[event.key](event.shiftKey);
});
