// An identity as a card.
import { h } from "../../core/dom.js";
import { ago, fullTime, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { addressOf } from "../../core/router.js";
import { pickBox } from "../../parts/crop-card.js";
import { picture } from "../../parts/picture.js";

/** What an identity is called where it has no name. */
export const calledOf = (identity) => identity.name ?? `Unnamed ${identity.identityId.slice(-4)}`;

/** Its best picture, or a shape where none is left. */
export const portrait = (identity, options) => (identity.imageUrl
  ? picture({ imageUrl: identity.imageUrl, width: 1, height: 2 }, options)
  : h("span", { class: "no-picture" }, icon("person")));

/** A card; `select` {checked, change} where it may be picked. */
export function identityCard(identity, select = null) {
  const name = calledOf(identity);
  return h("div", { class: `crop-card identity${identity.hidden ? " hidden-one" : ""}`, role: "listitem", dataset: { identity: identity.identityId, key: identity.identityId } },
    h("a", { class: "crop-frame", href: addressOf("identities", identity.identityId), "data-roving": true, draggable: "false", "aria-label": `${name}, ${plural(identity.crops, "crop")}${identity.hidden ? ", hidden" : ""}` }, portrait(identity)),
    select && pickBox(select, name),
    h("div", { class: "crop-lines" },
      h("strong", { class: `crop-camera${identity.name ? "" : " unnamed"}`, title: name }, name),
      h("span", { class: "crop-time" }, plural(identity.crops, "crop"), identity.lastSeenAt && [" · ", h("time", { datetime: identity.lastSeenAt, title: fullTime(identity.lastSeenAt) }, ago(identity.lastSeenAt))]),
      h("span", { class: "crop-time", title: identity.cameras.join(", ") }, identity.cameras.join(", ") || "no camera"),
      identity.hidden && h("span", { class: "crop-note" }, "hidden")));
}
