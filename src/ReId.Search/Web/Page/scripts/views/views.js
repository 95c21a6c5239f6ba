// Every view of the navigation, in its order. `create(signal)` makes {element, update({id, options})}; `least` is the role
// from which it is there.
import { identitiesView } from "./identities/identities.js";
import { liveView } from "./live/live.js";
import { privacyView } from "./privacy/privacy.js";
import { searchView } from "./search/search.js";
import { systemView } from "./system/system.js";
import { watchesView } from "./watches/watches.js";

export const views = {
  search: { label: "Search", icon: "search", create: searchView },
  live: { label: "Live", icon: "live", create: liveView },
  identities: { label: "Identities", icon: "people", create: identitiesView },
  watches: { label: "Watches", icon: "watch", create: watchesView },
  privacy: { label: "Privacy", icon: "shield", create: privacyView, least: "admin" },
  system: { label: "Cameras", icon: "camera", create: systemView },
};
