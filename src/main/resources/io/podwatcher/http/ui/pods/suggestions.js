// Suggestions for the filters: the namespaces, nodes and labels of the pods that the page has received.

import { ask } from "../common/ask.js";
import { element } from "../common/element.js";

/** The maximum for each filter: a browser shows them as one list. */
const MAX = 500;

/** How many pods are read when a filter is first used: all of a small cluster. */
const PODS = 500;

const known = { namespace: new Set(), node: new Set(), labelSelector: new Set() };
let asked = false;

/** Takes the values of a pod. */
export function suggest(pod) {
  add("namespace", pod.namespace);
  add("node", pod.node_name);
  Object.entries(pod.labels).forEach(([key, value]) => add("labelSelector", `${key}=${value}`));
}

export function startSuggestions() {
  for (const name of Object.keys(known)) {
    document.getElementById(name).addEventListener("focus", async () => {
      write(name);
      if (!asked) {
        asked = true;
        await readPods();
        // The focus may be on another filter by now.
        Object.keys(known).forEach(write);
      }
    });
  }
}

/** The page has no more than 50 of the pods before. A failure leaves it at those. */
async function readPods() {
  const answer = await ask("/pods", { limit: PODS }).catch(() => ({ body: {} }));
  Object.values(answer.body.pods ?? {}).forEach(suggest);
}

function add(name, value) {
  if (value !== null && known[name].size < MAX) {
    known[name].add(value);
  }
}

function write(name) {
  document.getElementById(`${name}-list`)
    .replaceChildren(...[...known[name]].sort().map(value => element("option", { value })));
}
