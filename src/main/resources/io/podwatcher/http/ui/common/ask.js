// Sends requests to the service, and explains why one failed.

const TIMEOUT = 15_000;

/** The answer {status, body, age} to a GET of this path; throws if there is none, or if the signal aborts it. */
export async function ask(path, parameters = {}, signal = new AbortController().signal) {
  const response = await fetch(path + query(parameters), {
    cache: "no-store",
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
  });
  return { status: response.status, body: await response.json(), age: response.headers.get("x-watch-age") };
}

/** Parameters as a query; those that are empty are left out. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** The message of an error answer, for users. */
export function whyNot(answer) {
  switch (answer.body.reason) {
    case "not_synced":
      return "The first list of pods is not complete yet; the state of the watch says why.";
    case "overloaded":
      return "pod-watcher is overloaded.";
    default:
      return `${answer.body.error}.`;
  }
}
