// Words that appear without being asked for: for eyes a toast, for ears a live region.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const shownFor = 6000;
const mostAtOnce = 3;

/** Tells a screen reader, and nobody else. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** A message that goes by itself. With `action` ({label, run}) it has a button. */
export function toast(text, { kind = "info", action = null } = {}) {
  const box = document.getElementById("toasts");
  const message = h("div", { class: `toast toast-${kind}`, role: kind === "error" ? "alert" : "status" },
    h("span", { class: "toast-text" }, text),
    action && h("button", { class: "button small", type: "button", onclick: () => { message.remove(); action.run(); } }, action.label),
    h("button", { class: "icon-button", type: "button", "aria-label": "Dismiss", onclick: () => message.remove() }, icon("close")));
  while (box.childElementCount >= mostAtOnce) {
    box.firstElementChild.remove();
  }

  box.append(message);
  setTimeout(() => message.remove(), action ? 2 * shownFor : shownFor);
}

/** A failure that has no place of its own to stand. */
export const complain = (failure) => toast(failure.message, { kind: "error" });
