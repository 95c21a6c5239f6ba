// Everything about one crop.
import { get, remove } from "../core/api.js";
import { announce, complain, toast } from "../core/announce.js";
import { fill, h } from "../core/dom.js";
import { ago, fullTime, moment, plural } from "../core/format.js";
import { icon } from "../core/icons.js";
import { addressOf, route } from "../core/router.js";
import { may } from "../core/session.js";
import { confirmed, openDialog } from "./dialog.js";
import { nameOf, picture } from "./picture.js";
import { makeWatch } from "./make-watch.js";

const mostExamples = 16;

/** Says that a crop is gone: every view that shows it takes it away. */
export const cropDeleted = "crop-deleted";

/** Opens the detail of a crop. */
export function openCrop(crop) {
  const body = h("div", { class: "detail" });
  const dialog = openDialog("Crop", body, { wide: true });
  const close = () => dialog.close();
  show(crop);

  function show(shown) {
    const models = h("dd", {}, "…");
    const tracklet = h("div", { class: "detail-tracklet" });
    fill(body,
      h("div", { class: "detail-picture" }, picture(shown, { height: null, alt: nameOf(shown, moment(shown.capturedAt)), lazy: false })),
      h("div", { class: "detail-facts" }, facts(shown, models, close), actions(shown, close)),
      tracklet);
    get(`/v1/crops/${shown.cropId}`).then(
      (fresh) => fill(models, fresh.models?.length ? fresh.models.map((id) => h("span", { class: "breakable" }, id)) : "none"),
      (failure) => fill(models, failure.status === 404 ? "this crop was deleted" : "unknown"));
    fillTracklet(tracklet, shown, show);
  }
}

function facts(crop, models, close) {
  const { box } = crop;
  return h("dl", { class: "facts" },
    h("dt", {}, "Camera"), h("dd", {}, crop.camera),
    h("dt", {}, "Seen"), h("dd", {}, h("time", { datetime: crop.capturedAt }, fullTime(crop.capturedAt)), h("span", { class: "muted" }, ` ${ago(crop.capturedAt)}`)),
    h("dt", {}, "Identity"), h("dd", {}, crop.identityId
      ? h("a", { href: addressOf("identities", crop.identityId), onclick: close }, crop.identityName ?? "without a name")
      : h("span", { class: "muted" }, "unknown")),
    h("dt", {}, "Quality"), h("dd", {}, crop.quality.toFixed(2)),
    h("dt", {}, "In the frame"), h("dd", {}, `${box.width} × ${box.height} at ${box.x}, ${box.y}`),
    h("dt", {}, "Model"), models,
    h("dt", {}, "Tracklet"), h("dd", { class: "breakable mono" }, crop.trackletId),
    h("dt", {}, "Crop"), h("dd", { class: "breakable mono" }, crop.cropId));
}

function actions(crop, close) {
  const examples = withExample(crop.cropId);
  return h("div", { class: "detail-actions" },
    h("a", { class: "button primary", href: addressOf("search", null, { crop: crop.cropId }), onclick: close }, icon("search"), "Search with this"),
    examples && h("a", { class: "button", href: addressOf("search", null, examples), onclick: close, title: "Search with several pictures of the same person at once" }, icon("plus"), "Add to the query"),
    may("operator") && h("button", { class: "button", type: "button", onclick: () => makeWatch({ cropId: crop.cropId }, crop.identityName ?? "") }, icon("watch"), "Watch for this"),
    may("operator") && h("button", { class: "button danger-quiet", type: "button", onclick: () => erase(crop, close) }, icon("trash"), "Delete"),
    may("admin") && h("a", { class: "button danger-quiet", href: addressOf("privacy", null, { crop: crop.cropId }), onclick: close, title: "Also from older backups, with a receipt" }, icon("shield"), "Erase for good"));
}

// The address of the search that is shown, with one more example; null where that is none, or has it already.
function withExample(cropId) {
  const { view, options } = route();
  const crops = options.getAll("crop");
  if (view !== "search" || crops.length === 0 || crops.length >= mostExamples || crops.includes(cropId)) {
    return null;
  }

  options.append("crop", cropId);
  return options;
}

async function erase(crop, close) {
  const sure = await confirmed("Delete this crop?",
    `Its picture from ${crop.camera}, ${moment(crop.capturedAt)}, and its vectors are removed for good. This cannot be undone.`, "Delete");
  if (!sure) {
    return;
  }

  try {
    await remove(`/v1/crops/${crop.cropId}`);
  } catch (failure) {
    if (failure.status !== 404) {
      complain(failure);
      return;
    }
  }

  close();
  window.dispatchEvent(new CustomEvent(cropDeleted, { detail: crop.cropId }));
  toast("The crop was deleted.");
  announce("The crop was deleted.");
}

async function fillTracklet(place, crop, show) {
  let crops;
  try {
    crops = (await get(`/v1/tracklets/${crop.trackletId}`)).crops;
  } catch {
    // Deleted meanwhile, or offline: the detail is whole without.
    return;
  }

  if (crops.length > 1) {
    fill(place,
      h("h3", {}, `This tracklet, ${plural(crops.length, "crop")}`),
      h("div", { class: "strip" }, crops.map((each) => h("button", {
        type: "button", class: "strip-item", "aria-current": each.cropId === crop.cropId ? "true" : null,
        "aria-label": `${moment(each.capturedAt)}, quality ${each.quality.toFixed(2)}`, onclick: () => show(each),
      }, picture(each, { height: 128 })))));
  }
}
