// All fields of a pod, for an open row and for a verdict.

import { element, facts } from "./element.js";
import { since } from "./format.js";

/** The pod as a description list; labels, annotations and the like are lists within it. */
export function details(pod) {
  return element("dl", { class: "facts" }, ...facts([
    ["IPs", pod.pod_ips.join(", ")],
    ["Phase", phase(pod)],
    ["Node", pod.node_name === null ? "" : `${pod.node_name}${pod.host_ip === null ? "" : ` (${pod.host_ip})`}`],
    ["Service account", pod.service_account],
    ["Owner", owner(pod)],
    ["Started", pod.start_time === null ? "" : `${pod.start_time} (${since(pod.start_time)} ago)`],
    ["Containers", list(pod.containers.map(container))],
    ["Conditions", list(pod.conditions.map(condition))],
    ["Labels", list(pairs(pod.labels))],
    ["Annotations", list(pairs(pod.annotations))],
    ["Left out", pod.truncated === undefined ? "" : `some of its ${pod.truncated.join(", ")}: too large`],
    ["UID", pod.uid],
  ]));
}

/** The phase, and whether the pod is terminating. */
export const phase = pod =>
  pod.deletion_timestamp === undefined ? pod.phase ?? "" : `${pod.phase ?? ""}, terminating`.replace(/^, /, "");

export const owner = pod => (pod.owner === null ? "" : `${pod.owner.kind} ${pod.owner.name}`);

function container({ name, image, ports }) {
  const open = ports.map(port => `${port.containerPort ?? "?"}/${port.protocol ?? "TCP"}`).join(", ");
  return `${name}: ${image}${open === "" ? "" : ` (${open})`}`;
}

const condition = ({ type, status, reason, message }) =>
  [`${type}: ${status}`, reason, message].filter(part => part !== null && part !== "").join(", ");

const pairs = map => Object.entries(map).map(([key, value]) => `${key}=${value}`);

const list = texts => (texts.length === 0 ? "" : element("ul", {}, ...texts.map(text => element("li", {}, text))));
