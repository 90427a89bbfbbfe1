// Whether a call is allowed, why, and what would allow it, from /explain.

import { whyNot } from "../common/ask.js";
import { element } from "../common/element.js";
import { fixing } from "../common/fix.js";
import { inWords } from "./target.js";

const STEPS = { map: "Map", caller: "Caller", target: "Target", rule: "Rule" };

/** Without its age, which would be wrong a second later. */
const MAP = "the API server confirmed it within AUTHORIZE_MAX_AGE";

/** What /explain has answered about a call from this IP; `audit` is whether AUTHORIZE_MODE lets every call pass. */
export function explanation(ip, target, method, answer, audit) {
  if (answer.status !== 200) {
    return unknown(answer.body.reason, `Whether ${ip} may call ${inWords(target, method)} is not known.`, advice(answer));
  }
  const { verdict, reason, steps, fix } = answer.body;
  const allowed = verdict === "allowed";
  return element("div", { class: `verdict ${allowed ? "allowed" : "refused"}`, "data-reason": reason },
    element("p", { class: "says" },
      element("b", {}, allowed ? "Allowed: " : "Denied: "),
      `${ip} may ${allowed ? "" : "not "}call ${inWords(target, method)}.`),
    ...(audit && !allowed
      ? [element("p", { class: "warning" }, "AUTHORIZE_MODE=audit: the call is let through all the same.")]
      : []),
    element("ol", { class: "steps" }, ...steps.map(step)),
    ...(fix === undefined ? [] : fixing(fix)));
}

/** The service has not answered. */
export const unexplained = (ip, target, method) => unknown(
  "unreachable", `Whether ${ip} may call ${inWords(target, method)} is not known.`, "pod-watcher does not answer.");

const unknown = (reason, says, why) => element("div", { class: "verdict refused", "data-reason": reason },
  element("p", { class: "says" }, says), element("p", {}, why));

const advice = answer => (answer.body.reason === "fission_off"
  ? "FISSION is off, so a URL or a path has no known target. Ask for a namespace, or set FISSION=on."
  : whyNot(answer));

function step({ step, result, detail }) {
  const denied = result !== "ok";
  return element("li", { "data-step": step, "data-result": result },
    element("span", { class: "sign", "aria-hidden": "true" }, denied ? "▲" : "●"),
    element("b", {}, `${STEPS[step] ?? step}${denied ? `, ${result}` : ""}: `),
    `${step === "map" && !denied ? MAP : detail}.`);
}
