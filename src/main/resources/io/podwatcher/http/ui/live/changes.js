// Receives changes from /events, and reconnects whenever the connection ends.

import { query } from "../common/ask.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** A bookmark arrives every 5 seconds: a connection that has been silent for this long is dead. */
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

  /** Stops receiving changes. */
  stop() {
    this.#filters = null;
    this.#close();
  }

  /** Receives changes of the pods that these filters select, from now on. */
  follow(filters) {
    this.#filters = filters;
    this.#id = "";
    this.#pause = FIRST_PAUSE;
    // A hidden tab would use one of the few connections that a browser opens to a server.
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
    // The server cannot resume from this id, so it sends all pods. Reading the rows again is faster than finding them in there.
    source.addEventListener("snapshot", () => {
      this.#id = "";
      this.#open();
    });
    // EventSource stops reconnecting after a 503, and has no back-off.
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
    // With jitter: all open pages lose the service at the same moment.
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
