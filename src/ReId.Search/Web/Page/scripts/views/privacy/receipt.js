// One receipt: what was asked for, what went, what was looked at afterwards.
import { h } from "../../core/dom.js";
import { fullTime, number, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";

const things = [
  ["crops", "crop"], ["vectors", "vector"], ["pictures", "picture"], ["identities", "identity", "identities"], ["decisions", "decision"],
  ["changes", "step of history", "steps of history"], ["watches", "watch", "watches"], ["watchHits", "hit of a watch", "hits of watches"], ["messages", "dead letter"],
];

/** What was asked for, in words. */
export function askedFor({ identityId, cropIds, camera, from, to }) {
  return identityId ? "A person"
    : cropIds ? plural(cropIds.length, "crop")
    : [camera ? `Camera ${camera}` : "Every camera", from && `from ${fullTime(from)}`, to && `to ${fullTime(to)}`].filter(Boolean).join(" ");
}

/** Whether nothing of it is left. */
export const verdict = ({ clean, messages }) => h("span", { class: `pill ${clean ? "pill-good" : "pill-waiting"}` },
  clean ? "nothing left" : messages === "pending" ? "broker to be searched" : "look at it");

/** All of it, and a file to keep. */
export function receiptOf(receipt) {
  const { check, removed } = receipt;
  return h("div", { class: "receipt panel" },
    h("dl", { class: "facts" },
      h("dt", {}, "Erasure"), h("dd", { class: "breakable mono" }, receipt.erasureId),
      h("dt", {}, "Asked for"), h("dd", {}, askedFor(receipt.request)),
      h("dt", {}, "When"), h("dd", {}, h("time", { datetime: receipt.at }, fullTime(receipt.at)), `, by ${receipt.actor}`),
      h("dt", {}, "Removed"), h("dd", {}, things.filter(([key]) => removed[key] > 0).map(([key, one, several]) => plural(removed[key], one, several)).join(", ") || "nothing"),
      h("dt", {}, "Checked"), h("dd", {}, verdict(check), h("span", { class: "muted" }, checked(check)))),
    receipt.raisedWatchIds.length > 0 && h("p", {}, `${plural(receipt.raisedWatchIds.length, "watch", "watches")} that it had raised and that stay: see under Watches whether they are about the same person.`),
    check.problems.map((problem) => h("p", { class: "form-error" }, problem)),
    check.messagesProblem && h("p", { class: "form-error" }, check.messagesProblem),
    h("div", { class: "detail-actions" }, h("button", { class: "button", type: "button", onclick: () => download(receipt) }, icon("download"), "Download receipt")));
}

function checked({ cropsFound, picturesFound, residuesFound, bytesScanned }) {
  const left = cropsFound + picturesFound + residuesFound;
  return ` ${left === 0 ? "No search finds it" : `${number(left)} traces of it are left`}${bytesScanned ? `; ${number(bytesScanned)} bytes of files were searched` : ""}.`;
}

function download(receipt) {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: "application/json" }));
  h("a", { href: address, download: `erasure-${receipt.erasureId}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
