// The name, with its sign.
import { h } from "../core/dom.js";

export const brand = (tag = "span") => h(tag, { class: "brand" },
  h("img", { src: "/page/icon.svg", alt: "", width: 28, height: 28 }), "ReId");
