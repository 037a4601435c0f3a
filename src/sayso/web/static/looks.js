// Light or dark, as this browser remembers it; runs before the page is painted.
(() => {
  const key = "sayso-looks";
  const root = document.documentElement;

  function remember() {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return ""; // a browser that keeps nothing: the system's looks
    }
  }

  const looks = remember();
  if (looks) root.dataset.theme = looks;

  addEventListener("DOMContentLoaded", () => {
    const label = document.getElementById("looks");
    if (!label) return;
    const choice = label.querySelector("select");
    choice.value = looks;
    label.hidden = false;
    choice.addEventListener("change", () => {
      if (choice.value) root.dataset.theme = choice.value;
      else delete root.dataset.theme;
      try {
        localStorage.setItem(key, choice.value);
      } catch {
        // It holds until the page is left.
      }
    });
  });
})();
