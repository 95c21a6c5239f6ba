// From one model to another while everything is served: how far it is, and for admins its steps.
import { post, remove } from "../../core/api.js";
import { complain, toast } from "../../core/announce.js";
import { h } from "../../core/dom.js";
import { number, plural } from "../../core/format.js";
import { may } from "../../core/session.js";
import { confirmed, formDialog } from "../../parts/dialog.js";
import { field } from "../../parts/fields.js";

const path = "/v1/models/change";

/** What is under way; null where there is nothing to say. `changed` is called after a step. */
export function modelChange(change, crops, changed) {
  const { next, previous, paused, switchWhenComplete } = change;
  const step = (words, name, tone = "") => button(words, () => attempt(() => post(`${path}/${name}`, {}), changed), tone);
  if (next) {
    return h("div", { class: "model-change", role: "status" },
      h("p", {}, h("strong", {}, paused ? "Change of model, paused" : "Change of model"), " to ", h("span", { class: "breakable mono" }, next.modelId)),
      h("progress", { max: Math.max(1, crops), value: Math.max(0, crops - next.missing), "aria-label": "Crops that have a vector of the next model" }),
      h("p", { class: "muted" }, next.missing === 0 ? "Every crop has a vector of it." : `${plural(next.missing, "crop")} to go; searches use the old model until then.`,
        next.unusable > 0 && ` ${number(next.unusable)} cannot be embedded.`, switchWhenComplete && next.missing > 0 && " Switches by itself when complete."),
      may("admin") && h("div", { class: "detail-actions" },
        !switchWhenComplete && step(next.missing === 0 ? "Switch now" : "Switch when complete", "switch", "primary"),
        next.missing > 0 && (paused ? step("Go on", "resume") : step("Pause", "pause")),
        button("Give up", () => giveUp(next, changed), "danger-quiet")));
  }

  if (previous) {
    return h("div", { class: "model-change" },
      h("p", {}, h("strong", {}, "The model was changed"), " from ", h("span", { class: "breakable mono" }, previous.modelId), ", whose vectors are kept up to date."),
      may("admin") && h("div", { class: "detail-actions" }, step("Go back to it", "back"), button("Keep the new one for good", () => keep(previous, changed), "danger-quiet")));
  }

  return may("admin") ? h("div", { class: "detail-actions" }, button("Change model", () => start(changed))) : null;
}

const button = (words, act, tone = "") => h("button", { class: `button small ${tone}`, type: "button", onclick: act }, words);

function start(changed) {
  formDialog("Change model", [
    h("p", {}, "The next model’s vectors are made in the background. Searches stay on the old one until all are there."),
    field("Model file", { name: "weights", required: true, autocomplete: "off", spellcheck: "false", autofocus: true }, "A name in the server’s folder of models (--models), like osnet.safetensors."),
  ], "Begin", async (data) => {
    await post(path, { weights: data.get("weights").trim() });
    toast("The change has begun.");
    changed();
  });
}

async function giveUp(next, changed) {
  if (await confirmed("Give the change up?", `The vectors of ${next.modelId} that were made so far are removed. Searches stay as they are.`, "Give up")) {
    attempt(() => remove(path), changed);
  }
}

async function keep(previous, changed) {
  if (await confirmed("Keep the new model for good?", `There is no way back to ${previous.modelId} afterwards.`, "Keep")) {
    attempt(() => post(`${path}/finish`, {}), changed);
  }
}

async function attempt(act, changed) {
  try {
    await act();
  } catch (failure) {
    complain(failure);
  }

  changed();
}
