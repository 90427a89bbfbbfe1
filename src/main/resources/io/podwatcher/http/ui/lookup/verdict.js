// Explains who owns an IP, or why no pod is given, what that means and what to do.

import { element, facts } from "../common/element.js";
import { age, timeOfDay } from "../common/format.js";
import { details, owner, phase } from "../pods/details.js";

const REFUSED = {
  not_found: ip => [
    `No pod has ${ip}.`,
    "It is not an IP of this cluster, its pod is gone, or its pod has not been reported with it yet.",
    "A pod that has just started may take a moment: look again.",
  ],
  host_network: ip => [
    `${ip} is a node's.`,
    "Only pods that share the network of their node have it, and any process on that node may be the caller, so no pod is named.",
    "Identify such callers by something other than their IP, such as a token.",
  ],
  ambiguous: ip => [
    `More than one pod claims ${ip}.`,
    "No pod is named: a wrong answer would be worse than none.",
    "This usually ends by itself in seconds. If it stays, two pods have been given one address: look at the cluster's network plugin.",
  ],
  invalid_ip: ip => [
    `“${shortened(ip)}” is not an IP address.`,
    "There is no IPv4 or IPv6 address in it, and it is not the name of a pod.",
    "Write for example 10.42.0.5, fd00:42::5 or shop/cart-0.",
  ],
  not_synced: ip => [
    `The owner of ${ip} is not known yet.`,
    "The first list of pods is not complete, so an unknown IP may still have a pod.",
    "The state of the watch shows what it waits for.",
  ],
  overloaded: ip => [
    `${ip} could not be looked up in time.`,
    "Too many lookups are waiting to be answered.",
    "Try again.",
  ],
};

const shortened = text => (text.length > 64 ? `${text.slice(0, 64)}…` : text);

/** What a lookup of /pod has answered. */
export function verdict(ip, answer) {
  if (answer.status === 200) {
    return owned(ip, answer.body);
  }
  const [verdict, meaning, advice] = REFUSED[answer.body.reason]?.(ip) ?? ["Refused.", `${answer.body.error}.`, ""];
  return element("div", { class: "verdict refused", "data-reason": answer.body.reason },
    element("p", { class: "says" }, verdict),
    element("p", {}, `${meaning} ${advice}`),
    ...claimants(answer.body));
}

function claimants({ claimants: pods = [], claimant_count: total = 0 }) {
  const more = total > pods.length ? [element("li", {}, `and ${total - pods.length} more`)] : [];
  return pods.length === 0 ? [] : [element("ul", { class: "claimants" }, ...pods.map(claimant), ...more)];
}

const claimant = pod => element("li", {},
  element("b", {}, `${pod.namespace}/${pod.name}`),
  [pod.node_name === null ? "" : ` on ${pod.node_name}`, phase(pod)].filter(part => part !== "").join(", "));

/** The service has not answered. */
export function unanswered(ip) {
  return element("div", { class: "verdict refused", "data-reason": "unreachable" },
    element("p", { class: "says" }, `The owner of ${ip} is not known.`),
    element("p", {}, "The page asks again every few seconds."));
}

function owned(ip, pod) {
  const ending = pod.deletion_timestamp === undefined ? [] : [element("p", { class: "warning" },
    `It is terminating (deletion requested at ${pod.deletion_timestamp}); until it has ended, its processes may still make calls.`)];
  return element("div", { class: "verdict owned", "data-reason": "owned" },
    element("p", { class: "says" },
      `${ip} is owned by pod `, element("b", {}, pod.name), " of namespace ", element("b", {}, pod.namespace), "."),
    ...ending,
    element("dl", { class: "facts" }, ...facts([
      ["Node", pod.node_name], ["Service account", pod.service_account], ["Owner", owner(pod)], ["Phase", phase(pod)],
    ])),
    // Collapsed: otherwise a screen reader would read out every label and annotation.
    element("details", {}, element("summary", {}, "All that is known of it"), details(pod)));
}

/** When the IP was looked up, and how old the map was then. */
export const lookedUp = seconds =>
  `Looked up at ${timeOfDay()}, and again every 5 seconds; the API server had confirmed the map ${age(Number(seconds))} before.`;
