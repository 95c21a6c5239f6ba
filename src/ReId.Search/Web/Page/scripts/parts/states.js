// What a place shows while it has nothing to show.
import { fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";

// What is shown anew takes the focus over by the id of what it is about.
function focusIn(place) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const owner = focused?.closest("[data-key]");
  return () => (owner ? [...place.querySelectorAll(`[data-key="${CSS.escape(owner.dataset.key)}"] ${focused.localName}`)].find((each) => each.className === focused.className)?.focus({ preventScroll: true }) : undefined);
}

/** Nothing here, and what would change that. */
export const empty = (title, text, ...actions) => h("div", { class: "state" },
  h("p", { class: "state-title" }, title),
  text && h("p", { class: "state-text" }, text),
  actions.length > 0 && h("div", { class: "state-actions" }, actions));

/** It failed, why, and a button to try again. */
export const failed = (failure, again) => h("div", { class: "state state-error", role: "alert" },
  h("p", { class: "state-title" }, icon("info"), "That did not work"),
  h("p", { class: "state-text" }, failure.message),
  again && h("div", { class: "state-actions" }, h("button", { class: "button", type: "button", onclick: again }, "Try again")));

/** Grey shapes of the size of what is coming, so that nothing moves when it comes. */
export const skeletonGrid = (many) => h("div", { class: "crop-grid", "aria-hidden": "true" },
  Array.from({ length: many }, () => h("div", { class: "crop-card skeleton" },
    h("div", { class: "crop-frame" }), h("div", { class: "crop-lines" }, h("span", {}), h("span", {})))));

export const skeletonLines = (many) => h("div", { class: "skeleton-lines", "aria-hidden": "true" },
  Array.from({ length: many }, () => h("span", {})));

/**
 * Shows in `place` what `load` brings: a skeleton first, then `show(result)`, or the failure with a way to try again.
 * With `quiet` what is there stays until the new is. A later call with the same place, or an aborted signal, makes an earlier one say nothing more.
 */
export async function loadInto(place, { load, show, skeleton, signal, quiet = false }) {
  const turn = (place.turn = Symbol("turn"));
  const stale = () => place.turn !== turn || signal?.aborted;
  place.setAttribute("aria-busy", "true");
  if (!quiet) {
    fill(place, skeleton);
  }

  try {
    const result = await load();
    if (!stale()) {
      const focus = focusIn(place);
      fill(place, show(result));
      focus();
    }
  } catch (failure) {
    if (!stale() && failure.name !== "AbortError") {
      fill(place, failed(failure, () => loadInto(place, { load, show, skeleton, signal })));
    }
  } finally {
    if (!stale()) {
      place.removeAttribute("aria-busy");
    }
  }
}
