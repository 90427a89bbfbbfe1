// The field for looking up an IP. The IP is in the URL, so that a verdict can be linked; the verdict follows the map.

import { ask } from "../common/ask.js";
import { poll } from "../common/poll.js";
import { Shown } from "../common/shown.js";
import { Throttle } from "../common/throttle.js";
import { go, replaceUrl, view } from "../common/view.js";
import { pastOf } from "../past/past.js";
import { addresses } from "./address.js";
import { showCall, startCall } from "./call.js";
import { podsNamed, severalAddresses } from "./choice.js";
import { isName, podsCalled } from "./names.js";
import { lookedUp, unanswered, verdict } from "./verdict.js";

/** How old a verdict may get, in milliseconds. Changes that the page receives are followed at once. */
const PAUSE = 5000;

const form = document.getElementById("lookup");
const box = document.getElementById("ip");
const asked = document.getElementById("asked");
const shown = new Shown(document.getElementById("verdict"));

let asking = new AbortController();
let written = null;

const soon = new Throttle(lookUp, 500);

export function startLookup() {
  form.addEventListener("submit", event => {
    event.preventDefault();
    go({ ip: box.value.trim() });
    lookUp();
  });
  startCall(lookUp);
  addEventListener("popstate", lookUp);
  poll(lookUp, PAUSE);
}

/** The owner of this IP has changed. */
export function changed(ip) {
  if (ip === view().ip) {
    soon.within(0);
  }
}

/** The service may be gone: what is shown may be true no more. */
export const doubt = () => soon.within(0);

async function lookUp() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  showText();
  const { ip: text } = view();
  const { ip, key, content, age } = await answerTo(text, signal)
    .catch(() => ({ ip: text, key: "unreachable", content: () => unanswered(text), age: null }));
  // A later lookup may have replaced this one.
  if (signal.aborted) {
    return;
  }
  if (ip !== text) {
    replaceUrl({ ip });
    showText();
  }
  shown.show(ip, key, content);
  asked.textContent = age === null ? "" : lookedUp(age);
  const isIp = age !== null || key === "unreachable";
  pastOf(isIp ? ip : "");
  await showCall(isIp);
}

/** Writes the text of the URL into the field, but only once: the user may be typing the next one. */
function showText() {
  const { ip } = view();
  if (ip !== written) {
    written = ip;
    box.value = ip;
  }
}

/** What is to be shown for a text: of which IP, `content` to make it, and `key`, which is the same while that is. */
async function answerTo(text, signal) {
  if (text === "") {
    return { ip: "", key: "", content: null, age: null };
  }
  const found = addresses(text);
  if (found.length > 1) {
    return choice(text, severalAddresses(found));
  }
  if (found.length === 0 && isName(text)) {
    const pods = await podsCalled(text, signal);
    if (pods.found.length !== 1) {
      return choice(text, podsNamed(text, pods));
    }
    found.push(pods.found[0].ip);
  }
  const ip = found[0] ?? text;
  const answer = await ask("/pod", { ip }, signal);
  return { ip, key: JSON.stringify(answer.body), content: () => verdict(ip, answer), age: answer.age };
}

const choice = (text, made) => ({ ip: text, key: made.textContent, content: () => made, age: null });
