// The view: all that the URL says about what the page shows. Every view can be linked, and the back button goes to the one before.

import { query } from "./ask.js";

const NAMES = ["ip", "search", "namespace", "node", "labelSelector", "sort", "order", "after", "from"];

/** Tokens of earlier pages that are kept for Previous; behind that First remains. */
const MAX_EARLIER = 100;

/** All parameters by name; a missing one is empty. */
export function view() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map(name => [name, (given.get(name) ?? "").trim()]));
}

/** The tokens of the pages before this one, nearest last; empty on the first page, and where a link led here. */
export const earlier = () => history.state?.earlier ?? [];

/** Goes to another view, as a new entry of the browser's history. */
export function go(changes, pages = earlier()) {
  history.pushState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** Goes to another view in the same entry of the history, as while a search is typed. */
export function replaceUrl(changes, pages = earlier()) {
  history.replaceState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** The first page, from which another order or filter starts. */
export const FIRST_PAGE = { after: "", from: "" };

const url = changes => location.pathname + query({ ...view(), ...changes });
