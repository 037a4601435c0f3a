// A page that is being put together shows itself again when that is done; words typed are kept meanwhile.
const PATIENCE = 2000;
const LONGEST = 60;

const waiting = document.querySelector("[data-gathering]");
const draft = document.querySelector("[data-draft]");

if (draft) {
  const name = `sayso:${draft.dataset.draft}`;
  draft.value = localStorage.getItem(name) ?? draft.value;
  draft.addEventListener("input", () => localStorage.setItem(name, draft.value));
  draft.form.addEventListener("sayso:done", () => localStorage.removeItem(name));
}

/** Ask until all is put together, then load the page anew, unless somebody is about to choose. */
async function watch() {
  for (let times = 0; times < LONGEST; times += 1) {
    await new Promise((resume) => setTimeout(resume, PATIENCE));
    const answer = await fetch(`${location.pathname}.json${location.search}`).catch(() => null);
    if (answer === null || (answer.ok && !(await answer.json()).settled)) continue;
    if (!document.querySelector("form :focus")) location.reload();
    return;
  }
}

if (waiting) watch();
