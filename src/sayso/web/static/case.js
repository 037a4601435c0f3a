// One case, or what conflicts: from part to part by keys; drafts; columns of origins that are looked for.
import { bind } from "./keys.js";
import "./waiting.js";

const items = () => [...document.querySelectorAll("[data-item]")];
const parts = () => [...document.querySelectorAll("[data-part]")];

function go(all, by, current) {
  const here = all.findIndex((it) => it === current || it.contains(document.activeElement));
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

if (items().length) {
  bind("j", "Next step or conflict", () => go(items(), 1, document.activeElement));
  bind("k", "Step or conflict before", () => go(items(), -1, document.activeElement));
  bind("o", "Open the words in their report", () => {
    const here = items().find((it) => it.contains(document.activeElement));
    const link = here?.querySelector("blockquote a");
    if (!link) return false;
    link.click();
  });
}
if (parts().length) {
  bind("n", "Next part of the page", () => go(parts(), 1, document.activeElement));
  bind("b", "Part of the page before", () => go(parts(), -1, document.activeElement));
}

// What is typed and not sent outlives a reload and the server; what was sent is forgotten here.
function keepDraft(form) {
  const storage = `sayso-draft-${document.querySelector('meta[name="casebook"]').content}-${form.dataset.draft}`;
  const fields = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
  try {
    const kept = JSON.parse(localStorage.getItem(storage) ?? "{}");
    for (const field of fields) if (kept[field.name]) field.value = kept[field.name];
    if (Object.values(kept).some(Boolean)) form.closest("details")?.setAttribute("open", "");
  } catch {
    return; // a browser that keeps nothing
  }
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    if (Object.values(typed).some(Boolean)) localStorage.setItem(storage, JSON.stringify(typed));
    else localStorage.removeItem(storage);
  });
  form.addEventListener("sayso:done", () => localStorage.removeItem(storage));
}

document.querySelectorAll("form[data-draft]").forEach(keepDraft);

// Many origins: those that are looked for, or that tell more than one step.
const tools = document.getElementById("columns-tools");
if (tools) {
  const table = document.querySelector("table.accounts");
  const heads = [...table.querySelectorAll("thead [data-column]")];
  const cells = Map.groupBy(table.querySelectorAll("[data-column]"), (it) => it.dataset.column);
  const sought = document.getElementById("find-origin");
  const fold = document.getElementById("fold-few");
  const narrow = () => {
    const words = sought.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const head of heads) {
      const fits = head.dataset.name.toLocaleLowerCase().includes(words);
      const show = fits && !(fold.checked && Number(head.dataset.steps) < 2);
      for (const cell of cells.get(head.dataset.column)) cell.hidden = !show;
      shown += show;
    }
    document.getElementById("columns-shown").textContent = `${shown} of ${heads.length} origins are shown`;
  };
  tools.hidden = false;
  sought.addEventListener("input", narrow);
  fold.addEventListener("change", narrow);
  narrow();
}

// On paper nothing is folded.
addEventListener("beforeprint", () => {
  for (const it of document.querySelectorAll("main details:not([open]):not(.screen-only)")) {
    it.open = true;
    it.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const it of document.querySelectorAll("details[data-printed]")) {
    it.open = false;
    delete it.dataset.printed;
  }
});
