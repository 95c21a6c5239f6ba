// One identity: its face and name, what can be done with it, its crops, visits and history.
import { get, patch } from "../../core/api.js";
import { complain, toast } from "../../core/announce.js";
import { fill, h } from "../../core/dom.js";
import { onEvent } from "../../core/events.js";
import { ago, fullTime, plural } from "../../core/format.js";
import { icon } from "../../core/icons.js";
import { addressOf, goTo, rewrite } from "../../core/router.js";
import { may } from "../../core/session.js";
import { formDialog } from "../../parts/dialog.js";
import { field } from "../../parts/fields.js";
import { makeWatch } from "../../parts/make-watch.js";
import { empty, loadInto, skeletonLines } from "../../parts/states.js";
import { tabs } from "../../parts/tabs.js";
import { operationList } from "./changes.js";
import { calledOf, portrait } from "./identity-card.js";
import { members } from "./members.js";
import { timeline } from "./timeline.js";

const parts = { members: "Crops", timeline: "Timeline", history: "History" };

export function detail(id, signal) {
  const head = h("section", { class: "identity-head panel" });
  const links = h("div", {});
  const body = h("div", { class: "identity-part" });
  let shown = null;
  onEvent("identity", () => load(true), signal);
  load();
  return { element: h("div", {}, h("a", { class: "back", href: addressOf("identities") }, icon("back"), "All identities"), head, links, body), update };

  function update(options) {
    const part = options.get("tab") in parts ? options.get("tab") : "members";
    fill(links, tabs("About this identity", part, Object.entries(parts).map(([key, words]) => [key, words, addressOf("identities", id, key === "members" ? null : { tab: key })])));
    if (shown !== part) {
      shown = part;
      showPart();
    }
  }

  function showPart() {
    fill(body, shown === "members" ? members(id, signal, () => load(true)) : shown === "timeline" ? timeline(id, signal) : operationList(`/v1/identities/${id}/history`, signal));
  }

  function load(quiet = false) {
    return loadInto(head, {
      signal,
      quiet,
      skeleton: skeletonLines(4),
      load: () => get(`/v1/identities/${id}`, null, signal).catch((failure) => (failure.status === 404 ? null : Promise.reject(failure))),
      show: (identity) => {
        if (identity && identity.identityId !== id) {
          // It was merged: the address goes on where it went.
          rewrite(addressOf("identities", identity.identityId));
        }

        return identity ? summary(identity) : gone();
      },
    });
  }

  function gone() {
    fill(body);
    return empty("There is no such identity", "It was undone, or its crops were removed.");
  }

  function summary(identity) {
    document.title = `${calledOf(identity)} · ReId`;
    return [
      h("div", { class: "crop-frame identity-portrait" }, portrait(identity, { lazy: false })),
      h("div", { class: "identity-facts" },
        h("h1", { class: identity.name ? null : "unnamed" }, calledOf(identity), identity.hidden && h("span", { class: "pill pill-quiet" }, "hidden")),
        h("p", {}, plural(identity.crops, "crop"), identity.cameras.length > 0 && ` at ${identity.cameras.join(", ")}`),
        identity.firstSeenAt && h("p", { class: "muted" },
          "First seen ", h("time", { datetime: identity.firstSeenAt, title: fullTime(identity.firstSeenAt) }, ago(identity.firstSeenAt)),
          ", last ", h("time", { datetime: identity.lastSeenAt, title: fullTime(identity.lastSeenAt) }, ago(identity.lastSeenAt)))),
      h("div", { class: "detail-actions" },
        identity.crops > 0 && h("a", { class: "button primary", href: addressOf("search", null, { identity: identity.identityId }) }, icon("search"), "Search"),
        may("operator") && [
          h("button", { class: "button", type: "button", onclick: () => rename(identity) }, icon("edit"), identity.name ? "Rename" : "Name"),
          identity.crops > 0 && h("button", { class: "button", type: "button", onclick: () => makeWatch({ identityId: identity.identityId }, identity.name ?? "") }, icon("watch"), "Watch"),
          h("button", { class: "button", type: "button", onclick: () => hide(identity) }, icon("hide"), identity.hidden ? "Show again" : "Hide"),
        ],
        may("admin") && [
          h("a", { class: "button", href: addressOf("privacy", null, { tab: "export", identity: identity.identityId }) }, icon("download"), "Export"),
          h("a", { class: "button danger-quiet", href: addressOf("privacy", null, { identity: identity.identityId }) }, icon("trash"), "Erase for good"),
        ]),
    ];
  }

  function rename(identity) {
    formDialog("Name this identity", [
      field("Name", { name: "name", value: identity.name ?? "", maxlength: 200, autocomplete: "off", autofocus: true }, "Leave it empty to take the name away."),
    ], "Save", async (data) => {
      await patch(`/v1/identities/${identity.identityId}`, { name: data.get("name").trim() || null });
      load(true);
    });
  }

  async function hide(identity) {
    try {
      await patch(`/v1/identities/${identity.identityId}`, { hidden: !identity.hidden });
      toast(identity.hidden ? "Shown again." : "Hidden from the list.", identity.hidden ? {} : { action: { label: "All identities", run: () => goTo("identities") } });
      load(true);
    } catch (failure) {
      complain(failure);
    }
  }
}
