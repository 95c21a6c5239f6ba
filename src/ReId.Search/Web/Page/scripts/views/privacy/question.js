// The question before an erasure: names what goes, and is answered twice.
import { h } from "../../core/dom.js";
import { fullTime, number, plural } from "../../core/format.js";
import { openDialog } from "../../parts/dialog.js";
import { tick } from "../../parts/fields.js";

const mostNames = 12;

/** Resolves to whether it may be done. */
export function askToErase(preview) {
  return new Promise((resolve) => {
    let answer = false;
    const verb = h("button", { class: "button danger", type: "submit", disabled: true }, "Erase for good");
    const dialog = openDialog("Erase for good?", h("form", {
      class: "form",
      onsubmit: (event) => { event.preventDefault(); answer = true; dialog.close(); },
    },
    h("p", {}, "This will be removed, and nobody can bring it back:"),
    h("ul", { class: "goes" }, linesOf(preview).map((line) => h("li", {}, line))),
    tick("Yes, all of this shall go", { name: "sure", onchange: (event) => { verb.disabled = !event.target.checked; } }),
    h("div", { class: "dialog-actions" },
      h("button", { class: "button", type: "button", autofocus: true, onclick: () => dialog.close() }, "Cancel"), verb)),
    { onClose: () => resolve(answer) });
  });
}

function linesOf({ crops, vectors, cameras, firstSeenAt, lastSeenAt, identities }) {
  const named = identities.slice(0, mostNames).map(({ identityId, name }) => name ?? `unnamed ${identityId.slice(-4)}`);
  return [
    h("strong", {}, plural(crops, "crop")),
    cameras.length > 0 && ` of ${cameras.slice(0, mostNames).join(", ")}${more(cameras)}`,
    firstSeenAt && `, seen from ${fullTime(firstSeenAt)} to ${fullTime(lastSeenAt)}`,
    `, with ${plural(crops, "picture")} and ${plural(vectors, "vector")}`,
  ].filter(Boolean).reduce((lines, piece) => [[...lines[0], piece]], [[]]).concat(identities.length > 0 ? [[
    h("strong", {}, identities.length === 1 ? "1 identity" : `${number(identities.length)} identities`), `: ${named.join(", ")}${more(identities)}, with name, decisions and history`,
  ]] : [], [["Watches for them, and messages of theirs that nobody could process"]]);
}

const more = (list) => (list.length > mostNames ? ` and ${number(list.length - mostNames)} more` : "");
