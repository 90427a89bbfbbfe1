// Something that is to happen soon, but not too often.

export class Soon {
  #task;
  #pause;
  #last = -Infinity;
  #due = Infinity;
  #timer = 0;

  /** @param pause the least milliseconds between the beginnings of two runs */
  constructor(task, pause) {
    this.#task = task;
    this.#pause = pause;
  }

  /** Runs the task after this many milliseconds, or when it may run again; once, however often this is asked meanwhile. */
  within(milliseconds) {
    const due = Math.max(performance.now() + milliseconds, this.#last + this.#pause);
    if (due < this.#due) {
      this.#due = due;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#run(), due - performance.now());
    }
  }

  /** Nothing is to be done any more: it has been done otherwise. */
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
