// The one place where text from the server becomes elements (Trusted Types policy "sayso").
const policy = window.trustedTypes?.createPolicy("sayso", { createHTML: (text) => text });

/** Return the first element of a fragment that the server rendered; its words are escaped there. */
export function makeElement(text) {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(text) : text;
  return template.content.firstElementChild;
}

/** Return the element of this id in a page that the server rendered, or null. */
export function findPart(page, id) {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(page) : page;
  return template.content.getElementById(id);
}
