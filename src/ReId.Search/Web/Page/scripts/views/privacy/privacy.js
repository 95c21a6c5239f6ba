// What the law asks of whoever keeps pictures of people: erase, show, keep no longer than needed, prove it. For admins.
import { fill, h } from "../../core/dom.js";
import { addressOf } from "../../core/router.js";
import { tabs } from "../../parts/tabs.js";
import { eraseForm } from "./erase.js";
import { held } from "./held.js";
import { receipts } from "./receipts.js";
import { retention } from "./retention.js";

const parts = {
  erase: { words: "Erase", create: eraseForm },
  receipts: { words: "Receipts", create: receipts },
  retention: { words: "Retention", create: retention },
  export: { words: "Export", create: held },
};

export function privacyView(signal) {
  const element = h("div", { class: "privacy" });
  let life = null;
  return { element, update };

  function update({ options }) {
    const tab = options.get("tab") in parts ? options.get("tab") : "erase";
    life?.abort();
    life = new AbortController();
    signal.addEventListener("abort", () => life.abort(), { signal: life.signal });
    fill(element,
      h("header", { class: "view-head" }, h("h1", {}, "Privacy"), tabs("Privacy", tab, Object.entries(parts).map(([key, { words }]) =>
        [key, words, addressOf("privacy", null, key === "erase" ? null : { tab: key })]))),
      parts[tab].create(options, life.signal));
  }
}
