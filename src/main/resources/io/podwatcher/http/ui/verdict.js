// Says in words who owns an IP, or why nobody is named, what that means and what to do.

import { details, owner, phase } from "./details.js";
import { element, facts } from "./element.js";
import { age, timeOfDay } from "./format.js";

const REFUSED = {
  not_found: ip => [
    `No pod has ${ip}.`,
    "It is not of this cluster, or its pod has gone, or has not been given it yet.",
    "A pod that has just started may take a moment: look again.",
  ],
  host_network: ip => [
    `${ip} is a node's.`,
    "Only pods that share the network of their node have it, and any process of that node may be the caller: none is named.",
    "Tell such callers apart by something other than their IP, such as a token.",
  ],
  ambiguous: ip => [
    `More than one pod claims ${ip}.`,
    "None is named: who calls is refused rather than guessed.",
    "This usually ends by itself in seconds. If it stays, two pods have been given one address: look at the cluster's network plugin.",
  ],
  invalid_ip: ip => [
    `“${shortened(ip)}” is not an IP address.`,
    "An address is taken in plain notation only: no port, no range, no brackets, no zone.",
    "Write for example 10.42.0.5 or fd00:42::5.",
  ],
  not_synced: ip => [
    `Nothing can be said of ${ip} yet.`,
    "The first list of pods is not complete: that an IP is unknown does not mean that no pod has it.",
    "The state of the watch says what it waits for.",
  ],
  overloaded: ip => [
    `Nothing could be said of ${ip} in time.`,
    "Too many lookups are waiting to be answered.",
    "Try again.",
  ],
};

const shortened = text => (text.length > 64 ? `${text.slice(0, 64)}…` : text);

/** What a lookup of /pod has answered. */
export function verdict(ip, answer) {
  if (answer.status === 200) {
    return owned(ip, answer.body, answer.age);
  }
  const [verdict, meaning, advice] = REFUSED[answer.body.reason]?.(ip) ?? ["Refused.", `${answer.body.error}.`, ""];
  return element("div", { class: "verdict refused", "data-reason": answer.body.reason },
    element("p", { class: "says" }, verdict),
    element("p", {}, `${meaning} ${advice}`),
    confirmed(answer.age));
}

/** The service has not answered. */
export function unanswered(ip) {
  return element("div", { class: "verdict refused", "data-reason": "unreachable" },
    element("p", { class: "says" }, `Nothing can be said of ${ip}.`),
    element("p", {}, "pod-watcher does not answer. Try again when the connection is back."));
}

function owned(ip, pod, seconds) {
  const ending = pod.deletion_timestamp === undefined ? [] : [element("p", { class: "warning" },
    `It is terminating (deletion was asked for at ${pod.deletion_timestamp}); until it has ended, its processes may still call.`)];
  return element("div", { class: "verdict owned", "data-reason": "owned" },
    element("p", { class: "says" },
      `${ip} is owned by pod `, element("b", {}, pod.name), " of namespace ", element("b", {}, pod.namespace), "."),
    ...ending,
    element("dl", { class: "facts" }, ...facts([
      ["Node", pod.node_name], ["Service account", pod.service_account], ["Owner", owner(pod)], ["Phase", phase(pod)],
    ])),
    // Closed, or a screen reader would read out every label and annotation.
    element("details", {}, element("summary", {}, "All that is known of it"), details(pod)),
    confirmed(seconds));
}

/** When this was said, and from how old a map: a verdict stays on the screen while the cluster goes on. */
const confirmed = seconds => (seconds === null ? "" : element("p", { class: "aside" },
  `Looked up at ${timeOfDay()}; the API server had confirmed the map ${age(Number(seconds))} before.`));
