// Cards that are picked, and a bar at the foot of the window with what can be done with them.
import { fill, h } from "../core/dom.js";
import { announce } from "../core/announce.js";
import { plural } from "../core/format.js";

/**
 * A selection of things by id. `words` is what one and several are called; `actions(things)` makes the bar's buttons.
 * `bar` is to be put into the page; `of(id, thing)` is what a card's `select` option takes.
 */
export function selection(words, actions) {
  const picked = new Map();
  const bar = h("div", { class: "selection-bar", role: "region", "aria-label": "Picked", hidden: true });
  return {
    bar,
    of: (id, thing) => ({ checked: picked.has(id), change: (on) => { on ? picked.set(id, thing) : picked.delete(id); show(); } }),
    clear,
    get size() { return picked.size; },
  };

  function clear() {
    picked.clear();
    document.querySelectorAll(".crop-pick input:checked").forEach((box) => { box.checked = false; box.closest(".crop-card").classList.remove("chosen"); });
    show();
  }

  function show() {
    const text = `${plural(picked.size, ...words)} picked`;
    bar.hidden = picked.size === 0;
    fill(bar, h("strong", {}, text), h("div", { class: "selection-actions" }, actions([...picked.values()]),
      h("button", { class: "button", type: "button", onclick: clear }, "Clear")));
    announce(text);
  }
}
