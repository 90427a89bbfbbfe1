// An area of the page whose content is replaced only when what it says changes: a screen reader reads out each
// replacement, and the focus and what is open in it would be lost.

import { element } from "./element.js";
import { timeOfDay } from "./format.js";

export class Shown {
  #area;
  #subject = "";
  #key = null;

  constructor(area) {
    this.#area = area;
  }

  /**
   * Shows content about a subject.
   *
   * @param key the same as long as the content is
   * @param content makes the element; null for none
   */
  show(subject, key, content) {
    if (subject === this.#subject && key === this.#key) {
      return;
    }
    const before = subject === this.#subject ? this.#says() : "";
    const wasOpen = this.#area.querySelector("details")?.open === true;
    const hadFocus = this.#area.contains(document.activeElement) ? document.activeElement.localName : "";
    this.#subject = subject;
    this.#key = key;
    this.#area.replaceChildren(...(content === null ? [] : [content()]));
    if (before !== "" && before !== this.#says()) {
      this.#area.append(element("p", { class: "aside before" }, `Changed at ${timeOfDay()}. Before: ${before}`));
    }
    if (wasOpen) {
      this.#area.querySelector("details")?.setAttribute("open", "");
    }
    if (hadFocus !== "") {
      this.#area.querySelector(hadFocus)?.focus();
    }
  }

  #says() {
    return this.#area.querySelector(".says")?.textContent ?? "";
  }
}
