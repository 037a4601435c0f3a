// Forms marked data-act are sent without leaving the page; what changed takes its place.
import { makeElement } from "./fragments.js";

const proof = document.querySelector('meta[name="proof"]').content;

/** Say something to whoever looks or listens. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** Send fields to an action, and return its answer; a refusal is said, and gives null. */
export async function send(address, fields) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-Sayso-Proof": proof },
      body: new URLSearchParams(fields),
    });
  } catch {
    say("The server does not answer. What you typed is kept here; start sayso serve again.");
    return null;
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok) return told;
  say(told?.problem ? `${told.problem} ${told.remedy}` : "This was refused. Open the printed address again.");
  return null;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-act]")) return;
  event.preventDefault();
  const told = await send(form.action, new FormData(form, event.submitter));
  if (told?.fragment) {
    const element = makeElement(told.fragment);
    document.getElementById(element.id)?.replaceWith(element);
    element.focus();
  }
});
