// Runs a task on request, with a minimum pause between two runs.

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

  /** Schedules one run, this many milliseconds from now or when the pause is over. Another call can only make that run earlier. */
  within(milliseconds) {
    const due = Math.max(performance.now() + milliseconds, this.#last + this.#pause);
    if (due < this.#due) {
      this.#due = due;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#run(), due - performance.now());
    }
  }

  /** Cancels the scheduled run and starts the pause: the work has just been done. */
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
