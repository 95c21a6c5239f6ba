// Everything that is held on one identity, as a file to hand over.
import { h } from "../../core/dom.js";
import { icon } from "../../core/icons.js";
import { identityPicker } from "./identity-picker.js";

export function held(options, signal) {
  const error = h("p", { class: "form-error", role: "alert" });
  return h("form", {
    class: "form panel privacy-part",
    onsubmit: (event) => {
      event.preventDefault();
      const id = new FormData(event.target).get("identity");
      error.textContent = id ? "" : "Choose a person first.";
      if (id) {
        // The browser saves it as it comes: it may be larger than what a page can hold.
        h("a", { href: `/v1/identities/${encodeURIComponent(id)}/export`, download: `identity-${id}.zip` }).click();
      }
    },
  },
  h("p", {}, "A zip file: name, crops with their pictures and vectors, watches and their hits, decisions and history. It is personal data: hand it over by a safe way."),
  identityPicker(options.get("identity"), signal), error,
  h("div", { class: "detail-actions" }, h("button", { class: "button primary", type: "submit" }, icon("download"), "Download all of it")));
}
