// The order of the entries, the same as that of /pods?sort=, so that a changed entry can be placed without a request.

import { phase } from "./details.js";
import { ipKey } from "./ip.js";

const VALUES = {
  namespace: pod => pod.namespace,
  name: pod => pod.name,
  node: pod => pod.node_name ?? "",
  phase,
  age: pod => pod.start_time ?? "",
};

/** Compares two entries {ip, pod} by a column; equal ones by ascending IP in either order. */
export function comparison(sort, order) {
  // The youngest pod is the one that started last.
  const sign = (order === "desc") === (sort === "age") ? 1 : -1;
  const value = VALUES[sort];
  return (one, other) => {
    const byIp = compare(ipKey(one.ip), ipKey(other.ip));
    return value ? sign * compare(value(one.pod), value(other.pod)) || byIp : sign * byIp;
  };
}

/** Whether a search finds an entry, as the service would. */
export function found(search, { ip, pod }) {
  const text = search.toLowerCase();
  return [pod.namespace, pod.name, pod.node_name, ip].some(field => (field ?? "").toLowerCase().includes(text));
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
