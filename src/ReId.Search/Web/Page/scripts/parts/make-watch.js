// A new entry of the watch list: whoever looks like this raises an event.
import { get, post, postForm } from "../core/api.js";
import { toast } from "../core/announce.js";
import { h } from "../core/dom.js";
import { percent, score } from "../core/format.js";
import { goTo } from "../core/router.js";
import { field, slider } from "./fields.js";
import { formDialog } from "./dialog.js";

const fallbackThreshold = 0.7;

/** Opens the form. `query` is {cropId}, {identityId} or {picture: {image, detect, choose}}; `name` a proposal. */
export async function makeWatch(query, name = "") {
  const model = await get("/v1/models").then((answer) => answer.items.find((each) => each.serving), () => null);
  const threshold = proposed(model);
  const measure = model?.calibrated
    ? slider("Least probability that it is the same person", { name: "minProbability", min: 0.5, max: 0.999, step: 0.001, value: 0.95, format: percent })
    : slider("Least similarity", { name: "threshold", min: 0, max: 1, step: 0.01, value: threshold, format: score });
  formDialog("Watch for this person", [
    field("Name", { name: "name", value: name, required: true, maxlength: 100, autocomplete: "off", autofocus: true }, "What a hit is announced with."),
    measure,
    h("p", { class: "hint" }, "Every new crop is compared. A higher value means fewer false alarms and more people missed."),
  ], "Watch", async (data) => {
    await create(query, Object.fromEntries(data));
    toast("Watching.", { action: { label: "Show list", run: () => goTo("watches") } });
  });
}

const proposed = (model) =>
  Math.round((model?.thresholds.find((each) => each.falseAcceptRate <= 0.001)?.threshold ?? fallbackThreshold) * 100) / 100;

function create({ picture, ...query }, { name, threshold, minProbability }) {
  const limits = threshold === undefined ? { minProbability: Number(minProbability) } : { threshold: Number(threshold) };
  return picture
    ? postForm("/v1/watches", { name, ...limits, ...picture })
    : post("/v1/watches", { name, ...limits, ...query });
}
