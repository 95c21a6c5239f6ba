// The grid of identities: found by name, ordered, picked to be merged or hidden.
import { get, patch } from "../../core/api.js";
import { complain, toast } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { icon } from "../../core/icons.js";
import { addressOf } from "../../core/router.js";
import { may } from "../../core/session.js";
import { cropGrid } from "../../parts/crop-grid.js";
import { tick } from "../../parts/fields.js";
import { pages } from "../../parts/pages.js";
import { selection } from "../../parts/selection.js";
import { empty, loadInto, skeletonGrid } from "../../parts/states.js";
import { identityCard } from "./identity-card.js";
import { merge } from "./merge.js";

const pageSize = 48;
const patience = 300;
const orders = [["newest", "Seen last"], ["oldest", "Seen first"], ["largest", "Most crops"]];

export function list(signal) {
  const query = { q: "", order: "newest", hidden: false };
  const place = h("section", { "aria-label": "Identities" });
  const picked = selection(["identity", "identities"], (identities) => [
    identities.length > 1 && h("button", { class: "button primary", type: "button", onclick: () => merge(identities, () => { picked.clear(); load(true); }) }, icon("merge"), "Merge"),
    h("button", { class: "button", type: "button", onclick: () => hide(identities) }, icon("hide"), "Hide"),
  ]);
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(() => { if (picked.size === 0) { load(true); } }, patience); };
  onEvent("identity", soon, signal);
  onEvent("clustering", soon, signal);
  signal.addEventListener("abort", () => clearTimeout(timer));
  load();
  return { element: h("div", {}, tools(), place, picked.bar) };

  function tools() {
    return h("form", { class: "list-tools", role: "search", onsubmit: (event) => event.preventDefault() },
      h("input", { type: "search", placeholder: "Name", "aria-label": "Part of a name", autocomplete: "off", oninput: (event) => { query.q = event.target.value.trim(); soon(); } }),
      h("select", { "aria-label": "Order", onchange: (event) => { query.order = event.target.value; load(); } }, orders.map(([value, words]) => h("option", { value }, words))),
      tick("Hidden ones too", { onchange: (event) => { query.hidden = event.target.checked; load(); } }));
  }

  function load(quiet = false) {
    const page = (cursor) => get("/v1/identities", { ...query, hidden: query.hidden ? "true" : null, limit: pageSize, cursor }, signal);
    return loadInto(place, {
      signal,
      quiet,
      skeleton: skeletonGrid(12),
      load: () => page(),
      show: (first) => (first.items.length === 0 ? nobody()
        : pages(first, cropGrid("Identities"), (identity) => identityCard(identity, may("operator") ? picked.of(identity.identityId, identity) : null), page)),
    });
  }

  function nobody() {
    return query.q
      ? empty("Nobody of that name", "Names are compared by their letters; a part is enough.")
      : empty("Nobody is known yet", "Clustering finds people who were seen more than once. It runs every night, and whenever an operator asks for it.",
        h("a", { class: "button", href: addressOf("identities", null, { tab: "clustering" }) }, "Clustering"));
  }

  async function hide(identities) {
    try {
      for (const identity of identities) {
        await patch(`/v1/identities/${identity.identityId}`, { hidden: true });
      }

      toast("Hidden. “Hidden ones too” shows them.");
    } catch (failure) {
      complain(failure);
    }

    picked.clear();
    load(true);
  }
}
