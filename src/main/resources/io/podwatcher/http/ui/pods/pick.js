// Links that leave only the pods with one value in the table. They are links, so that they can be opened in another tab.

import { query } from "../common/ask.js";
import { element } from "../common/element.js";

/** A link to the pods that these filters select. */
export const pick = (filters, words, attributes = {}) =>
  element("a", { class: "pick", href: `/${query(filters)}`, title: "Show only these pods", ...attributes }, words);

/** The owner of a pod as text and link. Pods of an owner bear its name, so the search finds them. */
export const ownerPick = (owner, attributes = {}) =>
  [`${owner.kind} `, pick({ search: owner.name }, owner.name, attributes)];

/** @param filterBy is called with the filters of a link that is followed within the page */
export function startPicks(filterBy) {
  document.addEventListener("click", event => {
    const link = event.target.closest("a.pick");
    if (link !== null && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      filterBy(Object.fromEntries(new URL(link.href).searchParams));
    }
  });
}
