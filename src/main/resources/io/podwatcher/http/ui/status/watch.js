// The state of the watch, from /ready, which has the same body when the service is not ready.

import { ask } from "../common/ask.js";
import { facts } from "../common/element.js";
import { age, count, moment } from "../common/format.js";
import { poll } from "../common/poll.js";
import { showState } from "../common/state.js";

const PAUSE = 5000;

const state = document.getElementById("watch-state");
const list = document.getElementById("watch");

/**
 * Shows the state from now on; returns a function that reads it at once.
 *
 * @param serviceIs is called after each read: synced, waiting (for the first list of pods) or silent
 * @param historyIs is called with whether a history is kept, after each read that was answered
 */
export function startWatch(serviceIs, historyIs) {
  const read = () => ask("/ready")
    .then(({ body }) => {
      historyIs(body.checks.some(({ id }) => id === "history"));
      return show(body) ? "synced" : "waiting";
    })
    .catch(() => silent())
    .then(serviceIs);
  return poll(read, PAUSE);
}

/** Shows an answer of /ready; returns whether the first list of pods is complete. */
function show(ready) {
  const checks = Object.fromEntries(ready.checks.map(check => [check.id, check]));
  const watch = checks.watch?.data ?? {};
  const synced = checks.synced?.status === "UP";
  const isReady = ready.status === "ready";
  if (isReady && watch.problem === undefined) {
    showState(state, "ok", "Ready: the map is complete and fresh.");
  } else {
    const reasons = [...ready.checks.map(check => check.data?.reason), watch.problem].filter(reason => reason !== undefined);
    showState(state, isReady ? "warning" : "error", `${isReady ? "Ready, but" : "Not ready:"} ${eachOnce(reasons).join("; ")}.`);
  }
  list.replaceChildren(...facts([
    ["First list", synced ? "complete" : "not complete"],
    ["Confirmed", !synced ? "not yet" : watch.age_seconds === undefined ? "unknown" : `${age(watch.age_seconds)} ago`],
    ["IPs", count(ready.pod_count)],
    ["Renewed", renewed(watch.restarts ?? {})],
    ["After a problem", restarts(watch.restarts ?? {})],
    ["Failures in a row", watch.failures > 0 ? count(watch.failures) : ""],
    ["Last error", watch.last_error === undefined ? "none" : `${watch.last_error} (${moment(watch.last_error_at)})`],
  ]));
  return synced;
}

/** A reason may have another one within it. */
const eachOnce = reasons => reasons.filter((reason, i) =>
  !reasons.some((other, j) => j !== i && other.includes(reason) && (other !== reason || j < i)));

/** The API server ends each watch after some minutes; that is no problem. */
const renewed = ({ closed = 0 }) =>
  (closed === 0 ? "" : `${closed === 1 ? "once" : `${count(closed)} times`}, as is usual`);

function restarts(byReason) {
  const reasons = Object.entries(byReason).filter(([reason]) => reason !== "closed");
  return reasons.length === 0
    ? ""
    : reasons.map(([reason, times]) => `${reason.replaceAll("_", " ")}: ${count(times)}`).join(", ");
}

/** Removes the values: old ones would be mistaken for current ones. */
function silent() {
  showState(state, "error", "Not known now.");
  list.replaceChildren();
  return "silent";
}
