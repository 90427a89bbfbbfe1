// Does something again and again while somebody can see the page.

/** Runs a task now and this many milliseconds after each end of it. It must not throw. */
export function poll(task, pause) {
  let timer = 0;
  let running = false;
  const run = async () => {
    clearTimeout(timer);
    if (running || document.hidden) {
      return;
    }
    running = true;
    await task();
    running = false;
    timer = setTimeout(run, pause);
  };
  document.addEventListener("visibilitychange", run);
  run();
}
