// What the page shows, kept in the URL: each view can be linked, and the back button returns to the previous one.

import { query } from "./ask.js";

const NAMES = [
  "ip", "target", "method", "show",
  "search", "namespace", "node", "labelSelector", "sort", "order", "after", "from",
  "find", "by", "refused",
];

/** How many tokens of earlier pages are kept for the button Previous. */
const MAX_EARLIER = 100;

/** All parameters by name; a missing one is empty. */
export function view() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map(name => [name, (given.get(name) ?? "").trim()]));
}

/** The tokens of the pages before this one, the nearest last; empty on the first page, or if a link opened this page. */
export const earlier = () => history.state?.earlier ?? [];

/** Goes to another view and adds it to the browser's history. */
export function go(changes, pages = earlier()) {
  history.pushState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** Goes to another view without a new history entry, for example while a search is typed. */
export function replaceUrl(changes, pages = earlier()) {
  history.replaceState({ earlier: pages.slice(-MAX_EARLIER) }, "", url(changes));
}

/** The parameters of the first page, where a new order or filter starts. */
export const FIRST_PAGE = { after: "", from: "" };

/** The page with these changes. */
export const url = changes => location.pathname + query({ ...view(), ...changes });
