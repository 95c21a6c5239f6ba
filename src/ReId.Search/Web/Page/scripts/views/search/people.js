// A picture with a frame around everybody who was found in it; a click searches with that person.
import { h } from "../../core/dom.js";

/** The reader's picture. `choose(index)` is called for another person. */
export function people(own, marked, choose) {
  const image = h("img", { src: own.url, alt: "the picture that is searched with", class: "people-picture" });
  const boxes = marked ? own.boxes.map((box, index) => h("button", {
    type: "button", class: "people-box", "aria-pressed": String(index === own.choose),
    "aria-label": `Person ${index + 1} of ${own.boxes.length}, found with a score of ${box.score.toFixed(2)}`,
    vars: {
      "--left": box.x / own.width, "--top": box.y / own.height, "--width": box.width / own.width, "--height": box.height / own.height,
    },
    onclick: () => choose(index),
  }, h("span", { "aria-hidden": "true" }, String(index + 1)))) : [];
  return h("div", { class: "people" }, h("div", { class: "people-frame" }, image, boxes));
}
