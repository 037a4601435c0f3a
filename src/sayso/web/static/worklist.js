// The worklist by keyboard: j and k go through it, one key answers.
import { bind } from "./keys.js";

const tasks = [...document.querySelectorAll("[data-task]")];
let at = -1;

/** @param {number} next */
function go(next) {
  if (next < 0 || next >= tasks.length) return;
  tasks[at]?.removeAttribute("data-current");
  at = next;
  tasks[at].setAttribute("data-current", "");
  tasks[at].focus();
  tasks[at].scrollIntoView({ block: "nearest" });
}

/** @param {string} letter */
function answer(letter) {
  tasks[at]?.querySelector(`[data-answer="${letter}"]`)?.click();
}

bind("j", "next", () => go(at + 1));
bind("k", "the one before", () => go(at - 1));
bind("a", "answer yes", () => answer("a"));
bind("r", "answer no", () => answer("r"));
bind("u", "answer unsure", () => answer("u"));
bind("Enter", "see the words", (event) => {
  if (event.target !== tasks[at]) return false;
  tasks[at].querySelector("a")?.click();
});
