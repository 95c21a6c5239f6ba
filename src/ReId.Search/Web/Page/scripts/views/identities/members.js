// The crops of an identity, to be confirmed, split off or rejected.
import { get } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { score } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { may } from "../../core/session.js";
import { cropCard } from "../../parts/crop-card.js";
import { cropDeleted } from "../../parts/crop-detail.js";
import { cropGrid } from "../../parts/crop-grid.js";
import { pages } from "../../parts/pages.js";
import { selection } from "../../parts/selection.js";
import { empty, loadInto, skeletonGrid } from "../../parts/states.js";
import { decide } from "./decide.js";

const pageSize = 60;

export function members(id, signal, changed) {
  const place = h("section", { "aria-label": "Crops" });
  const again = () => { picked.clear(); load(true); changed(); };
  const button = (kind, sign, words, crops, tone = "") => h("button", { class: `button ${tone}`, type: "button", onclick: () => decide(kind, id, crops, again) }, icon(sign), words);
  const picked = selection(["crop"], (crops) => [
    button("confirm", "check", "Confirm", crops), button("split", "split", "Split off", crops), button("reject", "close", "Not them", crops, "danger-quiet"),
  ]);
  onEvent("identity", () => { if (picked.size === 0) { load(true); } }, signal);
  window.addEventListener(cropDeleted, (event) => place.querySelector(`[data-crop="${CSS.escape(event.detail)}"]`)?.remove(), { signal });
  load();
  return [place, picked.bar];

  function load(quiet = false) {
    const page = (cursor) => get(`/v1/identities/${id}/crops`, { limit: pageSize, cursor }, signal);
    return loadInto(place, {
      signal,
      quiet,
      skeleton: skeletonGrid(6),
      load: () => page(),
      show: (first) => (first.items.length === 0 ? empty("No crops", "All of them were removed or belong to others now.") : pages(first, cropGrid("Crops of this identity"), card, page)),
    });
  }

  function card(member) {
    return cropCard(member.crop, { select: may("operator") ? picked.of(member.crop.cropId, member.crop) : null, note: noteOf(member) });
  }
}

const noteOf = ({ origin, decided, score: sure }) => (decided ? "decided by an operator"
  : origin === "online" ? `joined${sure === null ? "" : ` at ${score(sure)}`}`
  : origin === "operator" ? "put here by an operator" : "found by clustering");
