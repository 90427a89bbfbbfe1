// Where an entry stands among the others: the order that /pods?sort= gives, so that changes find their place without asking.

import { ipKey } from "./ip.js";

const FIELDS = { namespace: "namespace", name: "name", node: "node_name" };

/** Compares two entries {ip, pod} by a column; those that are equal in it by their IPs, upwards in either order. */
export function comparison(sort, order) {
  const sign = order === "desc" ? -1 : 1;
  const field = FIELDS[sort];
  return (one, other) => {
    const byIp = compare(ipKey(one.ip), ipKey(other.ip));
    return field ? sign * compare(one.pod[field] ?? "", other.pod[field] ?? "") || byIp : sign * byIp;
  };
}

/** Whether a search finds an entry, as the service would. */
export function found(search, { ip, pod }) {
  const text = search.toLowerCase();
  return [pod.namespace, pod.name, pod.node_name, ip].some(field => (field ?? "").toLowerCase().includes(text));
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
