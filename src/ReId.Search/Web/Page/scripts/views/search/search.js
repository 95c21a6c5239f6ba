// Search: a query on the left, what was found on the right.
import { fill, h } from "../../core/dom.js";
import { icon } from "../../core/icons.js";
import { addressOf, goTo, rewrite } from "../../core/router.js";
import { cropDeleted } from "../../parts/crop-detail.js";
import { loadInto, skeletonGrid } from "../../parts/states.js";
import { cameraNames, countOf, filterForm, filtersOf } from "./filters.js";
import { showNewest } from "./newest.js";
import { queryPanel } from "./query-panel.js";
import { forgetPicture, queryOf, search, searchWithPicture } from "./query.js";
import { results } from "./results.js";

export function searchView(signal) {
  let options = new URLSearchParams();
  let asked = new AbortController();
  let cameras = [];
  const found = h("section", { class: "found", "aria-label": "Results" });
  const filters = h("div", { class: "filters-place" });
  const summary = h("summary", {}, icon("filter"), h("span", {}, "Filters"));
  const panel = queryPanel({
    chosen: (file) => { searchWithPicture(file); toPicture(); },
    changed: run,
    cleared: () => { forgetPicture(); goTo("search"); },
  });
  const element = h("div", { class: "search" },
    h("h1", { class: "visually-hidden" }, "Search"),
    h("aside", { class: "search-side" }, panel.element, h("details", { class: "panel filter-panel", open: matchMedia("(min-width: 60rem)").matches }, summary, filters)),
    found);

  cameraNames().then((names) => { cameras = names; showFilters(); });
  window.addEventListener(cropDeleted, (event) => found.querySelector(`[data-crop="${CSS.escape(event.detail)}"]`)?.remove(), { signal });
  signal.addEventListener("abort", () => asked.abort());
  return { element, update: (route) => { options = route.options; run(); } };

  // The picture takes the place of a stored query; the filters stay.
  function toPicture() {
    const next = new URLSearchParams(options);
    next.delete("crop");
    next.delete("identity");
    goTo("search", null, next);
  }

  function showFilters() {
    const focused = filters.contains(document.activeElement) ? document.activeElement : null;
    fill(filters, filterForm(options, queryOf(options), cameras, (next) => rewrite(addressOf("search", null, next))));
    fill(summary, icon("filter"), h("span", {}, "Filters"), countOf(options) > 0 && h("span", { class: "badge", "aria-label": `${countOf(options)} set` }, String(countOf(options))));
    if (focused) {
      // The form is new, but whoever works through it with the keyboard stays where they were.
      [...filters.querySelectorAll("input, select")]
        .find((each) => each.name === focused.name && (each.type !== "checkbox" || each.value === focused.value))?.focus();
    }
  }

  function run() {
    asked.abort();
    asked = new AbortController();
    const query = queryOf(options);
    panel.show(query);
    showFilters();
    if (query.kind === "none") {
      return showNewest(found, options, asked.signal);
    }

    return loadInto(found, {
      signal: asked.signal,
      skeleton: skeletonGrid(12),
      load: async () => {
        const answer = await search(query, filtersOf(options, query), asked.signal);
        if (query.kind === "picture" && !asked.signal.aborted) {
          panel.show(query);
        }

        return answer;
      },
      show: (answer) => results(answer, query, asked.signal, run),
    });
  }
}
