// For each target the line that allows exactly the callers that have been seen.

import { copyButton } from "../common/copy.js";
import { element } from "../common/element.js";
import { count } from "../common/format.js";
import { Shown } from "../common/shown.js";
import { targetInWords } from "./words.js";

const MAX = 20;

const fold = document.getElementById("proposals");
const summary = fold.querySelector("summary");
const area = new Shown(fold.querySelector("div"));

export function showProposals(proposals, find) {
  const text = find.toLowerCase();
  const found = proposals.filter(proposal => matches(proposal, text));
  const few = found.slice(0, MAX);
  fold.hidden = proposals.length === 0;
  summary.textContent = `Lock to what was learned: ${found.length === 1 ? "one target" : `${count(found.length)} targets`}`;
  area.show(find, JSON.stringify([few, found.length]), () => element("div", {},
    ...few.map(proposed),
    ...(found.length > MAX
      ? [element("p", { class: "aside" }, `and ${count(found.length - MAX)} more targets; the filter finds them`)]
      : [])));
}

const matches = ({ target, allows }, text) =>
  [targetInWords(target), ...allows].some(part => part.toLowerCase().includes(text));

const proposed = ({ target, allows, line, note }) => element("div", { class: "pair" },
  element("p", {}, element("b", {}, targetInWords(target)), `: lets in ${allows.join(", ")}`),
  ...(line === undefined
    ? [element("p", { class: "warning" }, `${note}.`)]
    : [element("p", { class: "fix" }, element("code", {}, line)), element("p", {}, copyButton(line, "Copy the line"))]));
