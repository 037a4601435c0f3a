// Decisions on their way: kept in this browser until the server has acknowledged them.
//
// Each has a random key that the server keeps as the decision's id, so that sending it twice decides once.
import { send } from "./desk.js";
import { drop, end, keep, list, makeRandom } from "./drafts.js";

const casebook = document.querySelector('meta[name="casebook"]').content;
const analyst = document.querySelector('meta[name="analyst"]').content;
const PREFIX = `sayso-unsent:${casebook}:`;
const REFUSED = new Set([404, 413, 422]);
const moving = new Set();
let last = Promise.resolve();

/**
 * Send a decision behind those before it, and return the answer; null where there is none.
 * @param {string} address
 * @param {Record<string, string>} fields
 * @param {string} words What it is, for whoever finds it not sent.
 * @param {{name: string, as: string}[]} ends The drafts that end once it is acknowledged.
 */
export function deliver(address, fields, words, ends = []) {
  const waiting = { address, fields: { key: makeRandom(), ...fields }, words, ends, analyst, at: Date.now() };
  const name = PREFIX + waiting.fields.key;
  keep(name, waiting);
  return push(name, waiting);
}

/** Send again what is listed under a name. */
export function deliverAgain(name) {
  const waiting = listUnsent().find(([other]) => other === name)?.[1];
  return waiting === undefined ? Promise.resolve(null) : push(name, waiting);
}

function push(name, waiting) {
  moving.add(name);
  const sent = last.then(async () => {
    const outcome = {};
    const told = await send(waiting.address, waiting.fields, outcome);
    moving.delete(name);
    if (told !== null) end(waiting.ends);
    // What was refused was not decided; what got no answer may have been, or not.
    if (told !== null || REFUSED.has(outcome.status)) drop(name);
    document.dispatchEvent(new CustomEvent("sayso:unsent"));
    return told;
  });
  last = sent.catch(() => null);
  return sent;
}

/** Return this person's decisions that are not sent: [name, what], the oldest first. */
export function listUnsent() {
  const mine = list(PREFIX).filter(([name, it]) => it.analyst === analyst && !moving.has(name));
  return mine.reverse();
}

/** Give up a decision that was not sent. */
export function giveUp(name) {
  drop(name);
  document.dispatchEvent(new CustomEvent("sayso:unsent"));
}
