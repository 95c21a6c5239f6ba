// What an operation or a run did to each identity.
import { h } from "../../core/dom.js";
import { plural } from "../../core/format.js";
import { addressOf } from "../../core/router.js";
import { calledOf, portrait } from "./identity-card.js";

/** The identities of an operation, those it moved most crops of first. */
export function effects({ identities, moreIdentities }) {
  return identities.length === 0
    ? h("p", { class: "hint" }, "No crop changed its identity.")
    : [h("ul", { class: "effects" }, identities.map(row)), moreIdentities > 0 && h("p", { class: "hint" }, `and ${plural(moreIdentities, "identity", "identities")} more`)];
}

function row(effect) {
  return h("li", {}, h("a", { class: "hit", href: addressOf("identities", effect.identityId) },
    h("span", { class: "hit-picture" }, portrait({ imageUrl: effect.thumbnailUrl?.split("?")[0] }, { height: 128 })),
    h("span", { class: "hit-lines" }, h("strong", {}, calledOf(effect)), h("span", { class: "muted" }, words(effect)))));
}

function words({ created, mergedInto, gained, lost }) {
  return [
    created && "new",
    mergedInto && "merged into another",
    gained > 0 && `${plural(gained, "crop")} came`,
    lost > 0 && `${plural(lost, "crop")} left`,
  ].filter(Boolean).join(", ") || "unchanged in its crops";
}
