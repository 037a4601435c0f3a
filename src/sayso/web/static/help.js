// Keys of every page, and the sheet that lists all keys.
import { areKeysOn, bind, listKeys, turnKeys } from "./keys.js";

const EVERYWHERE = "Everywhere";
const NAMES = { " ": "Space", ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

function make(tag, words, ...inside) {
  const element = document.createElement(tag);
  if (words) element.textContent = words;
  element.append(...inside);
  return element;
}

function drawKey(key) {
  const parts = key.split(" ").map((name) => make("kbd", NAMES[name] ?? name));
  const drawn = make("dt");
  parts.forEach((part, index) => drawn.append(...(index ? [" then ", part] : [part])));
  return drawn;
}

function drawKeys() {
  const groups = Map.groupBy(listKeys(), ([, , group]) => group);
  const order = [...groups].sort(([a], [b]) => Number(a === EVERYWHERE) - Number(b === EVERYWHERE));
  return order.map(([group, keys]) => {
    const list = make("dl");
    for (const [key, words] of keys) list.append(drawKey(key), make("dd", words));
    return make("section", "", make("h3", group), list);
  });
}

function makeSheet() {
  const title = make("h2", "Keys");
  title.id = "keys-title";
  const dialog = make("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const box = make("input");
  box.type = "checkbox";
  box.checked = areKeysOn();
  box.addEventListener("change", () => turnKeys(box.checked));
  const choice = make("label", "", box, "Keys do something. Turn this off if you speak to your machine, or press keys by accident.");
  const close = make("button", "Close");
  close.type = "button";
  close.className = "main";
  close.addEventListener("click", () => dialog.close());
  // First of all, so that a long sheet opens at its beginning.
  const head = make("header", "", title, close);
  const keys = make("div", "", ...drawKeys());
  keys.className = "all";
  dialog.append(head, keys, make("p", "", choice));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

const button = document.getElementById("help");
button.hidden = false;
button.addEventListener("click", makeSheet);

bind("?", "Show these keys", makeSheet, EVERYWHERE);
bind("/", "Search", () => {
  const field = document.querySelector('main input[type="search"]');
  if (field) field.focus();
  else location.assign("/reports#q");
}, EVERYWHERE);
for (const link of document.querySelectorAll("a[data-go]")) {
  bind(`g ${link.dataset.go}`, `Go to ${link.textContent}`, () => link.click(), EVERYWHERE);
}
