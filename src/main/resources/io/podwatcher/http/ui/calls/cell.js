// What stands behind a cell of the matrix: its pairs, why calls were refused, and what would allow them.

import { element } from "../common/element.js";
import { fixing } from "../common/fix.js";
import { count, moment } from "../common/format.js";
import { callerInWords, reasonInWords, targetInWords } from "./words.js";

const MAX_PAIRS = 10;

/** Of the pairs of a cell those that were refused most, and how many more there are. */
export function most({ pairs }) {
  const sorted = [...pairs].sort((one, other) => other.denied - one.denied || other.allowed - one.allowed);
  return { few: sorted.slice(0, MAX_PAIRS), more: Math.max(0, sorted.length - MAX_PAIRS) };
}

/** What is known of these pairs of a cell. */
export const behind = ({ caller, target }, { few, more }) => element("div", {},
  element("h3", {}, `${caller} → ${target}`),
  ...few.map(pairOf),
  ...(more > 0 ? [element("p", { class: "aside" }, `and ${count(more)} more`)] : []));

const pairOf = ({ source, target, allowed, denied, last, reason, fix }) => element("div", { class: "pair" },
  element("p", {}, element("b", {}, callerInWords(source)), " called ", element("b", {}, targetInWords(target)),
    `: ${count(allowed)} allowed, ${count(denied)} refused, the last at ${moment(last)}.`),
  ...(denied > 0 && reason !== undefined ? [element("p", {}, `Refused: ${reasonInWords(reason)}.`)] : []),
  ...(denied > 0 && fix !== undefined ? fixing(fix) : []));
