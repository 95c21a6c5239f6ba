// Decisions about crops: they hold for every later run, until they are undone.
import { post } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { plural } from "../../core/format.js";
import { goTo } from "../../core/router.js";
import { formDialog } from "../../parts/dialog.js";
import { tick } from "../../parts/fields.js";
import { done } from "./operations.js";

const words = {
  confirm: { title: "Confirm", text: "They show this identity, and stay with it in every later run.", verb: "Confirm", done: "Confirmed." },
  split: { title: "Split off", text: "They show somebody else, all of them the same: a new identity.", verb: "Split off", done: "Split off." },
  reject: { title: "Not them", text: "They do not show this identity, and never join it again.", verb: "Not them", done: "Rejected." },
};

/** Asks and does it. `changed` is called when it is done, and when it is undone. */
export function decide(kind, identityId, crops, changed) {
  const { title, text, verb, done: told } = words[kind];
  formDialog(`${title}: ${plural(crops.length, "crop")}`, [
    h("p", {}, text),
    tick("Only these crops", { name: "exact" }, "Otherwise each stands for its whole tracklet: one uninterrupted sighting by one camera."),
    h("p", { class: "hint" }, "This can be undone."),
  ], verb, async (data) => {
    const operation = await post(`/v1/identities/${identityId}/${kind}`, { cropIds: crops.map((crop) => crop.cropId), exact: data.has("exact") });
    changed();
    done(told, operation, changed);
    if (kind === "split" && operation.identityId) {
      goTo("identities", operation.identityId);
    }
  });
}
