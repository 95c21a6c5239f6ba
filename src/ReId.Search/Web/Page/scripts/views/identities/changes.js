// Everything that was changed, newest first.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { pages } from "../../parts/pages.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";
import { operationRow } from "./operations.js";

export const changes = (signal) => ({ element: operationList("/v1/changes", signal) });

/** A list of operations from an address of the API; it follows what changes meanwhile. */
export function operationList(path, signal) {
  const place = h("section", { class: "operations panel", "aria-label": "Changes" });
  const load = (quiet) => loadInto(place, {
    signal,
    quiet,
    skeleton: skeletonLines(6),
    load: () => get(path, { limit: 50 }, signal),
    show: (first) => (first.items.length === 0
      ? empty("Nothing was changed yet", "Names, merges, splits, decisions and clustering runs appear here, and can be undone.")
      : pages(first, h("ul", { class: "operation-list" }), (operation) => operationRow(operation, () => load(true), signal), (cursor) => get(path, { limit: 50, cursor }, signal))),
  });
  onEvent("identity", () => load(true), signal);
  load();
  return place;
}
