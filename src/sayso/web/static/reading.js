// The reading page: the text on the left, its statements on the right.
//
// The contract with whatever is done with a statement:
//
// #reading       data-report: the report's id; data-address: the page's address, to which
//                "/claims/c3/judge" is appended (ids may hold anything: never build it yourself).
// #text          the report's text; each of its p has data-at, the offset of its first character.
// #claims        the list. Each li.claim has the statement's id as its id ("c3", "m1", "o2"), and
//                data-is: what it can be picked by ("undecided doubtful denial own redacted stands
//                rejected unsure"); data-content, data-source, data-cue: where they stand, "10-20 25-30".
//                aria-current="true" is on the current one. Offsets count code points, as everywhere.
// #claim-bar     the one bar of actions (claim_bar.html.jinja), for the current statement; its
//                scripts and css are loaded by claim_head.html.jinja.
// #marks         where people, places, times and so on stand: {"people": [[10, 20], ...], ...}.
//
// An action answers with the fragment claim.html.jinja filled with find_card(visit, report, claim)
// (sayso/web/pages/reading.py): put in place of the li of its id it is painted and counted anew by itself,
// and stays current. So does a new li put into #claims (see addClaim).
//
// Events on document:
//   sayso:claim    another statement became the current one: detail {id, element}, id null if none is.
//   sayso:changed  a statement's li was replaced or added: detail {id, element}.
//
// Exported: getCurrent(), getElement(id), go(id, {focus, quiet}), move(by, wanted), listClaims(), addClaim(li),
// removeClaim(id), getSpans(id, part), toRange([begin, end]), toSpans(range), getText(spans), getSelected(),
// paint(name, spans), setFilter(name).
import { bind } from "./keys.js";
