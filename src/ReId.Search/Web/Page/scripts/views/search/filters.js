// The filters of a search. They live in the address; the form shows and changes them.
import { get } from "../../core/api.js";
import { fill, h } from "../../core/dom.js";
import { toLocal, toUtc } from "../../core/format.js";
import { choice, field, slider, tick } from "../../parts/fields.js";

const groups = [["", "Every crop"], ["tracklet", "Best of each tracklet"], ["camera", "Best of each camera"], ["identity", "Best of each identity"]];
const names = ["camera", "from", "to", "quality", "score", "group", "otherCamera", "otherTracklet", "rerank"];

/** Whether a query is one or several stored crops, which have a camera and a tracklet of their own. */
const isStored = (query) => query.kind === "crop" || query.kind === "crops";

/** The filters of an address that make sense for a query, as the API names them. */
export function filtersOf(options, query) {
  const cameras = options.getAll("camera");
  return {
    cameras: cameras.length > 0 ? cameras : undefined,
    from: options.get("from") ?? undefined,
    to: options.get("to") ?? undefined,
    minQuality: numberOf(options, "quality"),
    minScore: numberOf(options, "score"),
    groupBy: options.get("group") ?? undefined,
    excludeOwnCamera: isStored(query) ? flag(options, "otherCamera") : undefined,
    excludeOwnTracklet: isStored(query) ? flag(options, "otherTracklet") : undefined,
    rerank: flag(options, "rerank"),
  };
}

/** How many filters are set. */
export const countOf = (options) => names.filter((name) => options.has(name)).length;

/** The options of an address without its filters. */
export function withoutFilters(options) {
  const rest = new URLSearchParams(options);
  names.forEach((name) => rest.delete(name));
  return rest;
}

/** The form. `change(options)` gets the new address; `query` says which filters make sense. */
export function filterForm(options, query, cameras, change) {
  const put = (name, ...values) => {
    const next = new URLSearchParams(options);
    next.delete(name);
    values.filter((value) => value !== null && value !== "").forEach((value) => next.append(name, value));
    change(next);
  };
  const time = (name) => ({ name, type: "datetime-local", value: toLocal(options.get(name)), onchange: (event) => put(name, toUtc(event.target.value)) });
  return h("form", { class: "filters", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() },
    choice("Show", "group", groups, options.get("group") ?? "", (event) => put("group", event.target.value)),
    cameraList(cameras, options.getAll("camera"), (chosen) => put("camera", ...chosen)),
    field("From", time("from")),
    field("To", time("to")),
    isStored(query) && h("div", { class: "ticks" },
      tick("Leave out its own tracklet", { name: "otherTracklet", checked: options.has("otherTracklet"), onchange: (event) => put("otherTracklet", event.target.checked ? "1" : null) }),
      tick("Leave out its own camera", { name: "otherCamera", checked: options.has("otherCamera"), onchange: (event) => put("otherCamera", event.target.checked ? "1" : null) })),
    slider("Least quality", { name: "quality", min: 0, max: 0.95, step: 0.05, value: Number(options.get("quality") ?? 0), format: (value) => (value === 0 ? "any" : value.toFixed(2)), onchange: (value) => put("quality", value || null) }),
    slider("Least score", { name: "score", min: 0, max: 0.95, step: 0.05, value: Number(options.get("score") ?? 0), format: (value) => (value === 0 ? "any" : value.toFixed(2)), onchange: (value) => put("score", value || null) }),
    tick("Re-rank the best 100", { name: "rerank", checked: options.has("rerank"), onchange: (event) => put("rerank", event.target.checked ? "1" : null) }, "Compares neighbours too: slower, often better."),
    countOf(options) > 0 && h("button", { class: "button small", type: "button", onclick: () => change(withoutFilters(options)) }, "Clear filters"));
}

/** Names of the cameras; empty where they cannot be had. */
export const cameraNames = () => get("/v1/cameras").then((answer) => answer.items.map((camera) => camera.name), () => []);

function cameraList(cameras, chosen, change) {
  const list = h("fieldset", { class: "camera-list" }, h("legend", {}, "Cameras"));
  const all = [...new Set([...cameras, ...chosen])];
  const boxes = all.map((name) => tick(name, {
    name: "camera", value: name, checked: chosen.includes(name),
    onchange: () => change([...list.querySelectorAll("input:checked")].map((input) => input.value)),
  }));
  fill(list, list.firstChild, boxes.length > 0 ? h("div", { class: "camera-boxes" }, boxes) : h("p", { class: "hint" }, "No camera has sent anything yet."));
  return list;
}

function numberOf(options, name) {
  const value = Number(options.get(name));
  return options.has(name) && Number.isFinite(value) ? value : undefined;
}

const flag = (options, name) => (options.has(name) ? true : undefined);
