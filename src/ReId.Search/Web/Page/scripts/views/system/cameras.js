// A row for each camera.
import { h } from "../../core/dom.js";
import { ago, fullTime, number } from "../../core/format.js";
import { addressOf } from "../../core/router.js";

export function cameraTable(cameras) {
  if (cameras.length === 0) {
    return h("p", { class: "hint" }, "No camera yet. ", h("code", {}, "./reid up rtsp://…"), " watches one.");
  }

  return h("div", { class: "table-frame" }, h("table", {},
    h("thead", {}, h("tr", {}, ["Camera", "State", "Frames/s", "Dropped", "Crops", "Last seen"].map((title, i) =>
      h("th", { scope: "col", class: i >= 2 && i <= 4 ? "numeric" : null }, title)))),
    h("tbody", {}, cameras.map(row))));
}

function row(camera) {
  const { tone, words } = stateOf(camera);
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: addressOf("live", null, { camera: camera.name }) }, camera.name),
      camera.source && h("span", { class: "source breakable" }, camera.source)),
    h("td", { "data-label": "State" }, h("span", { class: `pill pill-${tone}` }, h("span", { class: "dot", "aria-hidden": "true" }), words)),
    h("td", { class: "numeric", "data-label": "Frames/s" }, camera.framesPerSecond === null ? "–" : camera.framesPerSecond.toFixed(1)),
    h("td", { class: "numeric", "data-label": "Dropped" }, camera.droppedFrames === null ? "–" : number(camera.droppedFrames)),
    h("td", { class: "numeric", "data-label": "Crops" }, number(camera.crops)),
    h("td", { "data-label": "Last seen" }, camera.lastSeenAt ? h("time", { datetime: camera.lastSeenAt, title: fullTime(camera.lastSeenAt) }, ago(camera.lastSeenAt)) : "never"));
}

function stateOf(camera) {
  return camera.connected === null ? { tone: "quiet", words: "not read here" }
    : camera.connected ? { tone: "good", words: camera.state ?? "connected" }
    : { tone: camera.state === "ended" ? "quiet" : "waiting", words: camera.state ?? "not connected" };
}
