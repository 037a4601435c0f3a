// A box that offers names while one types: arrows choose, Enter takes (WAI-ARIA, combobox with a list).
import { say } from "./desk.js";

const MOST = 8;
const WAIT = 120;

/**
 * Make a look-ahead of an input and its list.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {{address: string, onTake: (option: object) => void, onEmpty: () => void}} how
 *   onTake gets {name, kind, entity}; kind is null where nobody knows it. onEmpty: Enter on nothing.
 */
export function makeLookahead(input, list, { address, onTake, onEmpty }) {
  let near = null;
  let far = { words: "", options: [] };
  let shown = [];
  let at = -1;
  let waiting = 0;
  let coming = null;
  let last = Promise.resolve();

  async function load(words) {
    const asked = words === null ? address : `${address}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(asked, { headers: { Accept: "application/json" } }).catch(() => null);
    return answer?.ok ? (await answer.json()).options : null;
  }

  function fits(name, words) {
    const parts = name.toLocaleLowerCase().split(/[\s-]+/);
    return words.toLocaleLowerCase().split(/\s+/).filter(Boolean).every((it) => parts.some((part) => part.startsWith(it)));
  }

  function draw() {
    const words = input.value.trim();
    const here = (near ?? []).filter((it) => fits(it.name, words));
    const names = new Set(here.map((it) => it.name));
    const beyond = words ? far.options.filter((it) => !names.has(it.name) && fits(it.name, words)) : [];
    shown = [...here, ...beyond].slice(0, MOST);
    // A new name is kept as it is typed, and joined to nobody.
    if (words && !shown.some((it) => it.name === words && it.entity === null)) {
      shown.push({ name: words, kind: null, what: "a new name, as typed", entity: null });
    }
    at = shown.length > 0 && words ? 0 : -1;
    list.replaceChildren(...shown.map(drawOption));
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  }

  function drawOption(option, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    const name = document.createElement("bdi");
    name.textContent = option.name;
    const what = document.createElement("span");
    what.className = "quiet";
    what.textContent = option.what || "kind not known";
    item.append(name, " ", what);
    // Before the box loses the focus.
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(number);
    });
    return item;
  }

  function mark() {
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function take(number) {
    const option = shown[number];
    clear();
    onTake(option);
  }

  function clear() {
    clearTimeout(waiting);
    input.value = "";
    far = { words: "", options: [] };
    draw();
  }

  /** Fetch the report's names, once. */
  function prepare() {
    coming ??= load(null).then((options) => {
      near = options ?? near;
      if (options === null) coming = null;
      return options;
    });
    return coming;
  }

  async function open() {
    draw();
    if (near !== null) return;
    if ((await prepare()) === null) say("The names of this report could not be fetched; a name can still be typed.");
    else if (at <= 0) draw();
  }

  // Whoever types faster than names come must not get a new name in place of a known one.
  async function enter() {
    if (near === null) {
      await prepare();
      draw();
    }
    if (at >= 0) take(at);
    else if (!input.value.trim()) onEmpty();
  }

  /** Fetch the report's names anew; those of before do until they come. */
  function renew() {
    coming = null;
    prepare();
  }

  input.addEventListener("input", () => {
    draw();
    clearTimeout(waiting);
    const words = input.value.trim();
    if (words.length < 2) return;
    waiting = setTimeout(async () => {
      const options = await load(words);
      if (options === null || input.value.trim() !== words) return;
      far = { words, options };
      const chosen = at;
      draw();
      if (chosen >= 0 && chosen < shown.length) at = chosen;
      mark();
    }, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (shown.length > 0) at = (at + by + shown.length + (at < 0 && by < 0 ? 1 : 0)) % shown.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      last = last.then(enter);
    }
  });

  return { open, clear, renew, prepare };
}
