// Where an identity was, and when: a line for each camera, then each visit.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { clockOf, dayOf, duration, moment, plural } from "../../core/format.js";
import { addressOf } from "../../core/router.js";
import { nameOf, picture } from "../../parts/picture.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";

const leastSpan = 60_000;

export function timeline(id, signal) {
  const place = h("section", { class: "panel timeline", "aria-label": "Timeline" });
  loadInto(place, {
    signal,
    skeleton: skeletonLines(5),
    load: () => get(`/v1/identities/${id}/timeline`, null, signal),
    show: ({ visits }) => (visits.length === 0 ? empty("No visits", "No crop of this identity is left.") : [lanes(visits), list(visits)]),
  });
  return place;
}

// The picture of it; the list below says the same in words.
function lanes(visits) {
  const start = Math.min(...visits.map((visit) => new Date(visit.from)));
  const span = Math.max(leastSpan, Math.max(...visits.map((visit) => new Date(visit.to))) - start);
  const cameras = [...new Set(visits.map((visit) => visit.camera))];
  return h("div", { class: "lanes", "aria-hidden": "true" },
    cameras.map((camera) => h("div", { class: "lane" },
      h("span", { class: "lane-name" }, camera),
      h("span", { class: "lane-track" }, visits.filter((visit) => visit.camera === camera).map((visit) => h("span", {
        class: "lane-visit", title: `${camera}, ${moment(visit.from)}`,
        vars: { "--start": (new Date(visit.from) - start) / span, "--length": (new Date(visit.to) - new Date(visit.from)) / span },
      }))))),
    h("div", { class: "lane-times" }, h("span", {}, moment(new Date(start).toISOString())), h("span", {}, moment(new Date(start + span).toISOString()))));
}

function list(visits) {
  let day = null;
  return h("ol", { class: "visits" }, visits.map((visit) => {
    const heading = dayOf(visit.from) === day ? null : h("li", { class: "visit-day" }, h("h3", {}, (day = dayOf(visit.from))));
    return [heading, h("li", {}, row(visit))];
  }));
}

function row(visit) {
  const time = clockOf(visit.from);
  const lines = [h("strong", {}, visit.camera), h("span", {}, time, ` · ${duration((new Date(visit.to) - new Date(visit.from)) / 1000)}`), h("span", { class: "muted" }, plural(visit.crops, "crop"))];
  return visit.bestCrop
    ? h("a", { class: "hit", href: addressOf("search", null, { crop: visit.bestCrop.cropId }), "aria-label": `${nameOf(visit.bestCrop, time)}, ${plural(visit.crops, "crop")}, search with this picture` },
      h("span", { class: "hit-picture" }, picture(visit.bestCrop, { height: 128 })), h("span", { class: "hit-lines" }, lines))
    : h("div", { class: "hit" }, h("span", { class: "hit-picture" }), h("span", { class: "hit-lines" }, lines));
}
