// Labelled inputs.
import { h, uniqueId } from "../core/dom.js";

/** A label above an input. `attributes` are the input's; `hint` a line below. */
export function field(label, attributes, hint = null) {
  const id = uniqueId("field");
  const hintId = hint && `${id}-hint`;
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    h("input", { id, "aria-describedby": hintId, ...attributes }),
    hint && h("p", { class: "hint", id: hintId }, hint));
}

/** A label above a choice; `choices` are [value, words]. */
export function choice(label, name, choices, value, onchange = null) {
  const id = uniqueId("field");
  const select = h("select", { id, name, onchange }, choices.map(([each, words]) => h("option", { value: each, selected: each === value }, words)));
  return h("div", { class: "field" }, h("label", { for: id }, label), select);
}

/** A box to tick, its words beside it. */
export function tick(label, attributes, hint = null) {
  const id = uniqueId("field");
  return h("div", { class: "tick" },
    h("input", { id, type: "checkbox", ...attributes }),
    h("label", { for: id }, label, hint && h("span", { class: "hint" }, hint)));
}

/** A slider that says where it stands. */
export function slider(label, { name, min, max, step, value, format, onchange }) {
  const id = uniqueId("field");
  const output = h("output", { for: id }, format(value));
  return h("div", { class: "field" },
    h("div", { class: "field-row" }, h("label", { for: id }, label), output),
    h("input", {
      id, name, type: "range", min, max, step, value,
      oninput: (event) => { output.textContent = format(Number(event.target.value)); },
      onchange: onchange && ((event) => onchange(Number(event.target.value))),
    }));
}
