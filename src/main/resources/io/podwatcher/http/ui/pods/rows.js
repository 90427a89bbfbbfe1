// The rows of the table in order, never more than one page.

import { Row } from "./row.js";

export const MAX_ROWS = 50;

export class Rows {
  #body;
  #rows = [];
  #leaving = new Map();

  constructor(body) {
    this.#body = body;
  }

  /** The number of rows, without those marked as gone. */
  get size() {
    return this.#rows.length;
  }

  get first() {
    return this.#rows[0];
  }

  get last() {
    return this.#rows.at(-1);
  }

  get(ip) {
    return this.#rows.find(row => row.ip === ip);
  }

  /** Shows these entries and no others. Rows that stay keep their elements, and with them the focus and what is open. */
  show(entries, markChanges) {
    const known = new Map(this.#rows.map(row => [row.ip, row]));
    this.#drop([...this.#leaving.values()]);
    this.#rows = entries.map(({ ip, pod }) => {
      const row = known.get(ip);
      known.delete(ip);
      return row === undefined ? fresh(ip, pod, markChanges) : shown(row, pod, markChanges);
    });
    this.#drop([...known.values()]);
    this.#settle();
  }

  /** Shows a pod in the row of its IP. */
  change(row, pod, compare) {
    shown(row, pod, true);
    this.#rows.sort(compare);
    this.#settle();
  }

  /** Adds a row in order; returns false if the page was full, so that a row had to be dropped. */
  insert(ip, pod, compare) {
    this.#drop([this.#leaving.get(ip)].filter(row => row !== undefined));
    const row = fresh(ip, pod, true);
    this.#rows.push(row);
    this.#rows.sort(compare);
    const rest = this.#rows.splice(MAX_ROWS);
    this.#drop(rest);
    this.#settle();
    return rest.length === 0;
  }

  /** Marks a row as gone, and removes it when the mark ends. */
  leave(row) {
    this.#rows = this.#rows.filter(other => other !== row);
    this.#leaving.set(row.ip, row);
    row.mark("gone", () => this.#drop([row]));
    this.#trim();
  }

  tick() {
    this.#rows.forEach(row => row.tick());
  }

  #drop(rows) {
    for (const row of rows) {
      if (row.focused) {
        (this.#rows.find(other => other.line.isConnected && follows(row.line, other.line)) ?? this.last)?.focus();
      }
      row.remove();
      this.#leaving.delete(row.ip);
    }
  }

  /** Removes rows marked as gone if the table has more than a page: it must not grow while pods change quickly. */
  #trim() {
    this.#drop([...this.#leaving.values()].slice(0, Math.max(0, this.#leaving.size + this.size - MAX_ROWS)));
  }

  /** Puts the elements in order, and moves none that is in place already: a moved element loses the focus. */
  #settle() {
    this.#trim();
    let next = this.#body.firstElementChild;
    const leaving = new Set([...this.#leaving.values()].flatMap(row => row.elements));
    for (const part of this.#rows.flatMap(row => row.elements)) {
      while (leaving.has(next)) {
        next = next.nextElementSibling;
      }
      if (part === next) {
        next = next.nextElementSibling;
      } else {
        this.#body.insertBefore(part, next);
      }
    }
  }
}

const follows = (one, other) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

function fresh(ip, pod, marked) {
  const row = new Row(ip, pod);
  if (marked) {
    row.mark("new");
  }
  return row;
}

function shown(row, pod, marked) {
  const another = row.pod.uid !== pod.uid;
  if (another || row.pod.resource_version !== pod.resource_version) {
    row.show(pod);
    if (marked) {
      row.mark(another ? "new" : "changed");
    }
  }
  return row;
}
