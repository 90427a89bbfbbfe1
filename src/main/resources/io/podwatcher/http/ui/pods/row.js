// One pod in the table: its row, the details below it, and the mark on a row that has just changed.

import { element } from "../common/element.js";
import { since } from "../common/format.js";
import { details, phase, readiness } from "./details.js";
import { ownerPick, pick } from "./pick.js";

const COLUMNS = ["IP", "Namespace", "Pod", "Node", "Owner", "Phase", "Age"];

/** Longer values may break anywhere; the others stay on one line. */
const LONG = 40;

/** By mouse only: with the keyboard the same links are reached in the details, without four stops in each row. */
const BY_MOUSE = { tabindex: "-1" };

/** How long a mark is shown: long enough to be seen, too short to distract. */
const MARKED = 4000;

export class Row {
  ip;
  pod;
  line = element("tr", { class: "pod", role: "row" });
  #more = element("tr", { class: "more", role: "row" });
  #mark = element("span", { class: "mark" });
  #button;
  #cells;
  #timer = 0;

  constructor(ip, pod) {
    this.ip = ip;
    const id = `more-${ip.replaceAll(/[.:]/g, "-")}`;
    this.#more.id = id;
    this.#button = element("button", { type: "button", "aria-expanded": "false", "aria-controls": id }, ip);
    this.#cells = COLUMNS.slice(1).map(column => element("td", { role: "cell", "data-column": column }));
    // Explicit roles: a phone shows the rows as cards, and a browser then drops the implicit roles of a table.
    this.line.append(element("th", { scope: "row", role: "rowheader" }, this.#button, this.#mark), ...this.#cells);
    this.line.dataset.ip = ip;
    this.line.addEventListener("click", event => this.#clicked(event));
    this.show(pod);
  }

  /** The elements of the row in their order. */
  get elements() {
    return this.#open ? [this.line, this.#more] : [this.line];
  }

  get focused() {
    return this.elements.some(part => part.contains(document.activeElement));
  }

  focus() {
    this.#button.focus({ preventScroll: true });
  }

  show(pod) {
    this.pod = pod;
    contents(pod).forEach((content, i) => fill(this.#cells[i], content));
    this.line.classList.toggle("unready", pod.deletion_timestamp !== undefined || readiness(pod) === "not ready");
    this.tick();
    if (this.#open) {
      this.#fill();
    }
  }

  /** Updates the age. */
  tick() {
    this.#cells.at(-1).textContent = this.pod.start_time === null ? "" : since(this.pod.start_time);
  }

  /** Marks the row with a word for some seconds, then calls the function. */
  mark(word, then = () => {}) {
    clearTimeout(this.#timer);
    this.#mark.textContent = word;
    this.line.dataset.mark = word;
    this.#timer = setTimeout(() => {
      this.unmark();
      then();
    }, MARKED);
  }

  unmark() {
    clearTimeout(this.#timer);
    this.#mark.textContent = "";
    delete this.line.dataset.mark;
  }

  remove() {
    this.unmark();
    this.line.remove();
    this.#more.remove();
  }

  get #open() {
    return this.#button.getAttribute("aria-expanded") === "true";
  }

  #clicked(event) {
    if (event.target.closest("a") !== null) {
      return;
    }
    // Selecting text to copy it must not open the row.
    const selecting = !event.target.closest("button") && getSelection().type === "Range";
    if (selecting) {
      return;
    }
    const open = !this.#open;
    this.#button.setAttribute("aria-expanded", String(open));
    if (open) {
      this.#fill();
      this.line.after(this.#more);
    } else {
      this.#more.remove();
    }
  }

  #fill() {
    this.#more.replaceChildren(element("td", { role: "cell", colspan: COLUMNS.length }, details(this.pod)));
  }
}

const contents = pod => [
  [pick({ namespace: pod.namespace }, pod.namespace, BY_MOUSE)],
  [pod.name],
  pod.node_name === null ? [] : [pick({ node: pod.node_name }, pod.node_name, BY_MOUSE)],
  pod.owner === null ? [] : ownerPick(pod.owner, BY_MOUSE),
  [phase(pod)],
];

function fill(cell, content) {
  const text = content.map(part => part.textContent ?? part).join("");
  if (cell.textContent !== text) {
    cell.replaceChildren(...content);
    cell.classList.toggle("long", text.length > LONG);
  }
}
