// Buttons that copy a text to the clipboard.

import { element } from "./element.js";

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2000;

/** A button that copies this text. */
export function copyButton(text, label) {
  const button = element("button", { type: "button", class: "quiet small" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await copied(text)) ? "Copied" : "Select it and copy";
    setTimeout(() => (button.textContent = label), SAID);
  });
  return button;
}

async function copied(text) {
  // Browsers offer the clipboard only on https and localhost; the older command works on http, too.
  if (navigator.clipboard !== undefined) {
    return navigator.clipboard.writeText(text).then(() => true, () => copiedByCommand(text));
  }
  return copiedByCommand(text);
}

function copiedByCommand(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "unseen", readonly: "", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
