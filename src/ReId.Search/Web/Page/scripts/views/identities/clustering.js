// The clustering: when it runs, the run that is under way, and what each has changed.
import { get, post, remove } from "../../core/api.js";
import { complain } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { fullTime, moment } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { pages } from "../../parts/pages.js";
import { empty, failed, loadInto, skeletonLines } from "../../parts/states.js";
import { progress, runRow } from "./runs.js";

const pace = 1000;

export function clustering(signal) {
  const now = h("section", { class: "panel clustering-now", "aria-label": "Now" }, skeletonLines(2));
  const past = h("section", { class: "panel operations", "aria-label": "Runs" });
  let timer = 0;
  onEvent("clustering", () => { look(); load(true); }, signal);
  onEvent("identity", () => load(true), signal);
  signal.addEventListener("abort", () => clearTimeout(timer));
  look();
  load();
  return { element: h("div", { class: "clustering" }, now, past) };

  async function look() {
    clearTimeout(timer);
    try {
      const state = await get("/v1/clustering", null, signal);
      if (signal.aborted) {
        return;
      }

      fill(now, state.running ? running(state.running) : waiting(state));
      if (state.running) {
        timer = setTimeout(look, pace);
      }
    } catch (failure) {
      if (failure.name !== "AbortError") {
        fill(now, failed(failure, look));
      }
    }
  }

  function waiting({ schedule, nextRunAt }) {
    return [
      h("div", { class: "operation-lines" },
        h("strong", {}, schedule ? `Runs every night at ${schedule}, by the server’s clock` : "Does not run by itself"),
        h("span", { class: "muted" }, nextRunAt ? ["next ", h("time", { datetime: nextRunAt, title: fullTime(nextRunAt) }, moment(nextRunAt))] : "The server was started without a schedule.")),
      may("operator") && h("button", { class: "button primary", type: "button", onclick: start }, icon("play"), "Run now"),
    ];
  }

  function running(run) {
    return [progress(run), may("operator") && h("button", { class: "button", type: "button", onclick: () => attempt(() => remove(`/v1/clustering/runs/${run.runId}`)) }, icon("close"), "Stop")];
  }

  function start() {
    return attempt(() => post("/v1/clustering/runs", {}));
  }

  async function attempt(act) {
    try {
      await act();
    } catch (failure) {
      complain(failure);
    }

    look();
    load(true);
  }

  function load(quiet = false) {
    const page = (cursor) => get("/v1/clustering/runs", { limit: 30, cursor }, signal);
    return loadInto(past, {
      signal,
      quiet,
      skeleton: skeletonLines(4),
      load: () => page(),
      show: (first) => (first.items.length === 0
        ? empty("No run yet", "A run compares all crops with each other and says who was seen more than once.")
        : pages(first, h("ul", { class: "operation-list" }), (run) => runRow(run, () => load(true), signal), page)),
    });
  }
}
