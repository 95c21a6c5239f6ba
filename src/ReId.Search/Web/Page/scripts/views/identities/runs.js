// A run of the clustering: while it lasts, and afterwards.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { ago, duration, fullTime, number, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { loadInto, skeletonLines } from "../../parts/states.js";
import { effects } from "./effects.js";
import { undo } from "./operations.js";

const stages = { read: "Reading crops", neighbours: "Finding neighbours", jaccard: "Comparing neighbourhoods", cluster: "Forming groups", store: "Storing" };
const tones = { finished: "good", running: "waiting", failed: "bad" };

/** A run under way. */
export function progress(run) {
  const { stage, done, total } = run.progress ?? {};
  const words = stages[stage] ?? "Starting";
  return h("div", { class: "operation-lines run-progress", role: "status" },
    h("strong", {}, words, total > 0 ? `: ${number(done)} of ${number(total)}` : "…"),
    h("progress", total > 0 ? { max: total, value: done, "aria-label": words } : { "aria-label": words }));
}

/** A run as a row. */
export function runRow(run, changed, signal) {
  const looked = h("div", { class: "operation-effects" });
  const look = h("details", {}, h("summary", {}, "What changed"), looked);
  look.addEventListener("toggle", () => { if (look.open && looked.childElementCount === 0) { load(); } });
  const finished = run.state === "finished";
  return h("li", { class: `operation${run.undoneBy ? " undone" : ""}`, dataset: { key: run.runId } },
    h("span", { class: "operation-sign" }, icon("clock")),
    h("div", { class: "operation-lines" },
      h("span", {}, h("strong", {}, h("time", { datetime: run.startedAt, title: fullTime(run.startedAt) }, ago(run.startedAt))), " ",
        h("span", { class: `pill pill-${tones[run.state] ?? "quiet"}` }, run.undoneBy ? "taken back" : run.state)),
      finished && h("span", {}, figures(run.report)),
      h("span", { class: "hint" }, finished ? small(run.report) : run.report.error ?? ""),
      finished && look),
    finished && may("operator") && !run.undoneBy && h("button", { class: "button small", type: "button", onclick: () => undo(run.runId, changed) }, icon("undo"), "Undo"));

  function load() {
    return loadInto(looked, { signal, skeleton: skeletonLines(2), load: () => get(`/v1/clustering/runs/${run.runId}`, null, signal), show: effects });
  }
}

const figures = (report) => [
  plural(report.clusters, "identity", "identities"), `${number(report.newIdentities)} new`, plural(report.joins, "join"), plural(report.splits, "split"), `${number(report.singletons)} alone`,
].join(" · ");

const small = (report) => [
  `${plural(report.crops, "crop")} in ${duration(report.seconds)}`, `${number(report.changedCrops)} changed`,
  report.silhouette !== null && `silhouette ${report.silhouette.toFixed(2)}`, report.settings?.algorithm,
].filter(Boolean).join(", ");
