// While there is no query: the newest crops, to pick one.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { cropCard } from "../../parts/crop-card.js";
import { cropGrid } from "../../parts/crop-grid.js";
import { empty, loadInto, skeletonGrid } from "../../parts/states.js";
import { filtersOf } from "./filters.js";
import { pageSize } from "./query.js";

/** Shows the newest crops that pass the filters for camera and time. */
export function showNewest(place, options, signal) {
  const { cameras, from, to } = filtersOf(options, { kind: "none" });
  return loadInto(place, {
    signal,
    skeleton: skeletonGrid(12),
    load: () => get("/v1/crops", { limit: pageSize, camera: cameras, from, to }, signal),
    show: (page) => (page.items.length === 0
      ? empty("No crops here yet", cameras || from || to ? "None passes the filters." : "As soon as a camera sends somebody, or a picture is enrolled, it appears here.")
      : [h("div", { class: "result-head" }, h("p", { class: "muted" }, "Or pick one of the newest crops")), cropGrid("Newest crops", page.items.map((crop) => cropCard(crop)))]),
  });
}
