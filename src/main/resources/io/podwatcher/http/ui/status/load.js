// Lookups per second and their 99th percentile, from /load.

import { ask } from "../common/ask.js";
import { perSecond, span } from "../common/format.js";
import { poll } from "../common/poll.js";
import { Plot } from "./plot.js";

const PAUSE = 5000;

const rate = new Plot("Lookups", sample => sample.lookups_per_second, perSecond);
const p99 = new Plot("p99 of lookups", sample => sample.p99_seconds, span);

export function startLoad() {
  document.getElementById("load").replaceChildren(rate.figure, p99.figure);
  poll(() => ask("/load").then(show).catch(() => show({ status: 0 })), PAUSE);
}

function show({ status, body }) {
  const samples = status === 200 ? body.samples : [];
  const none = status === 200 ? "nothing measured yet" : "not known now";
  rate.draw(samples, none);
  p99.draw(samples, none);
  document.getElementById("audit").hidden = status !== 200 || body.authorize_mode !== "audit";
  warn(samples.reduce((sum, sample) => sum + sample.untrusted_forwarded, 0));
}

/** An untrusted proxy counts as the caller of all calls that it forwards, so all are denied or all allowed. */
function warn(untrusted) {
  const warning = document.getElementById("untrusted");
  warning.hidden = untrusted === 0;
  warning.textContent = `${untrusted === 1 ? "A request" : `${untrusted} requests`} with X-Forwarded-For came from peers that are not in`
    + " TRUSTED_PROXIES. These peers were taken for the callers, so all their calls are refused or all let in."
    + " The log of this replica says what to add to TRUSTED_PROXIES.";
}
