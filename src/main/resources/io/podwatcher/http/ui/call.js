// The field “May it call?” below the verdict on an IP. The target is in the URL, so that an explanation can be linked.

import { ask } from "./ask.js";
import { explanation, unexplained } from "./explanation.js";
import { isUrl, parameters } from "./target.js";
import { go, view } from "./view.js";

const form = document.getElementById("call");
const box = document.getElementById("target");
const methods = document.getElementById("method");
const says = document.getElementById("explanation");

let asking = new AbortController();

export function startCall() {
  box.addEventListener("input", offerMethods);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const target = box.value.trim();
    go({ target, method: isUrl(target) && methods.value !== "GET" ? methods.value : "" });
    explain();
  });
}

/** Shows the field for an IP, and the explanation if the URL has a target; hides both if the IP has no verdict. */
export function showCall(hasVerdict) {
  form.hidden = !hasVerdict;
  const { target, method } = view();
  box.value = target;
  methods.value = method || "GET";
  offerMethods();
  explain();
}

/** A method matters only to the router of Fission. */
function offerMethods() {
  methods.hidden = !isUrl(box.value);
}

async function explain() {
  const { ip, target, method } = { ...view(), method: view().method || "GET" };
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (form.hidden || target === "") {
    says.replaceChildren();
    return;
  }
  says.setAttribute("aria-busy", "true");
  const said = await Promise.all([ask("/explain", { ip, ...parameters(target, method) }, signal), ask("/load", {}, signal)])
    .then(([answer, load]) => explanation(ip, target, method, answer, load.body.authorize_mode === "audit"))
    .catch(() => unexplained(ip, target, method));
  if (!signal.aborted) {
    says.replaceChildren(said);
    says.removeAttribute("aria-busy");
  }
}
