// The page starts here: who is signed in, then the address decides what is shown.
import { onSessionLost } from "./core/api.js";
import { fill, h } from "./core/dom.js";
import { startEvents, stopEvents } from "./core/events.js";
import { forget, resume } from "./core/session.js";
import { failed } from "./parts/states.js";
import { shell } from "./parts/shell.js";
import { forgetPicture } from "./views/search/query.js";
import { signIn } from "./views/sign-in.js";

const app = document.getElementById("app");
let page = null;

function showSignIn(reason = null) {
  stopEvents();
  page?.abort();
  page = null;
  forget();
  forgetPicture();
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  fill(app, signIn(reason, showPage));
}

function showPage() {
  page = new AbortController();
  fill(app, shell(page.signal, () => showSignIn()));
  startEvents();
}

async function start() {
  try {
    if (await resume()) {
      showPage();
    } else {
      showSignIn();
    }
  } catch (failure) {
    fill(app, h("main", { class: "alone" }, failed(failure, start)));
  }
}

onSessionLost(() => {
  if (page !== null) {
    showSignIn("The session has ended. Sign in again.");
  }
});
start();
