// What the page shows, as its URL says it: every view can be linked, and the browser's back button goes to the one before.

import { query } from "./ask.js";

const NAMES = ["ip", "search", "namespace", "node", "labelSelector", "sort", "order", "after", "from"];

/** Tokens of earlier pages that are kept for Previous; behind that First remains. */
const MAX_EARLIER = 100;

/** All parameters by their names; those not given are empty. */
export function place() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map(name => [name, (given.get(name) ?? "").trim()]));
}

/** The tokens of the pages before this one, nearest last; empty on the first page, and where a link led here. */
export const earlier = () => history.state?.earlier ?? [];

/** Goes to another view. */
export function go(changes, pages = earlier()) {
  history.pushState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** The same without a step of its own for the back button, as while a search is typed. */
export function drift(changes, pages = earlier()) {
  history.replaceState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** The first page again: what another order or another filter begins with. */
export const FIRST_PAGE = { after: "", from: "" };

const url = changes => location.pathname + query({ ...place(), ...changes });
