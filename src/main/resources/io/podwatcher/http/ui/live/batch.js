// Collects changes for the table until the next animation frame, up to a maximum.

const MAX_WAITING = 1000;

export class Batch {
  #waiting = new Map();
  #frame = 0;
  #apply;
  #lost;
  #held = false;

  /**
   * @param apply receives the changes of one frame: a map from IP to pod, or to null if no pod owns the IP any more
   * @param lost is called when there were too many, and all of them have been dropped
   */
  constructor(apply, lost) {
    this.#apply = apply;
    this.#lost = lost;
  }

  add(ip, pod) {
    this.#waiting.set(ip, pod);
    if (this.#waiting.size > MAX_WAITING) {
      this.#waiting.clear();
      this.#lost();
    }
    this.#schedule();
  }

  /** Holds changes while rows are read: the rows may be older and would undo them. */
  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    this.#schedule();
  }

  #schedule() {
    if (this.#frame === 0 && !this.#held && this.#waiting.size > 0) {
      this.#frame = requestAnimationFrame(() => this.#flush());
    }
  }

  #flush() {
    this.#frame = 0;
    if (!this.#held) {
      const changes = this.#waiting;
      this.#waiting = new Map();
      this.#apply(changes);
    }
  }
}
