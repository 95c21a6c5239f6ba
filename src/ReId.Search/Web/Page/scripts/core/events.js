// One stream of events for the whole page; views listen while they are shown.
import { get } from "./api.js";

const retryAfter = 3000;
const target = new EventTarget();
let source = null;
let retry = 0;
let state = "closed";

/** connecting, open or closed. */
export const streamState = () => state;

/** Listens to "crop", "hit", "identity", "clustering", "reset" or "state" until the signal aborts. */
export function onEvent(type, listener, signal) {
  target.addEventListener(type, (event) => listener(event.detail), { signal });
}

export function startEvents() {
  stopEvents();
  change("connecting");
  source = new EventSource("/v1/events");
  source.onopen = () => change("open");
  source.onerror = () => {
    change("connecting");
    if (source.readyState === EventSource.CLOSED) {
      // The browser has given up: the server refused, or is away. A request finds out which, and that the session ended.
      retry = setTimeout(() => get("/v1/stats").then(() => startAgain(), startAgain), retryAfter);
    }
  };
  for (const type of ["crop", "hit", "identity", "clustering", "reset"]) {
    source.addEventListener(type, (event) => dispatch(type, JSON.parse(event.data)));
  }
}

export function stopEvents() {
  clearTimeout(retry);
  source?.close();
  source = null;
  change("closed");
}

function startAgain(failure) {
  // Nobody signed out meanwhile, neither here nor by the server.
  if (source !== null && failure?.status !== 401) {
    startEvents();
  }
}

function change(next) {
  if (state !== next) {
    state = next;
    dispatch("state", next);
  }
}

function dispatch(type, detail) {
  target.dispatchEvent(new CustomEvent(type, { detail }));
}
