// Hears of every change from /events, and comes back by itself whenever the connection ends.

import { query } from "./ask.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** A bookmark comes every 5 seconds: without any for so long, nobody is at the other end. */
const LONGEST_SILENCE = 20_000;

export class Changes {
  #listener;
  #filters = null;
  #source = null;
  #id = "";
  #pause = FIRST_PAUSE;
  #timer = 0;

  /** @param listener is called: changed(ip, pod or null), live(gap, podCount), lost(milliseconds until the next try) */
  constructor(listener) {
    this.#listener = listener;
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        this.#close();
      } else if (this.#filters !== null) {
        this.follow(this.#filters);
      }
    });
  }

  /** Hears of nothing any more. */
  stop() {
    this.#filters = null;
    this.#close();
  }

  /** Hears from now on of the pods that these filters select. */
  follow(filters) {
    this.#filters = filters;
    this.#id = "";
    this.#pause = FIRST_PAUSE;
    // A tab that nobody sees would hold one of the few connections that a browser has for a server.
    if (!document.hidden) {
      this.#open();
    }
  }

  #open() {
    this.#close();
    const resumed = this.#id !== "";
    const source = new EventSource(`/events${query({ ...this.#filters, snapshot: "false", lastEventId: this.#id })}`);
    this.#source = source;
    this.#expect();
    this.#on("pod", ({ ip, pod }) => this.#listener.changed(ip, pod));
    this.#on("deleted", ({ ip }) => this.#listener.changed(ip, null));
    let first = true;
    this.#on("bookmark", bookmark => {
      this.#pause = FIRST_PAUSE;
      this.#listener.live(first && !resumed, bookmark.pod_count);
      first = false;
    });
    // What was missed cannot be resumed any more, so everything is sent. Reading the rows again is quicker than looking for them in there.
    source.addEventListener("snapshot", () => {
      this.#id = "";
      this.#open();
    });
    // The browser's own way to come back gives up for good on a 503, and knows no growing pauses.
    source.addEventListener("error", () => this.#lost());
  }

  #on(name, handle) {
    this.#source.addEventListener(name, event => {
      this.#id = event.lastEventId;
      this.#expect();
      handle(JSON.parse(event.data));
    });
  }

  #expect() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(), LONGEST_SILENCE);
  }

  #lost() {
    this.#close();
    // Not all at once: every open page has lost the same service at the same moment.
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
    this.#listener.lost(pause);
    this.#timer = setTimeout(() => this.#open(), pause);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
