// One identity, found by a part of its name and chosen by its picture.
import { get } from "../../core/api.js";
import { fill, h } from "../../core/dom.js";
import { plural } from "../../core/format.js";
import { field } from "../../parts/fields.js";
import { calledOf, portrait } from "../identities/identity-card.js";

const most = 8;
const patience = 300;

/** Radio buttons named "identity". With an id, that one is chosen. */
export function identityPicker(id, signal) {
  const list = h("div", { class: "choices", role: "radiogroup", "aria-label": "Person" });
  const note = h("p", { class: "hint", role: "status" });
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));
  find("");
  return h("div", { class: "picker" },
    field("Find by name", { type: "search", autocomplete: "off", oninput: (event) => { clearTimeout(timer); timer = setTimeout(() => find(event.target.value.trim()), patience); } }), list, note);

  async function find(q) {
    try {
      const chosen = new FormData(list.closest("form") ?? undefined).get("identity") ?? id;
      const [page, one] = await Promise.all([
        get("/v1/identities", { q, order: "newest", hidden: "true", limit: most }, signal),
        chosen ? get(`/v1/identities/${chosen}`, null, signal).catch(() => null) : null,
      ]);
      const others = page.items.filter((identity) => identity.identityId !== one?.identityId);
      fill(list, [...(one ? [one] : []), ...others].map((identity) => row(identity, identity.identityId === one?.identityId)));
      note.textContent = !one && others.length === 0 ? (q ? "Nobody of that name." : "Nobody is known yet: what is not yet somebody’s is erased by crop, camera or time.") : page.next ? "There are more: give a part of the name." : "";
    } catch (failure) {
      if (failure.name !== "AbortError") {
        note.textContent = failure.message;
      }
    }
  }
}

const row = (identity, checked) => h("label", { class: "choice" },
  h("input", { type: "radio", name: "identity", value: identity.identityId, required: true, checked }),
  h("span", { class: "crop-frame" }, portrait(identity)),
  h("span", {}, h("strong", { class: identity.name ? null : "unnamed" }, calledOf(identity)), h("br", {}), h("span", { class: "muted" }, `${plural(identity.crops, "crop")}${identity.cameras.length > 0 ? ` at ${identity.cameras.join(", ")}` : ""}`)));
