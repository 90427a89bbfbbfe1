// The filter fields above the table, and the sort buttons in its header.

import { replaceUrl, FIRST_PAGE, go, view } from "../common/view.js";
import { startPicks } from "./pick.js";

const form = document.getElementById("filters");
const heads = [...document.querySelectorAll("th[data-sort]")];

const FIELDS = ["search", "namespace", "node", "labelSelector"];

const folded = document.getElementById("folded");
const phone = matchMedia("(max-width: 45rem)");

/** How long typing must pause before the search runs, in milliseconds. */
const PAUSE = 250;

let timer = 0;

/** @param changed is called when the filters or the order in the URL have changed */
export function startFilters(changed) {
  const apply = step => {
    clearTimeout(timer);
    const values = Object.fromEntries(FIELDS.map(name => [name, form.elements[name].value.trim()]));
    const now = view();
    if (FIELDS.some(name => values[name] !== now[name])) {
      step({ ...values, ...FIRST_PAGE }, []);
      changed();
    }
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    apply(go);
  });
  form.addEventListener("reset", event => {
    event.preventDefault();
    FIELDS.forEach(name => (form.elements[name].value = ""));
    apply(go);
  });
  // Only the search runs while typing: half a selector is invalid, and half a name is a different name.
  form.addEventListener("change", () => apply(go));
  form.elements.search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(replaceUrl), PAUSE);
  });
  phone.addEventListener("change", fold);
  fold();
  startPicks(picked => {
    const now = view();
    const both = now.labelSelector !== "" && picked.labelSelector !== undefined && now.labelSelector !== picked.labelSelector;
    go({ ...picked, show: "", ...(both ? { labelSelector: `${now.labelSelector},${picked.labelSelector}` } : {}), ...FIRST_PAGE }, []);
    changed();
    document.getElementById("pods").focus();
  });
  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      go({ ...FIRST_PAGE, ...sorted(head.dataset.sort) }, []);
      changed();
    });
  }
}

/** On a phone the filters are folded, unless one is set. */
function fold() {
  const now = view();
  folded.open = !phone.matches || FIELDS.some(name => now[name] !== "");
}

/** Shows the filters and the order of the URL in the fields and in the header. */
export function showFilters() {
  const now = view();
  for (const name of FIELDS) {
    // Not if only spaces differ: the user may be about to type the next word.
    if (form.elements[name].value.trim() !== now[name]) {
      form.elements[name].value = now[name];
    }
  }
  for (const head of heads) {
    if (head.dataset.sort === (now.sort || "ip")) {
      head.setAttribute("aria-sort", now.order === "desc" ? "descending" : "ascending");
    } else {
      head.removeAttribute("aria-sort");
    }
  }
}

/** Sorts by this column, ascending; a second time, descending. */
function sorted(column) {
  const now = view();
  const again = (now.sort || "ip") === column && now.order !== "desc";
  return { sort: column === "ip" ? "" : column, order: again ? "desc" : "" };
}
