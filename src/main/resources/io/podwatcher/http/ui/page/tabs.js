// The pods or the calls: one of the two is shown below the panels, and the URL names which.

import { go, view } from "../common/view.js";

const TABS = ["pods", "calls"].map(name => ({
  name,
  link: document.getElementById(`tab-${name}`),
  section: document.getElementById(name),
}));
const skip = document.querySelector(".skip");

/** @param changed is called when the URL names another tab */
export function startTabs(changed) {
  for (const { name, link } of TABS) {
    link.addEventListener("click", event => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        go({ show: name === "pods" ? "" : name });
        changed();
      }
    });
  }
}

/** Shows the tab that the URL names. */
export function showTab() {
  const now = view().show === "calls" ? "calls" : "pods";
  for (const { name, link, section } of TABS) {
    section.hidden = name !== now;
    if (name === now) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  skip.href = `#${now}`;
  skip.textContent = `Skip to the ${now}`;
}
