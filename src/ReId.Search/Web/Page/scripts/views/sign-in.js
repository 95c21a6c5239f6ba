// Exchanges a key for a session.
import { h, set } from "../core/dom.js";
import { open } from "../core/session.js";
import { field } from "../parts/fields.js";
import { brand } from "../parts/brand.js";

/** The sign-in page; `done` is called when there is a session. */
export function signIn(reason, done) {
  document.title = "Sign in · ReId";
  const error = h("p", { class: "form-error", role: "alert" }, reason ?? "");
  const button = h("button", { class: "button primary wide", type: "submit" }, "Sign in");
  const key = field("API key", {
    name: "key", type: "password", required: true, autocomplete: "current-password", spellcheck: "false", autofocus: true,
  }, ["Made with ", h("code", {}, "./reid keys create"), "."]);
  const input = key.querySelector("input");
  const form = h("form", {
    class: "form",
    onsubmit: async (event) => {
      event.preventDefault();
      error.textContent = "";
      set(button, "aria-busy", "true");
      button.disabled = true;
      try {
        await open(input.value.trim());
        done();
      } catch (failure) {
        error.textContent = failure.message;
        input.select();
        input.focus();
      } finally {
        button.disabled = false;
        set(button, "aria-busy", null);
      }
    },
  }, key, error, button);
  return h("main", { class: "alone" },
    h("div", { class: "sign-in" }, brand("h1"), h("p", { class: "muted" }, "Find the same person again, across cameras."), form));
}
