// Dialogs on the platform's own <dialog>: Esc closes, focus stays inside and returns to where it was.
import { h, uniqueId } from "../core/dom.js";
import { icon } from "../core/icons.js";

/** Opens a dialog; it removes itself when closed. Returns it. */
export function openDialog(title, content, { wide = false, onClose = null } = {}) {
  const id = uniqueId("dialog");
  const dialog = h("dialog", { class: `dialog${wide ? " dialog-wide" : ""}`, "aria-labelledby": id },
    h("header", { class: "dialog-head" },
      h("h2", { id }, title),
      h("button", { class: "icon-button", type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    h("div", { class: "dialog-body" }, content));

  // A click on what lies behind closes; one that only ends there, after selecting text, does not.
  let began = null;
  dialog.addEventListener("pointerdown", (event) => { began = event.target; });
  dialog.addEventListener("click", (event) => { if (event.target === dialog && began === dialog) { dialog.close(); } });
  dialog.addEventListener("close", () => { dialog.remove(); onClose?.(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that cannot be undone; resolves to whether it may be done. */
export function confirmed(title, text, verb) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog(title, [
      h("p", {}, text),
      h("div", { class: "dialog-actions" },
        h("button", { class: "button", type: "button", autofocus: true, onclick: () => dialog.close() }, "Cancel"),
        h("button", { class: "button danger", type: "button", onclick: () => { answer = true; dialog.close(); } }, verb)),
    ], { onClose: () => resolve(answer) });
  });
}

/**
 * A dialog with a form. `fields` are nodes; `submit(FormData)` does the work, and its failure is shown in the form.
 */
export function formDialog(title, fields, verb, submit) {
  const error = h("p", { class: "form-error", role: "alert" });
  const send = h("button", { class: "button primary", type: "submit" }, verb);
  const form = h("form", {
    class: "form",
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      error.textContent = "";
      try {
        await submit(new FormData(form));
        dialog.close();
      } catch (failure) {
        error.textContent = failure.message;
      } finally {
        send.disabled = false;
      }
    },
  }, fields, error, h("div", { class: "dialog-actions" },
    h("button", { class: "button", type: "button", onclick: () => dialog.close() }, "Cancel"), send));
  const dialog = openDialog(title, form);
  return dialog;
}
