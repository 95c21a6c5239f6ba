// Who did what: for admins.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { fullTime, moment } from "../../core/format.js";
import { pages } from "../../parts/pages.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";

const pageSize = 50;

/** The audit log, read when it is opened. */
export function auditLog(signal) {
  const body = h("div", { class: "audit" });
  const page = (cursor) => get("/v1/audit", { limit: pageSize, cursor }, signal);
  const log = h("details", { class: "panel" }, h("summary", {}, h("h2", {}, "Audit log")), body);
  log.addEventListener("toggle", () => {
    if (log.open) {
      loadInto(body, {
        signal,
        skeleton: skeletonLines(6),
        load: () => page(),
        show: (first) => (first.items.length === 0 ? empty("Nothing yet") : pages(first, h("ul", { class: "audit-list" }), row, page)),
      });
    }
  });
  return log;
}

const row = (entry) => h("li", {},
  h("time", { class: "muted", datetime: entry.at, title: fullTime(entry.at) }, moment(entry.at)),
  h("strong", { class: "breakable" }, entry.actor),
  h("span", {}, entry.action),
  h("span", { class: "muted breakable mono" }, entry.target ?? ""));
