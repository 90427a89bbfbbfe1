// What narrows and orders the table: the fields above it and the buttons in its head.

import { replaceUrl, FIRST_PAGE, go, view } from "./view.js";

const form = document.getElementById("filters");
const heads = [...document.querySelectorAll("th[data-sort]")];

const FIELDS = ["search", "namespace", "node", "labelSelector"];

/** A pause in typing after which a search is made. */
const PAUSE = 250;

let timer = 0;

/** @param changed is called when the URL names other pods, or the same in another order */
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
  // Half a selector is none, and half a name is another one: only the search follows the typing.
  form.addEventListener("change", () => apply(go));
  form.elements.search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(replaceUrl), PAUSE);
  });
  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      go({ ...FIRST_PAGE, ...sorted(head.dataset.sort) }, []);
      changed();
    });
  }
}

/** Lets the fields and the head say what the URL says. */
export function showFilters() {
  const now = view();
  for (const name of FIELDS) {
    // Not while it says the same: a space at the end may be the beginning of the next word.
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

/** The column, upwards; the same column again, the other way. */
function sorted(column) {
  const now = view();
  const again = (now.sort || "ip") === column && now.order !== "desc";
  return { sort: column === "ip" ? "" : column, order: again ? "desc" : "" };
}
