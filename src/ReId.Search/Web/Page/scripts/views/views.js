// Every view of the navigation, in its order. `create(signal)` makes {element, update({id, options})}.
import { identitiesView } from "./identities/identities.js";
import { liveView } from "./live/live.js";
import { searchView } from "./search/search.js";
import { systemView } from "./system/system.js";
import { watchesView } from "./watches/watches.js";

export const views = {
  search: { label: "Search", icon: "search", create: searchView },
  live: { label: "Live", icon: "live", create: liveView },
  identities: { label: "Identities", icon: "people", create: identitiesView },
  watches: { label: "Watches", icon: "watch", create: watchesView },
  system: { label: "Cameras", icon: "camera", create: systemView },
};
