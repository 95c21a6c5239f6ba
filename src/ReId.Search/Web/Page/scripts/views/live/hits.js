// Watch-list hits beside the live crops.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { moment, percent, score } from "../../core/format.js";
import { addressOf } from "../../core/router.js";
import { nameOf, picture } from "../../parts/picture.js";

const mostShown = 30;
const mostWatches = 12;
const perWatch = 5;

/** A list that fills itself: the latest hits first, then each that comes. */
export function hitList(signal) {
  const list = h("ul", { class: "hits" });
  const none = h("p", { class: "hint" }, "Nobody of the watch list was seen. Watch for somebody from a search.");
  const element = h("aside", { class: "panel hit-panel" }, h("div", { class: "panel-head" }, h("h2", {}, "Watch list")), list, none);
  onEvent("hit", (hit) => put({ ...hit, at: hit.crop.capturedAt }), signal);
  load();
  return element;

  async function load() {
    try {
      const watches = (await get("/v1/watches", null, signal)).items.slice(0, mostWatches);
      const hits = await Promise.all(watches.map(async (watch) =>
        (await get(`/v1/watches/${watch.watchId}/hits`, { limit: perWatch }, signal)).items.map((hit) => ({ ...hit, watchId: watch.watchId, watchName: watch.name }))));
      hits.flat().sort((a, b) => a.crop.capturedAt.localeCompare(b.crop.capturedAt)).slice(-mostShown).forEach(put);
    } catch {
      // The live view stands without; the page says elsewhere that the server is away.
    }
  }

  function put(hit) {
    none.hidden = true;
    list.prepend(hitRow(hit));
    [...list.children].slice(mostShown).forEach((row) => row.remove());
  }
}

/** A hit as a row: who, where, when, how sure. */
export function hitRow(hit) {
  const time = moment(hit.crop.capturedAt);
  const sure = hit.probability === null ? `score ${score(hit.score)}` : percent(hit.probability);
  return h("li", {}, h("a", { class: "hit", href: addressOf("search", null, { crop: hit.crop.cropId }), "aria-label": `${hit.watchName ?? ""} ${nameOf(hit.crop, time)}, ${sure}, search with this picture` },
    h("span", { class: "hit-picture" }, picture(hit.crop, { height: 128 })),
    h("span", { class: "hit-lines" },
      hit.watchName && h("strong", {}, hit.watchName),
      h("span", {}, hit.crop.camera),
      h("span", { class: "muted" }, `${time} · ${sure}`))));
}
