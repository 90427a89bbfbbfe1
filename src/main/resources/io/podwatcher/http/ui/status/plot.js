// A small chart of one value over the last 15 minutes, with the same as text for screen readers.

import { drawn, element } from "../common/element.js";

const WIDTH = 300;
const HEIGHT = 48;
const SECONDS = 15 * 60;

/** A chart of one value of each sample; `value` reads it from a sample, `words` formats it. */
export class Plot {
  #title;
  #value;
  #words;
  #now = element("b");
  #none = element("span", { class: "aside" });
  #top = element("span");
  #line = drawn("path", { class: "line" });
  #drawing = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" },
    drawn("path", { class: "axis", d: `M0 .5H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}` }), this.#line);

  constructor(title, value, words) {
    this.#title = title;
    this.#value = value;
    this.#words = words;
    this.figure = element("figure", {},
      element("figcaption", {}, element("span", {}, title), " ", this.#now, " ", this.#none),
      element("div", { class: "scale aside", "aria-hidden": "true" }, this.#top, element("span", {}, "0")), this.#drawing,
      element("div", { class: "times aside", "aria-hidden": "true" },
        element("span", {}, "15 min ago"), element("span", {}, "now")));
  }

  /** Draws samples, oldest first, and without any says why. Where one has no value the line has a gap. */
  draw(samples, why) {
    const values = samples.map(this.#value);
    const known = values.filter(value => value !== null);
    const highest = Math.max(0, ...known);
    const now = values.length === 0 || values.at(-1) === null ? "–" : this.#words(values.at(-1));
    this.#now.textContent = now;
    const none = known.length === 0 ? why : "";
    this.#none.textContent = none;
    this.#top.textContent = none === "" ? this.#words(highest) : "";
    this.#drawing.setAttribute("aria-label", `${this.#title} over the last 15 minutes: `
      + `now ${now === "–" ? "not measured" : now}, ${none || `highest ${this.#words(highest)}`}`);
    this.#line.setAttribute("d", path(samples, values, highest));
  }
}

function path(samples, values, highest) {
  const end = samples.length === 0 ? 0 : Date.parse(samples.at(-1).at);
  let gap = true;
  let drawing = "";
  values.forEach((value, i) => {
    if (value !== null) {
      const x = WIDTH * (1 - (end - Date.parse(samples[i].at)) / 1000 / SECONDS);
      const y = HEIGHT - 1 - (highest === 0 ? 0 : (HEIGHT - 2) * value / highest);
      // A line of zero length is a dot, so that a single value between two gaps is visible.
      drawing += `${gap ? `M${x.toFixed(1)} ${y.toFixed(1)}` : ""}L${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    gap = value === null;
  });
  return drawing;
}
