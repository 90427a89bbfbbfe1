// Shows a state as text with a symbol, so that it does not depend on colour.

import { element } from "./element.js";

const SIGNS = { ok: "●", warning: "◆", error: "▲" };

/** Shows a state. An unchanged one is not written again: a screen reader would repeat it. */
export function showState(line, kind, text) {
  if (line.dataset.state === kind && line.lastChild?.textContent === text) {
    return;
  }
  line.dataset.state = kind;
  line.replaceChildren(
    element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]), element("span", {}, text));
}
