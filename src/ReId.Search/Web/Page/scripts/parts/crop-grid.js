// A list of cards in rows: one stop for Tab, arrows from card to card.
import { h } from "../core/dom.js";

/** A grid of cards; more may be appended or prepended at any time. */
export function cropGrid(label, cards = []) {
  const grid = h("div", { class: "crop-grid", role: "list", "aria-label": label }, cards);
  grid.addEventListener("keydown", (event) => move(grid, event));
  grid.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-roving]")) {
      makeStop(grid, event.target.parentElement);
    }
  });
  new MutationObserver(() => keepOneStop(grid)).observe(grid, { childList: true });
  keepOneStop(grid);
  return grid;
}

function keepOneStop(grid) {
  const stop = grid.querySelector(":scope > .stop") ?? grid.firstElementChild;
  makeStop(grid, stop);
}

function makeStop(grid, stop) {
  for (const card of grid.children) {
    card.classList.toggle("stop", card === stop);
    card.querySelectorAll("a, button, input").forEach((control) => { control.tabIndex = card === stop ? 0 : -1; });
  }
}

function move(grid, event) {
  const current = event.target.closest(".crop-grid > *");
  if (!current || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }

  const cards = [...grid.children];
  const index = cards.indexOf(current);
  const perRow = Math.max(1, cards.filter((card) => card.offsetTop === cards[0].offsetTop).length);
  const next = {
    ArrowRight: index + 1, ArrowLeft: index - 1, ArrowDown: index + perRow, ArrowUp: index - perRow, Home: 0, End: cards.length - 1,
  }[event.key];
  if (next !== undefined && cards[next]) {
    event.preventDefault();
    cards[next].querySelector("[data-roving]").focus();
  }
}
