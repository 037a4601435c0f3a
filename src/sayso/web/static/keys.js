// Keys of a page: bound here, so that the sheet behind "?" lists them all.
const bound = new Map();
const storage = "sayso-keys";
let first = "";

/**
 * Bind a key ("a", "Enter", "?"), or two one behind the other ("g r").
 * @param {string} key What the browser calls it.
 * @param {string} words For the help sheet.
 * @param {(event: KeyboardEvent) => unknown} act May return false to let the key pass.
 * @param {string} group Under which heading the help sheet lists it.
 */
export function bind(key, words, act, group = "On this page") {
  bound.set(key, { words, act, group });
}

/** Return what is bound: [key, words, group], in the order of binding. */
export function listKeys() {
  return [...bound].map(([key, { words, group }]) => [key, words, group]);
}

/** Return whether single keys do anything (WCAG 2.1.4: whoever speaks to the machine turns them off). */
export function areKeysOn() {
  try {
    return localStorage.getItem(storage) !== "off";
  } catch {
    return true;
  }
}

/** Turn single keys on or off; this browser remembers it. */
export function turnKeys(on) {
  localStorage.setItem(storage, on ? "on" : "off");
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]") != null;
}

// Where the keyboard is set to Cyrillic, the key with A on it still means "a".
function* readKey(event) {
  yield event.key;
  if (/^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key)) {
    const letter = event.code.slice(3);
    yield event.shiftKey ? letter : letter.toLowerCase();
  }
  if (event.code === "Slash") yield event.shiftKey ? "?" : "/";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector("dialog:modal") || !areKeysOn()) return;
  if (event.key === "Shift") return;
  const before = first;
  first = "";
  for (const key of readKey(event)) {
    const found = (before && bound.get(`${before} ${key}`)) || bound.get(key);
    if (found) {
      if (found.act(event) !== false) event.preventDefault();
      return;
    }
    if ([...bound.keys()].some((name) => name.startsWith(`${key} `))) {
      first = key;
      event.preventDefault();
      return;
    }
  }
});
