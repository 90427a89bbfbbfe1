// What stands behind a cell of the matrix: its pairs, why calls were refused, and what would allow them.

import { element } from "../common/element.js";
import { fixing } from "../common/fix.js";
import { count, moment } from "../common/format.js";
import { callerInWords, reasonInWords, targetInWords } from "./words.js";

const MAX_PAIRS = 10;

/** All that is known of a cell; those that were refused most come first. */
export function behind({ caller, target, pairs }) {
  const sorted = [...pairs].sort((one, other) => other.denied - one.denied || other.allowed - one.allowed);
  const more = sorted.length - MAX_PAIRS;
  return element("div", {},
    element("h3", {}, `${caller} → ${target}`),
    ...sorted.slice(0, MAX_PAIRS).map(pairOf),
    ...(more > 0 ? [element("p", { class: "aside" }, `and ${count(more)} more callers`)] : []));
}

const pairOf = ({ source, target, allowed, denied, last, reason, fix }) => element("div", { class: "pair" },
  element("p", {}, element("b", {}, callerInWords(source)), " called ", element("b", {}, targetInWords(target)),
    `: ${count(allowed)} allowed, ${count(denied)} refused, the last at ${moment(last)}.`),
  ...(denied > 0 && reason !== undefined ? [element("p", {}, `Refused: ${reasonInWords(reason)}.`)] : []),
  ...(denied > 0 && fix !== undefined ? fixing(fix) : []));
