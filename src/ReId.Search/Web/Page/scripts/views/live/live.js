// Live: the newest crops as they come, and who of the watch list was seen.
import { get } from "../../core/api.js";
import { announce } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { rewrite, addressOf } from "../../core/router.js";
import { cropCard } from "../../parts/crop-card.js";
import { cropDeleted } from "../../parts/crop-detail.js";
import { cropGrid } from "../../parts/crop-grid.js";
import { empty, loadInto, skeletonGrid } from "../../parts/states.js";
import { cameraNames } from "../search/filters.js";
import { hitList } from "./hits.js";
import { streamPill } from "./stream-pill.js";

const mostShown = 96;
const firstShown = 48;
const pace = 400;

export function liveView(signal) {
  let camera = null;
  let paused = false;
  let grid = null;
  let waiting = [];
  const place = h("section", { class: "live-crops", "aria-label": "Newest crops" });
  const cameras = h("select", { "aria-label": "Camera", onchange: (event) => rewrite(addressOf("live", null, event.target.value ? { camera: event.target.value } : null)) });
  const pause = h("button", { class: "button", type: "button", "aria-pressed": "false", onclick: togglePause });
  const pending = h("button", { class: "button primary pending", type: "button", hidden: true, onclick: () => { hold(false); flush(); window.scrollTo({ top: 0 }); } });
  const element = h("div", { class: "live" },
    h("header", { class: "view-head" }, h("h1", {}, "Live"), streamPill(signal), h("div", { class: "view-tools" }, cameras, pause)),
    h("div", { class: "live-columns" }, h("div", {}, h("div", { class: "pending-place" }, pending), place), hitList(signal)));

  showPause();
  cameraNames().then((names) => fill(cameras, h("option", { value: "" }, "All cameras"),
    names.map((name) => h("option", { value: name, selected: name === camera }, name))));
  onEvent("crop", ({ crop }) => { if (!camera || crop.camera === camera) { waiting.push(crop); } }, signal);
  onEvent("reset", load, signal);
  window.addEventListener(cropDeleted, (event) => drop(event.detail), { signal });
  const timer = setInterval(() => { if (!held()) { flush(); } else { showPending(); } }, pace);
  signal.addEventListener("abort", () => clearInterval(timer));
  return { element, update: ({ options }) => { camera = options.get("camera"); cameras.value = camera ?? ""; load(); } };

  function load() {
    waiting = [];
    return loadInto(place, {
      signal,
      skeleton: skeletonGrid(12),
      load: () => get("/v1/crops", { limit: firstShown, camera }, signal),
      show: (page) => {
        grid = cropGrid("Newest crops, the newest first", page.items.map((crop) => cropCard(crop)));
        return [grid, empty("Nobody yet", "As soon as a camera sees somebody, they appear here.")];
      },
    });
  }

  // Somebody who points at a card, or has walked to one, must not lose it under the pointer.
  function held() {
    return paused || (grid !== null && (grid.matches(":hover") || grid.contains(document.activeElement)));
  }

  function flush() {
    if (grid === null || waiting.length === 0) {
      return;
    }

    const known = new Set([...grid.children].map((card) => card.dataset.crop));
    const fresh = waiting.filter((crop) => !known.has(crop.cropId)).reverse().slice(0, mostShown);
    waiting = [];
    grid.prepend(...fresh.map((crop) => cropCard(crop, { fresh: true })));
    [...grid.children].slice(mostShown).forEach((card) => card.remove());
    showPending();
    if (fresh.length > 0) {
      announce(`${plural(fresh.length, "new crop")}, the last at ${fresh[0].camera}`);
    }
  }

  function showPending() {
    pending.hidden = waiting.length === 0 || !held();
    pending.textContent = `${waiting.length > mostShown ? `${mostShown}+` : waiting.length} new`;
    if (waiting.length > 4 * mostShown) {
      waiting = waiting.slice(-mostShown);
    }
  }

  function togglePause() {
    hold(!paused);
    if (!paused) {
      flush();
    }
  }

  function hold(on) {
    paused = on;
    showPause();
  }

  function showPause() {
    pause.setAttribute("aria-pressed", String(paused));
    fill(pause, icon(paused ? "play" : "pause"), paused ? "Go on" : "Pause");
  }

  function drop(cropId) {
    waiting = waiting.filter((crop) => crop.cropId !== cropId);
    grid?.querySelector(`[data-crop="${CSS.escape(cropId)}"]`)?.remove();
  }
}
