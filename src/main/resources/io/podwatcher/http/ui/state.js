// A state in words, with a sign that tells it apart without colour.

import { element } from "./element.js";

const SIGNS = { well: "●", doubtful: "◆", ill: "▲" };

/** Tells a state; what has not changed is not told again, or a screen reader would repeat it. */
export function tell(place, kind, words) {
  if (place.dataset.state === kind && place.lastChild?.textContent === words) {
    return;
  }
  place.dataset.state = kind;
  place.replaceChildren(
    element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]), element("span", {}, words));
}
