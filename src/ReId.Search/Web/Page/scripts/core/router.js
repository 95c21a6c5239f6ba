// Addresses: #/view/id?options. What is in an address can be bookmarked, sent to a colleague and gone back to.

/** The address now. */
export function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, id] = path.split("/").map(decodeURIComponent);
  return { view: view || "search", id: id ?? null, options: new URLSearchParams(query ?? "") };
}

/** The address of a view. */
export function addressOf(view, id = null, options = null) {
  const query = new URLSearchParams(options ?? {}).toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${query ? `?${query}` : ""}`;
}

/** Goes there; where one is there already, whoever listens to routes hears of it all the same. */
export function goTo(view, id = null, options = null) {
  const address = addressOf(view, id, options);
  if (location.hash === address) {
    rewrite(address);
  } else {
    location.hash = address;
  }
}

/** Changes the address without a step for the back button; whoever listens to routes hears of it. */
export function rewrite(address) {
  history.replaceState(null, "", address);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export function onRoute(listener, signal) {
  window.addEventListener("hashchange", () => listener(route()), { signal });
}
