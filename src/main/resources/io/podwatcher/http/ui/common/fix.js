// What would allow a refused call, with a button that copies what is to be pasted.

import { copyButton } from "./copy.js";
import { element } from "./element.js";

/** The sentence, and a button for the part of it that is to be pasted: a command, or a parameter of the proxy's URL. */
export function fixing(fix) {
  const [paste] = /kubectl .*$/.exec(fix) ?? /&\w+=[^\s;,]+/.exec(fix) ?? [];
  const [before, after] = paste === undefined ? [fix, ""] : fix.split(paste);
  return [
    element("p", { class: "aside" }, "What would help:"),
    element("p", { class: "fix" }, before, ...(paste === undefined ? [] : [element("code", {}, paste), after])),
    ...(paste === undefined ? [] : [element("p", {}, copyButton(paste, "Copy the line"))]),
  ];
}
