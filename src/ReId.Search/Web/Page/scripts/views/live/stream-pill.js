// Whether events come.
import { fill, h } from "../../core/dom.js";
import { onEvent, streamState } from "../../core/events.js";

const words = { open: "Live", connecting: "Connecting…", closed: "Not connected" };

export function streamPill(signal) {
  const pill = h("span", { class: "pill", role: "status" });
  const show = (state) => {
    pill.className = `pill pill-${state === "open" ? "good" : "waiting"}`;
    fill(pill, h("span", { class: "dot", "aria-hidden": "true" }), words[state]);
  };
  show(streamState());
  onEvent("state", show, signal);
  return pill;
}
