// Adds up pairs of callers and targets to a matrix of a size that can be read.

import { nextTask } from "../common/task.js";
import { CALLER, NO_POD, targetInWords } from "./words.js";

const MAX_CALLERS = 40;
const MAX_TARGETS = 20;

/** How many pairs are added up in one task. */
const PAIRS = 1000;

/**
 * The matrix of these pairs: the busiest `callers` and `targets` by name, `cell(caller, target)`, and how many
 * there are of both.
 *
 * @param by what a caller is called by: namespace or owner
 * @param find only callers and targets with this in their names; empty for all
 * @param refused whether to leave out pairs without a refusal
 */
export async function matrix(pairs, { by, find, refused }) {
  const cells = new Map();
  const text = find.toLowerCase();
  for (let i = 0; i < pairs.length; i += PAIRS) {
    if (i > 0) {
      await nextTask();
    }
    for (const pair of pairs.slice(i, i + PAIRS)) {
      const caller = CALLER[by](pair.source);
      const target = targetInWords(pair.target);
      const found = caller.toLowerCase().includes(text) || target.toLowerCase().includes(text);
      if (found && (!refused || pair.denied > 0)) {
        add(cells, caller, target, pair);
      }
    }
  }
  const all = [...cells.values()].flatMap(row => [...row.values()]);
  const targets = busiest(all, "target", MAX_TARGETS);
  const shown = new Set(targets.names);
  // Of those that call one of the targets, so that no row is empty.
  const callers = busiest(all.filter(({ target }) => shown.has(target)), "caller", MAX_CALLERS);
  return {
    callers: callers.names,
    targets: targets.names,
    callerCount: cells.size,
    targetCount: targets.count,
    cell: (caller, target) => cells.get(caller)?.get(target),
  };
}

function add(cells, caller, target, pair) {
  const row = cells.get(caller) ?? new Map();
  const cell = row.get(target) ?? { caller, target, allowed: 0, denied: 0, pairs: [] };
  cells.set(caller, row);
  row.set(target, cell);
  cell.allowed += pair.allowed;
  cell.denied += pair.denied;
  cell.pairs.push(pair);
}

/** Sorted by name and not by calls, so that rows and columns stay where they are; callers that are no pod come last. */
function busiest(cells, name, max) {
  const calls = new Map();
  for (const cell of cells) {
    calls.set(cell[name], (calls.get(cell[name]) ?? 0) + cell.allowed + cell.denied);
  }
  const names = [...calls].sort(([one, its], [other, others]) => others - its || compare(one, other))
    .slice(0, max).map(([name]) => name).sort(compare);
  return { names, count: calls.size };
}

const compare = (one, other) =>
  (one === NO_POD) - (other === NO_POD) || (one < other ? -1 : one > other ? 1 : 0);
