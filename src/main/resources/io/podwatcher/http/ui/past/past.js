// “Who had it before?” below a lookup: the past owners of the IP, or all IPs of a pod. Only where a history is kept.

import { ask, whyNot } from "../common/ask.js";
import { element } from "../common/element.js";
import { timeline } from "./timeline.js";

/** More would be neither seen in a drawing nor read in a list. */
const MOST = 50;

const area = document.getElementById("past");
const button = document.getElementById("past-open");
const shown = document.getElementById("past-shown");

let kept = false;
let ip = "";
let asking = new AbortController();

export function startPast() {
  button.addEventListener("click", () => (isOpen() ? close() : show({ ip })));
  // Links of the timeline: without a script they lead to the same as JSON.
  shown.addEventListener("click", event => {
    const link = event.target.closest("a[data-uid], a[data-ip]");
    if (link !== null && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const { uid, name } = link.dataset;
      show(uid === undefined ? { ip: link.dataset.ip } : { uid, name });
    }
  });
}

/** Whether a history is kept, from the checks of /ready: so no request is needed that would fail without one. */
export function historyIs(there) {
  kept = there;
  offer();
}

/** The IP that was looked up; empty for none. What was shown about another one is removed. */
export function pastOf(lookedUp) {
  if (lookedUp !== ip) {
    ip = lookedUp;
    close();
  }
  offer();
}

function offer() {
  area.hidden = !kept || ip === "";
}

const isOpen = () => button.getAttribute("aria-expanded") === "true";

function close() {
  asking.abort();
  button.setAttribute("aria-expanded", "false");
  shown.replaceChildren();
}

/** @param subject {ip}, or {uid, name} */
async function show(subject) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  button.setAttribute("aria-expanded", "true");
  shown.setAttribute("aria-busy", "true");
  const { uid = "", ip: of = "" } = subject;
  const content = await ask("/history", { ip: of, uid, limit: MOST }, signal)
    .then(answer => (answer.status === 200 ? timeline(subject, answer.body) : failure(whyNot(answer))))
    .catch(() => failure("pod-watcher does not answer."));
  if (signal.aborted) {
    return;
  }
  const wasHere = document.activeElement === document.body || area.contains(document.activeElement);
  shown.removeAttribute("aria-busy");
  shown.replaceChildren(...back(subject), content);
  // The reader goes on where the new content begins; a link that was followed is gone.
  if (wasHere) {
    shown.querySelector(".says")?.focus({ preventScroll: true });
  }
}

/** Back to the IP that was looked up. */
const back = subject => (subject.ip === ip ? [] : [element("p", {},
  element("a", { href: `/history?ip=${encodeURIComponent(ip)}`, "data-ip": ip }, `Back to the owners of ${ip}`))]);

const failure = why => element("p", { class: "says", tabindex: "-1" }, `The history cannot be shown: ${why}`);
