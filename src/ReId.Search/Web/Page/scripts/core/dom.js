// Elements by hand: text is always text, so nothing that a camera or a person is called can become markup.

/**
 * Makes an element. Properties: `class`, `dataset`, `vars` (custom CSS properties), `on…` listeners, else attributes;
 * false, null and undefined leave an attribute out. Children: nodes, strings, arrays; null is skipped.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    set(element, name, value);
  }

  element.append(...flat(children));
  return element;
}

export function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  } else if (name.startsWith("on")) {
    element.addEventListener(name.slice(2), value);
  } else if (name === "dataset") {
    Object.assign(element.dataset, value);
  } else if (name === "vars") {
    // Through the object model: the content security policy forbids style attributes.
    Object.entries(value).forEach(([property, given]) => element.style.setProperty(property, given));
  } else if (name === "value" || name === "checked" || name === "indeterminate") {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

let last = 0;

/** An id that no other element has. */
export const uniqueId = (prefix) => `${prefix}-${++last}`;
