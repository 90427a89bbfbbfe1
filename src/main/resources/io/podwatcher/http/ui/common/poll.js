// Runs a task periodically while the page is visible.

/**
 * Runs a task now, and again this many milliseconds after each run ends. Returns a function that runs it at once,
 * unless it is running.
 */
export function poll(task, pause) {
  let timer = 0;
  let running = false;
  const run = async () => {
    clearTimeout(timer);
    if (running || document.hidden) {
      return;
    }
    running = true;
    try {
      await task();
    } finally {
      running = false;
      timer = setTimeout(run, pause);
    }
  };
  document.addEventListener("visibilitychange", run);
  run();
  return run;
}
