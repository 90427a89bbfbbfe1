// Shows whether the table is updated live, and if not, why. What concerns the whole service is said here only.

import { showState } from "../common/state.js";

const line = document.getElementById("connection");

const STATES = {
  connecting: () => ["warning", "Connecting…"],
  live: () => ["ok", "Live: changes appear automatically."],
  unfollowed: () => ["warning", "Changes are not followed: the filters are not valid."],
  // The stream is refused without a reason that a script can read; /ready has it.
  lost: () => LOST[service],
};

const LOST = {
  synced: ["error", "Connection lost, trying again."],
  waiting: ["warning", "Waiting for the first list of pods."],
  silent: ["error", "pod-watcher does not answer, trying again."],
};

let stream = "connecting";
let service = "synced";

/** The stream of changes is connecting, live, unfollowed or lost. */
export function streamIs(state) {
  stream = state;
  show();
}

/** The service is synced, waiting for its first list, or silent. */
export function serviceIs(state) {
  service = state;
  show();
}

function show() {
  showState(line, ...STATES[stream]());
}
