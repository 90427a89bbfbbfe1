// A state in words, with a sign that distinguishes it without colour.

import { element } from "./element.js";

const SIGNS = { well: "●", doubtful: "◆", ill: "▲" };

/** Shows a state; what has not changed is not written again, or a screen reader would repeat it. */
export function tell(place, kind, words) {
  if (place.dataset.state === kind && place.lastChild?.textContent === words) {
    return;
  }
  place.dataset.state = kind;
  place.replaceChildren(
    element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]), element("span", {}, words));
}
