// Divides long work into tasks, so that the page answers to its user in between.

/** Complete in a task of its own, after those that wait. */
export const nextTask = () => new Promise(next => {
  setTimeout(next);
});
