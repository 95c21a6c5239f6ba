// A crop as a card: the picture searches with it, the corner tells more of it.
import { h } from "../core/dom.js";
import { ago, fullTime, moment, percent, score } from "../core/format.js";
import { icon } from "../core/icons.js";
import { addressOf } from "../core/router.js";
import { nameOf, picture } from "./picture.js";
import { openCrop } from "./crop-detail.js";

/**
 * A card. `result` {score, probability, rank} where it was found by a search; `href` where a click
 * should lead elsewhere than to a search with this crop; `fresh` where it has just come; `select` {checked,
 * change} where it may be picked; `note` a line of its own.
 */
export function cropCard(crop, { result = null, href = addressOf("search", null, { crop: crop.cropId }), fresh = false, select = null, note = null } = {}) {
  const time = moment(crop.capturedAt);
  const label = [result && `${result.rank}.`, nameOf(crop, time), result && `score ${score(result.score)}`, "search with this picture"]
    .filter(Boolean).join(" ");
  return h("div", { class: `crop-card${fresh ? " fresh" : ""}`, role: "listitem", dataset: { crop: crop.cropId, key: crop.cropId } },
    h("a", { class: "crop-frame", href, "aria-label": label, "data-roving": true, draggable: "false" },
      picture(crop),
      result && !select && h("span", { class: "crop-rank", "aria-hidden": "true" }, String(result.rank))),
    h("button", { class: "crop-more icon-button", type: "button", "aria-label": `Details of ${nameOf(crop, time)}`, onclick: () => openCrop(crop) }, icon("info")),
    select && pickBox(select, nameOf(crop, time)),
    h("div", { class: "crop-lines" },
      result && scoreLine(result),
      crop.identityName && h("strong", { class: "crop-name", title: crop.identityName }, crop.identityName),
      h("span", { class: "crop-camera", title: crop.camera }, crop.camera),
      h("time", { class: "crop-time", datetime: crop.capturedAt, title: `${fullTime(crop.capturedAt)} (${ago(crop.capturedAt)})` }, time),
      note && h("span", { class: "crop-note" }, note)));
}

/** The box in a card's corner that picks it. */
export function pickBox(select, name) {
  return h("label", { class: "crop-pick" }, h("input", {
    type: "checkbox", checked: select.checked, "aria-label": `Pick ${name}`,
    onchange: (event) => { event.target.closest(".crop-card").classList.toggle("chosen", event.target.checked); select.change(event.target.checked); },
  }));
}

function scoreLine(result) {
  const share = Math.max(0, Math.min(1, result.probability ?? result.score));
  return h("span", { class: "crop-score" },
    h("span", { class: "crop-score-bar", vars: { "--share": share }, "aria-hidden": "true" }),
    h("strong", { title: "Cosine similarity" }, score(result.score)),
    result.probability !== null && h("span", { class: "crop-probability", title: "Calibrated probability that this is the same person" }, percent(result.probability)));
}
