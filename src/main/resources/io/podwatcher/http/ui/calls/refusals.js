// The last refusals, newest first.

import { element } from "../common/element.js";
import { count, moment } from "../common/format.js";
import { url } from "../common/view.js";
import { callerInWords, reasonInWords, targetInWords } from "./words.js";

const FEW = 15;

const button = document.getElementById("all-refusals");
const list = document.getElementById("refusals");
const none = document.getElementById("no-refusals");

let shown;
let all = false;

button.addEventListener("click", () => {
  all = true;
  write();
  // The button is gone, and the focus with it.
  list.children[FEW]?.querySelector("a")?.focus();
});

export function showRefusals(decisions, find) {
  const text = find.toLowerCase();
  const found = decisions.filter(decision => words(decision).some(part => part.toLowerCase().includes(text)));
  if (JSON.stringify(found) !== JSON.stringify(shown)) {
    shown = found;
    write();
  }
}

function write() {
  const ips = list.contains(document.activeElement) ? document.activeElement.dataset.ip : null;
  list.replaceChildren(...shown.slice(0, all ? shown.length : FEW).map(refusal));
  button.hidden = all || shown.length <= FEW;
  button.textContent = `Show all ${count(shown.length)}`;
  none.hidden = shown.length > 0;
  if (ips !== null) {
    [...list.querySelectorAll("a")].find(link => link.dataset.ip === ips)?.focus({ preventScroll: true });
  }
}

const words = ({ source, target }) => [caller(source), source.ip ?? "", targetInWords(target)];

const caller = source => (source.pod === undefined ? callerInWords(source) : `${source.namespace}/${source.pod}`);

function refusal({ at, verdict, reason, count: times, source, target }) {
  const why = `${verdict === "would_deny" ? "would be refused: " : ""}${reasonInWords(reason)}${times > 1 ? `, ${count(times)} times` : ""}`;
  return element("li", { "data-reason": reason },
    element("time", { datetime: at, class: "aside" }, moment(at)), " ",
    element("b", {}, caller(source)), ...link(source, target), ` → ${targetInWords(target)}: ${why}`);
}

/** A link to the lookup, which explains the call step by step as it would be decided now. */
function link({ ip }, { namespace, query }) {
  if (ip === undefined) {
    return [];
  }
  const asked = { ip, target: query === undefined ? "" : namespace, method: "" };
  const made = element("a", { href: url(asked), title: "Look it up" }, ip);
  made.dataset.ip = ip;
  return [" (", made, ")"];
}
