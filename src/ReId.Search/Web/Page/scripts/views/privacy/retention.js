// For how many days each camera's crops are kept.
import { get, patch } from "../../core/api.js";
import { toast } from "../../core/announce.js";
import { h } from "../../core/dom.js";
import { ago, fullTime, number, plural } from "../../core/format.js";
import { formDialog } from "../../parts/dialog.js";
import { field } from "../../parts/fields.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";

const longest = 36500;

export function retention(options, signal) {
  const table = h("section", { class: "panel", "aria-label": "Retention" });
  load();
  return h("div", { class: "privacy-part" }, h("p", { class: "hint" }, "What is older is erased when the server starts and once a day, with a receipt."), table);

  function load(quiet = false) {
    return loadInto(table, {
      signal,
      quiet,
      skeleton: skeletonLines(4),
      load: () => get("/v1/cameras", null, signal),
      show: (page) => (page.items.length === 0 ? empty("No camera yet", "Cameras come with their first crop.") : h("div", { class: "table-frame" }, h("table", {},
        h("thead", {}, h("tr", {}, ["Camera", "Kept", "Crops", "Last seen", "Change"].map((title) => h("th", { scope: "col", class: title === "Crops" ? "numeric" : null }, title)))),
        h("tbody", {}, page.items.map(row))))),
    });
  }

  function row(camera) {
    return h("tr", { "data-key": camera.name },
      h("th", { scope: "row" }, camera.name),
      h("td", { "data-label": "Kept" }, camera.retentionDays === null ? "for ever" : plural(camera.retentionDays, "day")),
      h("td", { class: "numeric", "data-label": "Crops" }, number(camera.crops)),
      h("td", { "data-label": "Last seen" }, camera.lastSeenAt ? h("time", { datetime: camera.lastSeenAt, title: fullTime(camera.lastSeenAt) }, ago(camera.lastSeenAt)) : "never"),
      h("td", { "data-label": "" }, h("button", { class: "button small", type: "button", "aria-label": `Change how long ${camera.name} is kept`, onclick: () => change(camera) }, "Change")));
  }

  function change(camera) {
    formDialog(`How long to keep ${camera.name}`, [
      field("Days", { name: "days", type: "number", min: 1, max: longest, step: 1, inputmode: "numeric", value: camera.retentionDays ?? "", autofocus: true },
        "After their capture. Empty: for ever. Crops that are older then are erased for good within a day."),
    ], "Save", async (data) => {
      const days = data.get("days");
      await patch(`/v1/cameras/${encodeURIComponent(camera.name)}`, { retentionDays: days === "" ? null : Number(days) });
      toast(days === "" ? `${camera.name} is kept for ever.` : `${camera.name} is kept for ${plural(Number(days), "day")}.`);
      load(true);
    });
  }
}
