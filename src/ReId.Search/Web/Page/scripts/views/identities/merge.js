// Several identities become one.
import { post } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { plural } from "../../core/format.js";
import { formDialog } from "../../parts/dialog.js";
import { calledOf, portrait } from "./identity-card.js";
import { done } from "./operations.js";

/** Asks which of them stays, merges, and calls `finished`. */
export function merge(identities, finished) {
  const kept = identities.find((each) => each.name) ?? identities.reduce((a, b) => (b.crops > a.crops ? b : a));
  formDialog(`Merge ${plural(identities.length, "identity", "identities")}`, [
    h("fieldset", { class: "choices" }, h("legend", {}, "They are the same. Which one stays?"),
      identities.map((identity) => h("label", { class: "choice" },
        h("input", { type: "radio", name: "into", value: identity.identityId, checked: identity === kept, required: true }),
        h("span", { class: "hit-picture" }, portrait(identity, { height: 128 })),
        h("span", { class: "hit-lines" }, h("strong", {}, calledOf(identity)), h("span", { class: "muted" }, plural(identity.crops, "crop")))))),
    h("p", { class: "hint" }, "The others’ crops join it, and later runs keep them together. This can be undone."),
  ], "Merge", async (data) => {
    const into = data.get("into");
    const operation = await post("/v1/identities/merge", { into, from: identities.map((each) => each.identityId).filter((id) => id !== into) });
    finished(operation);
    done("Merged.", operation, finished);
  });
}
