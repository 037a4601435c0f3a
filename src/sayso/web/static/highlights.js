// Painting what stands where, from offsets, without a mark in the text (CSS Custom Highlight API).
// Offsets count code points, as Python does; the browser counts UTF-16 units.

const text = document.getElementById("text");
const lines = text === null ? [] : [...text.querySelectorAll("p[data-at]")];
const begins = lines.map((line) => Number(line.dataset.at));
const numbers = new Map(lines.map((line, at) => [line, at]));
const parts = ["content", "source", "cue"];
const can = "highlights" in CSS;
// Where people, places, times and so on stand, and which of them the legend has turned on.
const marks = JSON.parse(document.getElementById("marks")?.textContent ?? "{}");
const shown = new Set();

/** Return where a part of a statement stands: [[begin, end], ...]. */
export function getSpans(element, part) {
  const written = element?.dataset[part];
  return written ? written.split(" ").map((span) => span.split("-").map(Number)) : [];
}

/** Return the DOM range of a span. */
export function toRange([begin, end]) {
  const range = document.createRange();
  range.setStart(...toPoint(begin));
  range.setEnd(...toPoint(end, true));
  return range;
}

/** Return a DOM range within the text as spans: one, or none where it lies outside. */
export function toSpans(range) {
  if (text === null || !range.intersectsNode(text)) return [];
  const whole = document.createRange();
  whole.selectNodeContents(text);
  const inside = range.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(whole.startContainer, whole.startOffset);
  if (inside.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
  const begin = toOffset(inside.startContainer, inside.startOffset);
  const end = toOffset(inside.endContainer, inside.endOffset);
  return begin < end ? [[begin, end]] : [];
}

/** Return the words of spans as the report has them, pieces joined by one blank. */
export function getText(spans) {
  return spans.map(([begin, end]) => {
    const first = findLine(begin), last = findLine(Math.max(begin, end - 1));
    const whole = lines.slice(first, last + 1).map((line) => line.textContent).join("\n");
    return [...whole].slice(begin - begins[first], end - begins[first]).join("");
  }).join(" ");
}

/** Return what is selected in the text as spans without blanks at their ends, or null. */
export function getSelected() {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return null;
  const [span] = toSpans(selection.getRangeAt(0));
  if (span === undefined) return null;
  const words = [...getText([span])];
  let [begin, end] = span;
  for (let at = 0; at < words.length && /\s/.test(words[at]); at += 1) begin += 1;
  for (let at = words.length - 1; at >= 0 && end > begin && /\s/.test(words[at]); at -= 1) end -= 1;
  return begin < end ? [[begin, end]] : null;
}

/** Paint spans under a name that the css knows ("picked", "draft"); none takes the paint away. */
export function paint(name, spans) {
  if (can) CSS.highlights.set(name, makeHighlight(spans, 9));
}

/** Paint what the current statement is. */
export function paintCurrent(element) {
  if (!can) return;
  for (const part of parts) CSS.highlights.set(`current-${part}`, makeHighlight(getSpans(element, part), 5));
}

// Of a long report only what is near the part in view is painted: the browser goes through all that is painted
// whenever any of it changes.
const AROUND = 4;
const layers = ["said", "denial", "source", "cue"];
const inView = new Set();
const ofLine = new Map();
const linesOf = new Map();
let waiting = false;

/** Paint the statements of a list wherever the text is in view, and what the legend has turned on. */
export function paintAll(list) {
  if (!can) return;
  for (const name of [...layers, ...Object.keys(marks)]) {
    const made = new Highlight();
    made.priority = name === "said" ? 0 : name in marks ? 2 : 1;
    CSS.highlights.set(name, made);
  }
  for (const element of list.children) index(element.id, element);
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const at = numbers.get(target);
      if (isIntersecting) inView.add(at);
      else inView.delete(at);
    }
    schedule();
  });
  for (const line of lines) observer.observe(line);
}

/** Paint one statement anew; null takes its paint away. */
export function repaint(id, element) {
  if (!can || !CSS.highlights.has("said")) return;
  index(id, element);
  schedule();
}

function index(id, element) {
  for (const at of linesOf.get(id) ?? []) ofLine.get(at)?.delete(id);
  linesOf.delete(id);
  if (element === null) return;
  const found = new Set();
  for (const part of parts) {
    for (const [begin, end] of getSpans(element, part)) {
      for (let at = findLine(begin); at <= findLine(end - 1); at += 1) found.add(at);
    }
  }
  linesOf.set(id, found);
  for (const at of found) {
    if (!ofLine.has(at)) ofLine.set(at, new Set());
    ofLine.get(at).add(id);
  }
}

function schedule() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    paintNear();
  });
}

