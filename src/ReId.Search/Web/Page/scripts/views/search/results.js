// What was found, page after page.
import { announce } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { cropCard } from "../../parts/crop-card.js";
import { cropGrid } from "../../parts/crop-grid.js";
import { empty } from "../../parts/states.js";
import { selection } from "../../parts/selection.js";
import { decide } from "../identities/decide.js";
import { more } from "./query.js";

/** The results of an answer; `again` searches anew. */
export function results(answer, query, signal, again) {
  if (answer.items.length === 0) {
    announce("Nothing was found.");
    return empty("Nobody found", "No crop passes the filters. Fewer filters, a wider time range or a lower least score show more.");
  }

  const picked = query.kind === "identity" && may("operator") ? deciding(query.identityId, again) : null;
  const cardsOf = (page) => page.items.map((item) => cropCard(item.crop, { result: item, select: picked?.of(item.crop.cropId, item.crop) }));
  const grid = cropGrid("Results, the most similar first", cardsOf(answer));
  const count = h("p", { class: "muted result-count" });
  const tail = h("div", { class: "tail" });
  let next = answer.next;
  say();
  return [h("div", { class: "result-head" }, count, h("span", { class: "muted", title: answer.modelId }, timing(answer.timings))), grid, tail, picked?.bar];

  function say() {
    const text = `${plural(grid.childElementCount, "result")}${next ? ", and more" : ""}`;
    count.textContent = text;
    announce(text);
    fill(tail, next && h("button", { class: "button", type: "button", onclick: load }, "Show more"));
  }

  async function load(event) {
    event.target.disabled = true;
    try {
      const page = await more(next, signal);
      next = page.next;
      const cards = cardsOf(page);
      grid.append(...cards);
      say();
      cards[0]?.querySelector("[data-roving]").focus({ preventScroll: true });
    } catch (failure) {
      if (failure.name !== "AbortError") {
        fill(tail, h("p", { class: "form-error", role: "alert" }, failure.status === 410 ? "These results are too old to go on with." : failure.message),
          h("button", { class: "button", type: "button", onclick: failure.status === 410 ? again : load }, failure.status === 410 ? "Search again" : "Try again"));
      }
    }
  }
}

// Who looks for an identity finds crops of it that the clustering missed, and strangers that resemble it.
function deciding(identityId, again) {
  const picked = selection(["crop"], (crops) => [
    h("button", { class: "button primary", type: "button", onclick: () => decide("confirm", identityId, crops, finished) }, icon("check"), "This is them"),
    h("button", { class: "button danger-quiet", type: "button", onclick: () => decide("reject", identityId, crops, finished) }, icon("close"), "Not them"),
  ]);
  return picked;

  function finished() {
    picked.clear();
    again();
  }
}

const timing = (timings) => `${timings.totalMs < 10 ? timings.totalMs.toFixed(1) : Math.round(timings.totalMs)} ms`;
