// What surrounds every view: name, navigation, who is signed in.
import { complain, toast } from "../core/announce.js";
import { fill, h } from "../core/dom.js";
import { onEvent } from "../core/events.js";
import { icon } from "../core/icons.js";
import { addressOf, goTo, onRoute, route } from "../core/router.js";
import { close, may, session } from "../core/session.js";
import { views } from "../views/views.js";
import { brand } from "./brand.js";
import { takePictures } from "./picture-input.js";
import { searchWithPicture } from "../views/search/query.js";

/** The page of somebody who is signed in, until `signal` aborts. */
export function shell(signal, signedOut) {
  const main = h("main", { id: "main", tabindex: "-1" });
  const mine = Object.fromEntries(Object.entries(views).filter(([, view]) => !view.least || may(view.least)));
  const links = new Map(Object.entries(mine).map(([name, view]) => [name,
    h("a", { href: addressOf(name), class: "nav-link" }, icon(view.icon), h("span", {}, view.label))]));
  let shown = null;

  function show({ view, id, options }) {
    const name = view in mine ? view : "search";
    links.forEach((link, each) => (each === name ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")));
    if (shown?.name !== name) {
      shown?.life.abort();
      const life = new AbortController();
      shown = { name, life, ...views[name].create(life.signal) };
      fill(main, shown.element);
      document.title = `${views[name].label} · ReId`;
      window.scrollTo(0, 0);
    }

    shown.update?.({ id, options });
  }

  signal.addEventListener("abort", () => shown?.life.abort());
  onRoute(show, signal);
  onEvent("hit", (hit) => toast(`${hit.watchName} was seen at ${hit.crop.camera}.`, {
    kind: "hit", action: { label: "Look", run: () => goTo("watches", hit.watchId) },
  }), signal);
  takePictures((file) => { searchWithPicture(file); goTo("search", null, null); }, signal);
  show(route());
  return [
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, "Skip to content"),
    h("header", { class: "top" },
      h("a", { href: addressOf("search"), class: "top-brand", "aria-label": "ReId, search" }, brand()),
      h("nav", { class: "nav", "aria-label": "Main" }, [...links.values()]),
      account(signedOut)),
    main,
  ];
}

function account(signedOut) {
  const { name, role, keys } = session();
  const leave = async () => {
    try {
      await close();
      signedOut();
    } catch (failure) {
      complain(failure);
    }
  };
  return h("div", { class: "account" },
    h("span", { class: "account-name", title: name }, keys ? name : "This computer"),
    h("span", { class: "role" }, role),
    keys && h("button", { class: "icon-button", type: "button", "aria-label": "Sign out", title: "Sign out", onclick: leave }, icon("leave")));
}
