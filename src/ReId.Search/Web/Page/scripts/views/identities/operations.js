// Operations on identities: told when done, listed, looked into, undone.
import { get, post } from "../../core/api.js";
import { complain, toast } from "../../core/announce.js";
import { h } from "../../core/dom.js";
import { ago, fullTime, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { loadInto, skeletonLines } from "../../parts/states.js";
import { effects } from "./effects.js";

const kinds = {
  name: ["edit", "Named"], hide: ["hide", "Hidden"], show: ["people", "Shown again"], merge: ["merge", "Merged"], split: ["split", "Split"],
  confirm: ["check", "Confirmed"], reject: ["close", "Rejected"], run: ["clock", "Clustering run"], join: ["plus", "Joined by similarity"], undo: ["undo", "Undone"],
};

/** Says that an operation was done, with what the server noted, and offers to take it back. */
export function done(words, operation, changed) {
  toast([words, ...operation.notes].join(" "), { action: { label: "Undo", run: () => undo(operation.operationId, changed) } });
}

/** Takes an operation back. */
export async function undo(operationId, changed) {
  try {
    const operation = await post(`/v1/changes/${operationId}/undo`, {});
    toast(["Undone.", ...operation.notes].join(" "));
    changed?.(operation);
  } catch (failure) {
    complain(failure);
  }
}

// Ids are for machines: their last four digits are what cards show, too.
const readable = (reason) => reason.replace(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{8}([\da-f]{4})\b/g, "$1");

/** An operation as a row of a history. */
export function operationRow(operation, changed, signal) {
  const [sign, words] = kinds[operation.kind] ?? ["info", operation.kind];
  const looked = h("div", { class: "operation-effects" });
  const look = h("details", {}, h("summary", {}, "What changed"), looked);
  look.addEventListener("toggle", () => { if (look.open && looked.childElementCount === 0) { load(); } });
  return h("li", { class: `operation${operation.undoneBy ? " undone" : ""}`, dataset: { key: operation.operationId } },
    h("span", { class: "operation-sign" }, icon(sign)),
    h("div", { class: "operation-lines" },
      h("span", {}, h("strong", {}, words), operation.crops > 0 && ` · ${plural(operation.crops, "crop")}`, operation.undoneBy && h("span", { class: "pill pill-quiet" }, "taken back")),
      h("span", { class: "muted" }, operation.actor, " · ", h("time", { datetime: operation.at, title: fullTime(operation.at) }, ago(operation.at))),
      operation.reason && h("span", { class: "hint breakable" }, readable(operation.reason)),
      look),
    may("operator") && !operation.undoneBy && h("button", { class: "button small", type: "button", onclick: () => undo(operation.operationId, changed) }, icon("undo"), "Undo"));

  function load() {
    return loadInto(looked, { signal, skeleton: skeletonLines(2), load: () => get(`/v1/changes/${operation.operationId}`, null, signal), show: effects });
  }
}
