// The watch list: who is watched for, and whom each entry has found.
import { get, remove } from "../../core/api.js";
import { complain, toast } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { ago, fullTime, score } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { addressOf } from "../../core/router.js";
import { may } from "../../core/session.js";
import { confirmed } from "../../parts/dialog.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";
import { hitRow } from "../live/hits.js";

export function watchesView(signal) {
  let opened = null;
  const place = h("section", { class: "watches", "aria-label": "Watches" });
  const element = h("div", {}, h("header", { class: "view-head" }, h("h1", {}, "Watches")), place);
  onEvent("hit", (hit) => place.querySelector(`[data-watch="${CSS.escape(hit.watchId)}"]`)?.dispatchEvent(new CustomEvent("hit", { detail: hit })), signal);
  return { element, update: ({ id }) => { opened = id; load(); } };

  function load() {
    return loadInto(place, {
      signal,
      skeleton: skeletonLines(4),
      load: () => get("/v1/watches", null, signal),
      show: (list) => (list.items.length === 0
        ? empty("Nobody is watched for", may("operator")
          ? "Search for somebody, then press “Watch”: every new crop is compared, and whoever is similar enough is announced here and in the live view."
          : "An operator can watch for somebody from a search.", h("a", { class: "button", href: addressOf("search") }, icon("search"), "Search"))
        : list.items.map((watch) => watchCard(watch, watch.watchId === opened, list.items.length === 1, load, signal))),
    });
  }
}

function watchCard(watch, opened, only, reload, signal) {
  const hits = h("ul", { class: "hits hits-wide" });
  const body = h("div", { class: "watch-hits" });
  const details = h("details", { class: "panel watch", open: opened || only, dataset: { watch: watch.watchId } },
    h("summary", {},
      h("strong", { class: "watch-name" }, watch.name),
      h("span", { class: "muted" }, `similarity from ${score(watch.threshold)}`),
      h("span", { class: "muted", title: fullTime(watch.createdAt) }, `by ${watch.createdBy}, ${ago(watch.createdAt)}`)),
    body,
    h("div", { class: "watch-actions" },
      watch.identityId && h("a", { class: "button small", href: addressOf("identities", watch.identityId) }, icon("people"), "Identity"),
      may("operator") && h("button", { class: "button small danger-quiet", type: "button", onclick: erase }, icon("trash"), "Stop watching")));
  details.addEventListener("toggle", () => { if (details.open && body.childElementCount === 0) { load(); } });
  details.addEventListener("hit", (event) => { if (hits.isConnected) { hits.prepend(hitRow({ ...event.detail, watchName: null })); } else if (details.open) { load(); } });
  return details;

  function load() {
    return loadInto(body, {
      signal,
      skeleton: skeletonLines(2),
      load: () => get(`/v1/watches/${watch.watchId}/hits`, { limit: 48 }, signal),
      show: (page) => (page.items.length === 0
        ? h("p", { class: "hint" }, "Not seen since. Only crops that come after a watch was made are compared.")
        : fill(hits, page.items.map(hitRow))),
    });
  }

  async function erase() {
    if (await confirmed("Stop watching?", `“${watch.name}” and its hits leave the watch list. The crops stay.`, "Stop watching")) {
      try {
        await remove(`/v1/watches/${watch.watchId}`);
        toast("No longer watched for.");
        reload();
      } catch (failure) {
        complain(failure);
      }
    }
  }
}
