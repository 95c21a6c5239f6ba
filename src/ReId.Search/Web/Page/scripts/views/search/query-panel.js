// What is searched with: a place for a picture, then the picture with the people in it, or the stored crop.
import { get } from "../../core/api.js";
import { fill, h } from "../../core/dom.js";
import { moment, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { openCrop } from "../../parts/crop-detail.js";
import { choice } from "../../parts/fields.js";
import { makeWatch } from "../../parts/make-watch.js";
import { nameOf, picture } from "../../parts/picture.js";
import { pick } from "../../parts/picture-input.js";
import { enrol } from "./enrol.js";
import { people } from "./people.js";
import { ownPicture, pictureFields, usesPeople } from "./query.js";

const modes = [["auto", "Decide for me"], ["people", "A person in the picture"], ["whole", "The whole picture"]];

/** The panel. `on`: chosen(file), changed() for another part of the same picture, cleared(). */
export function queryPanel(on) {
  const element = h("section", { class: "query panel", "aria-label": "Query" });
  return {
    element,
    show(query) {
      const choosing = document.activeElement?.matches(".person");
      fill(element, contentOf(query, on));
      if (choosing) {
        element.querySelector(".person[aria-pressed=true]")?.focus();
      }
    },
  };
}

function contentOf(query, on) {
  switch (query.kind) {
    case "picture": return own(on);
    case "crop": return stored(query.cropId, on);
    case "crops": return several(query.cropIds, on);
    case "identity": return identity(query.identityId, on);
    default: return dropPlace(on);
  }
}

function dropPlace(on) {
  return h("label", { class: "drop-place" },
    chooser(on),
    icon("upload"),
    h("span", { class: "drop-title" }, "Drop, paste or choose a picture"),
    h("span", { class: "hint" }, "JPEG, PNG, WebP or BMP. It is searched with, not kept."));
}

const chooser = (on) => h("input", {
  type: "file", accept: "image/*", class: "visually-hidden", "aria-label": "Choose a picture to search with",
  onchange: (event) => { pick([...event.target.files], on.chosen); event.target.value = ""; },
});

function own(on) {
  const mine = ownPicture();
  const watch = () => makeWatch({ picture: pictureFields() });
  return [
    head("Your picture", on),
    people(mine, usesPeople(), (index) => { mine.mode = "people"; mine.choose = index; on.changed(); }),
    mine.note && h("p", { class: "hint", role: "status" }, mine.note),
    choice("Search with", "mode", modes, mine.mode, (event) => { Object.assign(mine, { mode: event.target.value, choose: 0, boxes: [] }); on.changed(); }),
    h("div", { class: "query-actions" },
      h("label", { class: "button small" }, chooser(on), icon("upload"), "Another"),
      may("operator") && h("button", { class: "button small", type: "button", onclick: watch }, icon("watch"), "Watch"),
      may("operator") && h("button", { class: "button small", type: "button", onclick: () => enrol(pictureFields()) }, icon("plus"), "Enrol")),
  ];
}

function stored(cropId, on) {
  const body = h("div", { class: "query-crop" }, h("div", { class: "crop-frame" }), h("div", { class: "query-facts" }));
  get(`/v1/crops/${cropId}`).then((crop) => fill(body,
    h("button", { class: "crop-frame", type: "button", "aria-label": "Details of the query", onclick: () => openCrop(crop) }, picture(crop, { lazy: false })),
    h("div", { class: "query-facts" },
      crop.identityName && h("strong", {}, crop.identityName),
      h("span", {}, icon("camera"), crop.camera),
      h("span", {}, icon("clock"), moment(crop.capturedAt)),
      may("operator") && h("button", { class: "button small", type: "button", onclick: () => makeWatch({ cropId }, crop.identityName ?? "") }, icon("watch"), "Watch"))),
    () => fill(body, h("p", { class: "hint" }, "This crop cannot be shown.")));
  return [head("Query", on), body];
}

function several(cropIds, on) {
  const strip = h("div", { class: "strip" });
  cropIds.forEach(async (cropId) => {
    const crop = await get(`/v1/crops/${cropId}`).catch(() => null);
    if (crop) {
      strip.append(h("button", { type: "button", class: "strip-item", "aria-label": nameOf(crop, moment(crop.capturedAt)), onclick: () => openCrop(crop) }, picture(crop, { height: 128 })));
    }
  });
  return [head(`Query: ${plural(cropIds.length, "example")}`, on), strip];
}

function identity(identityId, on) {
  const name = h("strong", {}, "…");
  get(`/v1/identities/${identityId}`).then((found) => { name.textContent = found.name ?? "An identity without a name"; }, () => { name.textContent = "An identity"; });
  return [head("Query", on), h("p", {}, icon("people"), name),
    may("operator") && h("div", { class: "query-actions" }, h("button", { class: "button small", type: "button", onclick: () => makeWatch({ identityId }, name.textContent) }, icon("watch"), "Watch"))];
}

const head = (title, on) => h("div", { class: "panel-head" }, h("h2", {}, title),
  h("button", { class: "icon-button", type: "button", "aria-label": "Remove the query", title: "Remove the query", onclick: on.cleared }, icon("close")));
