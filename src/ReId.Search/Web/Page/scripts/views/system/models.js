// The models whose vectors the gallery holds.
import { h } from "../../core/dom.js";
import { number, score } from "../../core/format.js";

export const modelList = (models) => h("ul", { class: "models" }, models.map((model) => h("li", {},
  h("div", { class: "model-head" },
    h("strong", { class: "breakable mono" }, model.modelId),
    model.serving && h("span", { class: "pill pill-good" }, "searches"),
    h("span", { class: "pill pill-quiet" }, model.calibrated ? "calibrated" : "not calibrated")),
  h("p", { class: "muted" }, `${number(model.vectors)} vectors of ${model.dimension} components in ${number(model.segments)} ${model.segments === 1 ? "segment" : "segments"}`),
  model.thresholds.length > 0 && h("p", { class: "muted" }, "Thresholds: ", model.thresholds.map((each) => `${score(each.threshold)} lets 1 of ${number(Math.round(1 / each.falseAcceptRate))} strangers through`).join("; "), "."))));
