// Creates elements. Text is never parsed as markup, because others choose the names, labels and annotations.

/** An element with these attributes and children; a child is a node or a text. */
export function element(name, attributes = {}, ...children) {
  return dress(document.createElement(name), attributes, children);
}

/** The same for an SVG element. */
export function drawn(name, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** The terms and descriptions of a list; those without a description are left out. */
export function facts(pairs) {
  return pairs
    .filter(([, description]) => description !== "" && description !== null && description !== undefined)
    .flatMap(([term, description]) => [element("dt", {}, term), element("dd", {}, description)]);
}

function dress(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
