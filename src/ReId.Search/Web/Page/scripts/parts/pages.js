// A list that comes in pages: what is there, and a button for more.
import { fill, h } from "../core/dom.js";

/**
 * The first page and what follows. `first` is {items, next}; `load(cursor)` brings another; `row(item)` shows one;
 * `list` holds them.
 */
export function pages(first, list, row, load) {
  const tail = h("div", { class: "tail" });
  list.append(...first.items.map(row));
  offer(first.next);
  return [list, tail];

  function offer(next) {
    fill(tail, next && h("button", { class: "button", type: "button", onclick: (event) => more(event.target, next) }, "Show more"));
  }

  async function more(button, next) {
    button.disabled = true;
    try {
      const page = await load(next);
      list.append(...page.items.map(row));
      offer(page.next);
    } catch (failure) {
      if (failure.name !== "AbortError") {
        button.disabled = false;
        fill(tail, button, h("p", { class: "form-error", role: "alert" }, failure.message));
      }
    }
  }
}