function paintNear() {
  const near = new Set();
  for (const at of inView) for (let it = at - AROUND; it <= at + AROUND; it += 1) near.add(it);
  const wanted = new Map([...layers, ...Object.keys(marks)].map((name) => [name, []]));
  const ids = new Set();
  for (const at of near) for (const id of ofLine.get(at) ?? []) ids.add(id);
  for (const id of ids) {
    for (const [name, span] of listPaint(document.getElementById(id))) wanted.get(name).push(span);
  }
  for (const name of shown) {
    wanted.set(name, marks[name].filter(([begin]) => near.has(findLine(begin))));
  }
  for (const [name, spans] of wanted) {
    const highlight = CSS.highlights.get(name);
    if (highlight.size === 0 && spans.length === 0) continue;
    highlight.clear();
    for (const span of spans) highlight.add(toStaticRange(span));
  }
}

// What is rejected is not painted, and neither is the report's own word: that is all the rest of the text.
function* listPaint(element) {
  const flags = element?.dataset.is.split(" ") ?? ["rejected"];
  if (flags.includes("rejected") || flags.includes("own")) return;
  for (const part of parts) {
    const name = part !== "content" ? part : flags.includes("denial") ? "denial" : "said";
    for (const span of getSpans(element, part)) yield [name, span];
  }
}

/** Return the ids of the statements at a point of the screen, the innermost first. */
export function getAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y) ?? toPosition(document.caretRangeFromPoint?.(x, y));
  if (!caret || !text.contains(caret.offsetNode)) return [];
  return getAtOffset(toOffset(caret.offsetNode, caret.offset));
}

/** Return the ids of the statements whose words stand at an offset, the innermost first. */
export function getAtOffset(offset) {
  const found = [];
  for (const element of document.getElementById("claims").children) {
    const content = getSpans(element, "content");
    const all = [...content, ...getSpans(element, "source"), ...getSpans(element, "cue")];
    if (!all.some(([begin, end]) => begin <= offset && offset < end)) continue;
    const inside = content.some(([begin, end]) => begin <= offset && offset < end);
    const size = content.reduce((sum, [begin, end]) => sum + end - begin, 0);
    found.push([inside ? size : -1, element.id]);
  }
  // The words that name a source or a cue lead to the statement that they introduce.
  return found.sort(([one], [other]) => one - other).map(([, id]) => id);
}

/** Return the offset of a point of the DOM. */
export function toOffset(node, at) {
  if (node === text) return at < lines.length ? begins[indexOfChild(at)] ?? getLength() : getLength();
  const line = (node instanceof Element ? node : node.parentElement).closest("p[data-at]");
  if (line === null) return node.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING ? 0 : getLength();
  const before = node instanceof Text ? node.data.slice(0, at) : at === 0 ? "" : line.textContent;
  return Number(line.dataset.at) + countPoints(before);
}

function indexOfChild(at) {
  const child = text.childNodes[at];
  return lines.findIndex((line) => child === line || child.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function getLength() {
  return lines.length === 0 ? 0 : begins.at(-1) + countPoints(lines.at(-1).textContent);
}

function toPosition(range) {
  return range && { offsetNode: range.startContainer, offset: range.startOffset };
}

function toStaticRange([begin, end]) {
  const [startContainer, startOffset] = toPoint(begin);
  const [endContainer, endOffset] = toPoint(end, true);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

function makeHighlight(spans, priority) {
  const made = new Highlight(...spans.map(toStaticRange));
  made.priority = priority;
  return made;
}

function findLine(offset) {
  let low = 0, high = begins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (begins[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The end of a span at a line's end stays on that line.
function toPoint(offset, isEnd = false) {
  const at = findLine(isEnd ? Math.max(0, offset - 1) : offset);
  const line = lines[at];
  const node = line.firstChild;
  if (node === null) return [line, 0];
  const points = Math.max(0, offset - begins[at]);
  return [node, Math.min(countUnits(node, points), node.length)];
}

const astral = new WeakMap();

function isPlain(node) {
  if (!astral.has(node)) astral.set(node, !/[\u{10000}-\u{10FFFF}]/u.test(node.data));
  return astral.get(node);
}

function countUnits(node, points) {
  if (isPlain(node)) return points;
  let units = 0;
  for (let left = points; left > 0 && units < node.length; left -= 1) {
    units += node.data.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

function countPoints(words) {
  let points = 0;
  for (const _ of words) points += 1;
  return points;
}

for (const box of document.querySelectorAll("#legend input[data-paints]")) {
  if (!can) box.disabled = true;
  if (box.checked) shown.add(box.dataset.paints);
  box.addEventListener("change", () => {
    if (box.checked) shown.add(box.dataset.paints);
    else shown.delete(box.dataset.paints);
    schedule();
  });
}
