// Keys of a page: bound here, so that the sheet behind "?" lists them all.
const bound = new Map();

/** Bind a key, with words for the help sheet; act gets the event, and may return false to let it pass. */
export function bind(key, words, act) {
  bound.set(key, { words, act });
}

/** Return what is bound: [key, words], in the order of binding. */
export function listKeys() {
  return [...bound].map(([key, { words }]) => [key, words]);
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
  const found = bound.get(event.key);
  if (found && found.act(event) !== false) event.preventDefault();
});
