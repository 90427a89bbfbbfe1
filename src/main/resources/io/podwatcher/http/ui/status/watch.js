// The state of the watch, from /ready, which has the same body when the service is not ready.

import { ask } from "../common/ask.js";
import { facts } from "../common/element.js";
import { age, count } from "../common/format.js";
import { poll } from "../common/poll.js";
import { showState } from "../common/state.js";

const PAUSE = 5000;

const state = document.getElementById("watch-state");
const list = document.getElementById("watch");

export function startWatch() {
  poll(() => ask("/ready").then(({ body }) => show(body)).catch(silent), PAUSE);
}

function show(ready) {
  const checks = Object.fromEntries(ready.checks.map(check => [check.id, check]));
  const watch = checks.watch?.data ?? {};
  const isReady = ready.status === "ready";
  if (isReady && watch.problem === undefined) {
    showState(state, "ok", "Ready: the map is complete and fresh.");
  } else {
    const reasons = [...ready.checks.map(check => check.data?.reason), watch.problem].filter(reason => reason !== undefined);
    showState(state, isReady ? "warning" : "error", `${isReady ? "Ready, but" : "Not ready"}: ${[...new Set(reasons)].join("; ")}.`);
  }
  list.replaceChildren(...facts([
    ["First list", checks.synced?.status === "UP" ? "complete" : "not complete"],
    ["Confirmed", watch.age_seconds === undefined ? "unknown" : `${age(watch.age_seconds)} ago`],
    ["IPs", count(ready.pod_count)],
    ["Renewed", renewed(watch.restarts ?? {})],
    ["After a problem", restarts(watch.restarts ?? {})],
    ["Failures in a row", watch.failures > 0 ? count(watch.failures) : ""],
    ["Last error", watch.last_error === undefined ? "none" : `${watch.last_error} (${watch.last_error_at})`],
  ]));
}

/** The API server ends each watch after some minutes; that is no problem. */
const renewed = ({ closed = 0 }) => (closed === 0 ? "" : `${count(closed)} times, as is usual`);

function restarts(byReason) {
  const reasons = Object.entries(byReason).filter(([reason]) => reason !== "closed");
  return reasons.length === 0
    ? ""
    : reasons.map(([reason, times]) => `${reason.replaceAll("_", " ")}: ${count(times)}`).join(", ");
}

/** Removes the values: old ones would be mistaken for current ones. */
function silent() {
  showState(state, "error", "pod-watcher does not answer.");
  list.replaceChildren();
}
