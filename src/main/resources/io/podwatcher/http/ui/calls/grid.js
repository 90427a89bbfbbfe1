// The matrix as a table. One of its cells is a stop of the Tab key; the arrow keys move from there.

import { element } from "../common/element.js";
import { count } from "../common/format.js";
import { nextTask } from "../common/task.js";

/** How many rows are made in one task. */
const ROWS = 8;

/** More columns than these get upright heads. */
const WIDE = 8;

const KEYS = {
  ArrowLeft: ([row, column]) => [row, column - 1],
  ArrowRight: ([row, column]) => [row, column + 1],
  ArrowUp: ([row, column]) => [row - 1, column],
  ArrowDown: ([row, column]) => [row + 1, column],
  Home: ([row]) => [row, 0],
  End: ([row], rows) => [row, rows[row].length - 1],
};

export class Grid {
  #table;
  #head = element("thead");
  #body = element("tbody");
  #rows = [];
  #current = null;
  #shows = 0;

  /** @param opened is called with the caller and the target of a cell that is opened */
  constructor(table, opened) {
    this.#table = table;
    table.append(this.#head, this.#body);
    const open = cell => {
      if (cell !== null && !cell.classList.contains("empty")) {
        this.#visit(cell);
        opened(cell.dataset.caller, cell.dataset.target);
      }
    };
    table.addEventListener("click", event => open(event.target.closest("td")));
    table.addEventListener("focusin", event => this.#visit(event.target.closest("td")));
    table.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open(event.target.closest("td"));
      } else if (event.key in KEYS) {
        event.preventDefault();
        this.#move(KEYS[event.key]);
      }
    });
  }

  /** Shows a matrix; one that is shown later wins. Resolves when it is shown. */
  async show(matrix) {
    this.#shows += 1;
    const turn = this.#shows;
    const rows = [];
    for (const caller of matrix.callers) {
      if (rows.length % ROWS === 0) {
        await nextTask();
      }
      rows.push(matrix.targets.map(target => cell(caller, target, matrix.cell(caller, target))));
    }
    if (turn !== this.#shows) {
      return;
    }
    const focused = this.#body.contains(document.activeElement);
    this.#table.hidden = rows.length === 0;
    this.#table.classList.toggle("wide", matrix.targets.length > WIDE);
    this.#head.replaceChildren(heads(matrix.targets));
    this.#body.replaceChildren(...rows.map((cells, i) =>
      element("tr", {}, element("th", { scope: "row", title: matrix.callers[i] }, matrix.callers[i]), ...cells)));
    this.#rows = rows;
    this.#stay(focused);
  }

  /** Puts the focus on the cell that was opened last. */
  focus() {
    this.#current?.focus();
  }

  /** The same caller and target stay the stop of the Tab key, where they are still shown. */
  #stay(focused) {
    const { caller, target } = this.#current?.dataset ?? {};
    const cells = this.#rows.flat();
    this.#current = null;
    this.#visit(cells.find(({ dataset }) => dataset.caller === caller && dataset.target === target) ?? cells[0] ?? null);
    if (focused) {
      this.#current?.focus({ preventScroll: true });
    }
  }

  #visit(cell) {
    if (cell !== null && cell !== this.#current) {
      this.#current?.setAttribute("tabindex", "-1");
      cell.setAttribute("tabindex", "0");
      this.#current = cell;
    }
  }

  #move(key) {
    const row = this.#rows.findIndex(cells => cells.includes(this.#current));
    const [to, column] = key([row, this.#rows[row].indexOf(this.#current)], this.#rows);
    this.#rows[to]?.[column]?.focus();
  }
}

const heads = targets => element("tr", {}, element("th", { scope: "col" }, "Caller"),
  ...targets.map(target => element("th", { scope: "col", title: target }, element("span", {}, target))));

function cell(caller, target, calls) {
  const made = element("td", { tabindex: "-1", role: "gridcell", "aria-label": inWords(calls) });
  made.dataset.caller = caller;
  made.dataset.target = target;
  if (calls === undefined) {
    made.className = "empty";
    return made;
  }
  if (calls.allowed > 0) {
    made.append(element("span", { class: "allowed" }, count(calls.allowed)));
  }
  if (calls.denied > 0) {
    made.append(element("span", { class: "denied" }, `▲ ${count(calls.denied)}`));
  }
  return made;
}

const inWords = calls => (calls === undefined
  ? "no calls"
  : `${count(calls.allowed)} allowed, ${count(calls.denied)} refused`);
