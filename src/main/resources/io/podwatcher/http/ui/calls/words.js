// Callers, targets and reasons in words.

/** Callers that are no pod of the map. */
export const NO_POD = "no known pod";

const REASONS = {
  wrong_namespace: "wrong namespace",
  wrong_service_account: "wrong service account",
  wrong_labels: "wrong labels",
  labels_truncated: "too many labels to check",
  not_found: "no pod has the IP",
  host_network: "a node’s IP",
  ambiguous: "several pods claim the IP",
  not_synced: "first list of pods not complete",
  stale: "map too old",
  behind: "map older than required",
  overloaded: "too many requests",
  internal_error: "a bug of pod-watcher",
  bad_forwarded_for: "the proxy does not name its caller",
  untrusted_proxy: "the proxy is terminating",
  unknown_target: "no HTTPTrigger matches",
  ambiguous_target: "triggers of several namespaces match",
  bad_target: "a path that can be read in two ways",
  bad_request: "the proxy’s question is wrong",
};

export const reasonInWords = reason => REASONS[reason] ?? reason.replaceAll("_", " ");

/** What a caller is called by: its namespace, or its namespace and owner. */
export const CALLER = {
  namespace: source => source.namespace ?? NO_POD,
  owner: source => (source.namespace === undefined ? NO_POD : `${source.namespace}/${owner(source) || "no owner"}`),
};

/** The owner, or else the service account. */
export function callerInWords(source) {
  const account = source.service_account === undefined ? "" : `service account ${source.service_account}`;
  return source.namespace === undefined
    ? NO_POD
    : [`${source.namespace}${owner(source) === "" ? "" : `/${owner(source)}`}`, account].filter(part => part !== "").join(", ");
}

/** Kind and name, as elsewhere on the page; the service joins them by a slash. */
const owner = ({ owner = "" }) => owner.replace("/", " ");

/** A namespace, the query of a proxy that asks for more, or a function of Fission; with what tells it from others. */
export function targetInWords({ namespace, function: name, trigger, host, query }) {
  if (query !== undefined) {
    return query === `namespace=${namespace}` ? namespace : decoded(query);
  }
  const called = name === undefined ? "unknown target" : `${namespace}/${name}`;
  const by = trigger === undefined || trigger === name ? "" : ` by trigger ${trigger}`;
  return `${called}${by}${host === undefined ? "" : ` on ${host}`}`;
}

/** Readable; the proxy's line itself is copied as it is. */
function decoded(query) {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
