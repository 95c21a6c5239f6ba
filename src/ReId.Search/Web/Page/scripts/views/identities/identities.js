// Identities: who is who, one of them, what was changed, and the clustering that finds them.
import { fill, h } from "../../core/dom.js";
import { addressOf } from "../../core/router.js";
import { tabs } from "../../parts/tabs.js";
import { changes } from "./changes.js";
import { clustering } from "./clustering.js";
import { detail } from "./detail.js";
import { list } from "./list.js";

const parts = { people: list, changes, clustering };

export function identitiesView(signal) {
  const element = h("div", {});
  let shown = null;
  return { element, update };

  function update({ id, options }) {
    const tab = options.get("tab") in parts ? options.get("tab") : "people";
    const key = id ?? tab;
    if (shown?.key !== key) {
      shown?.life.abort();
      const life = new AbortController();
      signal.addEventListener("abort", () => life.abort(), { signal: life.signal });
      const part = id ? detail(id, life.signal) : parts[tab](life.signal);
      shown = { key, life, part };
      fill(element, id ? part.element : [head(tab), part.element]);
    }

    shown.part.update?.(options);
  }
}

const head = (tab) => h("header", { class: "view-head" }, h("h1", {}, "Identities"), tabs("Identities", tab, [
  ["people", "People", addressOf("identities")],
  ["changes", "Changes", addressOf("identities", null, { tab: "changes" })],
  ["clustering", "Clustering", addressOf("identities", null, { tab: "clustering" })],
]));
