// Identities: who is who.
import { h } from "../../core/dom.js";
import { empty } from "../../parts/states.js";

export function identitiesView() {
  return { element: h("div", {}, h("h1", {}, "Identities"), empty("Not yet", "")) };
}
