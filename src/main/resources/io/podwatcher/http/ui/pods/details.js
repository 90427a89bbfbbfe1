// All fields of a pod, for an open row and for a verdict.

import { copyButton } from "../common/copy.js";
import { element, facts } from "../common/element.js";
import { since } from "../common/format.js";
import { url } from "../common/view.js";
import { ownerPick, pick } from "./pick.js";

/** The pod as a description list; labels, annotations and the like are lists within it. */
export function details(pod) {
  return element("dl", { class: "facts" }, ...facts([
    ["IPs", element("ul", {}, ...pod.pod_ips.map(address))],
    ["Namespace", pick({ namespace: pod.namespace }, pod.namespace)],
    ["Phase", phase(pod)],
    ["Node", node(pod)],
    ["Service account", pod.service_account],
    ["Owner", pod.owner === null ? "" : element("span", {}, ...ownerPick(pod.owner))],
    ["Started", pod.start_time === null ? "" : `${pod.start_time} (${since(pod.start_time)} ago)`],
    ["Containers", list(pod.containers.map(container))],
    ["Conditions", list(pod.conditions.map(condition))],
    ["Labels", list(Object.entries(pod.labels).map(label))],
    ["Annotations", list(pairs(pod.annotations))],
    ["Left out", pod.truncated === undefined ? "" : `some of its ${pod.truncated.join(", ")}: too large`],
    ["UID", pod.uid],
  ]));
}

const address = ip => element("li", {},
  ip, " ", copyButton(ip, "Copy"), " ", element("a", { href: url({ ip }), "aria-label": `Link to ${ip}` }, "Link"));

const node = pod => (pod.node_name === null ? "" : element("span", {},
  pick({ node: pod.node_name }, pod.node_name), pod.host_ip === null ? "" : ` (${pod.host_ip})`));

function label([key, value]) {
  const text = `${key}=${value}`;
  return pick({ labelSelector: text }, text);
}

/** The phase, and whether the pod is ready or terminating; the same words as those that /pods sorts by. */
export const phase = pod => [pod.phase ?? "", pod.deletion_timestamp === undefined ? readiness(pod) : "terminating"]
  .filter(part => part !== "").join(", ");

/** Empty if nothing says whether the pod is ready. */
export function readiness({ conditions = [] }) {
  const status = conditions.find(({ type }) => type === "Ready")?.status ?? "";
  return status === "" ? "" : status === "True" ? "ready" : "not ready";
}

export const owner = pod => (pod.owner === null ? "" : `${pod.owner.kind} ${pod.owner.name}`);

function container({ name, image, ports }) {
  const open = ports.map(port => `${port.containerPort ?? "?"}/${port.protocol ?? "TCP"}`).join(", ");
  return `${name}: ${image}${open === "" ? "" : ` (${open})`}`;
}

const condition = ({ type, status, reason, message }) =>
  [`${type}: ${status}`, reason, message].filter(part => part !== null && part !== "").join(", ");

const pairs = map => Object.entries(map).map(([key, value]) => `${key}=${value}`);

const list = texts => (texts.length === 0 ? "" : element("ul", {}, ...texts.map(text => element("li", {}, text))));
