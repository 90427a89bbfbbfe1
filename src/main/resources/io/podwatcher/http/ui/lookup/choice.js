// What is shown for a text that does not name one IP: several addresses, or the name of none or several pods.

import { whyNot } from "../common/ask.js";
import { element } from "../common/element.js";
import { url } from "../common/view.js";

/** Several addresses of a text, to choose one. */
export const severalAddresses = ips => choice("This text has several addresses. Which one?",
  ips.map(ip => ({ ip, words: ip })));

/** What /pods has answered about a name. */
export function podsNamed(name, { answer, found }) {
  if (answer.status !== 200) {
    return said("unknown", `Pods cannot be found by name now.`, whyNot(answer));
  }
  return found.length === 0
    ? said("no_name", `No pod with an IP is called ${name}.`,
      "A pod that has finished, has no IP yet, or shares its node's network (hostNetwork) owns no IP, so it is not found here.")
    : choice(`Several pods are called ${name}, or similarly. Which one?`,
      found.map(({ ip, pod }) => ({ ip, words: `${pod.namespace}/${pod.name}, ${ip}` })));
}

const choice = (question, options) => element("div", { class: "verdict", "data-reason": "choice" },
  element("p", { class: "says" }, question),
  element("ul", { class: "choices" },
    ...options.map(({ ip, words }) => element("li", {}, element("a", { href: url({ ip }) }, words)))));

const said = (reason, says, why) => element("div", { class: "verdict refused", "data-reason": reason },
  element("p", { class: "says" }, says), element("p", {}, why));
