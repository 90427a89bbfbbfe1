// Shows one page of /pods in the table, and keeps it up to date.

import { ask, whyNot } from "../common/ask.js";
import { Throttle } from "../common/throttle.js";
import { view } from "../common/view.js";
import { Batch } from "../live/batch.js";
import { comparison, found } from "./order.js";
import { MAX_ROWS } from "./rows.js";
import { suggest } from "./suggestions.js";

/** The minimum time between two reads of the page, in milliseconds. */
const PAUSE = 5000;

/** How long the page may be short of rows after one was removed. */
const GAP = 2000;

/** How long the total may be out of date. */
const MAX_TOTAL_AGE = 15_000;

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
   * Reads the page that the URL names. If quietly, changed rows are marked and a failure leaves the rows as they are.
   * Returns whether the request was valid; undefined if a later one has replaced it.
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

  /** Reads the page again if its rows have shifted, so that the next page starts where this one ends. */
  async settle() {
    if (!this.#whole) {
      await this.load(true);
    }
  }

  /** Reads the page again soon, for example when changes may have been missed. */
  reload() {
    this.#again.within(0);
  }

  /** Takes one change: this pod has the IP now, or null when nobody has. */
  changed(ip, pod) {
    this.#batch.add(ip, pod);
  }

  /** Takes the total from a bookmark; it applies only while no filter is set. */
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
    Object.values(pods).forEach(suggest);
    this.#rows.show(Object.entries(pods).map(([ip, pod]) => ({ ip, pod })), quietly);
    this.#listener.answered();
    this.#listener.shown();
  }

  #failed(answer, quietly) {
    // The state of the connection says that the rows may be old.
    if (!quietly || answer !== null) {
      this.#listener.failed(answer === null ? "pod-watcher does not answer." : whyNot(answer));
    }
    if (!quietly) {
      this.total = 0;
      this.next = "";
      this.#rows.show([], false);
      this.#listener.shown();
    }
    // An invalid request (4xx) is not retried.
    if (answer === null || answer.status >= 500) {
      this.#again.within(PAUSE);
    }
  }

  #apply(changes) {
    const { search, sort, order, after } = view();
    const compare = comparison(sort, order);
    for (const [ip, pod] of changes) {
      if (pod !== null) {
        suggest(pod);
      }
      const row = this.#rows.get(ip);
      const selected = pod !== null && found(search, { ip, pod });
      if (row !== undefined) {
        this.#changeShown(row, selected ? pod : null, compare);
      } else if (selected && this.#belongs({ ip, pod }, compare, after)) {
        this.total += 1;
        this.#insist(this.#rows.insert(ip, pod, compare));
      } else {
        // The entry is not on this page: whether the total changes is unknown here.
        this.#again.within(MAX_TOTAL_AGE);
      }
    }
    this.#listener.shown();
  }

  #changeShown(row, pod, compare) {
    if (pod === null) {
      this.total -= 1;
      this.#rows.leave(row);
      // Delayed, so that the mark on the removed row can be seen.
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

  /** Whether an entry belongs on this page: between its rows, or beyond them if no other page follows there. */
  #belongs(entry, compare, after) {
    const { first, last } = this.#rows;
    if (first === undefined) {
      return after === "" && this.next === "";
    }
    return (after === "" || compare(entry, first) > 0) && (this.next === "" || compare(entry, last) < 0);
  }

  /** Reads the page again if it is not complete any more. */
  #insist(whole) {
    if (!whole) {
      this.#whole = false;
      this.#again.within(0);
    }
  }
}
