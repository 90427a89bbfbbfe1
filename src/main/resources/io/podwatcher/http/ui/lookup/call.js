// The field “May it call?” below the verdict on an IP. The target is in the URL, so that an explanation can be linked.

import { ask } from "../common/ask.js";
import { Shown } from "../common/shown.js";
import { go, view } from "../common/view.js";
import { explanation, unexplained } from "./explanation.js";
import { isUrl, parameters } from "./target.js";

const form = document.getElementById("call");
const box = document.getElementById("target");
const methods = document.getElementById("method");
const shown = new Shown(document.getElementById("explanation"));

let asking = new AbortController();
let written = null;

/** @param asked is called when the URL names another target */
export function startCall(asked) {
  box.addEventListener("input", offerMethods);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const target = box.value.trim();
    go({ target, method: isUrl(target) && methods.value !== "GET" ? methods.value : "" });
    asked();
  });
}

/** Shows the field for an IP, and the explanation if the URL has a target; hides both if the IP has no verdict. */
export async function showCall(hasVerdict) {
  form.hidden = !hasVerdict;
  const { target, method } = view();
  // Only once: the user may be typing the next one.
  if (written !== `${method} ${target}`) {
    written = `${method} ${target}`;
    box.value = target;
    methods.value = method || "GET";
    offerMethods();
  }
  await explain();
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
    shown.show("", "", null);
    return;
  }
  const { key, content } = await Promise
    .all([ask("/explain", { ip, ...parameters(target, method) }, signal), ask("/load", {}, signal)])
    .then(([answer, load]) => said(ip, target, method, answer, load.body.authorize_mode === "audit"))
    .catch(() => ({ key: "unreachable", content: () => unexplained(ip, target, method) }));
  if (!signal.aborted) {
    shown.show(`${ip} ${method} ${target}`, key, content);
  }
}

function said(ip, target, method, answer, audit) {
  const content = () => explanation(ip, target, method, answer, audit);
  // Its text has whatever matters, and not how old the map is.
  return { key: content().textContent, content };
}
