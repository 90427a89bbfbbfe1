// The paging buttons of the table, and the position within all pods.

import { count } from "../common/format.js";
import { earlier, FIRST_PAGE, go, view } from "../common/view.js";

const first = document.getElementById("first");
const previous = document.getElementById("previous");
const next = document.getElementById("next");
const none = document.getElementById("none");
const position = document.getElementById("position");

/** @param turned is called when the URL names another page */
export function startPages(listing, rows, turned) {
  const turn = (changes, pages) => {
    go(changes, pages);
    turned();
  };
  first.addEventListener("click", () => turn(FIRST_PAGE, []));
  previous.addEventListener("click", () => {
    const pages = earlier();
    const { after, from } = pages.at(-1);
    turn({ after, from }, pages.slice(0, -1));
  });
  next.addEventListener("click", async () => {
    await listing.settle();
    if (listing.next === "") {
      return;
    }
    const { after, from } = view();
    turn({ after: listing.next, from: start(from) + rows.size }, [...earlier(), { after, from }]);
  });
}

/** Says which of all pods are shown, and why there may be none; `answered` is whether /pods has been. */
export function showPages(listing, rows, answered) {
  const { after, from } = view();
  const before = after === "" ? 0 : start(from);
  position.textContent = rows.size === 0
    ? "no pods"
    // There may be fewer rows before this page by now: better a total that is too high than "51–100 of 99".
    : `${count(before + 1)}–${count(before + rows.size)} of ${count(Math.max(listing.total, before + rows.size))}`;
  none.hidden = rows.size > 0 || !answered;
  const focused = document.activeElement;
  first.disabled = after === "";
  previous.disabled = earlier().length === 0;
  next.disabled = listing.next === "";
  // Otherwise a keyboard user would lose the focus and start again at the top of the document.
  if (focused?.disabled) {
    [previous, next, first].find(button => !button.disabled)?.focus();
  }
}

const start = from => (/^\d{1,9}$/.test(from) ? Number(from) : 0);
