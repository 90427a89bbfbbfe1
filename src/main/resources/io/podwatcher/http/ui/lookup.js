// The field for looking up an IP. The IP is in the URL, so that a verdict can be linked.

import { ask } from "./ask.js";
import { showCall, startCall } from "./call.js";
import { go, view } from "./view.js";
import { unanswered, verdict } from "./verdict.js";

const form = document.getElementById("lookup");
const box = document.getElementById("ip");
const says = document.getElementById("verdict");

let asking = new AbortController();

export function startLookup() {
  form.addEventListener("submit", event => {
    event.preventDefault();
    go({ ip: box.value.trim() });
    lookUp();
  });
  startCall();
  addEventListener("popstate", lookUp);
  lookUp();
}

async function lookUp() {
  const { ip } = view();
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  box.value = ip;
  if (ip === "") {
    says.replaceChildren();
    showCall(false);
    return;
  }
  says.setAttribute("aria-busy", "true");
  const said = await ask("/pod", { ip }, signal).then(answer => verdict(ip, answer), () => unanswered(ip));
  // A later lookup may have replaced this one.
  if (!signal.aborted) {
    says.replaceChildren(said);
    says.removeAttribute("aria-busy");
    showCall(said.dataset.reason !== "invalid_ip");
  }
}
