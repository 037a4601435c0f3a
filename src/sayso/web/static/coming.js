// What this page is to show is being put together: ask until it is there, then show it.
const EVERY = 1000;

async function watch() {
  for (;;) {
    await new Promise((resume) => setTimeout(resume, EVERY));
    if (document.hidden) continue;
    const answer = await fetch(location.href).catch(() => null);
    const told = await answer?.text().catch(() => null);
    if (told && !told.includes("data-coming")) return location.reload();
  }
}

watch();
