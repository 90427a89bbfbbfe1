// The order of the entries, the same as that of /pods?sort=, so that a changed entry can be placed without a request.

import { ipKey } from "./ip.js";

const FIELDS = { namespace: "namespace", name: "name", node: "node_name" };

/** Compares two entries {ip, pod} by a column; equal ones by ascending IP in either order. */
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
