// A picture with a frame around everybody who was found in it, and each of them apart; a click searches with that one.
import { h } from "../../core/dom.js";

/** The reader's picture. `choose(index)` is called for another person. */
export function people(own, marked, choose) {
  const boxes = marked ? own.boxes : [];
  return [
    h("div", { class: "people" }, h("div", { class: "people-frame" },
      h("img", { src: own.url, alt: "the picture that is searched with", class: "people-picture" }),
      boxes.map((box, index) => h("span", {
        class: `people-box${index === own.choose ? " chosen" : ""}`, "aria-hidden": "true", vars: place(box, own), onclick: () => choose(index),
      }, h("span", {}, String(index + 1)))))),
    boxes.length > 1 && h("div", { class: "people-strip", role: "group", "aria-label": `${boxes.length} people were found; search with` }, boxes.map((box, index) => h("button", {
      type: "button", class: "person", "aria-pressed": String(index === own.choose), vars: place(box, own),
      "aria-label": `Person ${index + 1}, found with a score of ${box.score.toFixed(2)}`, onclick: () => choose(index),
    }, h("img", { src: own.url, alt: "" }), h("span", { "aria-hidden": "true" }, String(index + 1))))),
  ];
}

// Shares of the picture: it may be shown in any size.
const place = (box, own) => ({
  "--left": box.x / own.width, "--top": box.y / own.height, "--width": box.width / own.width, "--height": box.height / own.height,
});
