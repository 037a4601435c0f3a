"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = get("text"), inspector = get("inspector"), body = get("inspector-body");
  const cards = new Map(all(".statement").map((item) => [item.dataset.s, item]));
  const order = [...cards.keys()];
  const names = { s: "", src: "-source", cue: "-cue" };
  let chosen = null, near = null, filter = null;

  const has = (piece, key, id) => (piece.dataset[key] || "").split(" ").includes(id);
  const segments = all(".seg", text);

  function mark(number, name) {
    for (const suffix of Object.values(names)) {
      all(`.${name}${suffix}`, text).forEach((piece) => piece.classList.remove(name + suffix));
    }
    if (number === null) return;
    for (const [key, suffix] of Object.entries(names)) {
      segments.filter((piece) => has(piece, key, number)).forEach((piece) => piece.classList.add(name + suffix));
    }
  }

  // The card is copied from the list below the text, so that the two can never differ.
  function show(number) {
    body.replaceChildren();
    const item = number === null ? null : cards.get(number);
    get("hint").hidden = item !== null;
    get("inspector-steps").hidden = item === null || number !== chosen;
    inspector.classList.toggle("open", item !== null && number === chosen);
    if (item === null) return;
    const card = item.querySelector(".card").cloneNode(true);
    card.classList.toggle("own-voice", item.classList.contains("own-voice"));
    body.append(card);
  }

  function announce(number) {
    const card = cards.get(number).querySelector(".card");
    const words = (selector) => all(selector, card).map((part) => part.textContent.trim()).join(", ");
    get("say").textContent = `Statement ${number} of ${order.length}. ${words(".chain li")}. ${words(".how > *")}. ${words(".marks li")}`;
  }

  function select(number, { scroll = false, focus = false } = {}) {
    if (number === chosen && !scroll && !focus) return;
    chosen = number;
    all(".ref a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    mark(number, "chosen");
    show(number);
    if (number === null) {
      get("say").textContent = "";
      return;
    }
    announce(number);
    const link = get(`r${number}`);
    if (link === null) return;
    link.setAttribute("aria-current", "true");
    if (focus) link.focus({ preventScroll: true });
    if (scroll) link.scrollIntoView({ block: "center" });
  }

  const visible = () => order.filter((number) => filter === null || filter.statements.includes(number));

  function move(by) {
    const list = visible();
    if (list.length === 0) return;
    // After Escape, the focus still tells where the reader was.
    const at = list.indexOf(chosen ?? document.activeElement.dataset.go);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    select(list[next], { scroll: true, focus: true });
  }

  function sift(button) {
    all("h3 button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    all(".named, .match", text).forEach((piece) => piece.classList.remove("named", "match"));
    filter = null;
    if (button !== null) {
      const { statements, finding } = button.parentElement.dataset;
      filter = { statements: statements.split(" ").filter(Boolean), finding };
    }
    text.classList.toggle("filtered", filter !== null);
    get("filter").hidden = filter === null;
    for (const [number, item] of cards) {
      item.classList.toggle("out", filter !== null && !filter.statements.includes(number));
    }
    if (filter === null) return;
    for (const piece of segments) {
      const wanted = (piece.dataset.s || "").split(" ").some((number) => filter.statements.includes(number));
      piece.classList.toggle("match", wanted);
      piece.classList.toggle("named", has(piece, "f", filter.finding));
    }
    for (const number of filter.statements) get(`r${number}`)?.parentElement.classList.add("match");
    const count = filter.statements.length;
    get("filter-count").textContent = `${count} of ${order.length} statements:`;
    get("filter-name").textContent = button.textContent;
    get("say").textContent = `${count} of ${order.length} statements: ${button.textContent}`;
    if (chosen !== null && !filter.statements.includes(chosen)) select(null);
    const first = text.querySelector(".match, .named");
    if (first !== null) first.scrollIntoView({ block: "nearest" });
  }

  const find = (target) => (target instanceof Element ? target.closest(".seg") : null);

  function numbersAt(piece) {
    const { s = "", src = "", cue = "" } = piece.dataset;
    const list = (s || src || cue).split(" ").filter(Boolean);
    return list.filter((number) => filter === null || filter.statements.includes(number)).reverse();
  }

  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const piece = find(event.target);
    const now = piece === null ? null : numbersAt(piece)[0] ?? null;
    if (now === near) return;
    near = now;
    mark(near, "near");
    if (chosen === null) show(near);
  });
  text.addEventListener("pointerleave", () => {
    near = null;
    mark(null, "near");
    if (chosen === null) show(null);
  });
  // A second press on nested statements goes outwards, from the innermost to the widest.
  text.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a") !== null) return;
    const piece = find(event.target);
    const list = piece === null ? [] : numbersAt(piece);
    if (list.length === 0 || String(getSelection()) !== "") return;
    select(list[(list.indexOf(chosen) + 1) % list.length]);
  });
  text.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLElement && event.target.dataset.go) select(event.target.dataset.go);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
    if (link === null) return;
    event.preventDefault();
    const inText = text.contains(link);
    if (!inText && filter !== null && !filter.statements.includes(link.dataset.go)) sift(null);
    select(link.dataset.go, { scroll: !inText, focus: !inText });
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      if (chosen !== null) select(null);
      else if (filter !== null) sift(null);
      return;
    }
    const here = text.contains(document.activeElement) || inspector.contains(document.activeElement);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined || !(here || document.activeElement === document.body)) return;
    event.preventDefault();
    move(by);
  });

  function makeTabs() {
    const panels = all(".panel"), bar = get("tabs");
    const tabs = panels.map((panel) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab-${panel.id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.append(panel.querySelector("h2").textContent);
      const count = document.createElement("span");
      count.className = "count";
      count.textContent = panel.dataset.count;
      tab.append(count);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => open(panel));
      return tab;
    });
    const open = (wanted) => panels.forEach((panel, i) => {
      panel.classList.toggle("away", panel !== wanted);
      tabs[i].setAttribute("aria-selected", String(panel === wanted));
      tabs[i].tabIndex = panel === wanted ? 0 : -1;
    });
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", "Findings");
    bar.append(...tabs);
    bar.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const next = (to + tabs.length) % tabs.length;
      open(panels[next]);
      tabs[next].focus();
    });
    bar.parentElement.classList.add("tabbed");
    open(panels[0]);
  }

  for (const title of all("h3.pick")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...title.childNodes);
    button.addEventListener("click", () => sift(button.getAttribute("aria-pressed") === "true" ? null : button));
    title.append(button);
  }
  get("filter-clear").addEventListener("click", () => sift(null));
  get("previous").addEventListener("click", () => move(-1));
  get("next").addEventListener("click", () => move(1));
  get("close").addEventListener("click", () => {
    if (chosen !== null) get(`r${chosen}`)?.focus({ preventScroll: true });
    select(null);
  });
  makeTabs();
  inspector.hidden = false;
  get("tabs").hidden = false;
  const wanted = /^#[rs](\d+)$/.exec(location.hash);
  if (wanted !== null && cards.has(wanted[1])) select(wanted[1], { scroll: true });
})();
