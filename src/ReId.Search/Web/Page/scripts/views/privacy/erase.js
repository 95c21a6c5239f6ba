// Erasing for good: what, a look at what would go, a question, the receipt.
import { get, post } from "../../core/api.js";
import { announce } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { toUtc } from "../../core/format.js";
import { choice, field } from "../../parts/fields.js";
import { identityPicker } from "./identity-picker.js";
import { askToErase } from "./question.js";
import { receiptOf } from "./receipt.js";

const sorts = [["identity", "A person"], ["crop", "Crops"], ["span", "A camera or a span of time"]];

export function eraseForm(options, signal) {
  const start = options.has("identity") ? "identity" : options.has("crop") ? "crop" : options.has("camera") ? "span" : "identity";
  const what = h("div", { class: "form" });
  const error = h("p", { class: "form-error", role: "alert" });
  const send = h("button", { class: "button primary", type: "submit" }, "Look at what would go");
  const outcome = h("section", { class: "outcome", "aria-label": "Receipt", tabindex: "-1" });
  const form = h("form", { class: "form panel erase-form", onsubmit: submit },
    h("p", {}, "Rows, pictures, vectors and names go for good, also from older backups when they are restored. You are asked before anything is removed."),
    choice("What", "sort", sorts, start, (event) => show(event.target.value)), what, error, h("div", { class: "detail-actions" }, send));
  show(start);
  return h("div", { class: "privacy-part" }, form, outcome);

  function show(sort) {
    error.textContent = "";
    fill(what, sort === "identity" ? identityPicker(options.get("identity"), signal)
      : sort === "crop" ? field("Ids of crops", { name: "crops", required: true, autocomplete: "off", spellcheck: "false", value: options.getAll("crop").join(" ") }, "Each crop’s details show its id. Several with spaces between.")
      : span());
  }

  function span() {
    const place = h("div", {});
    const show = (cameras) => fill(place, choice("Camera", "camera", [["", "Every camera"], ...cameras.map((name) => [name, name])], options.get("camera") ?? ""));
    show(options.has("camera") ? [options.get("camera")] : []);
    get("/v1/cameras", null, signal).then((page) => show(page.items.map((camera) => camera.name)), () => {});
    return [place, h("div", { class: "two" },
      field("From", { name: "from", type: "datetime-local", step: 1 }, "Empty: from the beginning."),
      field("To", { name: "to", type: "datetime-local", step: 1 }, "Empty: up to now."))];
  }

  async function submit(event) {
    event.preventDefault();
    error.textContent = "";
    send.disabled = true;
    try {
      const request = requestOf(new FormData(form));
      const preview = await post("/v1/erasures/preview", request, signal);
      if (await askToErase(preview)) {
        send.textContent = "Erasing…";
        const receipt = await post("/v1/erasures", request);
        fill(outcome, h("h2", {}, "Erased"), receiptOf(receipt));
        announce(`Erased: ${receipt.removed.crops} crops.`);
        outcome.focus();
        show(form.elements.sort.value);
      }
    } catch (failure) {
      if (failure.name !== "AbortError") {
        error.textContent = failure.message;
      }
    } finally {
      send.disabled = false;
      send.textContent = "Look at what would go";
    }
  }
}

function requestOf(data) {
  switch (data.get("sort")) {
    case "identity":
      return { identityId: data.get("identity") };
    case "crop":
      return { cropIds: data.get("crops").split(/[\s,;]+/).filter(Boolean) };
    default:
      return { camera: data.get("camera") || null, from: toUtc(data.get("from")), to: toUtc(data.get("to")) };
  }
}
