// Every erasure so far, those of retention too.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { fullTime, moment, plural } from "../../core/format.js";
import { pages } from "../../parts/pages.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";
import { askedFor, receiptOf, verdict } from "./receipt.js";

const pageSize = 50;

export function receipts(options, signal) {
  const place = h("section", { class: "privacy-part", "aria-label": "Receipts" });
  const page = (cursor) => get("/v1/erasures", { limit: pageSize, cursor }, signal);
  loadInto(place, {
    signal,
    skeleton: skeletonLines(5),
    load: () => page(),
    show: (first) => (first.items.length === 0
      ? empty("Nothing was erased yet", "Each erasure leaves a receipt here: ids and numbers, nothing about a person.")
      : pages(first, h("div", { class: "receipts" }), row, page)),
  });
  return place;
}

// The receipt is made when it is opened: there may be hundreds.
function row(receipt) {
  const details = h("details", { class: "panel receipt-row" }, h("summary", {},
    h("time", { class: "muted", datetime: receipt.at, title: fullTime(receipt.at) }, moment(receipt.at)),
    h("strong", { class: "breakable" }, askedFor(receipt.request)),
    h("span", { class: "muted" }, `${plural(receipt.removed.crops, "crop")} removed, by ${receipt.actor}`),
    verdict(receipt.check)));
  details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) { details.append(receiptOf(receipt)); } });
  return details;
}
