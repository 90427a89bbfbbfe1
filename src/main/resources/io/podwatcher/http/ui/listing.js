// One page of /pods in the table, and what becomes of it while the cluster changes.

import { ask, whyNot } from "./ask.js";
import { Batch } from "./batch.js";
import { comparison, found } from "./order.js";
import { view } from "./view.js";
import { MAX_ROWS } from "./rows.js";
import { Throttle } from "./throttle.js";

/** A page that has a gap, or cannot be right, is read again no sooner than this after the last time. */
const PAUSE = 5000;

/** How long a row that has left may leave a gap at the end of the page. */
const GAP = 2000;

/** The number of all pods may be behind for longer. */
const TIMEOUT = 15_000;

export class Listing {
  total = 0;
  next = "";
  #whole = true;
  #rows;
  #listener;
  #asking = new AbortController();
  #batch = new Batch(changes => this.#apply(changes), () => this.#again.within(0));
  #again = new Throttle(() => this.load(true), PAUSE);

  /** @param listener is called: shown() after each change, answered(), failed(words) */
  constructor(rows, listener) {
    this.#rows = rows;
    this.#listener = listener;
  }

  /**
   * Reads the page that the URL names. Quietly: what has changed meanwhile is marked, and a failure leaves the rows.
   * Brings whether the question was understood; undefined when another one has come in between.
   */
  async load(quietly) {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#again.done();
    this.#batch.hold();
    const { search, namespace, node, labelSelector, sort, order, after } = view();
    const parameters = { search, namespace, node, labelSelector, sort: sort || "ip", order, limit: MAX_ROWS, continue: after };
    const answer = await ask("/pods", parameters, signal).catch(() => null);
    if (signal.aborted) {
      return undefined;
    }
    if (answer?.status === 200) {
      this.#show(answer.body, quietly);
    } else {
      this.#failed(answer, quietly);
    }
    this.#batch.release();
    return answer === null || answer.status < 400 || answer.status >= 500;
  }

  /** Sees to it that the next page begins where this one ends: rows that came in have pushed others out. */
  async settle() {
    if (!this.#whole) {
      await this.load(true);
    }
  }

  /** Reads the page again before long, as after a time in which changes were not heard. */
  reload() {
    this.#again.within(0);
  }

  /** Takes one change: this pod has the IP now, or null when nobody has. */
  changed(ip, pod) {
    this.#batch.add(ip, pod);
  }

  /** Takes the number of all pods from who knows it, where all are shown. */
  counted(podCount) {
    const { search, namespace, node, labelSelector } = view();
    if (search + namespace + node + labelSelector === "" && podCount !== this.total) {
      this.total = podCount;
      this.#listener.shown();
    }
  }

  #show({ pods, total, continue: next }, quietly) {
    this.#whole = true;
    this.total = total;
    this.next = next ?? "";
    this.#rows.show(Object.entries(pods).map(([ip, pod]) => ({ ip, pod })), quietly);
    this.#listener.answered();
    this.#listener.shown();
  }

  #failed(answer, quietly) {
    this.#listener.failed(answer === null ? "pod-watcher does not answer." : whyNot(answer));
    if (!quietly) {
      this.total = 0;
      this.next = "";
      this.#rows.show([], false);
      this.#listener.shown();
    }
    // What is wrong with the question stays wrong.
    if (answer === null || answer.status >= 500) {
      this.#again.within(PAUSE);
    }
  }

  #apply(changes) {
    const { search, sort, order, after } = view();
    const compare = comparison(sort, order);
    for (const [ip, pod] of changes) {
      const row = this.#rows.get(ip);
      const selected = pod !== null && found(search, { ip, pod });
      if (row !== undefined) {
        this.#changeShown(row, selected ? pod : null, compare);
      } else if (selected && this.#belongs({ ip, pod }, compare, after)) {
        this.total += 1;
        this.#insist(this.#rows.insert(ip, pod, compare));
      } else {
        // It may be new or not: whoever only sees one page cannot tell.
        this.#again.within(TIMEOUT);
      }
    }
    this.#listener.shown();
  }

  #changeShown(row, pod, compare) {
    if (pod === null) {
      this.total -= 1;
      this.#rows.leave(row);
      // Not at once: the row is to be seen leaving.
      if (this.next !== "") {
        this.#whole = false;
        this.#again.within(GAP);
      }
      return;
    }
    const moves = compare({ ip: row.ip, pod }, row) !== 0;
    this.#rows.change(row, pod, compare);
    this.#insist(!moves);
  }

  /** Whether an entry stands between the rows shown, or at an end behind which there are no other pages. */
  #belongs(entry, compare, after) {
    const { first, last } = this.#rows;
    if (first === undefined) {
      return after === "" && this.next === "";
    }
    return (after === "" || compare(entry, first) > 0) && (this.next === "" || compare(entry, last) < 0);
  }

  /** What is not the whole page any more is read again. */
  #insist(whole) {
    if (!whole) {
      this.#whole = false;
      this.#again.within(0);
    }
  }
}
