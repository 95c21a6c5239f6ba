// Parts of a view, each with an address of its own.
import { h } from "../core/dom.js";

/** Links; `tabs` are [key, words, address]. */
export const tabs = (label, current, list) => h("nav", { class: "tabs", "aria-label": label },
  list.map(([key, words, address]) => h("a", { href: address, class: "tab", "aria-current": key === current ? "true" : null }, words)));
