// Runs a task soon after it is asked for, but not too often.

export class Throttle {
  #task;
  #pause;
  #last = -Infinity;
  #due = Infinity;
  #timer = 0;

  /** @param pause the minimum time between the starts of two runs, in milliseconds */
  constructor(task, pause) {
    this.#task = task;
    this.#pause = pause;
  }

  /** Runs the task once, after this many milliseconds or when it may run again. Further calls until then change nothing. */
  within(milliseconds) {
    const due = Math.max(performance.now() + milliseconds, this.#last + this.#pause);
    if (due < this.#due) {
      this.#due = due;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#run(), due - performance.now());
    }
  }

  /** Cancels a run that is due, because the work has been done in another way. */
  done() {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    this.#last = performance.now();
  }

  #run() {
    this.done();
    this.#task();
  }
}
