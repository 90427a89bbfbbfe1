// Finds pods by their names.

import { ask } from "../common/ask.js";

const NAME = /^(?:pods?\/)?(?:([a-z0-9-]+)\/)?(?=.*[a-z])([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/;

/** More would not help anybody to choose. */
const MOST = 50;

/** Whether a text may be the name of a pod, or its namespace and name. */
export const isName = text => NAME.test(text);

/** The answer of /pods, and the entries {ip, pod} of the pods with this name, or else with this in their names. */
export async function podsCalled(text, signal) {
  const [, namespace = "", name] = NAME.exec(text);
  const answer = await ask("/pods", { search: name, namespace, limit: MOST }, signal);
  const entries = Object.entries(answer.body.pods ?? {}).map(([ip, pod]) => ({ ip, pod }));
  const once = [...new Map(entries.reverse().map(entry => [entry.pod.uid, entry])).values()].reverse();
  const exact = once.filter(({ pod }) => pod.name === name);
  return { answer, found: exact.length > 0 ? exact : once.filter(({ pod }) => pod.name.includes(name)) };
}
