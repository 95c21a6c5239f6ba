// Cameras, queue, index and models: whether all is well, and figures for when it is not.
import { get } from "../../core/api.js";
import { fill, h } from "../../core/dom.js";
import { duration, number } from "../../core/format.js";
import { may } from "../../core/session.js";
import { failed, skeletonLines } from "../../parts/states.js";
import { auditLog } from "./audit.js";
import { cameraTable } from "./cameras.js";
import { health } from "./health.js";
import { modelChange } from "./model-change.js";
import { modelList } from "./models.js";

const pace = 5000;

export function systemView(signal) {
  const tiles = h("div", { class: "tiles" }, skeletonLines(2));
  const cameras = h("section", { class: "panel", "aria-labelledby": "cameras-title" });
  const models = h("section", { class: "panel", "aria-labelledby": "models-title" });
  const element = h("div", { class: "system" }, h("header", { class: "view-head" }, h("h1", {}, "Cameras and health")), tiles, cameras, models, may("admin") && auditLog(signal));
  fill(cameras, h("h2", { id: "cameras-title" }, "Cameras"), skeletonLines(3));
  fill(models, h("h2", { id: "models-title" }, "Models"), skeletonLines(2));
  const timer = setInterval(() => { if (!document.hidden) { load(); } }, pace);
  signal.addEventListener("abort", () => clearInterval(timer));
  load();
  return { element };

  async function load() {
    try {
      const [stats, cameraPage, modelPage, change, parts] = await Promise.all([
        get("/v1/stats", null, signal), get("/v1/cameras", null, signal), get("/v1/models", null, signal), get("/v1/models/change", null, signal), health(signal),
      ]);
      fill(tiles, tilesOf(stats, parts));
      keepFocus(cameras, () => fill(cameras, h("h2", { id: "cameras-title" }, "Cameras"), cameraTable(cameraPage.items)));
      keepFocus(models, () => fill(models, h("h2", { id: "models-title" }, "Models"), modelList(modelPage.items), modelChange(change, stats.crops, load)));
    } catch (failure) {
      if (failure.name !== "AbortError") {
        fill(tiles, failed(failure, load));
      }
    }
  }
}

// The figures are read every few seconds; whoever is at a link or button among them stays there.
function keepFocus(place, show) {
  const controls = () => [...place.querySelectorAll("a, button")];
  const index = controls().indexOf(document.activeElement);
  show();
  controls()[index]?.focus({ preventScroll: true });
}

function tilesOf(stats, parts) {
  const bad = Object.entries(parts).filter(([part, state]) => state !== "healthy" && !(part === "index" && state === "degraded"));
  const missing = stats.missing > 0;
  return [
    tile("Service", bad.length === 0 ? "Ready" : "Not ready", bad.length === 0 ? `for ${duration((Date.now() - new Date(stats.startedAt)) / 1000)}, version ${stats.version}` : `trouble: ${bad.map(([part]) => part).join(", ")}`, bad.length === 0 ? "good" : "bad"),
    tile("Crops", number(stats.crops), `in ${number(stats.tracklets)} tracklets${missing ? `; ${number(stats.missing)} vectors are not in searches yet, the index is being rebuilt` : ""}`, missing ? "warn" : ""),
    onTheWay(stats),
    tile("Rejected", number(stats.rejected), "crops that could not be indexed, since the start", stats.rejected > 0 ? "warn" : ""),
  ];
}

// Both are null while the message broker does not answer: not known is not 0.
function onTheWay(stats) {
  if (stats.queueDepth === null) {
    return tile("On the way", "not known", "the message broker does not answer", "warn");
  }

  const waiting = stats.queueDepth === 0 ? "nothing waits to be indexed" : "captured, not in the gallery yet";
  const dead = stats.deadLetters > 0 ? `; ${number(stats.deadLetters)} could not be processed, see reid queue dead list` : "";
  return tile("On the way", number(stats.queueDepth), waiting + dead, dead && "warn");
}

const tile = (label, value, note, tone = "") => h("div", { class: `tile ${tone && `tile-${tone}`}` },
  h("span", { class: "tile-label" }, label), h("strong", { class: "tile-value" }, value), h("span", { class: "tile-note" }, note));
